"""Tags that the system suggests, and how the desk decided on them."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.choices import Field, QuoteKind, SuggestionState, TagKind
from newsroom.lib.database.stored_text import StorableText


class Suggestion(models.Model):
    """A suggested tag: open, accepted (then the origin of a tag), or rejected.

    An open one refers to the text of one revision by `start`, `end`, `segments` and `exact`, as a
    `Tag` does. `fingerprint` is of the words in their sentence and of the entities: what was
    rejected is not suggested to its article again while that sentence stays. `entities` are the ids
    of those who may be meant, empty for a `name` that the newsroom does not know; for a quote they
    are the possible speakers. `doubt` (`kind`, `said`, `known`) says why a suggestion that looks
    sure is not. `tag` is the uuid of the tag that an accepted one became, `entity` whom it names.
    """

    Kind = TagKind
    State = SuggestionState

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        "articles.Article",
        null=True,
        on_delete=models.CASCADE,
        related_name="suggestions",
        db_index=False,
    )
    revision = models.ForeignKey(
        "articles.Revision", null=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=7, choices=TagKind.choices)
    field = models.CharField(max_length=8, choices=Field.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    segments = models.JSONField()
    exact = models.TextField()
    fingerprint = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)
    entity_kind = models.CharField(max_length=12, blank=True)
    entities = ArrayField(models.BigIntegerField(), default=list)
    quote_kind = models.CharField(max_length=8, choices=QuoteKind.choices, blank=True)
    role = models.CharField(max_length=200, blank=True)
    cue = models.CharField(max_length=80, blank=True)
    source = models.CharField(_("source note"), max_length=300, blank=True)
    engine = models.CharField(max_length=8)
    rule = models.CharField(max_length=60)
    score = models.FloatField()
    is_sure = models.BooleanField()
    doubt = models.JSONField(null=True, blank=True)
    state = models.CharField(
        max_length=8, choices=SuggestionState.choices, default=SuggestionState.OPEN
    )
    tag = models.UUIDField(null=True, blank=True)
    entity = models.ForeignKey(
        "entities.Entity",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=TagKind.values), name="suggestion_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(field__in=Field.values), name="suggestion_field_known"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="suggestion_not_empty"),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1), name="suggestion_score_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.OPEN, decided_at=None, revision__isnull=False)
                | Q(
                    state__in=[SuggestionState.ACCEPTED, SuggestionState.REJECTED],
                    decided_at__isnull=False,
                ),
                name="suggestion_is_open_or_decided",
            ),
            StorableText(
                fields=[
                    "exact",
                    "fingerprint",
                    "name",
                    "entity_kind",
                    "role",
                    "cue",
                    "source",
                    "engine",
                    "rule",
                ],
                json_fields=["segments", "doubt"],
                name="suggestion_text_storable",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "state"], name="suggestion_of_article"),
            models.Index(
                fields=["tag"], condition=Q(tag__isnull=False), name="suggestion_origin_of_tag"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.exact}”: {self.name or self.role or self.quote_kind}"


class RuleTally(models.Model):
    """Counts of suggestions of a rule that the desk accepted and rejected in one month."""

    engine = models.CharField(max_length=8)
    rule = models.CharField(max_length=60)
    month = models.DateField(help_text=_("Its first day."))
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month", "rule"]
        verbose_name = _("accuracy of suggestions")
        verbose_name_plural = _("accuracy of suggestions")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "engine", "rule"], name="rule_tally_once_a_month"
            ),
            StorableText(fields=["engine", "rule"], name="rule_tally_text_storable"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}, {self.month:%Y-%m}"

    @property
    def precision(self) -> float:
        """Return the share of accepted suggestions among those decided, from 0 to 1."""
        return self.accepted / (self.accepted + self.rejected)


class AliasTally(models.Model):
    """Counts of decisions of the desk on words as a name of an entity.

    `is_unwanted`: rejected so often that the words alone do not suggest the entity any more.
    """

    entity = models.ForeignKey(
        "entities.Entity", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    words = models.CharField(max_length=200, help_text=_("In lower case."))
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    is_unwanted = models.BooleanField(default=False)

    class Meta:
        ordering = ["-rejected", "id"]
        verbose_name = _("accepted or rejected name")
        verbose_name_plural = _("accepted and rejected names")
        constraints = [
            models.UniqueConstraint(fields=["entity", "words"], name="alias_tally_once"),
            StorableText(fields=["words"], name="alias_tally_text_storable"),
        ]
        indexes = [
            models.Index(
                fields=["entity"], condition=Q(is_unwanted=True), name="alias_tally_unwanted"
            )
        ]

    def __str__(self) -> str:
        return f"“{self.words}”: {self.entity}"
