"""Suggestions of stored articles: made, kept where their words stand, and asked for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from uuid import UUID

from django.db import transaction

from articles.drafts.draft import Documents
from articles.locks import lock_article
from articles.models import Article, Revision, Suggestion
from articles.projection.tag_rows import documents_of
from articles.search.visible_entities import unknown_to
from articles.suggestions.engine.doubts import Doubt
from articles.suggestions.engine.names import Name
from articles.suggestions.proposals import Proposal, Proposals, Question, propose
from articles.tagging import Document, Field, Segment, Span, carry_spans
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from newsroom.models import User


def propose_for(
    documents: Documents,
    *,
    language: str,
    article_id: int | None,
    with_reported: bool = False,
    question: Question | None = None,
    user: User | None = None,
) -> Proposals:
    """What a text as it is typed suggests, without what was rejected for its article; and the
    quote that is asked about, rejected or not. For `user` as in `propose`."""
    found = propose(
        documents,
        language=language,
        with_reported=with_reported,
        question=question,
        user=user,
    )
    if not article_id:
        return found
    return replace(found, all=tuple(_without_rejected(found.all, article_id)))


def _without_rejected(proposals: Sequence[Proposal], article_id: int) -> list[Proposal]:
    rejected = Suggestion.objects.filter(article=article_id, state=Suggestion.State.REJECTED)
    known = set(rejected.values_list("fingerprint", flat=True))
    return [proposal for proposal in proposals if proposal.fingerprint not in known]


@transaction.atomic
def suggest_tags(*, article_id: int, found: Sequence[Name] | None = None) -> list[Suggestion]:
    """Make the open suggestions of an article's head anew, and return them in its order.

    Locks the article's row. `found` as in `propose`.
    """
    article = lock_article(article_id)
    head = article.working_copy
    proposals = propose(documents_of(head), language=article.language, found=found).all
    wanted = _without_rejected(proposals, article_id)
    Suggestion.objects.filter(article=article, state=Suggestion.State.OPEN).delete()
    return Suggestion.objects.bulk_create(_row(it, article, head) for it in wanted)


def _row(proposal: Proposal, article: Article, revision: Revision) -> Suggestion:
    return Suggestion(
        article=article,
        revision=revision,
        kind=proposal.kind,
        field=proposal.field.value,
        start=proposal.start,
        end=proposal.end,
        segments=[list(segment) for segment in proposal.segments],
        exact=proposal.exact,
        fingerprint=proposal.fingerprint,
        name=proposal.name,
        entity_kind=proposal.entity_kind,
        entities=[entity.pk for entity in proposal.entities],
        quote_kind=proposal.quote_kind,
        role=proposal.role,
        cue=proposal.cue,
        source=proposal.source,
        engine=proposal.engine,
        rule=proposal.rule[:60],
        score=proposal.score,
        is_sure=proposal.is_sure,
        doubt=asdict(proposal.doubt) if proposal.doubt else None,
    )


@transaction.atomic
def open_suggestions(*, article_id: int, user: User | None = None) -> list[Proposal]:
    """Those of the article that nobody has decided on, where their words stand in its head.

    With `user`, only those that name nobody whom the user may not know of.

    Made of an earlier revision they are carried along as its tags are; one that has no sure place
    is dropped. Locks the article's row.
    """
    article = lock_article(article_id)
    head = article.working_copy
    rows = list(
        Suggestion.objects.filter(article=article, state=Suggestion.State.OPEN)
        .select_related("revision")
        .order_by("id")
    )
    outdated = [row for row in rows if row.revision_id != head.pk]
    if outdated:
        _carry(outdated, head)
        rows = [row for row in rows if row.revision_id == head.pk]
    entities = resolve_entities(pk for row in rows for pk in row.entities)
    secret = unknown_to(entities.values(), user) if user else frozenset()
    proposals = (_proposal(row, entities) for row in rows)
    return [
        proposal
        for proposal in proposals
        if secret.isdisjoint(entity.pk for entity in proposal.entities)
    ]


def _proposal(row: Suggestion, entities: Mapping[int, Entity]) -> Proposal:
    found = {entities[pk].pk: entities[pk] for pk in row.entities if pk in entities}
    return Proposal(
        kind=row.kind,
        field=Field(row.field),
        segments=tuple((start, end) for start, end in row.segments),
        exact=row.exact,
        fingerprint=row.fingerprint,
        name=row.name,
        entity_kind=row.entity_kind,
        entities=tuple(found.values()),
        engine=row.engine,
        rule=row.rule,
        is_sure=row.is_sure,
        quote_kind=row.quote_kind,
        role=row.role,
        cue=row.cue,
        source=row.source,
        doubt=Doubt(**row.doubt) if row.doubt else None,
    )


def _carry(rows: Sequence[Suggestion], head: Revision) -> None:
    """Give rows of earlier revisions their places in the head, or delete them."""
    documents = documents_of(head)
    by_revision: dict[int, list[Suggestion]] = {}
    for row in rows:
        by_revision.setdefault(row.revision_id or 0, []).append(row)
    kept: list[Suggestion] = []
    for its in by_revision.values():
        assert its[0].revision  # an open suggestion has one
        before = documents_of(its[0].revision)
        for field, document in documents.items():
            of_field = [row for row in its if row.field == field.value]
            kept += _carried(of_field, before[field], document, head)
    Suggestion.objects.bulk_update(kept, ["revision", "start", "end", "segments", "exact"])
    gone = {row.pk for row in rows} - {row.pk for row in kept}
    Suggestion.objects.filter(pk__in=gone).delete()


def _carried(
    rows: Sequence[Suggestion], before: Document, after: Document, head: Revision
) -> list[Suggestion]:
    # Tags of the new text take their places, those of the old text's tags are free.
    places = carry_spans([_as_span(row) for row in rows], before, after)
    kept = []
    for row in rows:
        if row.uuid in places and not _is_tagged(row, places[row.uuid], after):
            _move(row, places[row.uuid], after, head)
            kept.append(row)
    return kept


def _as_span(row: Suggestion) -> Span:
    segments = tuple((start, end) for start, end in row.segments)
    return Span(row.uuid, segments, is_mention=row.kind == Suggestion.Kind.MENTION)


def _is_tagged(row: Suggestion, segments: Collection[Segment], document: Document) -> bool:
    """Whether somebody has tagged these words meanwhile, as what was to be proposed."""
    tags = document.mentions if row.kind == Suggestion.Kind.MENTION else document.quotes
    taken = [span for tag in tags for span in tag.segments]
    return any(a < end and start < b for a, b in taken for start, end in segments)


def _move(row: Suggestion, segments: Sequence[Segment], document: Document, head: Revision) -> None:
    row.revision = head
    row.start, row.end = segments[0][0], segments[-1][1]
    row.segments = [list(segment) for segment in segments]
    row.exact = document.text[row.start : row.end]


def suggest_for_articles(*, article_ids: Collection[int]) -> int:
    """Make the suggestions of several articles anew, each in a transaction; how many there are."""
    return sum(len(suggest_tags(article_id=pk)) for pk in sorted(article_ids))


def origin_of(uuids: Collection[UUID]) -> dict[UUID, Suggestion]:
    """The accepted suggestions that these tags were made of. One query, by index."""
    rows = Suggestion.objects.filter(tag__in=uuids, state=Suggestion.State.ACCEPTED)
    return {row.tag: row for row in rows.select_related("decided_by") if row.tag}
