"""Sets of articles and tags, and the one definition of what is public."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from entities.models import Affiliation
from entities.querysets import Survivor
from newsroom.models import Event, User

SITEMAP_RANGE = 2000  # ids; a page of the sitemap has the articles of one range
# What changes how an article is exported, beside a new revision: whether it may be published, from
# when, its details and corrections.
CHANGING = (
    "article-submitted",
    "article-recalled",
    "article-returned",
    "article-approved",
    "article-published",
    "article-scheduled",
    "article-unscheduled",
    "article-withdrawn",
    "article-killed",
    "article-revived",
    "article-embargo-changed",
    "article-details-changed",
    "correction-published",
    "correction-changed",
)


class SluggedQuerySet(models.QuerySet[Any]):
    """Rows with a `slug` that keep in `former_slugs` those that they had before."""

    def ever_at(self, slug: str) -> "models.QuerySet[Any, Any]":
        """Return the ids of the row that has the slug and of the one that had it: one at most."""
        had = self.filter(former_slugs__slug=slug).order_by().values_list("pk", flat=True)
        return self.filter(slug=slug).order_by().values_list("pk", flat=True).union(had)

    def formerly_at(self, *slugs: str) -> Any:
        """Return those that readers knew by one of these slugs, which they have changed since."""
        return self.filter(former_slugs__slug__in=slugs, former_slugs__was_public=True)

    def slugs_leading_to(self, slugs: Collection[str]) -> set[str]:
        """Return those of `slugs` that one of these rows has, or that readers knew it by."""
        present = self.filter(slug__in=slugs).order_by().values_list("slug", flat=True)
        former = self.formerly_at(*slugs).order_by().values_list("former_slugs__slug")
        return set(present.union(former))


class ArticleQuerySet(SluggedQuerySet):
    def public(self) -> "ArticleQuerySet":
        """What anybody may read now. Decided at query time: no worker can leak or withhold."""
        return self.filter(live__isnull=False, published_at__lte=Now())

    def taken_down(self) -> "ArticleQuerySet":
        """What readers have seen and see no more: the notice in its place is all that is public."""
        return self.filter(state__in=["withdrawn", "killed"], published_at__lte=Now())

    def in_sitemap_range(self, number: Any) -> "ArticleQuerySet":
        """Those whose ids are in a range: as `article_sitemap` has them."""
        return self.alias(range=F("pk") / Value(SITEMAP_RANGE)).filter(range=number)

    def visible_to(self, user: User) -> "ArticleQuerySet":
        """What the user may see at the desk, working copies included."""
        articles = self
        if not user.has_perm("articles.kill_article"):
            # Without its legal right nobody reaches what was killed.
            articles = articles.exclude(state="killed")
        if user.has_perm("articles.view_article") or user.has_perm("articles.change_article"):
            return articles
        if user.has_perm("articles.change_own_article"):
            return articles.filter(Q(created_by=user.pk) | Q(assigned_to=user.pk))
        return articles.none()

    def in_hand_of(self, user: User) -> "ArticleQuerySet":
        """What the user is to write, pass or see through, until it is before readers."""
        return self.filter(assigned_to=user.pk, state__in=["draft", "in_review", "ready"])

    def to_clear(self) -> "ArticleQuerySet":
        """Those on their way to readers whose head is about somebody sensitive and not cleared.

        Reads what is in review, ready, or published with a newer head, by its index.
        """
        head = self.model._meta.get_field("head").related_model
        tags = {"mentions": "entity", "quotes": "speaker"}
        about = Q()
        for name, whom in tags.items():
            rows = head._meta.get_field(name).related_model.objects.order_by()
            sensitive = rows.filter(revision=OuterRef("head"), **{f"{whom}__is_sensitive": True})
            about |= Q(Exists(sensitive))
        underway = Q(state__in=["in_review", "ready"]) | Q(live__isnull=False)
        unpublished = Q(live__isnull=True) | ~Q(live=F("head"))
        return self.filter(unpublished, underway, about, head__clearance__isnull=True)

    def in_state(self, state: str) -> "ArticleQuerySet":
        """Those that are now in a state. Scheduled is what is stored as published, of later."""
        if state == "scheduled":
            return self.filter(live__isnull=False, published_at__gt=Now())
        if state == "published":
            return self.public()
        return self.filter(state=state)

    def changed_since(self, moment: datetime) -> "ArticleQuerySet":
        """Those of which what is exported has changed from `moment` on, or become public."""
        events = Event.objects.filter(subject_type="article", verb__in=CHANGING)
        changed = events.filter(subject_id=OuterRef("pk"), happened_at__gte=moment)
        return self.filter(
            Q(live__created_at__gte=moment)
            | Q(live=None, head__created_at__gte=moment)
            | Q(updated_at__gte=moment, updated_at__lte=Now())
            | Q(rendition__changed_at__gte=moment)
            | Exists(changed)
        )

    def due_today(self) -> "ArticleQuerySet":
        """Those that readers will see before the newsroom's day ends."""
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        tomorrow = timezone.make_aware(today + timedelta(days=1))
        return self.in_state("scheduled").filter(published_at__lt=tomorrow)

    def about(self, entity_id: int, *, speaking: bool = False) -> "ArticleQuerySet":
        """Those in which the entity is named or quoted (with `speaking`: quoted), as published.

        Joined as `appearance`, by whose `published_at` and `article` they are best ordered: one
        index then gives an entity's newest articles. Further calls narrow the set.
        """
        quoted = {"quote_count__gt": 0} if speaking else {}
        if self.is_about_somebody:
            appearances = self.model._meta.get_field("appearances").related_model.objects
            return self.filter(
                Exists(appearances.filter(article=OuterRef("pk"), entity=entity_id, **quoted))
            )
        joined = self.annotate(
            appearance=FilteredRelation("appearances", condition=Q(appearances__entity=entity_id))
        )
        conditions = {f"appearance__{name}": value for name, value in quoted.items()}
        return joined.filter(appearance__entity=entity_id, **conditions)

    @property
    def is_about_somebody(self) -> bool:
        """Whether `about` has been called."""
        return "appearance" in self.query._filtered_relations  # type: ignore[attr-defined]


