"""Sets of mentions and quotes."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now, TruncDate

from articles.choices import State
from articles.models.article import Article
from articles.models.quote_check import QuoteCheck
from entities.models import Affiliation, Survivor
from newsroom.lib.partial_dates import includes


class TagQuerySet(models.QuerySet[Any]):
    def public(self) -> "TagQuerySet":
        """Return the tags of what anybody may read now."""
        return self.filter(live_at__lte=Now())

    def checked(self) -> "TagQuerySet":
        """Return the quotes that somebody has checked with these very words and this speaker."""
        return self.filter(Exists(_checks()))

    def unchecked(self) -> "TagQuerySet":
        """Return the quotes without a check since their words or their speaker last changed."""
        return self.filter(~Exists(_checks()))

    def with_check(self) -> "TagQuerySet":
        """Annotate `check_id`: the newest check of the same words and speaker, or null."""
        newest = _checks().order_by("-checked_at", "-pk").values("pk")[:1]
        return self.annotate(check_id=Subquery(newest))

    def going_out_today(self) -> "TagQuerySet":
        """Return the tags of what is scheduled for today, and of what is ready to be published."""
        articles = Article.objects.order_by()
        scheduled = articles.due_today().values("live")
        return self.filter(
            revision__in=scheduled.union(articles.in_state(State.READY).values("head"))
        )

    def by_organisation(self, entity_id: int, *, ever: bool = False) -> "TagQuerySet":
        """Return the quotes of an organisation, and of those who held an office in it that day.

        The day is that of the quote, else that of publication. With `ever`, also what its people
        said before and after. An office without dates has no bounds.

        Reads first who its people are: when PostgreSQL knows how often each speaks, it reads their
        quotes, and does not search all quotes from the newest on.
        """
        offices = Affiliation.objects.filter(organisation=entity_id)
        quotes = self.filter(speaker__in=[entity_id, *offices.values_list("person", flat=True)])
        if ever:
            return quotes
        day = Coalesce("said_on", TruncDate("live_at"))
        is_in_office = includes(OuterRef("day"), first="from_on", last="until_on")
        held = offices.filter(is_in_office, person=OuterRef("speaker"))
        return quotes.alias(day=day).filter(Q(speaker=entity_id) | Exists(held))


def _checks() -> "models.QuerySet[Any]":
    """Return the checks of a quote of the outer query.

    Speakers are compared as of today: a merge of two people does not change the speaker.
    """
    checks = QuoteCheck.objects.filter(
        quote_uuid=OuterRef("uuid"), article=OuterRef("revision__article"), text=OuterRef("text")
    )
    survivor = Coalesce(Survivor("speaker"), Value(0))
    speaker = Coalesce(OuterRef("speaker"), Value(0))  # the row of a tag names the survivor
    return checks.alias(by=survivor).filter(by=speaker)
