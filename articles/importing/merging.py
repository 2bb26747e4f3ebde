"""A changed file's tags: the sidecar's, and those of the head whose words still stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.drafts import Documents
from articles.importing.drafting import Layout, tag_document
from articles.tagging import Document, Field, MentionTag, Tag, carry_tags


def merge(layout: Layout, given: dict[Field, list[Tag]], head: Documents) -> dict[Field, Document]:
    """The file's fields with the sidecar's tags and the head's, carried over.

    A tag that both have is one, under the head's uuid. Where they contradict each other (another
    entity on the same words) the sidecar's stands. What of the head has no place any more is
    simply not in the answer: compare the two to name it.
    """
    merged = {}
    for field, tags in given.items():
        blank = layout.fields[field].document
        carried = carry_tags(head[field], blank).placed
        adopted = list(_adopt(tags, carried))
        merged[field] = tag_document(layout, field, [*adopted, *_beside(adopted, carried)])
    return merged


def _adopt(given: Iterable[Tag], carried: tuple[Tag, ...]) -> Iterator[Tag]:
    """The given tags; one that is where a carried one is, for the same entity, is that one."""
    known = {_place(tag): tag.uuid for tag in carried}
    for tag in given:
        uuid = known.get(_place(tag))
        yield replace(tag, uuid=uuid) if uuid else tag


def _place(tag: Tag) -> tuple[object, ...]:
    who = tag.entity if isinstance(tag, MentionTag) else tag.speaker
    return type(tag), who, tag.segments


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
