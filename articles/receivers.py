"""Receivers of the signals of entities: articles follow renamed and merged entities."""

from typing import Any

from articles.models import Appearance, Change
from articles.publication.changes import Kind, record_change
from articles.publication.entity_merges import follow_merge, follow_unmerge
from articles.publication.stale_renditions import outdate_renditions


def on_change(sender: object, entity_id: int, **options: Any) -> None:
    del sender, options
    naming = Appearance.objects.filter(entity=entity_id)
    outdate_renditions(naming.values_list("article", flat=True))


def on_record(sender: object, entity_id: int, **options: Any) -> None:
    del sender, options
    record_change(Kind.ENTITY, Change.Subject.ENTITY, entity_id)


def on_merge(sender: object, entity_id: int, into_id: int, **options: Any) -> None:
    del sender, options
    follow_merge(entity_id=entity_id, into_id=into_id)
    _record_pair(Kind.MERGE, entity_id, into_id)


def on_unmerge(sender: object, entity_id: int, from_id: int, **options: Any) -> None:
    del sender, options
    follow_unmerge(entity_id=entity_id, from_id=from_id)
    _record_pair(Kind.UNMERGE, entity_id, from_id)


def _record_pair(kind: Kind, entity_id: int, survivor_id: int) -> None:
    """Record a merge or its end, and that the survivor has gained or lost names."""
    record_change(kind, Change.Subject.ENTITY, entity_id)
    record_change(Kind.ENTITY, Change.Subject.ENTITY, survivor_id)
