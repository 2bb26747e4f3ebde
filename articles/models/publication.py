from django.db import models
from django.db.models import F, Q


class Publication(models.Model):
    """A period in which readers saw one revision of an article; `seen_until` null: they still do.

    `seen_from` of a scheduled article is in the future. A row begins when a revision is shown to
    readers, ends when another replaces it or it is taken down, and is deleted if its time never
    came. `articles.publication.publishing` is the only writer.
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
