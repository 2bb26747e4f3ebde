"""Drafts of articles, made of files."""

from dataclasses import replace

from articles.drafts.draft import MAX_BESIDE, Documents, Draft
from articles.importing.layout import Layout, tag_document
from articles.importing.source import Source
from articles.models import Revision
from articles.revisions.revision_rows import BESIDE
from articles.tagging import Field, Tag
from newsroom.lib.text import one_line


def tag_documents(layout: Layout, tags: dict[Field, list[Tag]]) -> Documents:
    """Return the fields of a file with their tags."""
    return {field: tag_document(layout, field, tags[field]) for field in tags}


def make_draft(documents: Documents, source: Source) -> Draft:
    """Return the draft of a file. What a wire's header said stands in the note."""
    header = f" ({' | '.join(source.story.header)})" if source.story.header else ""
    note = one_line(f"Imported from {source.path.name}{header}")[:MAX_BESIDE]
    return Draft.of_documents(documents, **values_beside(source), note=note)


def make_updated_draft(documents: Documents, source: Source, head: Revision) -> Draft:
    """Return the draft of a changed file; what the file does not say stays as it is."""
    draft = make_draft(documents, source)
    return replace(draft, **{name: getattr(draft, name) or getattr(head, name) for name in BESIDE})


def values_beside(source: Source) -> dict[str, str]:
    """Return byline, source and dateline: the sidecar's, or else those that stand in a wire."""
    sidecar, story = source.sidecar, source.story
    return {
        "byline": sidecar.byline or one_line(story.byline),
        "source": sidecar.source,
        "dateline": sidecar.dateline or one_line(story.dateline),
    }
