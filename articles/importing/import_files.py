"""Import of text files: a new article, a new revision of an imported one, or no change."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from articles.audit import record_event
from articles.choices import State
from articles.drafts.draft import Documents, Draft, FullText, read_full_text
from articles.importing.details import date_of, language_of
from articles.importing.entities import NamedEntities, find_or_make_entities
from articles.importing.errors import UnusableFile
from articles.importing.file_text import read_story
from articles.importing.layout import Layout, lay_out, tag_document, tags_of
from articles.importing.merging_tags import Merged, merge
from articles.importing.sidecar import Sidecar
from articles.locks import lock_article, lock_articles
from articles.models import Article, ImportedFile, Revision, Section
from articles.projection.tag_rows import documents_of, entity_ids
from articles.publication.publishing import publish, publish_articles
from articles.publication.sections import create_section
from articles.revisions.details import Details, change_details
from articles.revisions.lost_tags import describe_tags
from articles.revisions.new_articles import NewArticle, create_articles
from articles.revisions.new_entities import record_origins
from articles.revisions.saving import Saved, save_revision
from articles.suggestions.jobs import suggest_with_model
from articles.suggestions.open_suggestions import suggest_for_articles
from articles.tagging import Document, Field, Tag, compare, parse, render
from entities.services.merged_ids import resolve_entities
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.database.copy import copy_rows
from newsroom.lib.slugs import make_slug
from newsroom.models import User
from newsroom.verbs import Verb

NOTES = {
    "tags_added": "added",
    "tags_changed": "changed",
    "tags_not_carried": "not carried along",
    "tags_left_to_desk": "left as the newsroom has it",
}


@dataclass(frozen=True, eq=False)
class Source:
    """A file's bytes and its sidecar (empty if there is none), and the key of the file."""

    path: Path
    content: bytes
    sidecar_content: bytes
    sidecar: Sidecar

    @cached_property
    def place(self) -> str:
        return str(self.path.resolve())

    @property
    def key(self) -> str:
        return self.sidecar.slug or self.place

    @cached_property
    def digest(self) -> str:
        digest = hashlib.sha256(self.content)
        digest.update(b"\0" + self.sidecar_content)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`section` is for files whose sidecar names none. `may_replace_edits`: see `import_files`."""

    encoding: str = "utf-8"
    section: str = "News"
    is_published: bool = False
    may_replace_edits: bool = False
    is_suggested: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """The result for a file: status created, updated or unchanged, and notes for people."""

    status: str
    article: Article
    notes: list[str] = field(default_factory=list)


def import_files(
    *, sources: Sequence[Source], options: ImportOptions, by: User | None = None
) -> list[Imported]:
    """Import files, all or none. Needs a transaction, which an error has to end.

    The same file is imported once. A changed one becomes a new revision of its article: tags are
    carried along if their words still stand; `notes` name those that are not, and all other changes
    of tags. Decisions of the newsroom on tags, section and language stay; if it has changed more,
    the import fails unless `may_replace_edits`. New articles are created together, in a few
    statements. With `is_suggested`, tags are suggested for what is created or updated.

    Locks the keys, paths and contents of the files (of two imports of one file at once, the second
    finds it done), then the articles. Raises `UnusableFile` and the errors of
    `articles.revisions.saving`.
    """
    names = ((source.key, source.place, source.digest) for source in sources)
    advisory_lock(*(f"file {name}" for name in chain.from_iterable(names)))
    known = _known_files(sources)
    # Before the entities: the order in which everybody locks.
    changed = (row.article.pk for source, row in known.items() if row.digest != source.digest)
    lock_articles(set(changed))
    done = _create(
        [source for source in _first_of_each(sources) if source not in known], options, by
    )
    for source in sources:
        if source not in done:
            done[source] = _import_again(source, _known_files([source])[source], options, by)
    if options.is_suggested:
        stored = {
            imported.article.pk for imported in done.values() if imported.status != "unchanged"
        }
        suggest_for_articles(article_ids=stored)
        suggest_with_model(stored)
    return [done[source] for source in sources]


def _first_of_each(sources: Sequence[Source]) -> list[Source]:
    """Leave out sources with the key or the contents of an earlier one."""
    seen: set[str] = set()
    first = []
    for source in sources:
        if seen.isdisjoint((source.key, source.digest)):
            first.append(source)
        seen |= {source.key, source.digest}
    return first


def _known_files(sources: Sequence[Source]) -> dict[Source, ImportedFile]:
    """Return the rows of sources imported before, found by key, path or contents."""
    keys, places, digests = (
        [getattr(source, name) for source in sources] for name in ("key", "place", "digest")
    )
    files = ImportedFile.objects.filter(
        Q(key__in=keys) | Q(path__in=places) | Q(digest__in=digests)
    )
    rows = list(files.select_related("article__section", "revision").order_by("imported_at"))
    found = ((source, _known_file(source, rows)) for source in sources)
    return {source: row for source, row in found if row}


def _known_file(source: Source, rows: Sequence[ImportedFile]) -> ImportedFile | None:
    """Return the row of a source, if any.

    Another slug at a known path is another article; adding or removing the slug is not.
    """
    by_key = {row.key: row for row in rows}
    by_digest = {row.digest: row for row in rows}
    by_path = {row.path: row for row in rows if row.key == row.path or not source.sidecar.slug}
    return by_key.get(source.key) or by_path.get(source.place) or by_digest.get(source.digest)


def _create(
    sources: Sequence[Source], options: ImportOptions, by: User | None
) -> dict[Source, Imported]:
    if not sources:
        return {}
    named = find_or_make_entities([source.sidecar for source in sources], by)
    news = _new_articles(sources, named, options)
    articles = create_articles(news, by=by)
    made = list(zip(sources, articles, strict=True))
    copy_rows(
        ImportedFile(
            key=source.key,
            path=source.place,
            digest=source.digest,
            article=article,
            revision=article.working_copy,
        )
        for source, article in made
    )
    if options.is_published:
        ids = [article.pk for article in articles]
        documents = [new.draft.documents for new in news]
        publish_articles(
            dates=dict(zip(ids, [new.live_at for new in news], strict=True)),
            by=by,
            known=dict(zip(ids, documents, strict=True)),
        )
    else:
        record_origins(dict(zip(articles, [entities.new for entities in named], strict=True)))
    return {
        source: Imported("created", article, [*entities.notes])
        for (source, article), entities in zip(made, named, strict=True)
    }


def _new_articles(
    sources: Sequence[Source], named: Sequence[NamedEntities], options: ImportOptions
) -> list[NewArticle]:
    layouts = [lay_out(read_story(source.content, options.encoding)) for source in sources]
    names = [source.sidecar.section or options.section for source in sources]
    sections = {name: _find_or_create_section(name) for name in sorted(set(names))}
    now = timezone.now()
    dates = [date_of(source.sidecar) or now for source in sources]
    return [
        NewArticle(
            _make_draft(
                _tag_documents(layout, tags_of(layout, source.sidecar, entities.ids)), source
            ),
            Details(sections[name], language_of(source.sidecar), source.sidecar.slug),
            date if options.is_published else None,
        )
        for source, layout, entities, name, date in zip(
            sources, layouts, named, names, dates, strict=True
        )
    ]


def _tag_documents(layout: Layout, tags: dict[Field, list[Tag]]) -> Documents:
    return {field: tag_document(layout, field, tags[field]) for field in tags}


def _import_again(
    source: Source, known: ImportedFile, options: ImportOptions, by: User | None
) -> Imported:
    if known.digest == source.digest:
        return Imported("unchanged", known.article)
    layout = lay_out(read_story(source.content, options.encoding))
    head = _head_to_replace(source, known, options)
    (named,) = find_or_make_entities([source.sidecar], by)
    tags = tags_of(layout, source.sidecar, named.ids)
    date = date_of(source.sidecar)
    texts = documents_of(head), documents_of(known.revision), _left_out_of(known)
    entities = resolve_entities(set().union(*map(entity_ids, texts)))
    survivors = {pk: entity.pk for pk, entity in entities.items()}
    merged = merge(layout, tags, *texts, survivors)
    updated = _update(source, merged, known, head, by)
    updated.notes.extend(named.notes)
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
    """Return whether the desk has changed words, structure, emphasis, byline or source.

    Byline and source count only if the file has other ones. Tags do not count.
    """
    beside = [
        getattr(imported, name) != getattr(head, name) != value
        for name, value in (("byline", source.sidecar.byline), ("source", source.sidecar.source))
        if value
    ]
    return any(beside) or _without_tags(imported) != _without_tags(head)


def _without_tags(revision: Revision) -> list[Document]:
    return [replace(document, tags=()) for document in documents_of(revision).values()]


def _update(
    source: Source, merged: Merged, known: ImportedFile, head: Revision, by: User | None
) -> Imported:
    old, new = read_full_text(documents_of(head)), read_full_text(merged.documents)
    saved = save_revision(
        article_id=known.article.pk,
        base=head.number,
        draft=_make_updated_draft(merged.documents, source, head),
        removed={tag.uuid for tag in compare(old, new).removed},
        by=by,
    )
    ImportedFile.objects.filter(pk=known.pk).update(
        key=_key_to_keep(source, known),
        path=source.place,
        digest=source.digest,
        revision=saved.revision,
        left_out={
            field.value: render(document)
            for field, document in merged.left_out.items()
            if document.tags
        },
        imported_at=timezone.now(),
    )
    changes = _describe_changes(saved, read_full_text(merged.left_out))
    record_event(Verb.ARTICLE_IMPORTED, saved.article, by, changes)
    notes = [f"{NOTES[name]}: {tag}" for name, tags in changes.items() for tag in tags]
    details = _apply_details(source, saved.article, by)
    unchanged = _describe_unchanged(source, saved.article)
    return Imported("updated", saved.article, [*notes, *details, *unchanged])


def _key_to_keep(source: Source, known: ImportedFile) -> str:
    """Return the key to store: a slug that was added later is the key; a removed slug stays it."""
    return source.key if known.key == known.path else known.key


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
    section = source.sidecar.section or article.section.name
    language = language_of(source.sidecar) if source.sidecar.language else article.language
    if (section, language) == (article.section.name, article.language):
        return []
    if article.has_desk_details:
        return [f"the desk's stay: section {article.section}, language {article.language}"]
    details = Details(_find_or_create_section(section), language)
    change_details(article_id=article.pk, details=details, by=by)
    return [f"now: section {section}, language {language}"]


def _describe_unchanged(source: Source, article: Article) -> list[str]:
    """Describe what a sidecar can set for a new article only, and a withdrawal that stays."""
    stays = ["it stays withdrawn"] if article.state == State.WITHDRAWN else []
    if source.sidecar.slug not in {"", article.slug}:
        stays.append(f"its address stays “{article.slug}”")
    date = date_of(source.sidecar)
    if date and article.published_at and article.published_at != date:
        stays.append(f"its date stays {article.published_at:%Y-%m-%d %H:%M} UTC")
    return stays


def _make_draft(documents: Documents, source: Source) -> Draft:
    note = f"Imported from {source.path.name}"[:200]
    sidecar = source.sidecar
    return Draft.of_documents(documents, byline=sidecar.byline, source=sidecar.source, note=note)


def _make_updated_draft(documents: Documents, source: Source, head: Revision) -> Draft:
    """Return the draft of a changed file; byline and source stay if the sidecar has none."""
    draft = _make_draft(documents, source)
    return replace(draft, byline=draft.byline or head.byline, source=draft.source or head.source)


def _find_or_create_section(name: str) -> Section:
    section = Section.objects.filter(name=name).first()
    if section is None:
        advisory_lock(f"section {name}")
        section = Section.objects.filter(name=name).first()
    if section is None:
        slug = make_slug(name, is_taken=lambda slug: Section.objects.ever_at(slug).exists())
        section = create_section(section=Section(name=name, slug=slug), by=None)
    return section
