"""Tags whose words changed: flagged when saved, open until a person confirms them."""

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
    """Somebody's word that a tag is right on `words`. `is_slip`: a mistake in it was corrected."""

    tag: str
    uuid: UUID
    words: str
    is_slip: bool = False


def record_reviews(
    *, article: Article, before: FullText, after: FullText, comparison: Comparison
) -> None:
    """Flag tags for review that a new head has changed, or that come back to it otherwise than
    they were last confirmed; drop what is settled, and keep what was confirmed of tags that go.

    Needs a transaction that holds the article. Settled is a review whose tag is gone, reads as it
    did, or was given to somebody else by this change: whoever chose that has looked at its words.
    """
    reviews = {(it.tag, it.uuid): it for it in TagReview.objects.filter(article=article)}
    record_departed_tags(article=article, tags=comparison.removed, before=before, reviews=reviews)
    present = {identity(tag) for tag in after.tags}
    names = _names([change.new for change in comparison.changed])
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
    wanted |= {(it.tag, it.uuid): it for it in _returned(article, after, comparison.added)}
    _store(article, list(wanted.values()), [reviews[key].pk for key in settled & reviews.keys()])


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


def _returned(article: Article, after: FullText, added: Sequence[Tag]) -> Iterator[TagReview]:
    """Reviews of tags that the article had before and that are back with other words, or naming
    somebody else. Four queries, if any is back."""
    departed = departed_tags_among(article, added)
    back = [tag for tag in added if identity(tag) in departed]
    names = _names(back)
    whom = resolve_entities(pk for pk in _named_by([*departed.values()], back) if pk)
    for tag in back:
        row = departed[identity(tag)]
        review = TagReview(
            article=article,
            tag=row.tag,
            uuid=row.uuid,
            old_words=row.words,
            new_words=words(tag, after.text),
        )
        old, new = whom.get(row.named or 0), whom.get(named(tag) or 0)
        if old != new:
            review.is_renamed, review.old_entity, review.new_entity = True, old, new
        if old != new or _reads_otherwise(tag, review, names.get(tag.uuid, ())):
            yield review


def _named_by(rows: Iterable[DepartedTag], tags: Iterable[Tag]) -> set[int | None]:
    return {row.named for row in rows} | {named(tag) for tag in tags}


def _reads_otherwise(tag: Tag, review: TagReview, names: Iterable[str]) -> bool:
    old, new = review.old_words, review.new_words
    return needs_review(Change(tag, tag, old, new, old.split() != new.split(), False), tuple(names))


def _store(article: Article, wanted: list[TagReview], settled: list[int]) -> None:
    fresh = [review for review in wanted if review.pk is None]
    if any(review.tag == TagReview.Tag.QUOTE for review in fresh):
        public = published_quotes(article.pk)
        for review in fresh:
            review.was_public = review.tag == TagReview.Tag.QUOTE and review.uuid in public
    TagReview.objects.filter(pk__in=settled).delete()
    changing = ["new_words", "is_renamed", "old_entity", "new_entity"]
    TagReview.objects.bulk_update([it for it in wanted if it.pk], changing)
    TagReview.objects.bulk_create(fresh)


def _names(tags: Sequence[Tag]) -> dict[UUID, list[str]]:
    """What each mention's entity is called, aliases too. Two queries, if there is any."""
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
    """Close the reviews of tags that still have the very words that were confirmed; which they are.

    Locks the article's row. A confirmation of other words closes nothing. Recorded in the audit.
    """
    given = {(confirmation.tag, confirmation.uuid): confirmation for confirmation in confirmations}
    if not given:
        return []
    article = lock_article(article_id)
    confirmed = [
        it
        for it in TagReview.objects.filter(article=article)
        if _fits(given.get((it.tag, it.uuid)), it)
    ]
    TagReview.objects.filter(pk__in=[review.pk for review in confirmed]).delete()
    told = ((article, _told(it, given[it.tag, it.uuid])) for it in confirmed)
    record_events(Verb.TAG_CONFIRMED, told, by)
    return confirmed


def _fits(given: Confirmation | None, review: TagReview) -> bool:
    return given is not None and given.words.split() == review.new_words.split()


def _told(review: TagReview, given: Confirmation) -> dict[str, object]:
    return {
        "tag": review.tag,
        "uuid": str(review.uuid),
        "words": [review.old_words, review.new_words],
        "is_slip": given.is_slip,
        "was_public": review.was_public,
    }


def refuse_open_reviews(articles: Sequence[Article]) -> None:
    """Raise `OpenReviews` if any of the articles has one. One query."""
    if found := [str(it) for it in TagReview.objects.filter(article__in=articles)]:
        raise OpenReviews(found)


def unfounded_reviews(heads: Mapping[int, FullText]) -> Iterator[str]:
    """Reviews of what an article's head does not hold, or not with those words. One query."""
    held = {
        (pk, *identity(tag)): words(tag, head.text)
        for pk, head in heads.items()
        for tag in head.tags
    }
    for review in TagReview.objects.filter(article__in=heads):
        at = held.get((review.article_id, review.tag, review.uuid), "")
        if at.split() != review.new_words.split():
            where = f"article {review.article_id}: {review.tag} {review.uuid}"
            yield f"{where} is not as its review says"