class TagQuerySet(models.QuerySet[Any]):
    def public(self) -> "TagQuerySet":
        """Tags of what anybody may read now."""
        return self.filter(live_at__lte=Now())

    @property
    def _articles(self) -> Any:
        """The model of articles, which imports this module."""
        revisions: Any = self.model._meta.get_field("revision").related_model
        return revisions._meta.get_field("article").related_model

    def checked(self) -> "TagQuerySet":
        """Quotes that somebody has checked in these very words, by this very speaker."""
        return self.filter(Exists(self._checks()))

    def unchecked(self) -> "TagQuerySet":
        """Quotes that nobody has, or not since their words or speaker changed."""
        return self.filter(~Exists(self._checks()))

    def with_check(self) -> "TagQuerySet":
        """Quotes with `check_id`, that of the newest check of their words and speaker, or null."""
        newest = self._checks().order_by("-checked_at", "-pk").values("pk")[:1]
        return self.annotate(check_id=Subquery(newest))

    def _checks(self) -> Any:
        """By whom they are said as of today: a merge of two people is no change of the speaker."""
        checks = self._articles._meta.get_field("quote_checks").related_model.objects
        same = {"quote_uuid": OuterRef("uuid"), "article": OuterRef("revision__article")}
        said_by = Coalesce(Survivor("speaker"), Value(0))
        speaker = Coalesce(OuterRef("speaker"), Value(0))  # a tag's row names the survivor
        return checks.filter(**same, text=OuterRef("text")).alias(by=said_by).filter(by=speaker)

    def going_out_today(self) -> "TagQuerySet":
        """Those of what is scheduled for today, and of what waits as ready to be published."""
        rows = self._articles.objects
        revisions = rows.due_today().values("live").union(rows.in_state("ready").values("head"))
        return self.filter(revision__in=revisions)

    def by_organisation(self, entity_id: int) -> "TagQuerySet":
        """Quotes that an organisation, or somebody who holds or held an office in it, said.

        Asks first who that is: knowing how often they speak, PostgreSQL reads their quotes and
        not all, newest first, until some are theirs.
        """
        offices = Affiliation.objects.filter(organisation=entity_id)
        return self.filter(speaker__in=[entity_id, *offices.values_list("person", flat=True)])


class AppearanceQuerySet(models.QuerySet[Any]):
    def public(self) -> "AppearanceQuerySet":
        """Appearances in what anybody may read now."""
        return self.filter(published_at__lte=Now())


class SectionQuerySet(SluggedQuerySet):
    def public(self) -> "SectionQuerySet":
        """Those with something public in them: a section can be made for a secret draft."""
        articles = self.model._meta.get_field("articles").related_model.objects.public()
        return self.filter(Exists(articles.filter(section=OuterRef("pk"))))


class CorrectionQuerySet(models.QuerySet[Any]):
    def public(self) -> "CorrectionQuerySet":
        """Corrections of what anybody may read now."""
        return self.filter(article__live__isnull=False, article__published_at__lte=Now())


class MarginCommentQuerySet(models.QuerySet[Any]):
    """None of them is ever public."""

    def open(self) -> "MarginCommentQuerySet":
        return self.filter(resolved_at=None)

    def visible_to(self, user: User) -> "MarginCommentQuerySet":
        """Those of the articles that the user may see at the desk."""
        articles = self.model._meta.get_field("article").related_model.objects.visible_to(user)
        return self.filter(article__in=articles)
