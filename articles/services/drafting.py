"""Writing: new articles and new revisions of them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.drafts import Documents, Draft, check_draft, whole
from articles.errors import InvalidText, LostTag, SlugFixed, SlugTaken, StaleRevision, TagsVanished
from articles.models import Article, Mention, Quote, Revision, Section
from articles.services.indexing import index_quotes
from articles.services.locking import lock_article, record_event
from articles.services.projecting import documents_of, entity_ids, project, unproject
from articles.services.showing import show
from articles.tagging import Comparison, MentionTag, Tag, compare, render, renumber, words
from entities.models import Entity
from entities.services.resolving import lock_and_resolve, resolve
from newsroom.lib.slugs import make_slug
from newsroom.models import User


@dataclass(frozen=True, slots=True)
class Details:
    """What is the same in all revisions. Without a slug, one is made from the headline."""

    section: Section
    language: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A save's outcome: the head, and what became of the tags (`compare` of the two versions)."""

    article: Article
    revision: Revision
    comparison: Comparison
    is_new: bool


@transaction.atomic
def create_article(*, draft: Draft, details: Details, by: User | None) -> Article:
    """A new, unpublished article with its first revision.

    Raises `InvalidText`, and `SlugTaken` when a slug is given that another article has.
    """
    check_draft(draft)
    draft = _with_own_ids(draft, set())
    article = Article(section=details.section, language=details.language)
    article.slug = _free_slug(details.slug, draft.headline.text)
    article.save(force_insert=True)
    _add_revision(article, draft, None, by)
    record_event("article-created", article, by, {"slug": article.slug})
    return article


@transaction.atomic
def save_revision(
    *, article_id: int, base: int, draft: Draft, removed: Collection[UUID] = (), by: User | None
) -> Saved:
    """A new head for an article, based on revision number `base`.

    `removed` names the tags that the editor knows to be gone. Locks the article's row. Raises
    `StaleRevision` when `base` is not the head's number, `TagsVanished` when a tag of the head is
    missing and not in `removed`, `InvalidText`. A draft that says what the head says makes no
    revision.
    """
    check_draft(draft)
    article = lock_article(article_id)
    head = article.working_copy
    if head.number != base:
        raise StaleRevision(base=base, head=head.number)
    old = whole(documents_of(head))
    draft = _with_own_ids(draft, {tag.uuid for tag in old.tags})
    comparison = compare(old, whole(draft.documents))
    vanished = [tag for tag in comparison.removed if tag.uuid not in removed]
    if vanished:
        raise TagsVanished(name_tags(vanished, old.text))
    if _says_the_same(head, draft):
        return Saved(article, head, comparison, is_new=False)
    revision = _add_revision(article, draft, head, by)
    return Saved(article, revision, comparison, is_new=True)


def name_tags(tags: Collection[Tag], text: str) -> list[LostTag]:
    """Tags in words, for people: what they cover in `text`, and whom they name. One query."""
    ids = {tag.entity if isinstance(tag, MentionTag) else tag.speaker for tag in tags}
    entities = resolve(pk for pk in ids if pk)
    return [LostTag(tag.uuid, words(tag, text), _naming(tag, entities)) for tag in tags]


def _naming(tag: Tag, entities: dict[int, Entity]) -> str:
    if isinstance(tag, MentionTag):
        return entities[tag.entity].name
    return f"quote, {entities[tag.speaker].name}" if tag.speaker else "quote"


def _says_the_same(head: Revision, draft: Draft) -> bool:
    beside = all(getattr(head, name) == getattr(draft, name) for name in ("byline", "source"))
    return beside and all(
        getattr(head, field.value) == render(document)
        for field, document in draft.documents.items()
    )


@transaction.atomic
def change_details(*, article_id: int, details: Details, by: User | None) -> None:
    """Store section, language and, until first published, the slug.

    Raises `SlugTaken`, and `SlugFixed` for a new slug of an article that readers have seen. What
    readers get of a live article is made anew.
    """
    article = lock_article(article_id)
    before = [article.section.slug, article.language, article.slug]
    article.section, article.language = details.section, details.language
    if details.slug and details.slug != article.slug:
        _change_slug(article, details.slug)
    after = [article.section.slug, article.language, article.slug]
    if before == after:
        return
    article.save(update_fields=["section", "language", "slug"])
    index_quotes([article.pk])
    if article.live:
        show(article)
    record_event("article-details-changed", article, by, {"before": before, "after": after})


def _change_slug(article: Article, slug: str) -> None:
    if article.published_at:
        raise SlugFixed("A published article keeps its address: readers have links to it.")
    article.slug = _free_slug(slug, slug)


def _free_slug(wanted: str, headline: str) -> str:
    if wanted:
        check_slug(wanted)
    taken = Article.objects.all()
    if wanted and taken.filter(slug=wanted).exists():
        raise SlugTaken(f"Another article has the address “{wanted}”.")
    return wanted or make_slug(headline, is_taken=lambda slug: taken.filter(slug=slug).exists())


def check_slug(slug: str) -> None:
    """Raise `InvalidText` unless the slug can stand in an address."""
    try:
        Article._meta.get_field("slug").run_validators(slug)
    except ValidationError as error:
        raise InvalidText(f"“{slug}” cannot be a slug. {' '.join(error.messages)}") from error


def _add_revision(
    article: Article, draft: Draft, base: Revision | None, by: User | None
) -> Revision:
    documents = draft.documents
    entities = _known_entities(documents)
    revision = Revision.objects.create(
        article=article,
        number=base.number + 1 if base else 1,
        base=base,
        **{field.value: render(document) for field, document in documents.items()},
        **{f"{field.value}_text": document.text for field, document in documents.items()},
        byline=draft.byline,
        source=draft.source,
        note=draft.note,
        created_by=by,
    )
    project(revision, documents, entities)
    article.head = revision
    article.save(update_fields=["head"])
    if base and base.pk != article.live_id:
        unproject([base.pk])
    return revision


def _known_entities(documents: Documents) -> dict[int, Entity]:
    wanted = entity_ids(documents)
    entities = lock_and_resolve(wanted)
    if unknown := wanted - entities.keys():
        raise InvalidText(
            f"No person or organisation has the id {', '.join(map(str, sorted(unknown)))}."
        )
    return entities


def _with_own_ids(draft: Draft, own: set[UUID]) -> Draft:
    """The draft with new ids for tags that came with a paste from another article."""
    incoming = {tag.uuid for tag in whole(draft.documents).tags} - own
    foreign: set[UUID] = set()
    for model in (Mention, Quote) if incoming else ():
        foreign |= set(model.objects.filter(uuid__in=incoming).values_list("uuid", flat=True))
    if not foreign:
        return draft
    documents = draft.documents.items()
    return draft.with_documents(
        {field: renumber(document, foreign) for field, document in documents}
    )
