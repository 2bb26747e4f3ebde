"""Revisions: what an article said, and which words were tagged. All else is made from them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from newsroom.lib.database.stored_text import StorableText


class Revision(models.Model):
    """One version of an article's words and tags. A trigger refuses every change of it.

    `headline`, `deck` and `body` are canonical HTML with tags (see `articles.tagging`); the `_text`
    fields are their plain texts, to which all offsets refer. Numbers run from 1 without gaps in
    each article. `base` is the revision that the editor started from, `changes` counts the
    differences from it (see `articles.revisions.diff.summary`).
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    number = models.PositiveIntegerField()
    base = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    headline = models.TextField()
    deck = models.TextField(blank=True)
    body = models.TextField()
    headline_text = models.CharField(max_length=300)
    deck_text = models.CharField(max_length=1000, blank=True)
    body_text = models.TextField()
    byline = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_unique"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="revision_numbers_start_at_one"
            ),
            models.CheckConstraint(
                condition=~Q(headline_text="") & ~Q(body_text=""),
                name="revision_has_headline_and_body",
            ),
            StorableText(
                fields=[
                    "headline",
                    "deck",
                    "body",
                    "headline_text",
                    "deck_text",
                    "body_text",
                    "byline",
                    "source",
                    "dateline",
                    "note",
                ],
                json_fields=["changes"],
                name="revision_text_storable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline_text} (revision {self.number})"
