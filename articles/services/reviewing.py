"""Tags whose words changed: flagged when saved, open until a person confirms them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection, transaction

from articles.drafts import Whole
from articles.errors import OpenReviews
from articles.models import Article, TagReview
from articles.services.locking import lock_article, record_events
from articles.tagging import Change, Comparison, MentionTag, Tag, needs_review, words
from entities.models import Entity
from newsroom.models import User

# Every quote in a revision that was published once, read from the revisions' own HTML.
EVER_PUBLISHED = r"""
    SELECT DISTINCT found[1]::uuid
    FROM newsroom_event event
    JOIN articles_revision revision ON revision.article_id = event.subject_id
        AND revision.number = (event.data->>'revision')::int,
    LATERAL regexp_matches(
        revision.headline || revision.deck || revision.body, 'data-quote="([0-9a-f-]{36})"', 'g'
    ) AS found
    WHERE event.subject_type = 'article' AND event.subject_id = %s
        AND event.verb IN ('article-published', 'article-scheduled')
"""

Identity = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody's word that a tag is right on `words`. `is_slip`: a mistake in it was corrected."""

    tag: str
    uuid: UUID
    words: str
    is_slip: bool = False


def identity(tag: Tag) -> Identity:
    kind = TagReview.Tag.MENTION if isinstance(tag, MentionTag) else TagReview.Tag.QUOTE
    return kind.value, tag.uuid


def note_changes(*, article: Article, after: Whole, comparison: Comparison) -> None:
    """Flag tags for review whose words a new head has changed; drop what is settled.

    Needs a transaction that holds the article. Settled is a review whose tag is gone, reads as it
    did, or names somebody else now: whoever chose that has looked at its words.
    """
    reviews = {(it.tag, it.uuid): it for it in TagReview.objects.filter(article=article)}
    present = {identity(tag) for tag in after.tags}
    names = _names(comparison.changed)
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
    _store(article, list(wanted.values()), [reviews[key].pk for key in settled & reviews.keys()])


def _is_open(change: Change, review: TagReview, names: Iterable[str]) -> bool:
    if isinstance(change.new, MentionTag) and change.reattributed:
        return False
    since_seen = replace(
        change,
        old_words=review.old_words,
        words_changed=review.old_words.split() != change.new_words.split(),
    )
    return needs_review(since_seen, tuple(names))


def _store(article: Article, wanted: list[TagReview], settled: list[int]) -> None:
    fresh = [review for review in wanted if review.pk is None]
    if any(review.tag == TagReview.Tag.QUOTE for review in fresh):
        public = published_quotes(article.pk)
        for review in fresh:
            review.was_public = review.tag == TagReview.Tag.QUOTE and review.uuid in public
    TagReview.objects.filter(pk__in=settled).delete()
    TagReview.objects.bulk_update([it for it in wanted if it.pk], ["new_words"])
    TagReview.objects.bulk_create(fresh)


def _names(changes: Sequence[Change]) -> dict[UUID, list[str]]:
    """What each changed mention's entity is called, aliases too. Two queries, if there is any."""
    named = {it.new.uuid: it.new.entity for it in changes if isinstance(it.new, MentionTag)}
    if not named:
        return {}
    entities = Entity.objects.filter(pk__in=named.values()).prefetch_related("aliases")
    names = {it.pk: [it.name, *(alias.name for alias in it.aliases.all())] for it in entities}
    return {uuid: names[pk] for uuid, pk in named.items()}


def published_quotes(article_id: int) -> set[UUID]:
    """The ids of all quotes that readers have ever seen in the article."""
    with connection.cursor() as cursor:
        cursor.execute(EVER_PUBLISHED, [article_id])
        return {uuid for (uuid,) in cursor.fetchall()}


@transaction.atomic
def confirm_tags(
    *, article_id: int, confirmations: Sequence[Confirmation], by: User | None
) -> list[TagReview]:
    """Close the reviews of tags that still have the very words that were confirmed; which they are.

    Locks the article's row. A confirmation of other words closes nothing. Recorded in the audit.
    """
    given = {(it.tag, it.uuid): it for it in confirmations}
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
    record_events("tag-confirmed", told, by)
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


def unfounded_reviews(heads: Mapping[int, Whole]) -> Iterator[str]:
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
