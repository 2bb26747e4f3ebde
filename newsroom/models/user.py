from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who works in the newsroom. Ours from the first migration, so that it can grow.

    As text they are what colleagues call them: their name, else that of their account.
    """

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    @property
    def name_and_account(self) -> str:
        """Where two of one name have to be told apart."""
        name, account = str(self), self.get_username()
        return name if name == account else f"{name} ({account})"
