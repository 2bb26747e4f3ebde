"""Where an entity is named, in the sentence."""

from collections import defaultdict
from typing import Any

from articles.renditions.story import Story
from articles.tagging import MentionTag, sentence_at

PASSAGES_KEPT = 3


def passages(story: Story) -> dict[int, list[dict[str, Any]]]:
    """Up to three places an entity, each {"uuid", "before", "exact", "after"} within a sentence."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for field, tag in story.mentions():
        places = found[story.entities[tag.entity].pk]
        if len(places) < PASSAGES_KEPT:
            places.append(_passage(story.documents[field].text, tag))
    return found


def _passage(text: str, tag: MentionTag) -> dict[str, Any]:
    start, end = sentence_at(text, tag.start, tag.end)
    return {
        "uuid": str(tag.uuid),
        "before": text[start : tag.start],
        "exact": text[tag.start : tag.end],
        "after": text[tag.end : end],
    }
