from django.db import models
from django.db.models import Q

from articles.choices import TagKind


class DepartedTag(models.Model):
    """What somebody last confirmed of a tag that an article's head has had and lost.

    `words` are the tag's, `named` is the id of whom its HTML named (null: a quote of nobody), as
    the HTML has it: a merge changes neither. Kept for good, and held against the tag whichever way
    it comes back; a tag that stands in the head has its confirmed words there, or in its review.
    An id that is here is the article's for good: in another article it gets a new one.
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
            # By the id first: whether another article had it is asked of every tag that comes in.
            models.UniqueConstraint(
                fields=["uuid", "tag", "article"], name="departed_tag_once_for_a_tag"
            ),
            models.CheckConstraint(
                condition=Q(tag__in=TagKind.values), name="departed_tag_tag_known"
            ),
        ]

    def __str__(self) -> str:
        return self.words
