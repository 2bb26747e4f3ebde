"""The article: which revision is worked on, which one readers see, since when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.languages import LANGUAGE_NAMES
from articles.models.revision import Revision
from articles.querysets import ArticleQuerySet
from newsroom.lib.addresses import address_of
from newsroom.lib.slugs import SLUG_MAX_LENGTH

# Whose head readers do not see. The partial index has to say it as queries do.
UNPUBLISHED = Q(live__isnull=True) | ~Q(live=F("head"))


def language_choices() -> list[tuple[str, str]]:
    return [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.ARTICLE_LANGUAGES]


def default_language() -> str:
    return str(settings.ARTICLE_LANGUAGES[0])


class Article(models.Model):
    """An article. Its words stand in its revisions, never here.

    `head` is the working copy and null only inside the transaction that makes the article; `live`
    is what readers see, null when nothing is public. `published_at` is when readers first could
    or can see it, and stays when the article is taken back; `updated_at` is when what they see
    last changed. Public is what has a `live` revision and a `published_at` that has come:
    `ArticleQuerySet.public` is the one place that says so.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    slug = models.SlugField(max_length=SLUG_MAX_LENGTH, db_index=False, allow_unicode=True)
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, related_name="articles"
    )
    language = models.CharField(max_length=8, choices=language_choices, default=default_language)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    head = models.OneToOneField(
        "articles.Revision",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="head_of",
    )
    live = models.OneToOneField(
        "articles.Revision",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="live_of",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        permissions = [("publish_article", _("Can publish articles and take them back"))]
        constraints = [
            # Not `unique`, which makes a second index, for LIKE.
            models.UniqueConstraint(fields=["slug"], name="article_slug_unique"),
            models.CheckConstraint(
                condition=Q(state="draft", live=None) | Q(state="published", live__isnull=False),
                name="article_state_says_whether_it_is_live",
            ),
            models.CheckConstraint(
                condition=Q(live=None) | Q(published_at__isnull=False, updated_at__isnull=False),
                name="article_live_has_dates",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(live__isnull=False),
                name="article_newest",
            ),
            models.Index(
                fields=["section", "-published_at", "-id"],
                condition=Q(live__isnull=False),
                name="article_newest_of_section",
            ),
            models.Index(
                fields=["language", "-published_at", "-id"],
                condition=Q(live__isnull=False),
                name="article_newest_of_language",
            ),
            models.Index(fields=["-id"], condition=UNPUBLISHED, name="article_unpublished"),
        ]

    def __str__(self) -> str:
        return self.head.headline_text if self.head else self.slug

    def get_absolute_url(self) -> str:
        return address_of("articles:article", self.slug)

    @property
    def working_copy(self) -> Revision:
        """The head, which every stored article has."""
        assert self.head
        return self.head

    @property
    def has_unpublished_changes(self) -> bool:
        return self.live_id is not None and self.live_id != self.head_id
