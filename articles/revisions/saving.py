"""Writing: new articles and new revisions of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.audit import record_event, record_events
from articles.collaboration.edit_locks import refuse_locked
from articles.collaboration.margin_comments import carry_comments
from articles.drafts.draft import Documents, Draft, FullText, check_draft, read_full_text
from articles.errors import InvalidText, LostTag, StaleRevision, TagsVanished
from articles.locks import lock_article
from articles.models import Article, EntityOrigin, Revision, Section
from articles.projection.named_ids import lock_known_entities, refuse_secret_entities
from articles.projection.tag_ids import claim_ids, with_new_ids, with_own_ids
from articles.projection.tag_rows import (
    delete_tag_rows,
    documents_of,
    entity_ids,
    lock_named_entities,
    project_tags,
)
from articles.publication.rendition_store import load_snapshots_for_update, rebuild_renditions
from articles.publication.tag_reviews import record_reviews
from articles.revisions.diff import changes_between
from articles.revisions.diff.summary import Changes
from articles.search.indexing import index_quotes
from articles.search.namesakes import distinctions, label
from articles.slugs import check_slug, free_slug, keep_slug
from articles.suggestions.accepted_names import drop_accepted_names, record_accepted_names
from articles.tagging import Comparison, MentionTag, Tag, compare, named, render, words
from entities.services.editing import NewEntity, create_entities
from entities.services.merged_ids import resolve_entities
from newsroom.lib.blank import is_blank
from newsroom.lib.database.copy import copy_rows, take_ids
from newsroom.lib.errors import NotAllowed
from newsroom.lib.slugs import tidy_slug
from newsroom.models import User
from newsroom.verbs import Verb


@dataclass(frozen=True, slots=True)
class Details:
    """What is the same in all revisions. Without a slug, one is made from the headline."""

    section: Section
    language: str
    slug: str = ""


@dataclass(frozen=True)
class Saved:
    """A save's outcome: the head, and what became of the tags.

    `comparison` is of the texts `before` and `after`, to which its offsets refer.
    """

    article: Article
    revision: Revision
    is_new: bool
    before: FullText
    after: FullText

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.before, self.after)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """`live_at`: since when readers see it, of one that the same transaction publishes."""

    draft: Draft
    details: Details
    live_at: datetime | None = None


@transaction.atomic
def create_article(
    *, draft: Draft, details: Details, by: User | None, new_entities: Sequence[NewEntity] = ()
) -> Article:
    """As `create_articles`, one article, whose tags' ids may come from anywhere.

    `new_entities` are made as `save_revision` does.
    """
    _check(draft)
    refuse_secret_entities(entity_ids(draft.documents) - {new.pk for new in new_entities}, by)
    made = _make_new_entities(draft.documents, new_entities, by)
    (article,) = create_articles([NewArticle(draft, details)], by=by, has_new_ids=False)
    record_origins({article: made})
    after = read_full_text(draft.documents)
    comparison = compare(FullText("", ()), after)
    record_accepted_names(article=article, after=after, comparison=comparison, by=by)
    return article


@transaction.atomic
def create_articles(
    news: Sequence[NewArticle], *, by: User | None, has_new_ids: bool = True
) -> list[Article]:
    """New, unpublished articles, each with its first revision; ten statements, however many.

    Raises `InvalidText`, and `SlugTaken` when another article has or had a given slug. The tags'
    ids are claimed unless they are new, made for these tags: importers need not wait for one
    another.
    """
    for new in news:
        _check(new.draft)
    articles = [_article(new, by) for new in news]
    drafts = [new.draft for new in news]
    if not has_new_ids:
        claim_ids({tag.uuid for draft in drafts for tag in read_full_text(draft.documents).tags})
    drafts = with_new_ids(drafts)
    Article.objects.bulk_create(articles)
    ids = take_ids(Revision, len(articles))
    revisions = [
        _revision(pk, article, draft, None, by)
        for pk, article, draft in zip(ids, articles, drafts, strict=True)
    ]
    dates = (new.live_at for new in news)
    store_revisions(
        list(zip(revisions, drafts, strict=True)),
        {revision: at for revision, at in zip(revisions, dates, strict=True) if at},
    )
    for article, revision in zip(articles, revisions, strict=True):
        article.head = revision
    Article.objects.bulk_update(articles, ["head"])
    _note_parted(articles, drafts)
    record_events(
        Verb.ARTICLE_CREATED, ((article, {"slug": article.slug}) for article in articles), by
    )
    return articles


def _note_parted(articles: Sequence[Article], drafts: Sequence[Draft]) -> None:
    """Flag mentions that arrived in pieces: nobody has made a tag of a part of a name."""
    nothing = FullText("", ())
    for article, draft in zip(articles, drafts, strict=True):
        after = read_full_text(draft.documents)
        if any(isinstance(tag, MentionTag) and tag.part_of for tag in after.tags):
            comparison = compare(nothing, after)
            record_reviews(article=article, before=nothing, after=after, comparison=comparison)


def _article(new: NewArticle, by: User | None) -> Article:
    details = new.details
    article = Article(section=details.section, language=details.language)
    article.created_by = article.assigned_to = by
    check_details(article=article, details=details, by=by)
    article.slug = tidy_slug(details.slug) or free_slug(new.draft.headline.text)
    return article


@transaction.atomic
def save_revision(
    *,
    article_id: int,
    base: int,
    draft: Draft,
    removed: Collection[UUID] = (),
    new_entities: Sequence[NewEntity] = (),
    by: User | None,
) -> Saved:
    """A new head for an article, based on revision number `base`.

    `removed` names the tags that the editor knows to be gone; `new_entities` are entities with
    reserved ids, made if a tag names them. Locks the article's row. Raises what `check_save` does.
    A draft that says what the head says makes no revision. Tags whose words changed are flagged,
    comments in the margin carried along.
    """
    known_soon = {new.pk for new in new_entities}
    article, draft, before = _checked(article_id, base, draft, removed, by, known_soon)
    record_origins({article: _make_new_entities(draft.documents, new_entities, by)})
    revision = head = article.working_copy
    after = read_full_text(draft.documents)
    if not _says_the_same(head, draft):
        revision = _replace_head(article, draft, by, _changes(head, draft, before, after))
    saved = Saved(article, revision, revision != head, before, after)
    if saved.is_new:
        record_reviews(article=article, before=before, after=after, comparison=saved.comparison)
        carry_comments(article=article)
        drop_accepted_names(article=article, after=after)
    return saved


def _make_new_entities(
    documents: Documents, new_entities: Sequence[NewEntity], by: User | None
) -> set[int]:
    """Those that a tag names: one whose last tag was taken away again is nobody."""
    if not new_entities:
        return set()
    named = entity_ids(documents)
    made = create_entities([new for new in new_entities if new.pk in named], by=by)
    return {entity.pk for entity in made}


def record_origins(made: Mapping[Article, Collection[int]]) -> None:
    """Store for which article each new entity was made, by its id. Needs their transaction."""
    first: dict[int, Article] = {}
    for article, ids in made.items():
        for pk in ids:
            first.setdefault(pk, article)
    EntityOrigin.objects.bulk_create(
        EntityOrigin(entity_id=pk, article=article) for pk, article in first.items()
    )


def _check(draft: Draft) -> None:
    check_draft(draft)
    if is_blank(draft.headline.text):
        raise InvalidText(_("The headline has no character that can be seen."))


def check_save(
    *,
    article_id: int | None,
    base: int,
    draft: Draft,
    removed: Collection[UUID] = (),
    new_entities: Sequence[NewEntity] = (),
    by: User | None = None,
) -> None:
    """Raise what `save_revision` (or, without an id, `create_article`) would; store nothing.

    Needs a transaction, in which the article stays locked: until it ends the answer holds.
    Raises `StaleRevision` when `base` is not the head's number, `TagsVanished` when a tag of the
    head is missing and not in `removed`, `NotAllowed` when `by` may not write the article (None is
    the system itself, which may), `ArticleLocked`, `InvalidText`.
    """
    known_soon = {new.pk for new in new_entities}
    if article_id is None:
        _check(draft)
        refuse_secret_entities(entity_ids(draft.documents) - known_soon, by)
    else:
        _checked(article_id, base, draft, removed, by, known_soon)
    lock_known_entities(entity_ids(draft.documents) - known_soon)


def _checked(
    article_id: int,
    base: int,
    draft: Draft,
    removed: Collection[UUID],
    by: User | None,
    known_soon: Collection[int | None],
) -> tuple[Article, Draft, FullText]:
    """The article, locked; the draft with ids of its own; the head's text and tags."""
    _check(draft)
    article = lock_article(article_id)
    refuse_unwritable(article, by)
    head = article.working_copy
    if head.number != base:
        raise StaleRevision(base=base, head=head.number)
    documents = documents_of(head)
    new_ids = entity_ids(draft.documents) - entity_ids(documents)
    refuse_secret_entities(new_ids.difference(known_soon), by)
    old = read_full_text(documents)
    draft = with_own_ids(draft, {tag.uuid for tag in old.tags}, article.pk)
    gone = compare(old, read_full_text(draft.documents)).removed
    vanished = [tag for tag in gone if tag.uuid not in removed]
    if vanished:
        raise TagsVanished(name_tags(vanished, old.text))
    return article, draft, old


