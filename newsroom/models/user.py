from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who works in the newsroom. A model of our own, so that it can grow.

    As text it is the person's name, or the name of the account without one.
    """

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    @property
    def name_and_account(self) -> str:
        """Return name and account, for lists in which two have one name."""
        name, account = str(self), self.get_username()
        return name if name == account else f"{name} ({account})"
