from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of a person in the newsroom. A model of our own, so that fields can be added.

    Its text is the person's name or, without one, the account's.
    """

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    @property
    def name_and_account(self) -> str:
        """Return name and account, for lists in which two people may have the same name."""
        name, account = str(self), self.get_username()
        return name if name == account else f"{name} ({account})"
