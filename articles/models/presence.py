from django.conf import settings
from django.db import models


class Presence(models.Model):
    """A person who has an article open: the page reports it again and again.

    `since` is when they opened it, `seen_at` is the last report.
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
