"""A person's or an organisation's page: who it is, what it said, where it is named."""

from datetime import datetime
from html import escape
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.languages import direction
from articles.models import Appearance
from articles.renditions.passages import with_address
from articles.renditions.wording import counts_in_words
from articles.services.showing import shown_cards
from articles.views.corrections import Corrected
from articles.views.paging import PagedList
from articles.views.portrait import PORTRAITS, Office
from articles.views.quoted import items
from articles.views.responses import page, public_page
from articles.visibility import publicly_named
from entities.models import Entity
from entities.services.resolving import resolve
from newsroom.lib.addresses import address_of
from newsroom.lib.keyset import Keyset

KEY: Final = ("published_at", "article_id")
COUNTS: Final = ("mention_count", "quote_count")
OF_ARTICLE: Final = ("article__slug", "article__language", "article__rendition__card")
ARTICLES_SHOWN: Final = 10  # Each comes with up to three passages.


def _appearances(entity_id: int) -> "QuerySet[Any, Any]":
    found = Appearance.objects.public().filter(entity=entity_id)
    return found.values_list(*KEY, *COUNTS, "passages", *OF_ARTICLE, named=True)


NEWEST: Final = Keyset(KEY, (datetime, int))
APPEARANCES: Final = PagedList(_appearances, int, keyset=NEWEST, size=ARTICLES_SHOWN)


@public_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity_page(request, Entity.Kind.PERSON, slug)


@public_page
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity_page(request, Entity.Kind.ORGANISATION, slug)


def _entity_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Two queries, however often the entity is named.

    Only somebody whom a public article names or quotes has a page: editors make entities while
    they write, and a name must not be known from an unpublished draft.
    """
    entity = PORTRAITS[kind].row(slug)
    if entity is None:
        raise Http404
    if entity.merged_into_id:
        return _redirect_to_survivor(entity.pk)
    listing = APPEARANCES.read(request, entity.pk)
    if not listing.rows:
        raise Http404
    return page(
        request,
        "articles/entity.html",
        title=entity.name,
        description=entity.description,
        entity=entity,
        is_first="cursor" not in request.GET,
        offices=[Office(*office) for office in entity.offices],
        quotes=items(entity.newest_quotes, has_speaker=False),
        corrections=[Corrected(*row) for row in entity.corrections],
        all_quotes=f"{reverse('articles:quotes')}?speaker={entity.pk}",
        listing=listing,
        entries=_entries(listing.rows),
    )


def _redirect_to_survivor(entity_id: int) -> HttpResponse:
    survivor = resolve([entity_id])[entity_id]
    if not publicly_named(Entity.objects.filter(pk=survivor.pk)).exists():
        raise Http404
    return HttpResponsePermanentRedirect(survivor.get_absolute_url())


def _entries(appearances: list[Any]) -> SafeString:
    """Articles, each with the sentences in which the entity is named, linked to their places.

    Formatted here, and not by `format_html`: a template's loops took five times as long.
    """
    cards = shown_cards({it.article_id: it.article__rendition__card for it in appearances})
    entries = (_entry(it, cards[it.article_id]) for it in appearances)
    return mark_safe("".join(entries))  # noqa: S308 - the texts are escaped


def _entry(appearance: Any, card: str) -> str:
    counts = counts_in_words(appearance.mention_count, appearance.quote_count)
    counted = f'<p class="counts">{counts}</p>'
    return f'<div class="entry">\n{card}{counted}\n{_passages(appearance)}</div>\n'


def _passages(appearance: Any) -> str:
    if not appearance.passages:
        return ""
    language = appearance.article__language
    start = f'<ul class="passages" lang="{escape(language)}" dir="{direction(language)}">'
    address = address_of("articles:article", appearance.article__slug)
    return f"{start}\n{with_address(appearance.passages, address)}</ul>\n"
