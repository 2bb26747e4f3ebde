"""Restoring an earlier revision of an article."""

from django.db import transaction

from articles.audit import record_event
from articles.drafts.draft import read_full_text
from articles.locks import lock_article
from articles.models import Revision
from articles.projection.tag_rows import documents_of
from articles.revisions.prepared_save import prepare_save
from articles.revisions.saving import Saved, save_prepared
from articles.revisions.stored_drafts import draft_of
from newsroom.models import User
from newsroom.verbs import Verb


@transaction.atomic
def restore_revision(*, article_id: int, number: int, base: int, by: User | None) -> Saved:
    """Store the text and tags of revision `number` as a new head on top of revision `base`.

    The restored tags keep the ids that they had. Tags that were added since are lost without a
    question: the person who restores has seen the comparison. A head that is the same stays. Locks
    the article's row. Raises `Revision.DoesNotExist` and what `prepare_save` does.
    """
    article = lock_article(article_id)
    revision = Revision.objects.get(article=article, number=number)
    present = read_full_text(documents_of(article.working_copy)).tags
    prepared = prepare_save(
        article=article,
        base=base,
        draft=draft_of(revision, note=f"Restored from revision {number}"),
        removed={tag.uuid for tag in present},
        by=by,
    )
    saved = save_prepared(prepared)
    if saved.is_new:
        data = {"restored": number, "revision": saved.revision.number}
        record_event(Verb.ARTICLE_RESTORED, article, by, data)
    return saved
