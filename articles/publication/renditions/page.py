"""An article as HTML: its own page, and its card in lists."""

from collections.abc import Mapping
from textwrap import shorten
from typing import Any, Final

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from articles.languages import direction
from articles.models import Correction
from articles.publication.renditions.dates_and_counts import (
    KINDS_OF_CORRECTION,
    counts_in_words,
    day_in_words,
    instant,
    time_in_words,
)
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.publication.renditions.tag_markup import Links, add_tag_markup, link_to, links_to
from articles.tagging import QuoteTag, words
from entities.models import Entity
from newsroom.lib.urls import address_of

LISTED_WORDS: Final = 280  # code points of a quote in the list below its article

# Replaced by the body in a prepared page, so that it is not stored twice; no text can hold this.
BODY: Final = "\x02"

Context = dict[str, Any]
EntityLinks = Mapping[int, SafeString]


def page(snapshot: ArticleSnapshot) -> tuple[str, dict[str, str]]:
    """Return the inner HTML of the page's <article>, and the links of the tags.

    That is headline and deck, `BODY` in the place of the body, then who is in it. `full_page`
    inserts the body.
    """
    entities = {pk: snapshot.entities[pk] for pk in snapshot.ids}
    links = links_to(entities)
    named = {entity.pk: link_to(entity, links[str(pk)]) for pk, entity in entities.items()}
    context = {
        **_article_context(snapshot),
        **_text_context(snapshot, links),
        **_cast_context(snapshot, named),
    }
    context["time"] = time_in_words(snapshot.published_at, snapshot.article.language)
    context["updated"] = _update_context(snapshot)
    context["quotes"] = [
        _quote_context(snapshot, snapshot.documents[field].text, tag, named)
        for field, tag in snapshot.quotes()
    ]
    for place in Correction.Place.values:
        context[f"corrections_{place}"] = [
            _correction_context(snapshot, correction)
            for correction in snapshot.corrections
            if correction.place == place
        ]
    return str(get_template("articles/renditions/article.html").render(context)), links


def full_page(prepared: str, body: str, links: Links) -> str:
    """Return a prepared page with the revision's body in it, its tags with their public markup."""
    return prepared.replace(BODY, add_tag_markup(body, links), 1)


def _correction_context(snapshot: ArticleSnapshot, correction: Correction) -> Context:
    return {
        "pk": correction.pk,
        "kind": KINDS_OF_CORRECTION[correction.kind],
        "text": correction.text,
        "at": instant(correction.published_at),
        "time": time_in_words(correction.published_at, snapshot.article.language),
    }


def card(snapshot: ArticleSnapshot) -> str:
    """Return the article as an <article> of a list. It names no entity, so none outdates it."""
    context = _article_context(snapshot)
    context["address"] = address_of("articles:article", snapshot.article.slug)
    context["day"] = day_in_words(snapshot.published_at, snapshot.article.language)
    return str(get_template("articles/renditions/card.html").render(context))


def _article_context(snapshot: ArticleSnapshot) -> Context:
    section, language = snapshot.article.section, snapshot.article.language
    return {
        "revision": snapshot.revision,
        "section": {"name": section.name, "address": address_of("articles:section", section.slug)},
        "language": language,
        "direction": direction(language),
        "published_at": instant(snapshot.published_at),
    }


def _update_context(snapshot: ArticleSnapshot) -> Context | None:
    article = snapshot.article
    if article.updated_at is None or article.updated_at <= snapshot.published_at:
        return None
    return {
        "at": instant(article.updated_at),
        "time": time_in_words(article.updated_at, article.language),
    }


def _text_context(snapshot: ArticleSnapshot, links: Links) -> dict[str, SafeString]:
    """Return headline and deck as HTML, which is escaped in the revision already."""
    revision = snapshot.revision
    return {
        "headline": mark_safe(add_tag_markup(revision.headline, links)),  # noqa: S308
        "deck": mark_safe(add_tag_markup(revision.deck, links)),  # noqa: S308
        "body": mark_safe(BODY),  # noqa: S308
    }


def _cast_context(snapshot: ArticleSnapshot, links: EntityLinks) -> dict[str, list[Context]]:
    mentions, quotes = snapshot.mention_counts, snapshot.quote_counts
    cast: dict[str, list[Context]] = {kind: [] for kind in Entity.Kind.values}
    for entity in snapshot.cast:
        counts = counts_in_words(mentions[entity.pk], quotes[entity.pk])
        cast[entity.kind].append({"link": links[entity.pk], "counts": counts})
    return {"people": cast[Entity.Kind.PERSON], "organisations": cast[Entity.Kind.ORGANISATION]}


def _quote_context(
    snapshot: ArticleSnapshot, text: str, tag: QuoteTag, links: EntityLinks
) -> Context:
    quoted = words(tag, text)
    return {
        "kind": tag.kind,
        "words": quoted
        if len(quoted) <= LISTED_WORDS
        else shorten(quoted, LISTED_WORDS, placeholder=" …"),
        "address": address_of("articles:quote", tag.uuid),
        "role": tag.role,
        "speaker": links[snapshot.entities[tag.speaker].pk] if tag.speaker else "",
    }
