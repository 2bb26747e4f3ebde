"""The user that a command acts for (--by)."""

from django.core.management.base import CommandError

from newsroom.models import User


def find_user(name: str | None) -> User | None:
    """Return the user of a name; None, the system itself, for no name. Raises `CommandError`."""
    if name is None:
        return None
    try:
        return User.objects.get_by_natural_key(name)
    except User.DoesNotExist as error:
        raise CommandError(f"There is nobody called {name}.") from error
