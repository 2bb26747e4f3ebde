"""Stored revisions as drafts: to be compared, or saved again."""

from articles.drafts.draft import Draft
from articles.models import Revision
from articles.projection.tag_rows import documents_of


def draft_of(revision: Revision, *, note: str = "") -> Draft:
    """Return the texts and tags of a stored revision as a draft."""
    return Draft.of_documents(
        documents_of(revision), byline=revision.byline, source=revision.source, note=note
    )
