"""Reviews of tags whose words changed: open from a save until a person confirms the tag."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from articles.audit import record_events
from articles.drafts.draft import FullText
from articles.errors import OpenReviews
from articles.locks import lock_article
from articles.models import Article, DepartedTag, TagReview
from articles.publication.departed_tags import (
    Identity,
    departed_tags_among,
    identity,
    record_departed_tags,
)
from articles.publication.publication_periods import published_quotes
from articles.tagging import Change, Comparison, MentionTag, Tag, named, needs_review, words
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from newsroom.models import User
from newsroom.verbs import Verb


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A statement that a tag is right on `words`. `is_slip`: a mistake in these was corrected."""

    tag: str
    uuid: UUID
    words: str
    is_slip: bool = False


def record_reviews(
    *, article: Article, before: FullText, after: FullText, comparison: Comparison
) -> None:
    """Open reviews for tags that a new head has changed; close those that are settled.

    A tag that comes back otherwise than it was last confirmed gets a review, too; what was
    confirmed of tags that go is kept. A review is settled if its tag is gone, reads as it did, or
    was given to another entity by this change: the person who chose that has looked at its words.

    Needs a transaction that holds the article.
    """
    reviews = {
        (review.tag, review.uuid): review for review in TagReview.objects.filter(article=article)
    }
    record_departed_tags(article=article, tags=comparison.removed, before=before, reviews=reviews)
    present = {identity(tag) for tag in after.tags}
    names = _names_of_mentioned([change.new for change in comparison.changed])
    wanted: dict[Identity, TagReview] = {}
    settled = reviews.keys() - present
    for change in comparison.changed:
        key = identity(change.new)
        review = reviews.get(key) or TagReview(
            article=article, tag=key[0], uuid=key[1], old_words=change.old_words
        )
        if _is_open(change, review, names.get(key[1], ())):
            review.new_words = change.new_words
            wanted[key] = review
        else:
            settled.add(key)
    returned = _review_returned_tags(article, after, comparison.added)
    wanted |= {(review.tag, review.uuid): review for review in returned}
    _store_reviews(
        article, list(wanted.values()), [reviews[key].pk for key in settled & reviews.keys()]
    )


def _is_open(change: Change, review: TagReview, names: Iterable[str]) -> bool:
    is_given_away = named(change.old) != named(change.new)
    if isinstance(change.new, MentionTag) and is_given_away:
        return False
    if review.is_renamed and not is_given_away:
        return True
    review.is_renamed, review.old_entity, review.new_entity = False, None, None
    since_seen = replace(
        change,
        old_words=review.old_words,
        words_changed=review.old_words.split() != change.new_words.split(),
    )
    return needs_review(since_seen, tuple(names))


def _review_returned_tags(
    article: Article, after: FullText, added: Sequence[Tag]
) -> Iterator[TagReview]:
    """Yield reviews of tags that are back with other words, or with another entity.

    Four queries, if any tag is back.
    """
    departed = departed_tags_among(article, added)
    back = [tag for tag in added if identity(tag) in departed]
    names = _names_of_mentioned(back)
    entities = resolve_entities(pk for pk in _named_ids([*departed.values()], back) if pk)
    for tag in back:
        row = departed[identity(tag)]
        review = TagReview(
            article=article,
            tag=row.tag,
            uuid=row.uuid,
            old_words=row.words,
            new_words=words(tag, after.text),
        )
        old, new = entities.get(row.named or 0), entities.get(named(tag) or 0)
        if old != new:
            review.is_renamed, review.old_entity, review.new_entity = True, old, new
        if old != new or _has_other_words(tag, review, names.get(tag.uuid, ())):
            yield review


def _named_ids(rows: Iterable[DepartedTag], tags: Iterable[Tag]) -> set[int | None]:
    return {row.named for row in rows} | {named(tag) for tag in tags}


