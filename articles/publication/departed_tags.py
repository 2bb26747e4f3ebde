"""Tags that an article has lost: what was last confirmed of each is kept in case it returns."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from articles.drafts.draft import FullText, read_full_text
from articles.models import Article, DepartedTag, Revision, TagReview
from articles.projection.tag_rows import documents_of
from articles.tagging import ELLIPSIS, Field, MentionTag, Tag, named, words

Identity = tuple[str, UUID]

IDS: Final = re.compile(r'data-(mention|quote)="([0-9a-f-]{36})"')


def identity(tag: Tag) -> Identity:
    kind = TagReview.Tag.MENTION if isinstance(tag, MentionTag) else TagReview.Tag.QUOTE
    return kind.value, tag.uuid


def record_departed_tags(
    *,
    article: Article,
    tags: Sequence[Tag],
    before: FullText,
    reviews: Mapping[Identity, TagReview],
) -> None:
    """Store what was last confirmed of tags that the head `before` had and the new head lacks.

    For a tag with an open review, that is what the review was compared with. One statement.
    """
    rows = [_build_departed(article, tag, before, reviews.get(identity(tag))) for tag in tags]
    DepartedTag.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["uuid", "tag", "article"],
        update_fields=["words", "named"],
    )


def _build_departed(
    article: Article, tag: Tag, before: FullText, review: TagReview | None
) -> DepartedTag:
    kind, uuid = identity(tag)
    confirmed = review.old_words if review else words(tag, before.text)
    entity = review.old_entity_id if review and review.is_renamed else named(tag)
    return DepartedTag(article=article, tag=kind, uuid=uuid, words=confirmed, named=entity)


def departed_tags_among(article: Article, tags: Iterable[Tag]) -> dict[Identity, DepartedTag]:
    """Return those of the tags that the article had before, as last confirmed. One query."""
    wanted = {identity(tag) for tag in tags}
    if not wanted:
        return {}
    rows = DepartedTag.objects.filter(article=article, uuid__in={uuid for _, uuid in wanted})
    return {(row.tag, row.uuid): row for row in rows if (row.tag, row.uuid) in wanted}


def departed_differences(heads: Mapping[int, FullText]) -> Iterator[str]:
    """Yield lost tags without a row, and rows that no revision of their article bears out.

    Reads all revisions of the articles, in two queries.
    """
    kept = {
        (row.article_id, row.tag, row.uuid): row
        for row in DepartedTag.objects.filter(article__in=heads)
    }
    here = {(pk, *identity(tag)) for pk, head in heads.items() for tag in head.tags}
    unproven = set(kept)
    names: dict[int, set[str]] = defaultdict(set)
    for revision in _read_revisions(heads):
        had = {(revision.article_id, kind, UUID(uuid)) for kind, uuid in _tag_ids(revision)}
        for pk, kind, uuid in had - here - kept.keys():
            yield f"article {pk}: nothing is kept of the {kind} {uuid}, which it had"
        if any(revision.article_id == pk for pk, _, _ in unproven):
            text = read_full_text(documents_of(revision))
            names[revision.article_id] |= set(_mentioned_words(text))
            unproven -= set(_find_proven(revision, text, kept))
    for pk, kind, uuid in unproven:
        if kind == TagReview.Tag.MENTION and _is_of_pieces(kept[pk, kind, uuid], names[pk]):
            continue
        yield f"article {pk}: no revision has the {kind} {uuid} as it is kept"


def _read_revisions(heads: Mapping[int, FullText]) -> Iterator[Revision]:
    html = [field.value for field in Field]
    found = Revision.objects.filter(article__in=heads).order_by("pk")
    return found.only("article", *html).iterator(chunk_size=100)


def _tag_ids(revision: Revision) -> set[tuple[str, str]]:
    return {found for field in Field for found in IDS.findall(getattr(revision, field.value))}


def _mentioned_words(text: FullText) -> Iterator[str]:
    tags = (tag for tag in text.tags if isinstance(tag, MentionTag))
    return (" ".join(words(tag, text.text).split()) for tag in tags)


def _is_of_pieces(row: DepartedTag, names: Collection[str]) -> bool:
    """Return whether the words are of a mention that was split into pieces.

    A piece has an id of its own, and is compared with the whole, or with the pieces together
    (`articles.tagging.compare`).
    """
    return {" ".join(part.split()) for part in row.words.split(ELLIPSIS)} <= set(names)


def _find_proven(
    revision: Revision, text: FullText, kept: Mapping[tuple[int, str, UUID], DepartedTag]
) -> Iterator[tuple[int, str, UUID]]:
    """Yield the rows whose words the revision has under the same id."""
    for tag in text.tags:
        key = (revision.article_id, *identity(tag))
        if key in kept and kept[key].words.split() == words(tag, text.text).split():
            yield key
