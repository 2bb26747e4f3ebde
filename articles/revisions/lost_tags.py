"""Tags that a save would lose although nobody has said to remove them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from articles.drafts.draft import FullText
from articles.errors import LostTag, TagsVanished
from articles.search.namesakes import distinctions, label
from articles.tagging import Comparison, MentionTag, Tag, named, words
from entities.services.merged_ids import resolve_entities


def refuse_lost_tags(
    *, before: FullText, comparison: Comparison, removed: Collection[UUID]
) -> None:
    """Raise `TagsVanished` if a tag of `before` is gone and its id is not in `removed`."""
    if lost := [tag for tag in comparison.removed if tag.uuid not in removed]:
        raise TagsVanished(describe_tags(lost, before.text))


def describe_tags(tags: Collection[Tag], text: str) -> list[LostTag]:
    """Return for people what each tag covers in `text`, and whom it names. Two queries."""
    entities = resolve_entities(pk for pk in map(named, tags) if pk)
    lines = distinctions(entities.values())
    names = {pk: label(entity.name, lines[entity.pk]) for pk, entity in entities.items()}
    return [LostTag(tag.uuid, words(tag, text), _describe_name(tag, names)) for tag in tags]


def _describe_name(tag: Tag, names: Mapping[int, str]) -> str:
    if isinstance(tag, MentionTag):
        return names[tag.entity]
    return f"quote, {names[tag.speaker]}" if tag.speaker else "quote"
