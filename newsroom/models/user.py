from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractUser

from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.names import tidy_value

if TYPE_CHECKING:
    from newsroom.models.api_key import ApiKey


class User(AbstractUser):
    """An account of a person in the newsroom. A model of our own, so that fields can be added.

    Its text is the person's name or, without one, the account's.

    `key` is the API key by which they act in this request, if any. It bounds `has_perm`, which
    every service asks, and the audit names it.
    """

    key: "ApiKey | None" = None

    class Meta(AbstractUser.Meta):
        constraints = [
            StorableText(
                fields=["username", "first_name", "last_name", "email"], name="user_text_storable"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    def clean(self) -> None:
        super().clean()
        for name in ("first_name", "last_name"):
            setattr(self, name, tidy_value(self._meta.get_field(name), getattr(self, name)))

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Return whether they may do this now, by their key if they act by one."""
        return (self.key is None or self.key.allows(perm)) and super().has_perm(perm, obj)

    def holds(self, perm: str) -> bool:
        """Return whether they have a permission, whatever their key's scopes are."""
        return super().has_perm(perm)

    @property
    def name_and_account(self) -> str:
        """Return name and account, for lists in which two people may have the same name."""
        name, account = str(self), self.get_username()
        return name if name == account else f"{name} ({account})"
