"""New revisions of an article: prepared and checked once, then written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from articles.audit import record_event
from articles.collaboration.margin_comments import carry_comments
from articles.drafts.draft import Draft, FullText
from articles.locks import lock_article
from articles.models import Article, Revision
from articles.projection.tag_rows import entity_ids, project_tags
from articles.publication.tag_reviews import record_reviews
from articles.revisions.details import store_details
from articles.revisions.diff import changes_between
from articles.revisions.diff.summary import Changes
from articles.revisions.new_entities import create_named_entities, record_origins
from articles.revisions.prepared_save import PreparedSave, prepare_save, require_transaction
from articles.revisions.revision_rows import BESIDE
from articles.suggestions.accepted_names import drop_accepted_names
from articles.tagging import Comparison
from entities.models import Entity
from entities.services.editing import NewEntity
from newsroom.models import User
from newsroom.verbs import Verb


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of a save: the article's head, and what changed in its tags.

    `is_new` is false where the draft was as the head. The offsets in `comparison` are of `before`
    and `after`.
    """

    article: Article
    revision: Revision
    is_new: bool
    before: FullText
    after: FullText
    comparison: Comparison


@transaction.atomic
def save_revision(
    *,
    article_id: int,
    base: int,
    draft: Draft,
    removed: Collection[UUID] = (),
    new_entities: Sequence[NewEntity] = (),
    by: User | None,
) -> Saved:
    """Store a new head for an article, based on revision number `base`.

    Locks the article's row. Takes and raises what `prepare_save` does.
    """
    prepared = prepare_save(
        article=lock_article(article_id),
        base=base,
        draft=draft,
        removed=removed,
        new_entities=new_entities,
        by=by,
    )
    return save_prepared(prepared)


def save_prepared(prepared: PreparedSave) -> Saved:
    """Write a prepared save in the transaction that prepared it.

    Makes the new entities that a tag names. A draft that is as the head makes no revision. Tags
    whose words changed are flagged for review; comments in the margin are carried along.
    """
    require_transaction()
    article, by = prepared.article, prepared.by
    if prepared.details:
        store_details(article=article, details=prepared.details, by=by)
    made = create_named_entities(
        new_entities=prepared.new_entities, ids=entity_ids(prepared.draft.documents), by=by
    )
    record_origins({article: made})
    if prepared.is_new:
        _replace_head(prepared, made)
        record_reviews(
            article=article,
            before=prepared.before,
            after=prepared.after,
            comparison=prepared.comparison,
        )
        carry_comments(article=article)
        drop_accepted_names(article=article, after=prepared.after)
    return Saved(
        article=article,
        revision=article.working_copy,
        is_new=prepared.is_new,
        before=prepared.before,
        after=prepared.after,
        comparison=prepared.comparison,
    )


def _replace_head(prepared: PreparedSave, made: dict[int, Entity]) -> None:
    article, revision, base = prepared.article, prepared.revision, prepared.article.working_copy
    revision.changes = _count_changes(prepared)
    revision.save(force_insert=True)
    entities = {**prepared.entities, **made}
    replaced = [base] if base.pk != article.live_id else []
    project_tags([(revision, prepared.draft.documents)], entities, replaced=replaced)
    article.head = revision
    if article.live_id is None:
        article.store_change("head")
    else:
        article.save(update_fields=["head"])
    data = {"before": base.number, "after": revision.number, "changes": revision.changes}
    record_event(Verb.ARTICLE_SAVED, article, prepared.by, data)


def _count_changes(prepared: PreparedSave) -> Changes:
    head, revision = prepared.article.working_copy, prepared.revision
    beside = sum(getattr(head, name) != getattr(revision, name) for name in BESIDE)
    before, after = prepared.before.text, prepared.after.text
    return changes_between(before, after, prepared.comparison, beside=beside)
