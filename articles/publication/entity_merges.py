"""Update articles after a merge of two entities, or after it is undone.

Rows of tags, and what readers get, change in the transaction of the merge, which holds the
entities. They are locked in the order in which everybody writes them: tags, corrections,
appearances, renditions.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet

from articles.models import Appearance, Article, CorrectionTag, Mention, Quote, Revision
from articles.projection.article_entities import give_articles_to, rebuild_article_entities
from articles.projection.tag_rows import attributions_of
from articles.publication.corrections import find_tags
from articles.publication.renditions.appearances import appearances
from articles.publication.snapshots import load_snapshots, with_live_revision
from articles.publication.stale_renditions import outdate_renditions
from articles.tagging import Field, named
from entities.services.merged_ids import leading_to
from newsroom.lib.database.copy import copy_rows

CHUNK: Final = 100
GIVE_BACK: Final = {
    "mention": """
        UPDATE articles_mention tag SET entity_id = %s
        FROM unnest(%s::bigint[], %s::uuid[]) AS given(revision, uuid)
        WHERE tag.revision_id = given.revision AND tag.uuid = given.uuid
    """,
    "quote": """
        UPDATE articles_quote tag SET speaker_id = %s
        FROM unnest(%s::bigint[], %s::uuid[]) AS given(revision, uuid)
        WHERE tag.revision_id = given.revision AND tag.uuid = given.uuid
    """,
}


def follow_merge(*, entity_id: int, into_id: int) -> None:
    """Give all tags and appearances of one entity to the other.

    A few statements. Articles that name both entities are parsed again, a hundred at a time.
    """
    articles = _live_articles_naming(entity_id)
    Mention.objects.filter(entity=entity_id).update(entity=into_id)
    Quote.objects.filter(speaker=entity_id).update(speaker=into_id)
    give_articles_to(entity_id=entity_id, into_id=into_id)
    CorrectionTag.objects.filter(entity=entity_id).update(entity=into_id)
    both = set(articles) & set(_live_articles_naming(into_id, articles))
    _rename_appearances(set(articles) - both, entity_id, into_id)
    _rebuild_appearances(both, {entity_id, into_id})
    outdate_renditions(articles)


def follow_unmerge(*, entity_id: int, from_id: int) -> None:
    """Give back the tags and appearances that the texts attribute to the entity.

    Reads the HTML of each head and live revision that has a row of the other entity.
    """
    ids = leading_to(entity_id)
    revisions = _give_back(_with_id_in_html(ids, _revisions_naming(from_id)), ids, entity_id)
    articles = Revision.objects.filter(pk__in=revisions).values_list("article", flat=True)
    rebuild_article_entities(articles, entity_ids=[entity_id, from_id])
    _give_back_corrections(ids, entity_id, from_id)
    # The merge holds no lock on other articles: somebody may be publishing them.
    shown = Article.objects.filter(live__in=revisions).order_by("pk")
    lives = dict(shown.values_list("pk", "live"))
    still = set(
        _revisions_naming(from_id).filter(pk__in=lives.values()).values_list("pk", flat=True)
    )
    both = {pk for pk, live in lives.items() if live in still}
    _rename_appearances(lives.keys() - both, from_id, entity_id)
    _rebuild_appearances(both, {entity_id, from_id})
    outdate_renditions(lives)


def _live_articles_naming(entity_id: int, among: Sequence[int] | None = None) -> list[int]:
    """Return the ids of the live articles that name the entity."""
    found = Appearance.objects.filter(entity=entity_id).order_by()
    if among is not None:
        found = found.filter(article__in=among)
    return list(found.values_list("article", flat=True))


def _rename_appearances(article_ids: Collection[int], entity_id: int, into_id: int) -> None:
    """Give the appearances of one entity in these articles to the other."""
    of_one = Appearance.objects.filter(entity=entity_id, article__in=article_ids)
    of_one.update(entity=into_id)


def _rebuild_appearances(article_ids: Collection[int], entity_ids: Collection[int]) -> None:
    """Rebuild the appearances of these entities in live articles."""
    waiting = sorted(article_ids)
    for start in range(0, len(waiting), CHUNK):
        chunk = waiting[start : start + CHUNK]
        Appearance.objects.filter(article__in=chunk, entity__in=entity_ids).delete()
        live = Article.objects.filter(pk__in=chunk, live__isnull=False).select_related("live")
        snapshots = load_snapshots(with_live_revision(live))
        rows = (row for snapshot in snapshots for row in appearances(snapshot))
        copy_rows(row for row in rows if row.entity_id in entity_ids)


def _revisions_naming(entity_id: int) -> "QuerySet[Revision]":
    """Return the heads and live revisions whose rows name the entity."""
    mentions = Mention.objects.filter(entity=entity_id).order_by().values("revision")
    quotes = Quote.objects.filter(speaker=entity_id).order_by().values("revision")
    return Revision.objects.filter(pk__in=mentions.union(quotes)).order_by("pk")


def _with_id_in_html(ids: Collection[int], revisions: "QuerySet[Revision]") -> Iterator[Revision]:
    """Yield those of the revisions whose HTML may hold one of the ids."""
    says = Q()
    for pk in ids:
        for field in Field:
            says |= Q(**{f"{field.value}__contains": f'="{pk}"'})
    html = [field.value for field in Field]
    return revisions.filter(says).only(*html).iterator(chunk_size=CHUNK)


def _give_back(revisions: Iterable[Revision], ids: Collection[int], entity_id: int) -> list[int]:
    """Give rows of tags with one of the ids to the entity; return the ids of their revisions."""
    tags = [
        (kind, revision.pk, uuid)
        for revision in revisions
        for kind, uuid, pk in attributions_of(revision)
        if pk in ids
    ]
    with connection.cursor() as cursor:
        for kind, statement in GIVE_BACK.items():
            of_kind = [(pk, uuid) for tag_kind, pk, uuid in tags if tag_kind == kind]
            revision_ids, uuids = [pk for pk, _ in of_kind], [uuid for _, uuid in of_kind]
            cursor.execute(statement, [entity_id, revision_ids, uuids])
    return list({pk for _, pk, _ in tags})


def _give_back_corrections(ids: Collection[int], entity_id: int, from_id: int) -> None:
    """Give the correction tags whose tags have one of the ids to the entity."""
    for row in CorrectionTag.objects.filter(entity=from_id).select_related("correction__article"):
        tag = find_tags(row.correction.article, [row.uuid]).get(row.uuid)
        if tag and named(tag) in ids:
            CorrectionTag.objects.filter(pk=row.pk).update(entity=entity_id)
