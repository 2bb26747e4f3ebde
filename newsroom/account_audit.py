"""What people at the desk may do, as the audit has it."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.models import Group
from django.db.models import PROTECT, ManyToOneRel, QuerySet

from newsroom.models import Event, User

Subject = User | Group
Rights = dict[str, Any]
FLAGS: Final = ("username", "is_active", "is_staff", "is_superuser")


def has_acted(user: User) -> bool:
    """Return whether a stored row names the user who did it, so that the account has to stay."""
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
    """What `rights_of` gives of what is stored, locked. Needs a transaction."""
    return rights_of(model._default_manager.select_for_update().get(pk=pk))


def rights_of(subject: Subject) -> Rights:
    """All that decides what a person or the members of a group may do, by names."""
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
    """Record what has changed since `before`, which is None for a new one; nothing if nothing has.

    Needs the transaction of the change.
    """
    after = rights_of(subject)
    if before is None:
        _record("created", subject, {"after": after}, by)
        return
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        was, now = ({name: rights[name] for name in changed} for rights in (before, after))
        _record("rights-changed", subject, {"before": was, "after": now}, by)


def record_deletion(*, subject: Subject, by: User | None) -> None:
    """Record what it was, and who was in a group. Before it is deleted, in its transaction."""
    members = {}
    if isinstance(subject, Group):
        names = subject.user_set.order_by("username").values_list("username", flat=True)
        members = {"members": list(names)}
    _record("deleted", subject, {"before": {**rights_of(subject), **members}}, by)


def record_password(*, subject: User, by: User) -> None:
    """Record that `by` has given somebody a password, or taken it away."""
    _record("password-changed", subject, {"may_sign_in": subject.has_usable_password()}, by)


def _record(what: str, subject: Subject, data: Mapping[str, object], by: User | None) -> None:
    kind = subject._meta.model_name or ""
    Event.objects.create(
        verb=f"{kind}-{what}", subject_type=kind, subject_id=subject.pk, actor=by, data=data
    )
