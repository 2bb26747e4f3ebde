"""Bringing a text file in: a new article, a new revision of the one that it became, or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from articles.drafts import Documents, Draft, whole
from articles.importing.drafting import Layout, draft_of, lay_out, tag_document, tags_of
from articles.importing.errors import UnusableFile
from articles.importing.merging import merge
from articles.importing.naming import find_or_make_entities
from articles.importing.reading import read_story
from articles.importing.sidecar import Sidecar
from articles.models import Article, ImportedFile, Revision, Section
from articles.services.drafting import (
    Details,
    NewArticle,
    create_articles,
    name_tags,
    save_revision,
)
from articles.services.locking import lock_article, record_event
from articles.services.projecting import documents_of
from articles.services.publishing import publish, publish_articles
from articles.tagging import Field, Tag
from newsroom.lib.claims import claim
from newsroom.lib.slugs import make_slug
from newsroom.models import User


@dataclass(frozen=True, eq=False)
class Source:
    """A file's bytes and its sidecar (empty when there is none), and what identifies the file."""

    path: Path
    content: bytes
    sidecar_content: bytes
    sidecar: Sidecar

    @cached_property
    def key(self) -> str:
        return self.sidecar.slug or str(self.path.resolve())

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


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: status created, updated or unchanged, and what to tell about it."""

    status: str
    article: Article
    notes: list[str] = field(default_factory=list)


def import_files(
    *, sources: Sequence[Source], options: ImportOptions, by: User | None = None
) -> list[Imported]:
    """Import files, all or none. Needs a transaction, which an error has to end.

    The same file is imported once. A changed one becomes a new revision of its article: tags are
    carried along where their words still stand, and named in `notes` where they don't. If the
    newsroom has changed the words since, that fails unless `may_replace_edits`. Raises
    `UnusableFile` and the errors of `articles.services.drafting`; locks the articles. Claims the
    files, by their keys and by what they hold: of two imports of one at once, the second finds it
    done. New articles are made together, in a few statements.
    """
    claim(*(f"file {name}" for source in sources for name in (source.key, source.digest)))
    known = _known_files(sources)
    done = _create(
        [source for source in _first_of_each(sources) if source not in known], options, by
    )
    for source in sources:
        if source not in done:
            done[source] = _import_again(source, _known_files([source])[source], options, by)
    return [done[source] for source in sources]


def _first_of_each(sources: Sequence[Source]) -> list[Source]:
    """Without those that have the key or the contents of an earlier one."""
    seen: set[str] = set()
    first = []
    for source in sources:
        if seen.isdisjoint((source.key, source.digest)):
            first.append(source)
        seen |= {source.key, source.digest}
    return first


def _known_files(sources: Sequence[Source]) -> dict[Source, ImportedFile]:
    """The files as imported before, by their keys, or else ones of the very same contents."""
    keys, digests = ([getattr(it, name) for it in sources] for name in ("key", "digest"))
    files = ImportedFile.objects.filter(Q(key__in=keys) | Q(digest__in=digests))
    rows = list(files.select_related("article", "revision"))
    by_key, by_digest = ({getattr(row, name): row for row in rows} for name in ("key", "digest"))
    found = ((it, by_key.get(it.key) or by_digest.get(it.digest)) for it in sources)
    return {source: row for source, row in found if row}


def _create(
    sources: Sequence[Source], options: ImportOptions, by: User | None
) -> dict[Source, Imported]:
    if not sources:
        return {}
    layouts = [lay_out(read_story(source.content, options.encoding)) for source in sources]
    keys = find_or_make_entities([source.sidecar for source in sources], by)
    sections = {
        name: _section(name) for name in sorted({_section_name(it, options) for it in sources})
    }
    news = [
        NewArticle(
            _draft(_tagged(layout, tags_of(layout, source.sidecar, ids)), source),
            Details(
                sections[_section_name(source, options)],
                _language(source.sidecar),
                source.sidecar.slug,
            ),
        )
        for source, layout, ids in zip(sources, layouts, keys, strict=True)
    ]
    articles = create_articles(news, by=by)
    made = list(zip(sources, articles, strict=True))
    ImportedFile.objects.bulk_create(
        ImportedFile(key=it.key, digest=it.digest, article=article, revision=article.working_copy)
        for it, article in made
    )
    if options.is_published:
        documents = {
            article.pk: new.draft.documents for article, new in zip(articles, news, strict=True)
        }
        dates = {article.pk: _date(source.sidecar) for source, article in made}
        publish_articles(dates=dates, by=by, known=documents)
    return {source: Imported("created", article) for source, article in made}


def _tagged(layout: Layout, tags: dict[Field, list[Tag]]) -> Documents:
    return {field: tag_document(layout, field, tags[field]) for field in tags}


def _import_again(
    source: Source, known: ImportedFile, options: ImportOptions, by: User | None
) -> Imported:
    if known.digest == source.digest:
        return Imported("unchanged", known.article)
    layout = lay_out(read_story(source.content, options.encoding))
    (ids,) = find_or_make_entities([source.sidecar], by)
    tags = tags_of(layout, source.sidecar, ids)
    head = _head_to_replace(known, options)
    imported = _update(source, merge(layout, tags, documents_of(head)), known, head, by)
    if options.is_published and imported.article.live_id != imported.article.head_id:
        publish(article_id=imported.article.pk, by=by, at=_date(source.sidecar))
    return imported


def _head_to_replace(known: ImportedFile, options: ImportOptions) -> Revision:
    """The article's head, locked, unless its words have been changed since the import."""
    head = lock_article(known.article.pk).working_copy
    texts = ("headline_text", "deck_text", "body_text")
    is_edited = any(getattr(head, text) != getattr(known.revision, text) for text in texts)
    if is_edited and not options.may_replace_edits:
        raise UnusableFile(
            f"The newsroom has edited the text since it was imported (revision {head.number}). "
            "--replace-edits puts this file in its place; the edits stay in the history."
        )
    return head


