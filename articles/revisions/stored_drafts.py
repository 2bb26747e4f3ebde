"""Stored revisions as drafts: to be compared, or saved again."""

from articles.drafts.draft import Draft
from articles.models import Revision
from articles.projection.tag_rows import documents_of
from articles.revisions.revision_rows import BESIDE


def draft_of(revision: Revision, *, note: str = "") -> Draft:
    """Return the texts and tags of a stored revision as a draft."""
    beside = {name: getattr(revision, name) for name in BESIDE}
    return Draft.of_documents(documents_of(revision), **beside, note=note)
