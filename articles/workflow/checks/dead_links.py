"""Links of an article to pages of this site that do not exist for readers."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve

from articles.models import Article, Quote, Section
from articles.search.visible_entities import publicly_named
from entities.models import Entity
from newsroom.lib.slugs import tidy_slug

Found = set[Any]


def _entities(kind: str) -> Callable[[Collection[Any]], Found]:
    def find(slugs: Collection[Any]) -> Found:
        # The address of a merged entity leads to its survivor.
        named = Entity.objects.filter(kind=kind, slug__in=slugs)
        merged = named.filter(merged_into__isnull=False).values_list("slug", flat=True)
        return {*publicly_named(named).values_list("slug", flat=True), *merged}

    return find


def _articles(slugs: Collection[Any]) -> Found:
    return Article.objects.public().slugs_leading_to(slugs)


def _sections(slugs: Collection[Any]) -> Found:
    return Section.objects.public().slugs_leading_to(slugs)


def _quotes(uuids: Collection[UUID]) -> Found:
    return set(Quote.objects.public().filter(uuid__in=uuids).values_list("uuid", flat=True))


# How to find what the page of a URL name shows; pages of other names exist if they resolve.
SHOWN: Final[dict[str, Callable[[Collection[Any]], Found]]] = {
    "articles:article": _articles,
    "articles:section": _sections,
    "articles:quote": _quotes,
    "articles:person": _entities(Entity.Kind.PERSON),
    "articles:organisation": _entities(Entity.Kind.ORGANISATION),
}


def dead_links(addresses: Iterable[str]) -> set[str]:
    """Return those of `addresses` that lead to no page of this site. One query a kind of page."""
    asked: dict[str, dict[Any, list[str]]] = defaultdict(lambda: defaultdict(list))
    dead = set()
    for address in filter(is_inside, addresses):
        match = _page_at(unquote(urlsplit(address).path) or "/")
        if match is None:
            dead.add(address)
        elif match.view_name in SHOWN:
            (key,) = match.kwargs.values()
            key = tidy_slug(key) if isinstance(key, str) else key
            asked[match.view_name][key].append(address)
    for name, keys in asked.items():
        there = SHOWN[name](keys.keys())
        dead |= {address for key in keys.keys() - there for address in keys[key]}
    return dead


def _page_at(path: str) -> ResolverMatch | None:
    """Return the page at a path, or the one that its missing final slash leads to."""
    for asked in (path, f"{path}/"):
        with suppress(Resolver404):
            return resolve(asked)
    return None


def is_inside(address: str) -> bool:
    """Return whether an address is on this site: by its host, or as a path alone."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no IPv6 address
        return False
    if not parts.netloc:
        return parts.path.startswith("/")
    return parts.netloc == urlsplit(settings.SITE_URL).netloc
