"""Corrections: public notices about what an article said."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.errors import Incomplete, InvalidTransition
from articles.models import Article, Correction, Revision
from articles.models.article import State
from articles.services.locking import lock_article, record_event
from articles.services.projecting import documents_of
from articles.services.seen import last_seen
from articles.services.showing import show, tell
from articles.tagging import MentionTag, Tag, named, same_words, words
from entities.services.resolving import lock_and_resolve, resolve
from newsroom.lib.blank import is_blank
from newsroom.lib.errors import NotAllowed
from newsroom.lib.excerpts import excerpts
from newsroom.models import User

MAX_TEXT: Final = 2000
_PAUSE: Final = re.compile(r"[,;:.!…](?!\w)")
SHOWN: Final = 160  # characters of each of two versions
ADD: Final = "articles.add_correction"
CHANGE: Final = "articles.change_correction"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a correction says, and where it stands."""

    kind: str
    text: str
    place: str = Correction.Place.TOP.value


@transaction.atomic
def publish_correction(
    *, article_id: int, notice: Notice, about: UUID | None = None, by: User | None
) -> Correction:
    """Put a notice on an article that readers see or have seen. Locks the article's row.

    `about` is the uuid of the quote or the mention that was wrong, in any of the article's
    revisions. Raises `NotAllowed`, `InvalidTransition`, and `Incomplete` for a bad notice.
    """
    article = lock_article(article_id)
    if by and not (by.has_perm(ADD) and article.is_visible_to(by)):
        raise NotAllowed(_("You may not publish corrections."))
    _examine(notice)
    if not article.was_public or article.state == State.KILLED:
        said = _("Readers have not seen this article: there is nothing to correct.")
        raise InvalidTransition(said)
    correction = Correction(
        article=article, author=by, published_at=timezone.now(), **asdict(notice)
    )
    if about:
        _point(correction, about)
    correction.save(force_insert=True)
    _show(article)
    tag = {"about": str(about)} if about else {}
    told = {"correction": correction.pk, **asdict(notice), **tag}
    record_event("correction-published", article, by, told)
    return correction


@transaction.atomic
def change_correction(*, correction_id: int, notice: Notice, by: User | None) -> Correction:
    """Store another kind, text or place. Locks the article's row.

    Raises `Correction.DoesNotExist`, `NotAllowed`, and `Incomplete`.
    """
    article_id = Correction.objects.values_list("article", flat=True).get(pk=correction_id)
    article = lock_article(article_id)
    if by and not (by.has_perm(CHANGE) and article.is_visible_to(by)):
        raise NotAllowed(_("You may not change corrections."))
    _examine(notice)
    correction = _held(correction_id)
    before = {name: getattr(correction, name) for name in asdict(notice)}
    if before == asdict(notice):
        return correction
    for name, value in asdict(notice).items():
        setattr(correction, name, value)
    correction.save(update_fields=list(before))
    _show(article)
    told = {"correction": correction.pk, "before": before, "after": asdict(notice)}
    record_event("correction-changed", article, by, told)
    return correction


def _held(correction_id: int) -> Correction:
    """The correction, whom its tag names held against a merge, which would write to it."""
    correction = Correction.objects.select_related("article").get(pk=correction_id)
    tag = correction.about and find_tag(correction.article, correction.about)
    if tag and (pk := named(tag)):
        lock_and_resolve([pk])
        correction.refresh_from_db(fields=["entity"])
    return correction


def _examine(notice: Notice) -> None:
    if notice.kind not in Correction.Kind.values:
        raise Incomplete(_("Say of which kind the correction is."), "kind")
    if notice.place not in Correction.Place.values:
        raise Incomplete(_("Say where the correction stands."), "place")
    if is_blank(notice.text):
        raise Incomplete(_("A correction needs a text."), "text")
    if len(notice.text) > MAX_TEXT:
        raise Incomplete(_("The text has more than %d characters.") % MAX_TEXT, "text")


def _point(correction: Correction, about: UUID) -> None:
    """To the tag that was wrong."""
    tag = find_tag(correction.article, about)
    if tag is None:
        raise Incomplete(_("The article has never had this quote or mention."), "about")
    is_mention = isinstance(tag, MentionTag)
    pk = named(tag)
    correction.mention_uuid = about if is_mention else None
    correction.quote_uuid = None if is_mention else about
    correction.entity_id = lock_and_resolve([pk])[pk].pk if pk else None


def find_tag(article: Article, uuid: UUID) -> Tag | None:
    """The article's tag of this id, as the newest revision has it that has it."""
    holds = Q()
    for name in ("headline", "deck", "body"):
        holds |= Q(**{f"{name}__contains": f'"{uuid}"'})
    revision = Revision.objects.filter(holds, article=article).first()
    tags = _tags(revision) if revision else {}
    return tags.get(uuid)


def _tags(revision: Revision) -> Mapping[UUID, Tag]:
    return {tag.uuid: tag for it in documents_of(revision).values() for tag in it.tags}


def _show(article: Article) -> None:
    """What readers get of a live article has the notice at once, and says that it was updated."""
    if article.live_id is None:
        return
    article.updated_at = timezone.now()
    article.save(update_fields=["updated_at"])
    show(tell([article]))


def reasons_to_correct(article: Article) -> list[str]:
    """What readers have seen and would see otherwise, that a correction may be due for.

    A headline, a direct quote or its speaker, if the head is another revision than the one that
    readers see or saw last, however long ago.
    """
    seen, head = last_seen(article, timezone.now()), article.working_copy
    if seen is None or seen == head:
        return []
    return [*_headline_reasons(seen, head), *_quote_reasons(seen, head)]


def _reads_the_same(one: str, other: str) -> bool:
    """Whether readers were told the same: a comma or a full stop more is no correction."""
    return same_words(_PAUSE.sub("", one), _PAUSE.sub("", other))


def _headline_reasons(live: Revision, head: Revision) -> Iterator[str]:
    if not _reads_the_same(live.headline_text, head.headline_text):
        said = _("The headline was “%(before)s” and is “%(after)s”.")
        before, after = excerpts(live.headline_text, head.headline_text, SHOWN)
        yield said % {"before": before, "after": after}


def _quote_reasons(live: Revision, head: Revision) -> Iterator[str]:
    before, after = _direct_speech(live), _direct_speech(head)
    speakers = {speaker for _, speaker in (*before.values(), *after.values()) if speaker}
    today = {pk: entity.pk for pk, entity in resolve(speakers).items()}
    for uuid, (said, speaker) in before.items():
        now, by = after.get(uuid, ("", speaker))
        if not now:
            yield _("A direct quote is gone: %s") % said
        elif by != speaker and today.get(by or 0) != today.get(speaker or 0):
            yield _("Somebody else is said to have said %s") % now
        elif not _reads_the_same(said, now):
            changed = _("A direct quote was %(before)s and is %(after)s")
            shown = excerpts(said, now, SHOWN)
            yield changed % {"before": shown[0], "after": shown[1]}


def _direct_speech(revision: Revision) -> dict[UUID, tuple[str, int | None]]:
    return {
        tag.uuid: (words(tag, document.text), tag.speaker)
        for document in documents_of(revision).values()
        for tag in document.quotes
        if tag.kind == "direct"
    }
