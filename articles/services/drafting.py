"""Writing: new articles and new revisions of them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.drafts import Documents, Draft, Whole, check_draft, whole
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


@dataclass(frozen=True)
class Saved:
    """A save's outcome: the head, and what became of the tags.

    `comparison` is of the texts `before` and `after`, to which its offsets refer.
    """

    article: Article
    revision: Revision
    is_new: bool
    before: Whole
    after: Whole

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.before, self.after)


@transaction.atomic
def create_article(*, draft: Draft, details: Details, by: User | None) -> Article:
    """A new, unpublished article with its first revision.

    Raises `InvalidText`, and `SlugTaken` when a slug is given that another article has.
    """
    check_draft(draft)
    draft = _with_own_ids(draft, set())
    article = Article(section=details.section, language=details.language)
    check_details(article=article, details=details)
    article.slug = details.slug or _slug_for(draft.headline.text)
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
    what `check_save` does. A draft that says what the head says makes no revision.
    """
    article, draft, before = _checked(article_id, base, draft, removed)
    revision = head = article.working_copy
    if not _says_the_same(head, draft):
        revision = _add_revision(article, draft, head, by)
    return Saved(article, revision, revision != head, before, whole(draft.documents))


def check_save(
    *, article_id: int | None, base: int, draft: Draft, removed: Collection[UUID] = ()
) -> None:
    """Raise what `save_revision` (or, without an id, `create_article`) would; store nothing.

    Needs a transaction, in which the article stays locked: until it ends the answer holds.
    Raises `StaleRevision` when `base` is not the head's number, `TagsVanished` when a tag of the
    head is missing and not in `removed`, `InvalidText`.
    """
    if article_id is None:
        check_draft(draft)
    else:
        _checked(article_id, base, draft, removed)
    _known_entities(draft.documents)


def _checked(
    article_id: int, base: int, draft: Draft, removed: Collection[UUID]
) -> tuple[Article, Draft, Whole]:
    """The article, locked; the draft with ids of its own; the head's text and tags."""
    check_draft(draft)
    article = lock_article(article_id)
    head = article.working_copy
    if head.number != base:
        raise StaleRevision(base=base, head=head.number)
    old = whole(documents_of(head))
    draft = _with_own_ids(draft, {tag.uuid for tag in old.tags})
    gone = compare(old, whole(draft.documents)).removed
    vanished = [tag for tag in gone if tag.uuid not in removed]
    if vanished:
        raise TagsVanished(name_tags(vanished, old.text))
    return article, draft, old


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

    Raises what `check_details` does. What readers get of a live article is made anew.
    """
    article = lock_article(article_id)
    before = [article.section.slug, article.language, article.slug]
    check_details(article=article, details=details)
    article.section, article.language = details.section, details.language
    article.slug = details.slug or article.slug
    after = [article.section.slug, article.language, article.slug]
    if before == after:
        return
    article.save(update_fields=["section", "language", "slug"])
    index_quotes([article.pk])
    if article.live:
        show(article)
    record_event("article-details-changed", article, by, {"before": before, "after": after})


def check_details(*, article: Article, details: Details) -> None:
    """Raise what storing the details would: `SlugTaken`, `SlugFixed`, or `InvalidText` for a slug
    that cannot stand in an address. An article without a primary key is a new one."""
    slug = details.slug
    if not slug or (article.pk and slug == _stored_slug(article)):
        return
    if article.published_at:
        raise SlugFixed("A published article keeps its address: readers have links to it.")
    try:
        Article._meta.get_field("slug").run_validators(slug)
    except ValidationError as error:
        raise InvalidText(f"“{slug}” cannot be a slug. {' '.join(error.messages)}") from error
    if Article.objects.filter(slug=slug).exclude(pk=article.pk).exists():
        raise SlugTaken(f"Another article has the address “{slug}”.")


def _stored_slug(article: Article) -> str:
    """Not the object's own: a form has put there what was typed."""
    return Article.objects.values_list("slug", flat=True).get(pk=article.pk)


def _slug_for(headline: str) -> str:
    taken = Article.objects.all()
    return make_slug(headline, is_taken=lambda slug: taken.filter(slug=slug).exists())


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
    if not incoming:
        return draft
    foreign = _taken(incoming)
    if not foreign:
        return draft
    documents = draft.documents.items()
    return draft.with_documents(
        {field: renumber(document, foreign) for field, document in documents}
    )


def _taken(uuids: set[UUID]) -> set[UUID]:
    """Those of `uuids` that a tag of any article has. One query, by two indexes for each table."""
    rows = [
        model.objects.filter(uuid__in=uuids, live_at__isnull=is_draft)
        .order_by()
        .values_list("uuid")
        for model in (Mention, Quote)
        for is_draft in (True, False)
    ]
    return {uuid for (uuid,) in rows[0].union(*rows[1:])}
