"""The article: which revision is worked on, which one readers see, since when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.languages import LANGUAGE_NAMES
from articles.models.revision import Revision
from articles.querysets import SITEMAP_RANGE, ArticleQuerySet
from newsroom.lib.slugs import SLUG_MAX_LENGTH, TidySlugField, tidy_slug_constraint
from newsroom.lib.urls import address_of
from newsroom.models import User

# Whose head readers do not see. The partial index has to say it as queries do.
UNPUBLISHED = Q(live__isnull=True) | ~Q(live=F("head"))


# Permissions: to write one's own, to see and write anything, to reach what legal has killed.
WRITE_OWN = "articles.change_own_article"
SEE_ANY = ("articles.view_article", "articles.change_article")
WRITE_ANY = "articles.change_article"
REACH_KILLED = "articles.kill_article"


def language_choices() -> list[tuple[str, str]]:
    return [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.ARTICLE_LANGUAGES]


def default_language() -> str:
    return str(settings.ARTICLE_LANGUAGES[0])


class State(models.TextChoices):
    """The states of an article. `articles.workflow.transitions` says which way each goes on.

    `SCHEDULED` is never stored: such an article is stored as published, from a time that has not
    come. So it becomes published at its second, whoever works then or does not.
    """

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    READY = "ready", _("ready")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    KILLED = "killed", _("killed")


STORED = [state for state in State if state != State.SCHEDULED]
IN_HAND = [State.DRAFT, State.IN_REVIEW, State.READY]


class Article(models.Model):
    """An article. Its words stand in its revisions, never here.

    `head` is the working copy and null only inside the transaction that makes the article; `live`
    is what readers see, null when nothing is public. `published_at` is when readers first could
    or can see it, and stays when the article is withdrawn; `updated_at` is when what they see
    last changed. Public is what has a `live` revision and a `published_at` that has come:
    `ArticleQuerySet.public` is the one place that says so. Until `embargoed_until` nobody outside
    sees it: the database holds that nothing goes live before.
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
    embargoed_until = models.DateTimeField(null=True, blank=True, editable=False)

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
            # Not `unique`, which makes a second index, for LIKE.
            models.UniqueConstraint(fields=["slug"], name="article_slug_unique"),
            tidy_slug_constraint("article_slug_tidy"),
            models.CheckConstraint(
                condition=Q(state__in=[s for s in STORED if s != State.PUBLISHED], live=None)
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
            models.Index(fields=["-id"], condition=UNPUBLISHED, name="article_unpublished"),
            models.Index(
                fields=["state", "-id"],
                condition=~Q(state=State.PUBLISHED),
                name="article_in_state",
            ),
            models.Index(
                fields=["assigned_to", "-id"],
                condition=Q(state__in=IN_HAND),
                name="article_in_hand_of",
            ),
            # What was imported has neither.
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

    @property
    def working_copy(self) -> Revision:
        """The head, which every stored article has."""
        assert self.head
        return self.head

    @property
    def has_unpublished_changes(self) -> bool:
        return self.live_id is not None and self.live_id != self.head_id

    @property
    def current_state(self) -> State:
        """The state as it is now: what is stored as published may still wait for its time."""
        if self.is_scheduled:
            return State.SCHEDULED
        return State(self.state)

    @property
    def is_scheduled(self) -> bool:
        """Whether readers will see it at a time that has not come."""
        waits = self.published_at is not None and self.published_at > timezone.now()
        return self.live_id is not None and waits

    @property
    def was_public(self) -> bool:
        """Whether readers see it, or have seen it."""
        return self.published_at is not None and self.published_at <= timezone.now()

    @property
    def is_embargoed(self) -> bool:
        return self.embargoed_until is not None and self.embargoed_until > timezone.now()

    def is_own(self, user: User) -> bool:
        """Whether the user wrote it or is to write it."""
        return user.pk is not None and user.pk in (self.created_by_id, self.assigned_to_id)

    def is_visible_to(self, user: User) -> bool:
        """Whether the user may see it at the desk: as `ArticleQuerySet.visible_to` says."""
        if self.state == State.KILLED and not user.has_perm(REACH_KILLED):
            return False
        if any(map(user.has_perm, SEE_ANY)):
            return True
        return user.has_perm(WRITE_OWN) and self.is_own(user)

    def is_writable_by(self, user: User | None) -> bool:
        """Whether the user (None is the system itself) may save it: nobody saves what is killed."""
        if self.state == State.KILLED:
            return False
        if user is None or user.has_perm(WRITE_ANY):
            return True
        return self.state == State.DRAFT and user.has_perm(WRITE_OWN) and self.is_own(user)
