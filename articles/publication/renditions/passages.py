"""Where an entity is named, in the sentence."""

from collections import defaultdict
from html import escape
from typing import Final

from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.tagging import MentionTag, sentence_at

PASSAGES_KEPT: Final = 3
# Stands where the article's address goes, which every passage would repeat; no text can hold it.
ADDRESS: Final = "\x01"


def passages(snapshot: ArticleSnapshot) -> dict[int, str]:
    """Up to three places an entity as <li>s: its sentence, the name marked, a link to the place."""
    found: dict[int, list[str]] = defaultdict(list)
    for field, tag in snapshot.mentions():
        places = found[snapshot.entities[tag.entity].pk]
        if len(places) < PASSAGES_KEPT:
            places.append(_passage(snapshot.documents[field].text, tag))
    return {pk: "".join(places) for pk, places in found.items()}


def _passage(text: str, tag: MentionTag) -> str:
    start, end = sentence_at(text, tag.start, tag.end)
    before, exact = escape(text[start : tag.start]), escape(text[tag.start : tag.end])
    after = escape(text[tag.end : end])
    place = f"{ADDRESS}#m-{tag.uuid}"
    return f'<li><a href="{place}">{before}<mark>{exact}</mark>{after}</a></li>\n'


def with_address(passages: str, address: str) -> str:
    """Prepared passages with the article's address in their links."""
    return passages.replace(ADDRESS, escape(address))
