"""The article: which revision is worked on, which one readers see, and since when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.choices import (
    STORED_STATES,
    UNSEEN_STATES,
    State,
    default_language,
    language_choices,
)
from articles.models import desk_access
from articles.models.article_queryset import SITEMAP_RANGE, ArticleQuerySet
from articles.models.revision import Revision
from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.slugs import SLUG_MAX_LENGTH, TidySlugField, tidy_slug_constraint
from newsroom.lib.urls import address_of
from newsroom.models import User

# Articles whose head readers do not see. A query has to repeat the condition of the partial index.
UNPUBLISHED = Q(live__isnull=True) | ~Q(live=F("head"))


class Article(models.Model):
    """An article. Its text is in its revisions.

    `head` is the working copy, null only inside the transaction that creates the article; `live`
    is the revision that readers see, null when nothing is public. `published_at` is when readers
    first could or can see the article, and stays when it is withdrawn; `updated_at` is when what
    they see last changed. An article is public if it has a `live` revision and its `published_at`
    has come: only `ArticleQuerySet.public` decides that. Until `embargoed_until` nobody outside
    the newsroom sees it: a constraint refuses an earlier publication.

    `export_changed_at` is when what partners get of the article last changed, but for its rendition
    and the hour of its publication: `ArticleQuerySet.changed_since` asks for all three.
    `has_desk_details`: somebody has changed section, language or slug, and imports keep them.
    """

    slug = TidySlugField(_("slug"), max_length=SLUG_MAX_LENGTH, db_index=False, allow_unicode=True)
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        related_name="articles",
    )
    language = models.CharField(
        _("language"), max_length=8, choices=language_choices, default=default_language
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
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
    export_changed_at = models.DateTimeField(db_default=Now(), editable=False)
    embargoed_until = models.DateTimeField(null=True, blank=True, editable=False)
    has_desk_details = models.BooleanField(default=False, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("change_own_article", _("Can write own articles while they are drafts")),
            ("assign_article", _("Can assign articles to people")),
            ("review_article", _("Can pass articles as ready, and send them back")),
            ("publish_article", _("Can publish articles, now or at a time")),
            ("withdraw_article", _("Can withdraw articles from readers")),
            ("embargo_article", _("Can lift an embargo")),
            (
                "kill_article",
                _("Can kill articles for legal reasons, reach and revive killed ones"),
            ),
        ]
        constraints = [
            # Not `unique=True`, which makes a second index, for LIKE.
            models.UniqueConstraint(fields=["slug"], name="article_slug_unique"),
            tidy_slug_constraint("article_slug_tidy"),
            models.CheckConstraint(
                condition=Q(state__in=[s for s in STORED_STATES if s != State.PUBLISHED], live=None)
                | Q(state=State.PUBLISHED, live__isnull=False),
                name="article_state_says_whether_it_is_live",
            ),
            models.CheckConstraint(
                condition=Q(live=None) | Q(published_at__isnull=False, updated_at__isnull=False),
                name="article_live_has_dates",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | Q(published_at__isnull=False),
                name="article_withdrawn_was_published",
            ),
            models.CheckConstraint(
                condition=Q(live=None)
                | Q(embargoed_until=None)
                | Q(published_at__gte=F("embargoed_until")),
                name="article_live_after_its_embargo",
            ),
            StorableText(fields=["slug"], name="article_text_storable"),
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
            models.Index(
                F("id") / Value(SITEMAP_RANGE),
                F("updated_at").desc(),
                condition=Q(live__isnull=False),
                name="article_sitemap",
            ),
            models.Index(fields=["export_changed_at"], name="article_export_changed"),
            models.Index(fields=["-id"], condition=UNPUBLISHED, name="article_unpublished"),
            models.Index(
                fields=["state", "-id"],
                condition=~Q(state=State.PUBLISHED),
                name="article_in_state",
            ),
            models.Index(
                fields=["assigned_to", "-id"],
                condition=Q(state__in=UNSEEN_STATES),
                name="article_in_hand_of",
            ),
            # Partial, since imported articles have neither author nor assignee.
            models.Index(
                fields=["created_by", "-id"],
                condition=Q(created_by__isnull=False),
                name="article_of_author",
            ),
            models.Index(
                fields=["assigned_to", "-id"],
                condition=Q(assigned_to__isnull=False),
                name="article_assigned_to",
            ),
        ]

    def __str__(self) -> str:
        return self.head.headline_text if self.head else self.slug

    def get_absolute_url(self) -> str:
        return address_of("articles:article", self.slug)

    def store_change(self, *columns: str) -> None:
        """Store these columns, and that what partners get of the article has changed."""
        self.export_changed_at = timezone.now()
        self.save(update_fields=[*columns, "export_changed_at"])

    @property
    def working_copy(self) -> Revision:
        """Return the head, which every stored article has."""
        assert self.head
        return self.head

    @property
    def has_unpublished_changes(self) -> bool:
        return self.live_id is not None and self.live_id != self.head_id

    @property
    def current_state(self) -> State:
        """Return the state as it is now: an article stored as published may still be scheduled."""
        if self.is_scheduled:
            return State.SCHEDULED
        return State(self.state)

    @property
    def is_scheduled(self) -> bool:
        """Return whether readers will see it at a time in the future."""
        waits = self.published_at is not None and self.published_at > timezone.now()
        return self.live_id is not None and waits

    @property
    def was_public(self) -> bool:
        """Return whether readers see it, or have seen it."""
        return self.published_at is not None and self.published_at <= timezone.now()

    @property
    def is_embargoed(self) -> bool:
        return self.embargoed_until is not None and self.embargoed_until > timezone.now()

    def is_own(self, user: User) -> bool:
        """Return whether the user wrote it, or is to write it."""
        return user.pk is not None and user.pk in (self.created_by_id, self.assigned_to_id)

    def is_visible_to(self, user: User) -> bool:
        """Return whether the user may see it at the desk."""
        return desk_access.visible_to(user).includes(self)

    def is_writable_by(self, user: User | None) -> bool:
        """Return whether the user (None is the system itself) may save it."""
        return desk_access.writable_by(user).includes(self)
