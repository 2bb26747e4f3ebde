from django.contrib.auth.models import AbstractUser

from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.names import tidy_value


class User(AbstractUser):
    """An account of a person in the newsroom. A model of our own, so that fields can be added.

    Its text is the person's name or, without one, the account's.
    """

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

    @property
    def name_and_account(self) -> str:
        """Return name and account, for lists in which two people may have the same name."""
        name, account = str(self), self.get_username()
        return name if name == account else f"{name} ({account})"