def refuse_unwritable(article: Article, by: User | None) -> None:
    """Raise `NotAllowed` unless `by` may save the article as it is now, and `ArticleLocked` while
    somebody else has locked it."""
    if not article.is_writable_by(by):
        said = _("You may not write this article: it is %s.")
        raise NotAllowed(said % article.current_state.label)
    refuse_locked(article, by)


def name_tags(tags: Collection[Tag], text: str) -> list[LostTag]:
    """Tags in words, for people: what they cover in `text`, and whom they name. Two queries."""
    entities = resolve_entities(pk for pk in map(named, tags) if pk)
    lines = distinctions(entities.values())
    whom = {pk: label(entity.name, lines[entity.pk]) for pk, entity in entities.items()}
    return [LostTag(tag.uuid, words(tag, text), _naming(tag, whom)) for tag in tags]


def _naming(tag: Tag, whom: Mapping[int, str]) -> str:
    if isinstance(tag, MentionTag):
        return whom[tag.entity]
    return f"quote, {whom[tag.speaker]}" if tag.speaker else "quote"


def _says_the_same(head: Revision, draft: Draft) -> bool:
    beside = all(getattr(head, name) == getattr(draft, name) for name in ("byline", "source"))
    return beside and all(
        getattr(head, field.value) == render(document)
        for field, document in draft.documents.items()
    )


