"""Record changes of accounts and groups, above all of their rights."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.models import Group
from django.db.models import PROTECT, ManyToOneRel, QuerySet

from newsroom.audit import EventData, record_events
from newsroom.models import User
from newsroom.verbs import Verb

Subject = User | Group
Rights = dict[str, Any]
Verbs = Mapping[type[Subject], Verb]
CREATED: Final[Verbs] = {User: Verb.USER_CREATED, Group: Verb.GROUP_CREATED}
RIGHTS_CHANGED: Final[Verbs] = {User: Verb.USER_RIGHTS_CHANGED, Group: Verb.GROUP_RIGHTS_CHANGED}
DELETED: Final[Verbs] = {User: Verb.USER_DELETED, Group: Verb.GROUP_DELETED}
FLAGS: Final = ("username", "is_active", "is_staff", "is_superuser")


def is_protected(user: User) -> bool:
    """Return whether the account cannot be deleted, because other rows name it.

    Asks every `PROTECT` relation to accounts, by its index, until one has a row.
    """
    relations = (
        field
        for field in User._meta.get_fields(include_hidden=True)
        if isinstance(field, ManyToOneRel) and field.on_delete is PROTECT
    )
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: user}).exists()
        for relation in relations
    )


def lock_rights(model: type[Any], pk: int) -> Rights:
    """Lock the row of an account or a group; return its stored rights. Needs a transaction."""
    return rights_of(model._default_manager.select_for_update().get(pk=pk))


def rights_of(subject: Subject) -> Rights:
    """Return what decides the rights of a person or of a group's members, by names."""
    if isinstance(subject, Group):
        return {"name": subject.name, "permissions": _labels(subject.permissions)}
    return {
        **{name: getattr(subject, name) for name in FLAGS},
        "groups": list(subject.groups.order_by("name").values_list("name", flat=True)),
        "permissions": _labels(subject.user_permissions),
    }


def _labels(permissions: Any) -> list[str]:
    rows: QuerySet[Any, Any] = permissions.order_by("content_type__app_label", "codename")
    labels = rows.values_list("content_type__app_label", "codename")
    return [f"{app}.{codename}" for app, codename in labels]


def record_rights(*, subject: Subject, before: Rights | None, by: User | None) -> None:
    """Record the rights that have changed since `before`; None if the subject is new.

    Records nothing if none has changed. Needs the transaction of the change.
    """
    after = rights_of(subject)
    if before is None:
        _record(CREATED, subject, {"after": after}, by)
        return
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        was, now = ({name: rights[name] for name in changed} for rights in (before, after))
        _record(RIGHTS_CHANGED, subject, {"before": was, "after": now}, by)


def record_deletion(*, subject: Subject, by: User | None) -> None:
    """Record a subject that is about to be deleted: its rights, and the members of a group."""
    members = {}
    if isinstance(subject, Group):
        names = subject.user_set.order_by("username").values_list("username", flat=True)
        members = {"members": list(names)}
    _record(DELETED, subject, {"before": {**rights_of(subject), **members}}, by)


def record_password(*, subject: User, by: User) -> None:
    """Record that `by` has set or removed the password of another account."""
    data = {"may_sign_in": subject.has_usable_password()}
    record_events(Verb.USER_PASSWORD_CHANGED, [("user", subject.pk, data)], by)


def _record(verbs: Verbs, subject: Subject, data: EventData, by: User | None) -> None:
    kind = subject._meta.model_name or ""
    record_events(verbs[type(subject)], [(kind, subject.pk, data)], by)
