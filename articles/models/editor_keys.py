from django.conf import settings
from django.db import models


class EditorKeys(models.Model):
    """The keys of the tagging editor that somebody has chosen in place of the newsroom's.

    `keys` has a key, as ProseMirror writes it ("Alt-p"), for each command that has another one.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="editor_keys",
    )
    keys = models.JSONField(default=dict)

    class Meta:
        ordering = ["user"]

    def __str__(self) -> str:
        return f"keys of {self.user}"
