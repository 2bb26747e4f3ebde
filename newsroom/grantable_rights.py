"""Rules for changing rights: nobody gives a right that they do not have.

A superuser has every right. Only a shell makes one: `createsuperuser`, or the first `quickstart`.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from newsroom.models import User


def stored_permissions(subject: User | Group) -> "QuerySet[Any]":
    """Return the permissions of an account or a group, also of an inactive account.

    Django's `get_all_permissions` returns none for an inactive account, but whoever activates the
    account gives it these rights.
    """
    if isinstance(subject, Group):
        return subject.permissions.all()
    held = Q(user=subject) | Q(group__user=subject)
    return Permission.objects.filter(held).distinct()


def grantable_permissions(actor: User) -> "QuerySet[Any]":
    """Return the permissions that `actor` may give: their own."""
    if not actor.is_active:
        return Permission.objects.none()
    return Permission.objects.all() if actor.is_superuser else stored_permissions(actor)


def grantable_groups(actor: User) -> "QuerySet[Any]":
    """Return the groups that `actor` may add people to: those whose rights they all have."""
    missing = Permission.objects.exclude(pk__in=grantable_permissions(actor).values("pk"))
    return Group.objects.exclude(permissions__in=missing)


def has_no_more_rights(subject: User | Group, actor: User) -> bool:
    """Return whether `actor` has every stored right of `subject`, and so may change it."""
    if actor.is_superuser and actor.is_active:
        return True
    if isinstance(subject, User) and User.objects.filter(pk=subject.pk, is_superuser=True).exists():
        return False
    own = grantable_permissions(actor).values("pk")
    return not stored_permissions(subject).exclude(pk__in=own).exists()
