from django.conf import settings
from django.db import models


class Presence(models.Model):
    """Somebody has an article open: their page says so again and again while it is.

    `since` is when they opened it, `seen_at` when their page last said so.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="presence_once_for_a_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at article {self.article_id}"
