"""An earlier revision as the new head."""

from django.db import transaction

from articles.audit import record_event
from articles.drafts.draft import Draft, read_full_text
from articles.locks import lock_article
from articles.models import Revision
from articles.projection.tag_rows import documents_of
from articles.revisions.saving import Saved, save_revision
from articles.tagging import compare
from newsroom.models import User
from newsroom.verbs import Verb


@transaction.atomic
def restore_revision(*, article_id: int, number: int, base: int, by: User | None) -> Saved:
    """Save what revision `number` says as a new one on top of revision `base`, the head.

    Tags are those of the restored revision, under the ids they had. What somebody has put beside
    them since goes: whoever restores has seen the comparison. Locks the article's row. Raises
    `Revision.DoesNotExist` and what `save_revision` does. A head that says the same stays.
    """
    article = lock_article(article_id)
    revision = Revision.objects.get(article=article, number=number)
    draft = draft_of(revision)
    old = read_full_text(documents_of(article.working_copy))
    gone = compare(old, read_full_text(draft.documents)).removed
    saved = save_revision(
        article_id=article_id,
        base=base,
        draft=draft,
        removed={tag.uuid for tag in gone},
        by=by,
    )
    if saved.is_new:
        data = {"restored": number, "revision": saved.revision.number}
        record_event(Verb.ARTICLE_RESTORED, article, by, data)
    return saved


def draft_of(revision: Revision) -> Draft:
    """What a stored revision says, to be saved again."""
    documents = {field.value: it for field, it in documents_of(revision).items()}
    return Draft(
        **documents,
        byline=revision.byline,
        source=revision.source,
        note=f"Restored from revision {revision.number}",
    )
