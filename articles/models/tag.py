"""The base of the rows of mentions and quotes, made from the HTML of heads and live revisions.

`articles.projection.tag_rows` is the only writer; `manage.py check_tags` proves that rows and HTML
agree.
"""

from django.db import models

from articles.choices import Field
from articles.models.tag_queryset import TagQuerySet


class Tag(models.Model):
    """Words of one field of one revision, with a uuid that they keep through revisions.

    `start` and `end` are code points in the field's plain text, `exact` is that text between them.
    `live_at` is the article's `published_at` while the revision is live, else null.
    """

    uuid = models.UUIDField()
    field = models.CharField(max_length=8, choices=Field.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    live_at = models.DateTimeField(null=True, blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.exact
