"""Suggestions of stored articles: made, carried to new revisions, and read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from msgspec import structs

from articles.drafts.draft import Documents
from articles.locks import lock_article
from articles.models import Article, Revision, Suggestion
from articles.projection.tag_rows import documents_of
from articles.search.visible_entities import unknown_to
from articles.suggestions.engine.names import Name
from articles.suggestions.proposal import Proposal, read_proposal
from articles.suggestions.proposals import Proposals, Question, propose
from articles.tagging import Document, Segment, Span, carry_spans
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
    """Return what a text suggests as it is typed, without what was rejected for the article.

    The quote that is asked about is returned even if it was rejected. `user` as in `propose`.
    """
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
    """Replace the open suggestions of an article's head; return them in the order of the text.

    Locks the article's row. `found` as in `propose`.
    """
    article = lock_article(article_id)
    head = article.working_copy
    proposals = propose(documents_of(head), language=article.language, found=found).all
    wanted = _without_rejected(proposals, article_id)
    Suggestion.objects.filter(article=article, state=Suggestion.State.OPEN).delete()
    return Suggestion.objects.bulk_create(
        Suggestion(**proposal.columns(), article=article, revision=head) for proposal in wanted
    )


@transaction.atomic
def open_suggestions(*, article_id: int, user: User | None = None) -> Proposals:
    """Return the suggestions of the article that nobody has decided on, placed in the head.

    With `user`, only those that name no entity which the user may not know of. Suggestions of an
    earlier revision are carried along as tags are; one without a sure place is deleted. Locks the
    article's row.
    """
    article = lock_article(article_id)
    rows = _carried_rows(article)
    entities = resolve_entities(pk for row in rows for pk in row.entities)
    secret = unknown_to(entities.values(), user) if user else frozenset()
    proposals = (_read_row(row, entities) for row in rows)
    shown = tuple(proposal for proposal in proposals if secret.isdisjoint(proposal.entities))
    return Proposals(shown, entities={entity.pk: entity for entity in entities.values()})


def _carried_rows(article: Article) -> list[Suggestion]:
    head = article.working_copy
    rows = list(
        Suggestion.objects.filter(article=article, state=Suggestion.State.OPEN)
        .select_related("revision")
        .order_by("id")
    )
    if outdated := [row for row in rows if row.revision_id != head.pk]:
        _carry(outdated, head)
    return [row for row in rows if row.revision_id == head.pk]


def _read_row(row: Suggestion, entities: Mapping[int, Entity]) -> Proposal:
    """Return the proposal of a row, with merged entities replaced by their survivors."""
    proposal = read_proposal(row)
    survivors = (entities[pk].pk for pk in proposal.entities if pk in entities)
    return structs.replace(proposal, entities=tuple(dict.fromkeys(survivors)))


def _carry(rows: Sequence[Suggestion], head: Revision) -> None:
    """Move rows of earlier revisions to their places in the head, or delete them."""
    documents = documents_of(head)
    by_revision: dict[int, list[Suggestion]] = {}
    for row in rows:
        by_revision.setdefault(row.revision_id or 0, []).append(row)
    kept: list[Suggestion] = []
    for outdated in by_revision.values():
        assert outdated[0].revision  # an open suggestion has one
        before = documents_of(outdated[0].revision)
        for field, document in documents.items():
            of_field = [row for row in outdated if row.field == field.value]
            kept += _carry_field(of_field, before[field], document, head)
    Suggestion.objects.bulk_update(kept, ["revision", "start", "end", "segments", "exact"])
    gone = {row.pk for row in rows} - {row.pk for row in kept}
    Suggestion.objects.filter(pk__in=gone).delete()


def _carry_field(
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
    """Return whether an editor has tagged these words meanwhile, with a tag of the same kind."""
    tags = document.mentions if row.kind == Suggestion.Kind.MENTION else document.quotes
    taken = [span for tag in tags for span in tag.segments]
    return any(a < end and start < b for a, b in taken for start, end in segments)


def _move(row: Suggestion, segments: Sequence[Segment], document: Document, head: Revision) -> None:
    row.revision = head
    row.start, row.end = segments[0][0], segments[-1][1]
    row.segments = [list(segment) for segment in segments]
    row.exact = document.text[row.start : row.end]


def suggest_for_articles(*, article_ids: Collection[int]) -> int:
    """Replace the suggestions of several articles, each in a transaction; return how many."""
    return sum(len(suggest_tags(article_id=pk)) for pk in sorted(article_ids))
