"""The attributes of a tag's span, read and written."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from uuid import UUID

from articles.tagging.normalisation import compose

from .allow_list import safe_link
from .characters import collapse, without_wordless
from .tags import MentionTag, QuoteTag, Tag

_ATTRIBUTE = re.compile(r'([a-z][a-z0-9-]*)="([^"]*)"')
_ATTRIBUTION = re.compile(
    r'<span data-(mention|quote)="([^"]+)"(?: data-kind="[^"]+")?'
    r' data-(?:entity|speaker)="([0-9]+)"'
)
_HREF = re.compile(r'\shref="([^"]*)"')
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ID = re.compile(r"[1-9][0-9]{0,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LARGEST_ID = 2**63 - 1


def read_attributes(source: str) -> dict[str, str]:
    """The attributes of a start tag, their values NFC with white space collapsed."""
    found = _ATTRIBUTE.findall(source)
    if source.isascii() and source.isprintable() and "&" not in source and "  " not in source:
        return {name: value.strip() for name, value in found}
    return {name: tidy(unescape(value)) for name, value in found}


def read_link(source: str) -> str:
    """The address that a start tag links to, "" if none or not one to keep."""
    found = _HREF.search(source)
    return safe_link(without_wordless(unescape(found[1]))) if found else ""


def write_attributes(tag: Tag) -> dict[str, str]:
    """The canonical attributes of a tag's span, in order, empty ones left out."""
    if isinstance(tag, MentionTag):
        return {"data-mention": str(tag.uuid), "data-entity": str(tag.entity)}
    return {name: value for name, value in _quote_attributes(tag).items() if value}


def attributions(html: str) -> Iterator[tuple[str, UUID, int]]:
    """Each span of a tag that names somebody: "mention" or "quote", its uuid, and whose id it is.

    Of canonical HTML, as `render` writes it, which is not parsed for it.
    """
    for kind, uuid, number in _ATTRIBUTION.findall(html):
        yield kind, UUID(uuid), int(number)


def tidy(value: str) -> str:
    """An attribute's value as it is stored: NFC, one line, white space collapsed."""
    return compose(collapse(without_wordless(value)).strip())


def read_uuid(value: str) -> UUID | None:
    """A UUID in its usual form with hyphens, else None."""
    return UUID(value) if _UUID.fullmatch(value) else None


def read_id(value: str) -> int | None:
    """A positive whole number of at most 63 bits in ASCII digits, else None."""
    number = int(value) if _ID.fullmatch(value) else 0
    return number if is_id(number) else None


def is_id(number: int) -> bool:
    """Whether it can be an entity's id."""
    return 0 < number <= _LARGEST_ID


def read_date(value: str) -> date | None:
    """A date written YYYY-MM-DD; raises ValueError on anything else but ""."""
    if not value:
        return None
    if not _DATE.fullmatch(value):
        raise ValueError(f"“{value}” is not a date written YYYY-MM-DD.")
    return date.fromisoformat(value)


def _quote_attributes(tag: QuoteTag) -> Mapping[str, str]:
    return {
        "data-quote": str(tag.uuid),
        "data-kind": tag.kind,
        "data-speaker": str(tag.speaker) if tag.speaker is not None else "",
        "data-role": tag.role,
        "data-cue": tag.cue,
        "data-source": tag.source,
        "data-said-on": tag.said_on.isoformat() if tag.said_on else "",
    }