def _has_other_words(tag: Tag, review: TagReview, names: Iterable[str]) -> bool:
    old, new = review.old_words, review.new_words
    return needs_review(Change(tag, tag, old, new, old.split() != new.split(), False), tuple(names))


def _store_reviews(article: Article, wanted: list[TagReview], settled: list[int]) -> None:
    fresh = [review for review in wanted if review.pk is None]
    if any(review.tag == TagReview.Tag.QUOTE for review in fresh):
        public = published_quotes(article.pk)
        for review in fresh:
            review.was_public = review.tag == TagReview.Tag.QUOTE and review.uuid in public
    TagReview.objects.filter(pk__in=settled).delete()
    changing = ["new_words", "is_renamed", "old_entity", "new_entity"]
    TagReview.objects.bulk_update([review for review in wanted if review.pk], changing)
    TagReview.objects.bulk_create(fresh)


def _names_of_mentioned(tags: Sequence[Tag]) -> dict[UUID, list[str]]:
    """Return the names and aliases of each mention's entity. Two queries, if there is any."""
    mentioned = {tag.uuid: tag.entity for tag in tags if isinstance(tag, MentionTag)}
    if not mentioned:
        return {}
    entities = Entity.objects.filter(pk__in=mentioned.values()).prefetch_related("aliases")
    names = {
        entity.pk: [entity.name, *(alias.name for alias in entity.aliases.all())]
        for entity in entities
    }
    return {uuid: names[pk] for uuid, pk in mentioned.items()}


@transaction.atomic
def confirm_tags(
    *, article_id: int, confirmations: Sequence[Confirmation], by: User | None
) -> list[TagReview]:
    """Close the reviews of tags that still have the words that were confirmed; return them.

    Locks the article's row. A confirmation of other words closes nothing. Recorded in the audit.
    """
    if not confirmations:
        return []
    return close_reviews(article=lock_article(article_id), confirmations=confirmations, by=by)


def close_reviews(
    *, article: Article, confirmations: Sequence[Confirmation], by: User | None
) -> list[TagReview]:
    """Close reviews as `confirm_tags` does. Needs the transaction that has locked the article."""
    by_tag = {(confirmation.tag, confirmation.uuid): confirmation for confirmation in confirmations}
    if not by_tag:
        return []
    confirmed = [
        review
        for review in TagReview.objects.filter(article=article)
        if _confirms(by_tag.get((review.tag, review.uuid)), review)
    ]
    TagReview.objects.filter(pk__in=[review.pk for review in confirmed]).delete()
    events = (
        (article, _confirmation_data(review, by_tag[review.tag, review.uuid]))
        for review in confirmed
    )
    record_events(Verb.TAG_CONFIRMED, events, by)
    return confirmed


def _confirms(confirmation: Confirmation | None, review: TagReview) -> bool:
    return confirmation is not None and confirmation.words.split() == review.new_words.split()


def _confirmation_data(review: TagReview, confirmation: Confirmation) -> dict[str, object]:
    return {
        "tag": review.tag,
        "uuid": str(review.uuid),
        "words": [review.old_words, review.new_words],
        "is_slip": confirmation.is_slip,
        "was_public": review.was_public,
    }


def refuse_open_reviews(articles: Sequence[Article]) -> None:
    """Raise `OpenReviews` if one of the articles has an open review. One query."""
    if found := [str(review) for review in TagReview.objects.filter(article__in=articles)]:
        raise OpenReviews(found)


def unfounded_reviews(heads: Mapping[int, FullText]) -> Iterator[str]:
    """Yield reviews of tags that a head does not have with these words. One query."""
    held = {
        (pk, *identity(tag)): words(tag, head.text)
        for pk, head in heads.items()
        for tag in head.tags
    }
    for review in TagReview.objects.filter(article__in=heads):
        text = held.get((review.article_id, review.tag, review.uuid), "")
        if text.split() != review.new_words.split():
            where = f"article {review.article_id}: {review.tag} {review.uuid}"
            yield f"{where} is not as its review says"
