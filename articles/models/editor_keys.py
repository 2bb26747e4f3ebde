from django.conf import settings
from django.db import models

from newsroom.lib.database.stored_text import StorableText


class EditorKeys(models.Model):
    """The keys of the tagging editor that a person has chosen instead of the newsroom's.

    `keys` maps commands to keys, as ProseMirror writes them ("Alt-p").
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
        constraints = [
            StorableText(fields=[], json_fields=["keys"], name="editor_keys_text_storable"),
        ]

    def __str__(self) -> str:
        return f"keys of {self.user}"
