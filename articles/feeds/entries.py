"""Entries of the feeds: articles with their corrections, and corrections."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html

from articles.models import Correction
from articles.publication.renditions.dates_and_counts import KINDS_OF_CORRECTION, day_in_words
from articles.publication.renditions.tag_markup import add_tag_markup, with_full_links
from articles.tagging import escape_text
from newsroom.lib.characters import describe_refused_in

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    pk: str
    address: str
    title: str
    summary: str
    content: str
    language: str
    author: str | None
    category: str
    published_at: datetime
    updated_at: datetime

    @property
    def fault(self) -> str | None:
        """Return which character makes the whole feed unreadable, or None."""
        texts = (self.title, self.summary, self.content, self.author or "", self.category)
        return describe_refused_in([*texts], "One of its texts")


def without_unreadable(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that a feed can hold, and log the others.

    A constraint of the database refuses the texts of the others, but a feed must not rely on it:
    one character would take all entries from every reader.
    """
    whole = []
    for entry in entries:
        if fault := entry.fault:
            logger.error("%s is left out of the feed: %s.", entry.pk, fault)
        else:
            whole.append(entry)
    return whole


def article_entry(article: Any, origin: str) -> Entry:
    live, corrections = article.live, article.corrections.all()
    dates = [
        article.published_at,
        article.updated_at,
        *(correction.published_at for correction in corrections),
    ]
    html = [
        *_notices(corrections, Correction.Place.TOP, article.language),
        add_tag_markup(live.body, article.rendition.links),
        *_notices(corrections, Correction.Place.BOTTOM, article.language),
    ]
    return Entry(
        pk=f"articles/{article.pk}",
        address=article.get_absolute_url(),
        title=live.headline_text,
        summary=escape_text(live.deck_text),
        content=with_full_links("\n".join(html), origin),
        language=article.language,
        author=live.byline or None,
        category=article.section.name,
        published_at=article.published_at,
        updated_at=max(dates),
    )


def _notices(corrections: Iterable[Correction], place: str, language: str) -> list[str]:
    return [
        _notice(correction, language) for correction in corrections if correction.place == place
    ]


def _notice(correction: Correction, language: str) -> str:
    kind, day = (
        KINDS_OF_CORRECTION[correction.kind],
        day_in_words(correction.published_at, language),
    )
    words = linebreaksbr(correction.text)
    return format_html("<p><strong>{} ({}):</strong> {}</p>", kind, day, words)


def correction_entry(correction: Correction) -> Entry:
    article, kind = correction.article, KINDS_OF_CORRECTION[correction.kind]
    assert article.live
    return Entry(
        pk=f"corrections/{correction.pk}",
        address=correction.get_absolute_url(),
        title=f"{kind}: {article.live.headline_text}",
        summary=escape_text(correction.text),
        content=_notice(correction, article.language),
        language=article.language,
        author=None,
        category=kind,
        published_at=correction.published_at,
        updated_at=correction.published_at,
    )
