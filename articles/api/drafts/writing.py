"""The writing of drafts: what a request says becomes a draft, and is saved."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from msgspec import UNSET, UnsetType

from articles.api.drafts.known_names import refuse_names
from articles.api.drafts.shapes import DraftChange, DraftInput, DraftWords
from articles.choices import PUBLISH
from articles.drafts.draft import Documents, Draft, read_html
from articles.errors import InvalidText, SourceIdTaken
from articles.importing.entities import NamedEntities, find_or_make_entities
from articles.importing.file_text import read_story
from articles.importing.layout import Layout, lay_out, tag_document, tags_of
from articles.importing.merging_tags import merge
from articles.importing.reading import UNSAID
from articles.importing.sidecar import Sidecar
from articles.models import Article, ImportedFile, Section
from articles.projection.tag_rows import documents_of, entity_ids
from articles.revisions.details import Details
from articles.revisions.new_articles import create_prepared, prepare_article
from articles.revisions.new_entities import record_origins
from articles.revisions.prepared_save import prepare_save
from articles.revisions.saving import save_prepared
from articles.revisions.stored_drafts import draft_of
from articles.tagging import Field
from entities.services.merged_ids import resolve_entities
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.errors import NotAllowed
from newsroom.lib.text import fold, one_line
from newsroom.models import User

BESIDE = ("byline", "dateline", "source")


@dataclass(frozen=True, slots=True)
class Written:
    """The fields that a request makes, and the entities that were made for them."""

    documents: Documents
    new: Collection[int] = ()


def create_draft(asked: DraftInput, by: User) -> Article:
    """Store a new article. Needs a transaction.

    Raises `InvalidText`, `UnusableFile`, `NotAllowed`, `SlugTaken`, and `SourceIdTaken` if an
    article was made of this story before.
    """
    source_id = one_line(asked.source_id)
    _refuse_source_id(source_id, by)
    written = _write_plain(asked, None, by) if asked.text is not UNSET else _write_html(asked, {})
    if set(written.documents) != set(Field):
        raise InvalidText("A new article needs headline and body, or text.")
    beside = {name: _given(getattr(asked, name), "") for name in BESIDE}
    draft = Draft.of_documents(written.documents, **beside, note=asked.note)
    details = Details(
        section=_section(_given(asked.section, "")),
        language=_language(_given(asked.language, settings.ARTICLE_LANGUAGES[0])),
        slug=_given(asked.slug, ""),
    )
    article = create_prepared(prepare_article(draft=draft, details=details, by=by))
    record_origins({article: written.new})
    _store_source_id(article, source_id)
    return article


def change_draft(article: Article, asked: DraftChange, by: User) -> None:
    """Store what a request changes in a locked article. Raises what `prepare_save` does."""
    head = article.working_copy
    before = _without(documents_of(head), asked.removed)
    is_plain = asked.text is not UNSET
    written = _write_plain(asked, before, by) if is_plain else _write_html(asked, before)
    _refuse_kept(written.documents, asked.removed)
    beside = {name: _given(getattr(asked, name), getattr(head, name)) for name in BESIDE}
    draft = draft_of(head).with_documents({**before, **written.documents})
    draft = Draft.of_documents(draft.documents, **beside, note=asked.note)
    details = _changed_details(article, asked)
    _refuse_details(article, details, by)
    saved = save_prepared(
        prepare_save(
            article=article,
            base=head.number,
            draft=draft,
            removed=asked.removed,
            details=details,
            by=by,
        )
    )
    record_origins({saved.article: written.new})


def _without(documents: Documents, removed: Collection[UUID]) -> Documents:
    """Return the fields without the tags that are to go."""
    return {
        field: replace(
            document, tags=tuple(tag for tag in document.tags if tag.uuid not in removed)
        )
        for field, document in documents.items()
    }


def _refuse_kept(documents: Documents, removed: Collection[UUID]) -> None:
    """Raise `InvalidText` for a tag that is said to go, and is still in the text."""
    kept = {tag.uuid for document in documents.values() for tag in document.tags}
    if both := kept & {*removed}:
        raise InvalidText(f"removed: The text still has the tag {min(both)}.")


def _given(value: Any, default: Any) -> Any:
    return default if isinstance(value, UnsetType) else value


def _write_html(asked: DraftWords, before: Documents) -> Written:
    given = {field: getattr(asked, field.value) for field in Field}
    documents = {}
    for field, html in given.items():
        if html is not UNSET:
            documents[field] = _read(html, field)
    if not before and Field.DECK not in documents:
        documents[Field.DECK] = _read("", Field.DECK)
    _refuse_stand_off(asked)
    return Written(documents)


def _read(html: str, field: Field) -> Any:
    document, dropped = read_html(html, field)
    if dropped:
        raise InvalidText(f"A tag in the {field.value} has no words.")
    return document


def _refuse_stand_off(asked: DraftWords) -> None:
    if asked.entities or asked.mentions or asked.quotes:
        raise InvalidText("entities, mentions and quotes belong to text; HTML has its own tags.")


def _write_plain(asked: DraftWords, before: Documents | None, by: User) -> Written:
    """Return the fields of a plain text with its tags, and the tags of the head that still fit."""
    if any(getattr(asked, field.value) is not UNSET for field in Field):
        raise InvalidText("Give text, or headline, deck and body: not both.")
    sidecar = Sidecar(entities=asked.entities, mentions=asked.mentions, quotes=asked.quotes)
    layout = lay_out(read_story(_given(asked.text, ""), UNSAID))
    refuse_names(sidecar.entities, by)
    (named,) = find_or_make_entities([sidecar], by)
    return Written(_tagged(layout, sidecar, named, before), named.new)


def _tagged(
    layout: Layout, sidecar: Sidecar, named: NamedEntities, before: Documents | None
) -> Documents:
    tags = tags_of(layout, sidecar, named.ids)
    if before is None:
        return {field: tag_document(layout, field, tags[field]) for field in tags}
    entities = resolve_entities(entity_ids(before))
    survivors = {pk: entity.pk for pk, entity in entities.items()}
    return merge(layout, tags, before, before, {}, survivors).documents


def _changed_details(article: Article, asked: DraftWords) -> Details:
    section = article.section if asked.section is UNSET else _section(_given(asked.section, ""))
    language = _language(_given(asked.language, article.language))
    return Details(section, language, _given(asked.slug, article.slug))


def _refuse_details(article: Article, details: Details, by: User) -> None:
    """Raise `NotAllowed` if readers would see another section or language at once."""
    is_same = (details.section, details.language) == (article.section, article.language)
    if article.live_id and not is_same and not by.has_perm(PUBLISH):
        message = "Only who may publish changes section and language of a published article."
        raise NotAllowed(message)


def _section(slug: str) -> Section:
    section = Section.objects.filter(slug=slug).first()
    if section is None:
        raise InvalidText(f"section: There is no section “{slug}”.")
    return section


def _language(code: str) -> str:
    if code not in settings.ARTICLE_LANGUAGES:
        known = ", ".join(settings.ARTICLE_LANGUAGES)
        message = "language: “%(code)s” is not one of %(known)s."
        raise InvalidText(message % {"code": code, "known": known})
    return str(code)


def _refuse_source_id(source_id: str, by: User) -> None:
    if not source_id:
        return
    advisory_lock(f"file source id {source_id}")
    row = ImportedFile.objects.filter(source_id=source_id).select_related("article").first()
    if row is not None:
        raise SourceIdTaken(row.article_id if row.article.is_visible_to(by) else None)


def _store_source_id(article: Article, source_id: str) -> None:
    if source_id:
        head = article.working_copy
        ImportedFile.objects.create(
            source_id=source_id,
            digest=hashlib.sha256(head.body.encode()).hexdigest(),
            headline=fold(head.headline_text),
            article=article,
            revision=head,
        )
