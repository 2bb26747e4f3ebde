"""Sets of articles, and the one definition of what is public."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Value
from django.db.models.functions import Now
from django.utils import timezone

from articles.choices import TAKEN_DOWN_STATES, UNSEEN_STATES, State
from articles.models.appearance import Appearance
from articles.models.desk_access import NOTHING, visible_to
from articles.models.rendition import Rendition
from articles.models.revision import Revision
from articles.models.slugged_queryset import SluggedQuerySet
from newsroom.models import User

SITEMAP_RANGE = 2000  # ids; a page of the sitemap has the articles of one range


class ArticleQuerySet(SluggedQuerySet):
    def public(self) -> "ArticleQuerySet":
        """Return what anybody may read now.

        Decided when the query runs: no worker that is late shows or hides an article.
        """
        return self.filter(live__isnull=False, published_at__lte=Now())

    def taken_down(self) -> "ArticleQuerySet":
        """Return what readers have seen and see no more: only the notice is public."""
        return self.filter(state__in=TAKEN_DOWN_STATES, published_at__lte=Now())

    def in_sitemap_range(self, number: Any) -> "ArticleQuerySet":
        """Return the articles whose ids are in one range of the index `article_sitemap`."""
        return self.alias(range=F("pk") / Value(SITEMAP_RANGE)).filter(range=number)

    def visible_to(self, user: User) -> "ArticleQuerySet":
        """Return what the user sees at the desk, as `Article.is_visible_to` has it for one."""
        access = visible_to(user)
        return self.none() if access == NOTHING else self.filter(access.condition())

    def in_hand_of(self, user: User) -> "ArticleQuerySet":
        """Return what is assigned to the user and has not been published yet."""
        return self.filter(assigned_to=user.pk, state__in=UNSEEN_STATES)

    def to_clear(self) -> "ArticleQuerySet":
        """Return the articles that legal has to clear before they are published.

        Their heads are about somebody sensitive. They are in review, ready, or published with a
        newer head: one index has those.
        """
        head = Revision.objects.order_by().filter(pk=OuterRef("head"))
        named = Exists(head.filter(mentions__entity__is_sensitive=True))
        quoted = Exists(head.filter(quotes__speaker__is_sensitive=True))
        underway = Q(state__in=[State.IN_REVIEW, State.READY]) | Q(live__isnull=False)
        unpublished = Q(live__isnull=True) | ~Q(live=F("head"))
        about_sensitive = self.filter(Q(named) | Q(quoted), head__clearance__isnull=True)
        return about_sensitive.filter(unpublished, underway)

    def in_state(self, state: str) -> "ArticleQuerySet":
        """Return the articles that are in a state now, scheduled ones told from published ones."""
        if state == State.SCHEDULED:
            return self.filter(live__isnull=False, published_at__gt=Now())
        if state == State.PUBLISHED:
            return self.public()
        return self.filter(state=state)

    def changed_since(self, moment: datetime) -> "ArticleQuerySet":
        """Return the articles whose export has changed since `moment`, that moment included.

        A scheduled article changes when its time comes. Three probes of an index.
        """
        articles = self.model.objects.order_by()
        changed = articles.filter(export_changed_at__gte=moment).values("pk")
        published = articles.public().filter(published_at__gte=moment).values("pk")
        prepared = Rendition.objects.filter(changed_at__gte=moment).values("pk")
        return self.filter(pk__in=changed.union(published, prepared))

    def due_today(self) -> "ArticleQuerySet":
        """Return what readers will see before the newsroom's day ends."""
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        tomorrow = timezone.make_aware(today + timedelta(days=1))
        return self.in_state(State.SCHEDULED).filter(published_at__lt=tomorrow)

    def about(self, entity_id: int, *, speaking: bool = False) -> "ArticleQuerySet":
        """Return the published articles that name or quote an entity (`speaking`: that quote it).

        Joined as `appearance`: order by `published_at` and `article` of that, and one index gives
        an entity's newest articles. Further calls narrow the set.
        """
        quoted = {"quote_count__gt": 0} if speaking else {}
        if self.is_about_somebody:
            appearances = Appearance.objects.filter(entity=entity_id, **quoted)
            return self.filter(Exists(appearances.filter(article=OuterRef("pk"))))
        joined = self.annotate(
            appearance=FilteredRelation("appearances", condition=Q(appearances__entity=entity_id))
        )
        conditions = {f"appearance__{name}": value for name, value in quoted.items()}
        return joined.filter(appearance__entity=entity_id, **conditions)

    @property
    def is_about_somebody(self) -> bool:
        """Return whether `about` has been called."""
        return "appearance" in self.query._filtered_relations  # type: ignore[attr-defined]
