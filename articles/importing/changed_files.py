"""A file that was imported before: unchanged, moved, copied, or a new version of its article."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from articles.audit import record_event
from articles.choices import State
from articles.drafts.draft import Documents, FullText, read_full_text
from articles.importing.details import date_of, language_of
from articles.importing.entities import find_or_make_entities
from articles.importing.errors import UnusableFile
from articles.importing.file_drafts import make_updated_draft, values_beside
from articles.importing.identity import Known
from articles.importing.layout import lay_out, tags_of
from articles.importing.merging_tags import Merged, merge
from articles.importing.options import ImportOptions
from articles.importing.sections import find_or_create_section, section_key
from articles.importing.source import Source
from articles.importing.stored_files import follow_file, store_changed_file
from articles.locks import lock_article
from articles.models import Article, ImportedFile, Revision
from articles.projection.tag_rows import documents_of, entity_ids
from articles.publication.publishing import publish
from articles.revisions.details import Details, change_details
from articles.revisions.lost_tags import describe_tags
from articles.revisions.new_entities import record_origins
from articles.revisions.saving import Saved, save_revision
from articles.tagging import Document, Field, compare, parse
from entities.services.merged_ids import resolve_entities
from newsroom.lib.text import one_line
from newsroom.models import User
from newsroom.verbs import Verb

NOTES = {
    "tags_added": "added",
    "tags_changed": "changed",
    "tags_not_carried": "not carried along",
    "tags_left_to_desk": "left as the newsroom has it",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """The result for a file: status created, updated or unchanged, and notes for people."""

    status: str
    article: Article
    notes: list[str] = field(default_factory=list)


def import_again(source: Source, known: Known, options: ImportOptions, by: User | None) -> Imported:
    """Import a file that is known: follow it if it has moved, or store its changes.

    Needs what `import_files` has locked. Raises what that does.
    """
    row = known.row
    if known.is_copy:
        return Imported("unchanged", row.article, [f"a copy of {row.path}"])
    if row.digest == source.digest:
        moved = follow_file(row, source)
        return Imported("unchanged", row.article, [moved] if moved else [])
    return _import_change(source, row, options, by)


def _import_change(
    source: Source, known: ImportedFile, options: ImportOptions, by: User | None
) -> Imported:
    layout = lay_out(source.story)
    head = _head_to_replace(source, known, options)
    (named,) = find_or_make_entities([source.sidecar], by)
    tags = tags_of(layout, source.sidecar, named.ids)
    date = date_of(source.sidecar)
    texts = documents_of(head), documents_of(known.revision), _left_out_of(known)
    entities = resolve_entities(set().union(*map(entity_ids, texts)))
    survivors = {pk: entity.pk for pk, entity in entities.items()}
    merged = merge(layout, tags, *texts, survivors)
    updated = _update(source, merged, known, head, named.notes, by)
    record_origins({updated.article: named.new})
    # What the desk has withdrawn stays withdrawn, even if the file says otherwise.
    is_withdrawn = updated.article.state == State.WITHDRAWN
    has_news = updated.article.live_id != updated.article.head_id
    if options.is_published and has_news and not is_withdrawn:
        publish(article_id=updated.article.pk, by=by, at=date)
    return updated


def _left_out_of(known: ImportedFile) -> Documents:
    fields = {Field(name): html for name, html in known.left_out.items()}
    return {field: parse(html, field=field).document for field, html in fields.items()}


def _head_to_replace(source: Source, known: ImportedFile, options: ImportOptions) -> Revision:
    """Lock the article and return its head.

    Raises `UnusableFile` if the file would undo edits made since the import.
    """
    head = lock_article(known.article.pk).working_copy
    if not options.may_replace_edits and _is_edited(source, known.revision, head):
        raise UnusableFile(
            f"The newsroom has edited the text since it was imported (revision {head.number}). "
            "--replace-edits puts this file in its place; the edits stay in the history."
        )
    return head


def _is_edited(source: Source, imported: Revision, head: Revision) -> bool:
    """Return whether the desk has changed words, structure, emphasis, or what is beside it.

    Byline, source and dateline count only if the file has other ones. Tags do not count.
    """
    beside = [
        getattr(imported, name) != getattr(head, name) != value
        for name, value in values_beside(source).items()
        if value
    ]
    return any(beside) or _without_tags(imported) != _without_tags(head)


def _without_tags(revision: Revision) -> list[Document]:
    return [replace(document, tags=()) for document in documents_of(revision).values()]


def _update(
    source: Source,
    merged: Merged,
    known: ImportedFile,
    head: Revision,
    entity_notes: Sequence[str],
    by: User | None,
) -> Imported:
    old, new = read_full_text(documents_of(head)), read_full_text(merged.documents)
    saved = save_revision(
        article_id=known.article.pk,
        base=head.number,
        draft=make_updated_draft(merged.documents, source, head),
        removed={tag.uuid for tag in compare(old, new).removed},
        by=by,
    )
    store_changed_file(known, source, saved.revision, merged.left_out)
    changes = _describe_changes(saved, read_full_text(merged.left_out))
    notes = [f"{NOTES[name]}: {tag}" for name, tags in changes.items() for tag in tags]
    notes += _apply_details(source, saved.article, by)
    notes += [*_describe_unchanged(source, saved.article), *entity_notes]
    if not saved.is_new and not notes:
        return Imported("unchanged", saved.article)
    record_event(Verb.ARTICLE_IMPORTED, saved.article, by, changes)
    return Imported("updated", saved.article, [*source.notes, *source.story.notes, *notes])


def _describe_changes(saved: Saved, left_out: FullText) -> dict[str, list[str]]:
    """Describe the tags of a changed file, grouped by the keys of `NOTES`."""
    tags = saved.comparison
    words = {
        "tags_added": describe_tags(tags.added, saved.after.text),
        "tags_changed": describe_tags([change.new for change in tags.changed], saved.after.text),
        "tags_not_carried": describe_tags(tags.removed, saved.before.text),
        "tags_left_to_desk": describe_tags(left_out.tags, left_out.text),
    }
    return {name: [str(tag) for tag in named] for name, named in words.items()}


def _apply_details(source: Source, article: Article, by: User | None) -> list[str]:
    """Store the section and language that the sidecar names, unless the desk has chosen others.

    Returns notes on what was done.
    """
    section = one_line(source.sidecar.section) or article.section.name
    language = language_of(source.sidecar) if source.sidecar.language else article.language
    is_same_section = section_key(section) == section_key(article.section.name)
    if is_same_section and language == article.language:
        return []
    if article.has_desk_details:
        return [f"the desk's stay: section {article.section}, language {article.language}"]
    details = Details(
        article.section if is_same_section else find_or_create_section(section), language
    )
    change_details(article_id=article.pk, details=details, by=by)
    return [f"now: section {details.section}, language {language}"]


def _describe_unchanged(source: Source, article: Article) -> list[str]:
    """Describe what a sidecar can set for a new article only, and a withdrawal that stays."""
    stays = ["it stays withdrawn"] if article.state == State.WITHDRAWN else []
    if source.sidecar.slug not in {"", article.slug}:
        stays.append(f"its address stays “{article.slug}”")
    date = date_of(source.sidecar)
    if date and article.published_at and article.published_at != date:
        stays.append(f"its date stays {article.published_at:%Y-%m-%d %H:%M} UTC")
    return stays
