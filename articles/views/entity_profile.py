"""The profile of a person or an organisation, with its newest quotes and articles."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache, partial
from itertools import starmap
from typing import Any, Final, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, Func, OuterRef, QuerySet, TextField, When
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from msgspec.json import Decoder, decode

from articles.models import Appearance, CorrectionTag
from articles.views.corrections import OF_CORRECTION, CorrectionRow, corrections_where
from articles.views.entity_articles import ARTICLES_SHOWN, EntityArticle, entity_articles
from articles.views.html import quote_items
from articles.views.quote_rows import OF_QUOTE, QuoteRow, quote_rows
from entities.models import Affiliation, Alias, Entity
from newsroom.lib.database.prepared import Statement
from newsroom.lib.partial_dates import in_words
from newsroom.lib.urls import address_of

QUOTES_SHOWN: Final = 10
CORRECTIONS_SHOWN: Final = 5
OFFICES_SHOWN: Final = 50  # An organisation can have thousands of people.

KEPT: Final = 256  # of some 5 kB each

OWN: Final = ("pk", "kind", "name", "slug", "description", "wikidata_id", "merged_into_id")
NAME: Final = (*OWN, "alias_names")
APPEARED: Final = Decoder(list[EntityArticle])
OTHER_SIDE: Final = {"person": "organisation", "organisation": "person"}


class Office(NamedTuple):
    """The other side of an affiliation of the entity. Its dates are partial, "" if not known."""

    kind: str
    name: str
    slug: str
    title: str
    from_on: str
    until_on: str

    @property
    def address(self) -> str:
        return address_of(f"articles:{self.kind}", self.slug)

    @property
    def dates(self) -> str:
        """Return the time of the office in words, "" if nothing is known of it."""
        first, last = (in_words(text) if text else "" for text in (self.from_on, self.until_on))
        if first and last:
            return f"{first} to {last}"
        if last:
            return f"until {last}"
        if first and self.from_on > timezone.localdate().isoformat():
            return f"from {first}"
        return f"since {first}" if first else ""


def _with_aliases(kind: str, slug: str) -> "QuerySet[Any, Any]":
    aliases = Alias.objects.filter(entity=OuterRef("pk")).order_by("name").values("name")
    entities = Entity.objects.filter(kind=kind, slug=slug)
    return entities.annotate(alias_names=ArraySubquery(aliases)).values_list(*NAME)


def _profile(kind: str, slug: str) -> "QuerySet[Any, Any]":
    joined = {
        "offices": _offices(kind),
        "newest_quotes": _newest_quotes(),
        "corrections": _corrections(),
        "newest_appearances": _newest_appearances(),
    }
    arrays = {name: ArraySubquery(rows) for name, rows in joined.items()}
    return _with_aliases(kind, slug).annotate(**arrays).values_list(*NAME, *joined)


def _corrections() -> "QuerySet[Any, Any]":
    """Return the newest corrections of quotes by the entity and of its mentions, as JSON."""
    named = CorrectionTag.objects.filter(entity=OuterRef(OuterRef("pk"))).order_by()
    found = corrections_where(pk__in=named.values("correction")).order_by("-published_at", "-pk")
    return found.values(in_json=_json(*OF_CORRECTION))[:CORRECTIONS_SHOWN]


def _newest_quotes() -> "QuerySet[Any, Any]":
    quotes = quote_rows(speaker=OuterRef("pk")).order_by("-live_at", "-pk")
    return quotes.values(in_json=_json(*OF_QUOTE))[:QUOTES_SHOWN]


def _newest_appearances() -> "QuerySet[Any, Any]":
    """Return the newest articles as JSON, and one more if there are older ones."""
    found = entity_articles(OuterRef("pk")).order_by("-published_at", "-article_id")
    return found.values(in_json=_json(*EntityArticle._fields))[: ARTICLES_SHOWN + 1]


def _offices(kind: str) -> "QuerySet[Any, Any]":
    """Return affiliations with publicly known entities, as JSON; those held today come first."""
    other = OTHER_SIDE[kind]
    known = Exists(Appearance.objects.public().filter(entity=OuterRef(f"{other}_id")))
    offices = Affiliation.objects.filter(known, **{kind: OuterRef("pk")})
    columns = (f"{other}__kind", f"{other}__name", f"{other}__slug", "title", "from_on", "until_on")
    held_first = Case(When(until_on="", then=0), default=1), "-until_on", "-from_on", "pk"
    return offices.order_by(*held_first).values(in_json=_json(*columns))[:OFFICES_SHOWN]


def _json(*columns: str | Cast) -> Cast:
    """Return a JSON array of the columns as text, since PostgreSQL would parse jsonb."""
    return Cast(Func(*columns, function="json_build_array"), TextField())


def newest_appearances(row: Any) -> list[EntityArticle]:
    """Return the newest articles of a row of `PROFILES`."""
    return APPEARED.decode(_list(row.newest_appearances))


def entity_profile(row: Any) -> SafeString:
    """Return a row of `PROFILES` or `NAMES` as HTML: all of the page but its articles.

    The newest 256 are cached by the day and all values that they are made of: none is outdated.
    """
    joined = (getattr(row, name, ()) for name in ("offices", "newest_quotes", "corrections"))
    values = (getattr(row, name) for name in OWN)
    names, today = tuple(row.alias_names), timezone.localdate()
    return _render(get_script_prefix(), today, names, *map(tuple, joined), *values)


@lru_cache(maxsize=KEPT)
def _render(
    prefix: str,
    today: date,
    alias_names: tuple[str, ...],
    offices: tuple[str, ...],
    quotes: tuple[str, ...],
    corrections: tuple[str, ...],
    *own: object,
) -> SafeString:
    del prefix, today  # in the addresses, and in what is said of an office
    entity = dict(zip(OWN, own, strict=True))
    context = {
        "entity": {**entity, "alias_names": alias_names},
        "offices": [Office(*office) for office in decode(_list(offices))],
        "quotes": quote_items(starmap(QuoteRow, decode(_list(quotes))), has_speaker=False),
        "corrections": [CorrectionRow(*row) for row in decode(_list(corrections))],
        "all_quotes": f"{reverse('articles:quotes')}?speaker={entity['pk']}",
    }
    return mark_safe(render_to_string("articles/entity_profile.html", context))  # noqa: S308


def _list(rows: Iterable[str]) -> str:
    return f"[{','.join(rows)}]"


# Written once: the page of a frequent person takes 1.1 ms of processor (docs/performance.md).
PROFILES: Final = {kind: Statement(partial(_profile, kind), str) for kind in Entity.Kind.values}
NAMES: Final = {kind: Statement(partial(_with_aliases, kind), str) for kind in Entity.Kind.values}
