"""A changed file's tags: the sidecar's, and those of the head whose words still stand."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from articles.drafts.draft import Documents, read_full_text
from articles.importing.layout import Layout, tag_document
from articles.tagging import Document, Field, MentionTag, Tag, carry_tags, compare, named, named_as

Given = dict[Field, list[Tag]]


@dataclass(frozen=True, slots=True)
class Merged:
    """The file's fields with their tags; and with those of the sidecar that were left out."""

    documents: Documents
    left_out: Documents


def merge(
    layout: Layout,
    given: Given,
    head: Documents,
    imported: Documents,
    left_out: Documents,
    survivors: Mapping[int, int],
) -> Merged:
    """The file's fields with the sidecar's tags and the head's, carried over.

    A tag that both have is one, under the head's uuid. Where they contradict each other (another
    entity on the same words) the sidecar's stands. But what the desk did stands over the sidecar's:
    a tag of the revision `imported` that the head has changed or removed, one that the desk made
    in its place, and what was `left_out` for that the last time. What of the head has no place any
    more is simply not in the answer: compare the two to name it. `survivors` says whom each id
    of the head stands for, as the sidecar's do: a merge makes no tag another. Raises
    `UnusableFile`.
    """
    place = partial(_place, survivors)
    before, now = read_full_text(imported), read_full_text(head)
    edits = compare(before, now)
    decided = {change.old.uuid for change in edits.changed} | {tag.uuid for tag in edits.removed}
    own = {tag.uuid for tag in edits.added}
    merged, aside = {}, {}
    for field, tags in given.items():
        blank = layout.fields[field].document
        fitted = tag_document(layout, field, tags).tags
        carried = carry_tags(head[field], blank).placed
        desks = [tag for tag in carried if tag.uuid in own]
        desks += carry_tags(_only(imported[field], decided), blank).placed
        if field in left_out:
            desks += carry_tags(left_out[field], blank).placed
        places = {place(tag) for tag in desks}
        known = {place(tag): tag for tag in carried}
        free = [tag for tag in fitted if place(tag) not in places]
        adopted = [named_as(tag, known.get(place(tag), tag)) for tag in free]
        merged[field] = tag_document(layout, field, [*adopted, *_beside(adopted, carried)])
        aside[field] = replace(blank, tags=tuple(tag for tag in fitted if place(tag) in places))
    return Merged(merged, aside)


def _only(document: Document, uuids: Collection[UUID]) -> Document:
    return replace(document, tags=tuple(tag for tag in document.tags if tag.uuid in uuids))


def _place(survivors: Mapping[int, int], tag: Tag) -> tuple[object, ...]:
    """What is the same of a tag that is given and one that is carried: then they are one."""
    who = named(tag) or 0
    return type(tag), survivors.get(who, who), tag.segments


def _beside(adopted: list[Tag], carried: tuple[Tag, ...]) -> Iterator[Tag]:
    """The carried tags that are not given too and contradict none of the given."""
    uuids = {tag.uuid for tag in adopted}
    for tag in carried:
        if tag.uuid not in uuids and not any(_contradict(tag, other) for other in adopted):
            yield tag


def _contradict(one: Tag, other: Tag) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, MentionTag):
        return one.start < other.end and other.start < one.end
    return one.segments == other.segments