@transaction.atomic
def change_details(*, article_id: int, details: Details, by: User | None) -> None:
    """Store section, language and slug; the address that the article had leads to the new one.

    Raises what `check_details` does. What readers get of a live article is made anew.
    """
    article = lock_article(article_id)
    refuse_unwritable(article, by)
    before = [article.section.slug, article.language, article.slug]
    check_details(article=article, details=details, by=by)
    slug = tidy_slug(details.slug) or article.slug
    if slug != article.slug:
        keep_slug(article, article.slug, was_public=article.was_public)
    article.section, article.language, article.slug = details.section, details.language, slug
    after = [article.section.slug, article.language, article.slug]
    if before == after:
        return
    lock_named_entities([it for it in (article.head, article.live) if it])
    article.has_desk_details = article.has_desk_details or by is not None
    article.store_change("section", "language", "slug", "has_desk_details")
    index_quotes([article.pk])
    if article.live:
        rebuild_renditions(load_snapshots_for_update([article]))
    record_event(Verb.ARTICLE_DETAILS_CHANGED, article, by, {"before": before, "after": after})


def check_details(*, article: Article, details: Details, by: User | None) -> None:
    """Raise what storing the details would, as `check_slug` says. The article is as it is stored,
    or a new one."""
    if details.slug:
        check_slug(article=article, slug=details.slug, by=by)


def _revision(
    pk: int, article: Article, draft: Draft, base: Revision | None, by: User | None
) -> Revision:
    """A revision, unsaved."""
    documents = draft.documents
    return Revision(
        pk=pk,
        article=article,
        number=base.number + 1 if base else 1,
        base=base,
        **{field.value: render(document) for field, document in documents.items()},
        **{f"{field.value}_text": document.text for field, document in documents.items()},
        byline=draft.byline,
        source=draft.source,
        note=draft.note,
        created_by=by,
        created_at=timezone.now(),
    )


def store_revisions(
    written: Sequence[tuple[Revision, Draft]], live_at: Mapping[Revision, datetime] | None = None
) -> None:
    """Store revisions, which have ids, and the rows of their tags; `live_at` as for `project_tags`.

    Raises `InvalidText` on an unknown entity.
    """
    documents = [draft.documents for _, draft in written]
    entities = lock_known_entities(set().union(*map(entity_ids, documents)))
    copy_rows(revision for revision, _ in written)
    made = [(revision, its) for (revision, _), its in zip(written, documents, strict=True)]
    project_tags(made, entities, live_at)


def _changes(head: Revision, draft: Draft, before: FullText, after: FullText) -> Changes:
    beside = sum(getattr(head, name) != getattr(draft, name) for name in ("byline", "source"))
    return changes_between(before.text, after.text, compare(before, after), beside=beside)


def _replace_head(article: Article, draft: Draft, by: User | None, changes: Changes) -> Revision:
    base = article.working_copy
    (pk,) = take_ids(Revision, 1)
    revision = _revision(pk, article, draft, base, by)
    revision.changes = changes
    store_revisions([(revision, draft)])
    if base.pk != article.live_id:
        delete_tag_rows([base])
    article.head = revision
    if article.live_id is None:
        article.store_change("head")
    else:
        article.save(update_fields=["head"])
    told = {"before": base.number, "after": revision.number, "changes": changes}
    record_event(Verb.ARTICLE_SAVED, article, by, told)
    return revision
