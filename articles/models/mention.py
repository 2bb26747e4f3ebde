from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.choices import Field
from articles.models.tag import Tag
from newsroom.lib.database.stored_text import StorableText


class Mention(Tag):
    """An entity named in an article."""

    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.CASCADE, related_name="mentions", db_index=False
    )
    entity = models.ForeignKey(
        "entities.Entity", on_delete=models.PROTECT, related_name="mentions", db_index=False
    )

    class Meta(Tag.Meta):
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["revision", "uuid"], name="mention_unique_in_revision"),
            models.UniqueConstraint(
                fields=["uuid"], condition=Q(live_at__isnull=False), name="mention_live_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_not_empty"),
            models.CheckConstraint(condition=Q(field__in=Field.values), name="mention_field_known"),
            StorableText(fields=["exact"], name="mention_text_storable"),
        ]
        indexes = [
            models.Index(fields=["entity", "-live_at", "-id"], name="mention_of_entity"),
            models.Index(
                fields=["uuid"], condition=Q(live_at__isnull=True), name="mention_not_live"
            ),
            # Without the body: nearly all mentions are there, so `mention_newest` finds them.
            models.Index(
                fields=["field", "-live_at", "-id"],
                condition=Q(live_at__isnull=False, field__in=[Field.HEADLINE, Field.DECK]),
                name="mention_newest_of_field",
            ),
            models.Index(
                fields=["-live_at", "-id"],
                condition=Q(live_at__isnull=False),
                name="mention_newest",
            ),
        ]
