"""What tags name, after two entities have become one, or one two again.

Rows of tags, and what readers get, follow in the transaction of the merge, which holds the
entities; they are locked in the order in which everybody writes them: tags, corrections,
appearances, renditions.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from articles.models import Appearance, Article, Correction, Mention, Quote, Revision
from articles.renditions.appearances import appearances
from articles.renditions.story import Story
from articles.services.correcting import find_tag
from articles.services.projecting import documents_of, entity_ids
from articles.services.showing import outdate_renditions
from articles.tagging import MentionTag, QuoteTag, Tag, named
from entities.services.resolving import leading_to, resolve
from newsroom.lib.copying import copy_rows

CHUNK: Final = 100


def follow_merge(*, entity_id: int, into_id: int) -> None:
    """Give all that names the one to the other. A few statements, but for the articles that name
    both: where these are named is read from their texts again."""
    was_in = Appearance.objects.filter(entity=entity_id)
    articles = list(was_in.values_list("article", flat=True))
    Mention.objects.filter(entity=entity_id).update(entity=into_id)
    Quote.objects.filter(speaker=entity_id).update(speaker=into_id)
    Correction.objects.filter(entity=entity_id).update(entity=into_id)
    also_in = Appearance.objects.filter(entity=into_id, article__in=articles)
    both = list(also_in.values_list("article", flat=True))
    was_in.exclude(article__in=both).update(entity=into_id)
    _appear_anew(both, {entity_id, into_id})
    outdate_renditions(articles)


def follow_unmerge(*, entity_id: int, from_id: int) -> None:
    """Give back what texts say is the one's; reads each head and live revision that may say so."""
    ids = leading_to(entity_id)
    revisions = [it.pk for it in _saying(ids, _naming(from_id)) if _give_back(it, ids, entity_id)]
    _give_back_corrections(ids, entity_id, from_id)
    # Of others the merge holds nothing: somebody may be publishing them.
    shown = Article.objects.filter(live__in=revisions).order_by("pk")
    articles = list(shown.values_list("pk", flat=True))
    _appear_anew(articles, {entity_id, from_id})
    outdate_renditions(articles)


def _naming(entity_id: int) -> "QuerySet[Revision]":
    """The heads and live revisions whose rows name it."""
    mentions = Mention.objects.filter(entity=entity_id).order_by().values("revision")
    quotes = Quote.objects.filter(speaker=entity_id).order_by().values("revision")
    return Revision.objects.filter(pk__in=mentions.union(quotes)).order_by("pk")


def _saying(ids: Collection[int], revisions: "QuerySet[Revision]") -> Iterator[Revision]:
    """Those whose HTML may hold one of the ids."""
    says = Q()
    for pk in ids:
        for name in ("headline", "deck", "body"):
            says |= Q(**{f"{name}__contains": f'="{pk}"'})
    return revisions.filter(says).iterator(chunk_size=CHUNK)


def _give_back(revision: Revision, ids: Collection[int], entity_id: int) -> bool:
    """Whether it named one of the ids."""
    mentions, quotes = _uuids(revision, ids)
    Mention.objects.filter(revision=revision, uuid__in=mentions).update(entity=entity_id)
    Quote.objects.filter(revision=revision, uuid__in=quotes).update(speaker=entity_id)
    return bool(mentions or quotes)


def _uuids(revision: Revision, ids: Collection[int]) -> tuple[list[UUID], list[UUID]]:
    """Of its mentions and quotes that name one of the ids."""
    documents = documents_of(revision).values()
    tags = [tag for it in documents for tag in it.tags if named(tag) in ids]
    return _of(MentionTag, tags), _of(QuoteTag, tags)


def _of(kind: type[MentionTag] | type[QuoteTag], tags: Sequence[Tag]) -> list[UUID]:
    return [tag.uuid for tag in tags if isinstance(tag, kind)]


def _give_back_corrections(ids: Collection[int], entity_id: int, from_id: int) -> None:
    """Those of tags that name one of the ids."""
    for correction in Correction.objects.filter(entity=from_id).select_related("article"):
        tag = correction.about and find_tag(correction.article, correction.about)
        if tag and named(tag) in ids:
            Correction.objects.filter(pk=correction.pk).update(entity=entity_id)


def _appear_anew(article_ids: Sequence[int], whom: Collection[int]) -> None:
    """Where live articles name these entities, as their texts say it now."""
    for start in range(0, len(article_ids), CHUNK):
        chunk = article_ids[start : start + CHUNK]
        Appearance.objects.filter(article__in=chunk, entity__in=whom).delete()
        live = Article.objects.filter(pk__in=chunk, live__isnull=False).select_related("live")
        rows = (row for article in live for row in appearances(_story(article)))
        copy_rows(row for row in rows if row.entity_id in whom)


def _story(article: Article) -> Story:
    assert article.live
    documents = documents_of(article.live)
    return Story(article, article.live, documents, resolve(entity_ids(documents)))
