"""New articles, each with its first revision: one from the desk, or many from an import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from articles.audit import record_events
from articles.drafts.draft import Draft, FullText, read_full_text
from articles.models import Article, Revision
from articles.projection.named_ids import (
    lock_known_entities,
    refuse_secret_entities,
    refuse_unknown_ids,
)
from articles.projection.tag_ids import claim_ids, with_new_ids
from articles.projection.tag_rows import entity_ids, project_tags
from articles.publication.tag_reviews import record_reviews
from articles.revisions.details import Details, check_details
from articles.revisions.new_entities import create_named_entities, record_origins
from articles.revisions.prepared_save import check_whole_draft, require_transaction
from articles.revisions.revision_rows import build_revision
from articles.slugs import free_slug
from articles.suggestions.accepted_names import record_accepted_names
from articles.tagging import MentionTag, compare
from entities.models import Entity
from entities.services.editing import NewEntity
from entities.services.merged_ids import lock_entities
from newsroom.lib.database.copy import copy_rows, take_ids
from newsroom.lib.slugs import tidy_slug
from newsroom.models import User
from newsroom.verbs import Verb

NOTHING: Final = FullText("", ())


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to be created.

    `live_at` is the time from which readers see it, if the same transaction publishes it.
    """

    draft: Draft
    details: Details
    live_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """A checked, unsaved article. Valid in the transaction that prepared it.

    The tags in `draft` have ids of their own. `entities` maps each id that they hold to the locked
    entity that it stands for.
    """

    article: Article
    draft: Draft
    entities: Mapping[int, Entity]
    new_entities: Sequence[NewEntity]
    by: User | None


@transaction.atomic
def create_article(
    *, draft: Draft, details: Details, by: User | None, new_entities: Sequence[NewEntity] = ()
) -> Article:
    """Store a new, unpublished article. Takes and raises what `prepare_article` does."""
    prepared = prepare_article(draft=draft, details=details, new_entities=new_entities, by=by)
    return create_prepared(prepared)


def prepare_article(
    *, draft: Draft, details: Details, by: User | None, new_entities: Sequence[NewEntity] = ()
) -> PreparedArticle:
    """Check a new article and return what is to be written; store nothing.

    Needs a transaction. Claims the slug and the tags' ids, which may come from anywhere, and locks
    the entities that the text names. `new_entities` have reserved ids, which tags may name. Raises
    `InvalidText`, and `SlugTaken` when another article has or had the slug.
    """
    check_whole_draft(draft)
    article = _build_article(draft, details, by)
    claim_ids({tag.uuid for tag in read_full_text(draft.documents).tags})
    (draft,) = with_new_ids([draft])
    ids = entity_ids(draft.documents) - {new.pk for new in new_entities}
    entities = lock_entities(ids)
    refuse_secret_entities(entities, by)
    refuse_unknown_ids(ids, entities)
    return PreparedArticle(article, draft, entities, new_entities, by)


def create_prepared(prepared: PreparedArticle) -> Article:
    """Write a prepared article in the transaction that prepared it.

    Makes the new entities that a tag names.
    """
    require_transaction()
    article, draft, by = prepared.article, prepared.draft, prepared.by
    made = create_named_entities(
        new_entities=prepared.new_entities, ids=entity_ids(draft.documents), by=by
    )
    article.save(force_insert=True)
    _store_first_revisions([article], [draft], {**prepared.entities, **made}, [None], by)
    record_origins({article: made})
    after = read_full_text(draft.documents)
    comparison = compare(NOTHING, after)
    record_accepted_names(article=article, after=after, comparison=comparison, by=by)
    return article


@transaction.atomic
def create_articles(new_articles: Sequence[NewArticle], *, by: User | None) -> list[Article]:
    """Store new, unpublished articles; ten statements, however many.

    The ids of their tags were made for them and are not claimed, so that two imports need not wait
    for each other. Raises `InvalidText`, and `SlugTaken` when another article has or had a slug.
    """
    for new in new_articles:
        check_whole_draft(new.draft)
    articles = [_build_article(new.draft, new.details, by) for new in new_articles]
    drafts = with_new_ids([new.draft for new in new_articles])
    Article.objects.bulk_create(articles)
    ids = set().union(*(entity_ids(draft.documents) for draft in drafts))
    dates = [new.live_at for new in new_articles]
    _store_first_revisions(articles, drafts, lock_known_entities(ids), dates, by)
    return articles


def _build_article(draft: Draft, details: Details, by: User | None) -> Article:
    article = Article(section=details.section, language=details.language)
    article.created_by = article.assigned_to = by
    check_details(article=article, details=details, by=by)
    article.slug = tidy_slug(details.slug) or free_slug(draft.headline.text)
    return article


def _store_first_revisions(
    articles: Sequence[Article],
    drafts: Sequence[Draft],
    entities: Mapping[int, Entity],
    dates: Sequence[datetime | None],
    by: User | None,
) -> None:
    """Store the heads of new articles with their tags, reviews and events."""
    revisions = [
        build_revision(article=article, draft=draft, by=by)
        for article, draft in zip(articles, drafts, strict=True)
    ]
    for pk, revision in zip(take_ids(Revision, len(revisions)), revisions, strict=True):
        revision.pk = pk
    copy_rows(revisions)
    documents = [draft.documents for draft in drafts]
    live_at = {revision: at for revision, at in zip(revisions, dates, strict=True) if at}
    project_tags(list(zip(revisions, documents, strict=True)), entities, live_at)
    for article, revision in zip(articles, revisions, strict=True):
        article.head = revision
    Article.objects.bulk_update(articles, ["head"])
    for article, draft in zip(articles, drafts, strict=True):
        _review_parted_mentions(article, read_full_text(draft.documents))
    record_events(
        Verb.ARTICLE_CREATED, ((article, {"slug": article.slug}) for article in articles), by
    )


def _review_parted_mentions(article: Article, after: FullText) -> None:
    """Flag mentions that arrived in pieces: nobody has tagged a part of a name on purpose."""
    if any(isinstance(tag, MentionTag) and tag.part_of for tag in after.tags):
        comparison = compare(NOTHING, after)
        record_reviews(article=article, before=NOTHING, after=after, comparison=comparison)
