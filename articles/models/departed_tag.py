from django.db import models
from django.db.models import Q

from articles.choices import TagKind
from newsroom.lib.database.stored_text import StorableText


class DepartedTag(models.Model):
    """A tag that an article's head has lost, with what somebody last confirmed of it.

    `words` are the tag's; `named` is the id of the entity in its HTML (null: a quote of nobody),
    which a merge does not change. Rows stay for good, and are compared with the tag if it comes
    back. A uuid that is here belongs to the article for good: in another article such a tag gets a
    new one. A tag of the head has no row: its confirmed words are in the head, or in its review.
    `articles.publication.departed_tags` is the only writer.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="departed_tags"
    )
    tag = models.CharField(max_length=7, choices=TagKind.choices)
    uuid = models.UUIDField()
    words = models.TextField()
    named = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            # The uuid comes first: every incoming tag is looked up by it, in all articles.
            models.UniqueConstraint(
                fields=["uuid", "tag", "article"], name="departed_tag_once_for_a_tag"
            ),
            models.CheckConstraint(
                condition=Q(tag__in=TagKind.values), name="departed_tag_tag_known"
            ),
            StorableText(fields=["words"], name="departed_tag_text_storable"),
        ]

    def __str__(self) -> str:
        return self.words
