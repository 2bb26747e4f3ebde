"""Receivers of the signals of entities: articles follow renamed and merged entities."""

from typing import Any

from articles.models import Appearance
from articles.publication.entity_merges import follow_merge, follow_unmerge
from articles.publication.stale_renditions import outdate_renditions


def on_change(sender: object, entity_id: int, **options: Any) -> None:
    del sender, options
    naming = Appearance.objects.filter(entity=entity_id)
    outdate_renditions(naming.values_list("article", flat=True))


def on_merge(sender: object, entity_id: int, into_id: int, **options: Any) -> None:
    del sender, options
    follow_merge(entity_id=entity_id, into_id=into_id)


def on_unmerge(sender: object, entity_id: int, from_id: int, **options: Any) -> None:
    del sender, options
    follow_unmerge(entity_id=entity_id, from_id=from_id)
