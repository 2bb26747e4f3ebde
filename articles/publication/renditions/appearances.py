"""Who appears in an article: how often, and where."""

from articles.models import Appearance
from articles.publication.renditions.passages import passages
from articles.publication.renditions.snapshot import Story


def appearances(story: Story) -> list[Appearance]:
    """A row, unsaved, for each entity that the article names or quotes."""
    mentions, quotes, places = story.mention_counts, story.quote_counts, passages(story)
    return [
        Appearance(
            article=story.article,
            entity=entity,
            published_at=story.published_at,
            mention_count=mentions[entity.pk],
            quote_count=quotes[entity.pk],
            passages=places.get(entity.pk, ""),
        )
        for entity in story.cast
    ]
