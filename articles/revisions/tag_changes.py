"""Changes of single tags of an article, each a new revision."""

from collections.abc import Callable, Collection
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from articles.drafts.draft import Documents
from articles.errors import InvalidText, NoSuchTag, WordsChanged
from articles.models import Article
from articles.projection.tag_rows import documents_of
from articles.revisions.prepared_save import prepare_save
from articles.revisions.saving import Saved, save_prepared
from articles.revisions.stored_drafts import draft_of
from articles.tagging import Field, Tag, TaggingError, apply_tags
from newsroom.models import User


def save_tags(
    *,
    article: Article,
    change: Callable[[Documents], Documents],
    removed: Collection[UUID] = (),
    by: User | None,
) -> Saved:
    """Store the head's text with other tags as a new head. Needs what `lock_article` gave.

    `change` returns the fields with the new tags. Raises what `prepare_save` does.
    """
    head = article.working_copy
    draft = draft_of(head).with_documents(change(documents_of(head)))
    return save_prepared(
        prepare_save(article=article, base=head.number, draft=draft, removed=removed, by=by)
    )


def add_tag(documents: Documents, field: Field, tag: Tag, exact: str) -> Documents:
    """Return the fields with one more tag, which covers the words `exact`.

    Raises `WordsChanged` if other words stand there, and `InvalidText` if it cannot stand there.
    """
    document = documents[field]
    found = document.text[max(tag.start, 0) : max(tag.end, 0)]
    if found != exact:
        raise WordsChanged(_("Other words stand there: “%s”.") % found, found=found)
    try:
        return {**documents, field: apply_tags(document, [tag])}
    except TaggingError as error:
        raise InvalidText(str(error)) from error


def remove_tag(documents: Documents, uuid: UUID, kind: type[Tag]) -> tuple[Documents, Field, Tag]:
    """Return the fields without a tag, the field that it stood in, and the tag.

    Raises `NoSuchTag` if no field has it.
    """
    for field, document in documents.items():
        for tag in document.tags:
            if tag.uuid == uuid and isinstance(tag, kind):
                rest = tuple(one for one in document.tags if one is not tag)
                return {**documents, field: replace(document, tags=rest)}, field, tag
    raise NoSuchTag(_("The article has no such tag: %s.") % uuid)