def _update(
    source: Source, documents: Documents, known: ImportedFile, head: Revision, by: User | None
) -> Imported:
    old = whole(documents_of(head))
    kept = {tag.uuid for tag in whole(documents).tags}
    lost = [tag for tag in old.tags if tag.uuid not in kept]
    saved = save_revision(
        article_id=known.article.pk,
        base=head.number,
        draft=_updated_draft(documents, source, head),
        removed={tag.uuid for tag in lost},
        by=by,
    )
    ImportedFile.objects.filter(pk=known.pk).update(
        digest=source.digest, revision=saved.revision, imported_at=timezone.now()
    )
    names = [str(tag) for tag in name_tags(lost, old.text)]
    record_event("article-imported", saved.article, by, {"tags_not_carried": names})
    notes = [f"not carried along: {name}" for name in names]
    return Imported("updated", saved.article, notes)


def _draft(documents: Documents, source: Source) -> Draft:
    return draft_of(documents, source.sidecar, note=f"Imported from {source.path.name}"[:200])


def _updated_draft(documents: Documents, source: Source, head: Revision) -> Draft:
    """What the sidecar does not say stays as it is."""
    draft = _draft(documents, source)
    return replace(draft, byline=draft.byline or head.byline, source=draft.source or head.source)


def _section_name(source: Source, options: ImportOptions) -> str:
    return source.sidecar.section or options.section


def _section(name: str) -> Section:
    section = Section.objects.filter(name=name).first()
    if section is None:
        claim(f"section {name}")
        section = Section.objects.filter(name=name).first()
    if section is None:
        taken = Section.objects.all()
        slug = make_slug(name, is_taken=lambda slug: taken.filter(slug=slug).exists())
        section = Section(name=name, slug=slug)
        section.full_clean()
        section.save(force_insert=True)
    return section


def _language(sidecar: Sidecar) -> str:
    language = sidecar.language or settings.ARTICLE_LANGUAGES[0]
    if language not in settings.ARTICLE_LANGUAGES:
        known = ", ".join(settings.ARTICLE_LANGUAGES)
        raise UnusableFile(f"sidecar: The language “{language}” is not one of {known}.")
    return language


def _date(sidecar: Sidecar) -> datetime | None:
    """When the article was published: a date is the start of that day in the newsroom's zone."""
    if not sidecar.date:
        return None
    try:
        moment = datetime.fromisoformat(sidecar.date.replace("Z", "+00:00"))
    except ValueError as error:
        raise UnusableFile(f"sidecar: “{sidecar.date}” is no date (YYYY-MM-DD).") from error
    return moment if moment.tzinfo else timezone.make_aware(moment)
