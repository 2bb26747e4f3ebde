"""The rows that say how often, and where, an entity appears in an article."""

from articles.models import Appearance
from articles.publication.renditions.passages import passages
from articles.publication.renditions.snapshot import ArticleSnapshot


def appearances(snapshot: ArticleSnapshot) -> list[Appearance]:
    """Return an unsaved row for each entity that the article names or quotes."""
    mentions, quotes, places = snapshot.mention_counts, snapshot.quote_counts, passages(snapshot)
    return [
        Appearance(
            article=snapshot.article,
            entity=entity,
            published_at=snapshot.published_at,
            mention_count=mentions[entity.pk],
            quote_count=quotes[entity.pk],
            passages=places.get(entity.pk, ""),
        )
        for entity in snapshot.cast
    ]
