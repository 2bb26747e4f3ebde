"""Ids of tags: each belongs to one tag of one article, whatever is pasted where."""

from uuid import UUID

from django.db.models import Q

from articles.drafts.draft import Draft, read_full_text
from articles.models import DepartedTag, Mention, Quote
from articles.tagging import renumber
from newsroom.lib.database.advisory_locks import advisory_lock

ID_CLAIMS = 256


def with_new_ids(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with new ids for tags whose id an article, or an earlier draft, has."""
    seen: set[UUID] = set()
    ids = [{tag.uuid for tag in read_full_text(draft.documents).tags} for draft in drafts]
    taken = _find_taken(set().union(*ids))
    renewed = []
    for draft, own in zip(drafts, ids, strict=True):
        renewed.append(_renumber_tags(draft, own & (taken | seen)))
        seen |= own
    return renewed


def with_own_ids(draft: Draft, own: set[UUID], article_id: int) -> Draft:
    """Return the draft with new ids for tags that were pasted from another article.

    `own` are the ids of the article's head. The ids of its earlier revisions are its own, too.
    Claims the other ids, as `claim_ids` does: needs a transaction.
    """
    incoming = {tag.uuid for tag in read_full_text(draft.documents).tags} - own
    claim_ids(incoming)
    return _renumber_tags(draft, _find_taken(incoming, except_in=article_id))


def _renumber_tags(draft: Draft, foreign: set[UUID]) -> Draft:
    if not foreign:
        return draft
    documents = draft.documents.items()
    return draft.with_documents(
        {field: renumber(document, foreign) for field, document in documents}
    )


def claim_ids(uuids: set[UUID]) -> None:
    """Let no other transaction store a tag with one of these ids until this one ends.

    Locks a few names that stand for all ids: a text may have more tags than PostgreSQL has room for
    locks.
    """
    if uuids:
        advisory_lock(*(f"tag id {uuid.int % ID_CLAIMS}" for uuid in uuids))


def _find_taken(uuids: set[UUID], *, except_in: int | None = None) -> set[UUID]:
    """Return those of `uuids` that a tag of another article has or had. One query, by indexes."""
    if not uuids:
        return set()
    others = ~Q(revision__article=except_in) if except_in else Q()
    had = DepartedTag.objects.exclude(article=except_in).filter(uuid__in=uuids)
    rows = [
        model.objects.filter(others, uuid__in=uuids, live_at__isnull=is_draft)
        .order_by()
        .values_list("uuid")
        for model in (Mention, Quote)
        for is_draft in (True, False)
    ]
    return {uuid for (uuid,) in had.values_list("uuid").union(*rows)}
