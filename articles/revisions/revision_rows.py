"""Rows of revisions: built from a draft, and compared with what is stored."""

from typing import Final

from django.utils import timezone

from articles.drafts.draft import Draft
from articles.models import Article, Revision
from articles.tagging import Field, render
from newsroom.models import User

# What a revision says beside its text.
BESIDE: Final = ("byline", "source", "dateline")
TEXTS: Final = (*(field.value for field in Field), *BESIDE)


def build_revision(*, article: Article, draft: Draft, by: User | None) -> Revision:
    """Return the next revision of the article, unsaved and without an id."""
    documents = draft.documents
    return Revision(
        article=article,
        number=article.head.number + 1 if article.head else 1,
        base=article.head,
        **{field.value: render(document) for field, document in documents.items()},
        **{f"{field.value}_text": document.text for field, document in documents.items()},
        byline=draft.byline,
        source=draft.source,
        dateline=draft.dateline,
        note=draft.note,
        created_by=by,
        created_at=timezone.now(),
    )


def has_same_texts(one: Revision, other: Revision) -> bool:
    """Return whether two revisions have the same HTML, byline, source and dateline."""
    return all(getattr(one, name) == getattr(other, name) for name in TEXTS)
