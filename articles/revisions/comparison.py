"""Comparison of two revisions: words by paragraph, and changes of the tags."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.drafts.draft import Documents, Draft, read_full_text
from articles.models import Revision
from articles.projection.tag_rows import documents_of, entity_ids
from articles.revisions.diff import Row, rows
from articles.revisions.revision_rows import BESIDE
from articles.revisions.stored_drafts import draft_of
from articles.search.namesakes import distinctions, label
from articles.tagging import (
    QUOTE_DETAILS,
    Change,
    Comparison,
    Field,
    QuoteTag,
    Tag,
    compare,
    named,
    words,
)
from entities.services.merged_ids import resolve_entities

Names = Mapping[int, str]
"""Names of entities by id, with what distinguishes them from namesakes."""


@dataclass(frozen=True, slots=True)
class TagChange:
    """A tag that was added, removed or changed, as `kind` says.

    `details` has for each change of a changed tag: name, old value, new value.
    """

    kind: str
    is_quote: bool
    words: str
    names: str
    details: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows for each field that differs and for the body, and the tags that changed."""

    fields: Mapping[str, list[Row]]
    tags: Sequence[TagChange]


def compare_revisions(old: Revision, new: Revision) -> Compared:
    """Compare two stored revisions. Two queries, for the names."""
    return compare_with_draft(old, draft_of(new))


def compare_with_draft(old: Revision, new: Draft, new_entities: Names | None = None) -> Compared:
    """Compare a stored revision with a draft. Two queries.

    `new_entities` gives the names of entities that the draft's save would create.
    """
    before, after = documents_of(old), new.documents
    entities = resolve_entities(entity_ids(before) | entity_ids(after))
    lines = distinctions(entities.values())
    known = {pk: label(entity.name, lines[entity.pk]) for pk, entity in entities.items()}
    names = known | dict(new_entities or {})
    texts = {field.value: (before[field].text, after[field].text) for field in Field}
    texts |= {name: (getattr(old, name), getattr(new, name)) for name in BESIDE}
    fields = {
        name: rows(_paragraphs(one), _paragraphs(other))
        for name, (one, other) in texts.items()
        if one != other or name == Field.BODY.value
    }
    return Compared(fields, list(_tag_changes(before, after, names)))


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n") if text else []


def _tag_changes(before: Documents, after: Documents, names: Names) -> Iterator[TagChange]:
    old, new = read_full_text(before), read_full_text(after)
    comparison: Comparison = compare(old, new)
    for change in comparison.changed:
        details = tuple(_compare_details(change, names))
        yield _tag_change("changed", change.new, new.text, names, details)
    for tag in comparison.added:
        yield _tag_change("added", tag, new.text, names)
    for tag in comparison.removed:
        yield _tag_change("removed", tag, old.text, names)


def _tag_change(
    kind: str,
    tag: Tag,
    text: str,
    names: Names,
    details: tuple[tuple[str, str, str], ...] = (),
) -> TagChange:
    is_quote = isinstance(tag, QuoteTag)
    return TagChange(kind, is_quote, words(tag, text), _entity_name(tag, names), details)


def _entity_name(tag: Tag, names: Names) -> str:
    pk = named(tag)
    return names.get(pk, "") if pk else ""


def _compare_details(change: Change, names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield what is different about the tag: a name, the old value, the new value."""
    if change.words_changed:
        yield "words", change.old_words, change.new_words
    old, new = change.old, change.new
    old_name, new_name = _entity_name(old, names), _entity_name(new, names)
    if old_name != new_name or named(old) != named(new):
        yield "speaker" if isinstance(new, QuoteTag) else "name", old_name, new_name
    if isinstance(old, QuoteTag) and isinstance(new, QuoteTag):
        for name in QUOTE_DETAILS:
            one, other = getattr(old, name), getattr(new, name)
            if one != other:
                yield name, str(one or ""), str(other or "")
