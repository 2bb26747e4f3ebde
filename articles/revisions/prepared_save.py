"""A save that was checked and can be written: locked, parsed and compared once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from articles.drafts.draft import Documents, Draft, FullText, check_draft, read_full_text
from articles.errors import InvalidText, StaleRevision
from articles.models import Article, Revision
from articles.projection.named_ids import refuse_secret_entities, refuse_unknown_ids
from articles.projection.tag_ids import with_own_ids
from articles.projection.tag_rows import documents_of, entity_ids
from articles.revisions.details import Details, check_details
from articles.revisions.lost_tags import refuse_lost_tags
from articles.revisions.revision_rows import build_revision, has_same_texts
from articles.revisions.write_access import refuse_unwritable
from articles.tagging import Comparison, compare
from entities.models import Entity
from entities.services.editing import NewEntity
from entities.services.merged_ids import lock_entities
from newsroom.lib.blank import is_blank
from newsroom.models import User


@dataclass(frozen=True, slots=True)
class PreparedSave:
    """All that `save_prepared` writes. Valid in the transaction that prepared it.

    `revision` is unsaved; `is_new` tells whether it differs from the head. `before` is the head's
    text with its tags, `after` the new one; the offsets in `comparison` are of these. `entities`
    maps each id that either names to the locked entity that it stands for.
    """

    article: Article
    draft: Draft
    revision: Revision
    is_new: bool
    before: FullText
    after: FullText
    comparison: Comparison
    entities: Mapping[int, Entity]
    new_entities: Sequence[NewEntity]
    details: Details | None
    by: User | None


def prepare_save(
    *,
    article: Article,
    base: int,
    draft: Draft,
    removed: Collection[UUID] = (),
    new_entities: Sequence[NewEntity] = (),
    details: Details | None = None,
    by: User | None,
) -> PreparedSave:
    """Check a save of a locked article and return what is to be written; store nothing.

    Needs the transaction in which `lock_article` gave `article`. Claims the ids of tags that are
    new to the article, then locks the entities that the old and the new text name, so that the
    answer holds until the transaction ends. `removed` are the ids of tags that the editor knows to
    be gone; `new_entities` have reserved ids, which tags may name.

    Raises `StaleRevision` when `base` is not the head's number, `TagsVanished` when a tag of the
    head is missing and not in `removed`, `NotAllowed` when `by` may not write the article (None is
    the system itself, which may), `ArticleLocked`, `InvalidText`, and for `details` what
    `check_details` raises.
    """
    if details:
        check_details(article=article, details=details, by=by)
    check_whole_draft(draft)
    refuse_unwritable(article, by)
    head = article.working_copy
    if head.number != base:
        raise StaleRevision(base=base, head=head.number)
    documents = documents_of(head)
    before = read_full_text(documents)
    draft = with_own_ids(draft, {tag.uuid for tag in before.tags}, article.pk)
    ids = entity_ids(draft.documents) - {new.pk for new in new_entities}
    entities = _lock_named(documents, ids, by)
    after = read_full_text(draft.documents)
    comparison = compare(before, after)
    refuse_lost_tags(before=before, comparison=comparison, removed=removed)
    refuse_unknown_ids(ids, entities)
    revision = build_revision(article=article, draft=draft, by=by)
    return PreparedSave(
        article=article,
        draft=draft,
        revision=revision,
        is_new=not has_same_texts(head, revision),
        before=before,
        after=after,
        comparison=comparison,
        entities=entities,
        new_entities=new_entities,
        details=details,
        by=by,
    )


def require_transaction() -> None:
    """Raise outside of a transaction: the locks of a prepared write are gone there."""
    if not connection.in_atomic_block:
        message = "What was prepared can be written only in the transaction that prepared it."
        raise TransactionManagementError(message)


def check_whole_draft(draft: Draft) -> None:
    """Raise `InvalidText` as `check_draft` does, and for a headline that shows nothing."""
    check_draft(draft)
    if is_blank(draft.headline.text):
        raise InvalidText(_("The headline has no character that can be seen."))


def _lock_named(documents: Documents, ids: set[int], by: User | None) -> dict[int, Entity]:
    """Lock all that the head (`documents`) and the new text (`ids`) name.

    Raises `InvalidText` if `by` may not know of one that is new to the article.
    """
    known = entity_ids(documents)
    entities = lock_entities(ids | known)
    refuse_secret_entities({pk: entities[pk] for pk in ids - known if pk in entities}, by)
    return entities
