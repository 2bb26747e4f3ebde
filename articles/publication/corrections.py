"""Corrections: public notices about what an article said."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.audit import record_event
from articles.choices import ADD_CORRECTION, CHANGE_CORRECTION, State
from articles.errors import Incomplete, InvalidTransition
from articles.locks import lock_article
from articles.models import Article, Correction, CorrectionTag, Revision
from articles.projection.tag_rows import documents_of
from articles.publication.changes import Kind, record_article_changes
from articles.publication.departed_tags import identity
from articles.publication.rendition_store import rebuild_renditions
from articles.publication.snapshots import load_snapshots_for_update
from articles.tagging import Field, Tag, named
from entities.services.merged_ids import lock_entities
from newsroom.lib.blank import is_blank
from newsroom.lib.errors import NotAllowed
from newsroom.lib.versions import refuse_stale, version_of
from newsroom.models import User
from newsroom.verbs import Verb

MAX_TEXT: Final = 2000
MAX_TAGS: Final = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """The kind, text and place of a correction."""

    kind: str
    text: str
    place: str = Correction.Place.TOP.value


@transaction.atomic
def publish_correction(
    *, article_id: int, notice: Notice, about: Collection[UUID] = (), by: User | None
) -> Correction:
    """Publish a correction on an article that readers see or have seen. Locks the article's row.

    `about` are the uuids of the quotes and mentions that were wrong, in any revision of the
    article. Raises `NotAllowed`, `InvalidTransition`, and `Incomplete` for a bad notice.
    """
    article = lock_article(article_id)
    if by and not (by.has_perm(ADD_CORRECTION) and article.is_visible_to(by)):
        raise NotAllowed(_("You may not publish corrections."))
    _check_notice(notice)
    if not article.was_public or article.state == State.KILLED:
        message = _("Readers have not seen this article: there is nothing to correct.")
        raise InvalidTransition(message)
    correction = Correction(
        article=article, author=by, published_at=timezone.now(), **asdict(notice)
    )
    rows = _build_rows(correction, _find_wrong_tags(article, about))
    correction.save(force_insert=True)
    CorrectionTag.objects.bulk_create(rows)
    _rebuild_live(article)
    data = {"correction": correction.pk, **asdict(notice), "about": _sorted_ids(about)}
    record_event(Verb.CORRECTION_PUBLISHED, article, by, data)
    return correction


@transaction.atomic
def change_correction(
    *,
    correction_id: int,
    notice: Notice,
    about: Collection[UUID] | None = None,
    base: str | None = None,
    by: User | None,
) -> Correction:
    """Store another kind, text or place, and which tags were wrong (None: as they are).

    `base` is the version (`version_of_correction`) that the editor has seen; None overwrites any
    version. Locks the article's row. Raises `Correction.DoesNotExist`, `NotAllowed`, `StaleForm`,
    and `Incomplete`.
    """
    article_id = Correction.objects.values_list("article", flat=True).get(pk=correction_id)
    article = lock_article(article_id)
    if by and not (by.has_perm(CHANGE_CORRECTION) and article.is_visible_to(by)):
        raise NotAllowed(_("You may not change corrections."))
    correction = Correction.objects.get(pk=correction_id)
    before = correction_values(correction)
    refuse_stale(base, before)
    _check_notice(notice)
    after = {**asdict(notice), "about": before["about"] if about is None else _sorted_ids(about)}
    if before == after:
        return correction
    _store_changes(
        article, correction, notice, about if after["about"] != before["about"] else None
    )
    _rebuild_live(article)
    data = {"correction": correction.pk, "before": before, "after": after}
    record_event(Verb.CORRECTION_CHANGED, article, by, data)
    return correction


def _store_changes(
    article: Article, correction: Correction, notice: Notice, about: Collection[UUID] | None
) -> None:
    if about is not None:
        # The entities are locked before the rows: a merge writes to both in this order.
        rows = _build_rows(correction, _find_wrong_tags(article, about))
        correction.tags.all().delete()
        CorrectionTag.objects.bulk_create(rows)
    for name, value in asdict(notice).items():
        setattr(correction, name, value)
    correction.save(update_fields=list(asdict(notice)))


def correction_values(correction: Correction) -> dict[str, Any]:
    """Return all values of a correction that can be changed. One query."""
    values = {field.name: getattr(correction, field.name) for field in fields(Notice)}
    return {**values, "about": _sorted_ids(correction.tags.values_list("uuid", flat=True))}


def version_of_correction(correction: Correction) -> str:
    """Return the version of a correction, which a form to change it is based on."""
    return version_of(correction_values(correction))


def _sorted_ids(uuids: Iterable[UUID]) -> list[str]:
    return sorted(map(str, set(uuids)))


def _check_notice(notice: Notice) -> None:
    if notice.kind not in Correction.Kind.values:
        raise Incomplete(_("Say of which kind the correction is."), "kind")
    if notice.place not in Correction.Place.values:
        raise Incomplete(_("Say where the correction stands."), "place")
    if is_blank(notice.text):
        raise Incomplete(_("A correction needs a text."), "text")
    if len(notice.text) > MAX_TEXT:
        raise Incomplete(_("The text has more than %d characters.") % MAX_TEXT, "text")


def _find_wrong_tags(article: Article, about: Collection[UUID]) -> list[Tag]:
    """Return the tags that were wrong; raise `Incomplete` for an id the article never had."""
    if len(about) > MAX_TAGS:
        raise Incomplete(_("A correction names %d tags at the most.") % MAX_TAGS, "about")
    found = find_tags(article, about)
    if set(about) - found.keys():
        raise Incomplete(_("The article has never had this quote or mention."), "about")
    return list(found.values())


def _build_rows(correction: Correction, tags: Sequence[Tag]) -> list[CorrectionTag]:
    entities = lock_entities(pk for pk in map(named, tags) if pk)
    return [
        CorrectionTag(
            correction=correction,
            tag=identity(tag)[0],
            uuid=tag.uuid,
            entity=entities.get(named(tag) or 0),
        )
        for tag in tags
    ]


def find_tags(article: Article, uuids: Collection[UUID]) -> dict[UUID, Tag]:
    """Return the article's tags with these ids, each as in the newest revision that has it.

    One query, which reads revisions until all tags are found.
    """
    holds = Q()
    for uuid in uuids:
        for field in Field:
            holds |= Q(**{f"{field.value}__contains": f'"{uuid}"'})
    found: dict[UUID, Tag] = {}
    newest = Revision.objects.filter(holds, article=article).order_by("-number")
    for revision in newest.iterator(chunk_size=10) if uuids else ():
        tags = {
            tag.uuid: tag for document in documents_of(revision).values() for tag in document.tags
        }
        found = {uuid: tag for uuid, tag in tags.items() if uuid in uuids} | found
        if len(found) == len(set(uuids)):
            break
    return found


def _rebuild_live(article: Article) -> None:
    """Rebuild the renditions of a live article, which now count as updated."""
    if article.live_id is None:
        article.store_change()
        return
    article.updated_at = timezone.now()
    article.store_change("updated_at")
    rebuild_renditions(load_snapshots_for_update([article]))
    record_article_changes(Kind.CORRECTION, [article.pk])
