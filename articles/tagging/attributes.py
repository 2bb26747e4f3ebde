"""Read and write the attributes of a tag's span."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from uuid import UUID

from articles.tagging.normalisation import compose
from newsroom.lib.characters import collapse, without_wordless

from .allow_list import QUOTE_ATTRIBUTES, safe_link
from .tags import MentionTag, QuoteTag, Tag, quote_details

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
    """Return the attributes of a start tag, with values in NFC and white space collapsed."""
    found = _ATTRIBUTE.findall(source)
    if source.isascii() and source.isprintable() and "&" not in source and "  " not in source:
        return {name: value.strip() for name, value in found}
    return {name: tidy(unescape(value)) for name, value in found}


def read_link(source: str) -> str:
    """Return the address that a start tag links to, or "" if none may be stored."""
    found = _HREF.search(source)
    return safe_link(without_wordless(unescape(found[1]))) if found else ""


def write_attributes(tag: Tag) -> dict[str, str]:
    """Return the canonical attributes of a tag's span, in order, without empty ones."""
    if isinstance(tag, MentionTag):
        return {"data-mention": str(tag.uuid), "data-entity": str(tag.entity)}
    return {name: value for name, value in _quote_attributes(tag).items() if value}


def attributions(html: str) -> Iterator[tuple[str, UUID, int]]:
    """Yield each tag that names an entity: "mention" or "quote", the tag's uuid, the entity's id.

    Takes canonical HTML, as `render` writes it, and does not parse it.
    """
    for kind, uuid, number in _ATTRIBUTION.findall(html):
        yield kind, UUID(uuid), int(number)


def tidy(value: str) -> str:
    """Return an attribute's value as it is stored: NFC, one line, white space collapsed."""
    return compose(collapse(without_wordless(value)).strip())


def read_uuid(value: str) -> UUID | None:
    """Return a UUID written with hyphens, or None for anything else."""
    return UUID(value) if _UUID.fullmatch(value) else None


def read_id(value: str) -> int | None:
    """Return a positive integer of at most 63 bits in ASCII digits, or None."""
    number = int(value) if _ID.fullmatch(value) else 0
    return number if is_id(number) else None


def is_id(number: int) -> bool:
    """Return whether a number can be an entity's id."""
    return 0 < number <= _LARGEST_ID


def read_date(value: str) -> date | None:
    """Return a date written YYYY-MM-DD, None for ""; raise ValueError for anything else."""
    if not value:
        return None
    if not _DATE.fullmatch(value):
        raise ValueError(f"“{value}” is not a date written YYYY-MM-DD.")
    return date.fromisoformat(value)


def _quote_attributes(tag: QuoteTag) -> Mapping[str, str]:
    kind, *details = quote_details(tag).values()
    values = (tag.uuid, kind, tag.speaker, *details)
    texts = ("" if value is None else str(value) for value in values)  # a date as YYYY-MM-DD
    return dict(zip(QUOTE_ATTRIBUTES, texts, strict=True))
