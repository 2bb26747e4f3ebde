"""Merge of the tags of a changed file: the sidecar's, and those of the head."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from articles.drafts.draft import Documents, read_full_text
from articles.importing.layout import Layout, tag_document
from articles.tagging import Document, Field, MentionTag, Tag, carry_tags, compare, named, named_as

TagsByField = dict[Field, list[Tag]]


@dataclass(frozen=True, slots=True)
class Merged:
    """The fields with merged tags, and the fields with the sidecar's tags that were left out."""

    documents: Documents
    left_out: Documents


def merge(
    layout: Layout,
    sidecar_tags: TagsByField,
    head: Documents,
    imported: Documents,
    left_out: Documents,
    survivors: Mapping[int, int],
) -> Merged:
    """Return the file's fields with the sidecar's tags and the tags of the head that still fit.

    A tag that both have becomes one, with the uuid of the head. If they contradict each other
    (another entity on the same words), the sidecar's tag counts. Decisions of the desk count more:
    on a tag of the revision `imported` that the head has changed or removed, on a tag that the desk
    made in its place, and on tags that were `left_out` for this reason the last time.

    A tag of the head without a place in the file is not in the result. `survivors` has the current
    id of each entity of the head, so that a merge of entities makes no tag another. Raises
    `UnusableFile`.
    """
    place = partial(_place, survivors)
    before, now = read_full_text(imported), read_full_text(head)
    edits = compare(before, now)
    decided = {change.old.uuid for change in edits.changed} | {tag.uuid for tag in edits.removed}
    own = {tag.uuid for tag in edits.added}
    merged, aside = {}, {}
    for field, tags in sidecar_tags.items():
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
        merged[field] = tag_document(layout, field, [*adopted, *_compatible_tags(adopted, carried)])
        aside[field] = replace(blank, tags=tuple(tag for tag in fitted if place(tag) in places))
    return Merged(merged, aside)


def _only(document: Document, uuids: Collection[UUID]) -> Document:
    return replace(document, tags=tuple(tag for tag in document.tags if tag.uuid in uuids))


def _place(survivors: Mapping[int, int], tag: Tag) -> tuple[object, ...]:
    """Return what two tags must have in common to be the same tag."""
    entity = named(tag) or 0
    return type(tag), survivors.get(entity, entity), tag.segments


def _compatible_tags(adopted: list[Tag], carried: tuple[Tag, ...]) -> Iterator[Tag]:
    """Yield the carried tags that are not among the adopted ones and contradict none of them."""
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
