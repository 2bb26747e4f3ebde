from django.db import models
from django.db.models import F, Q


class Publication(models.Model):
    """That readers saw a revision of an article: from when, and until when (null: they still do).

    `seen_from` of what is scheduled has not come yet. `articles.publication.publishing` is the only
    writer: a row begins when a revision goes before readers, ends when another takes its place or
    it is taken from them, and is removed if its time never came.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="publications", db_index=False
    )
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    seen_from = models.DateTimeField()
    seen_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(seen_until=None), name="publication_open_once"
            ),
            models.CheckConstraint(
                condition=Q(seen_until=None) | Q(seen_until__gt=F("seen_from")),
                name="publication_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["article", "-seen_from"], name="publication_of_article")]

    def __str__(self) -> str:
        return f"revision {self.revision_id}, {self.seen_from} – {self.seen_until or ''}"
