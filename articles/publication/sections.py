"""Sections: create and change them, and keep the slugs that they had."""

from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from articles.models import Change, Rendition, Section
from articles.publication.changes import Kind, record_article_changes, record_change
from articles.publication.stale_renditions import refresh_later
from articles.slugs import keep_slug
from newsroom.audit import EventData, record_events
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.slugs import tidy_slug
from newsroom.models import User
from newsroom.verbs import Verb

EDITABLE_FIELDS: Final = ("name", "slug", "position")


@transaction.atomic
def create_section(*, section: Section, by: User | None) -> Section:
    """Store a new section, and record it. Raises `ValidationError`, also for a taken slug."""
    advisory_lock(_lock_name(section.slug))
    section.full_clean()
    section.save(force_insert=True)
    _record(Verb.SECTION_CREATED, section, {"name": section.name, "slug": section.slug}, by)
    return section


@transaction.atomic
def change_section(
    *, section: Section, by: User | None, fields: Collection[str] = EDITABLE_FIELDS
) -> None:
    """Store what was changed in `fields`; nothing with the old name is served after the commit.

    The other columns keep what is stored, which may be newer than `section`. A slug that the
    section gives up leads to its new one. Locks the section's row, which a publication locks, too
    (by the article's foreign key). The event has each changed column before and after. Raises
    `ValidationError`.
    """
    stored = Section.objects.select_for_update().get(pk=section.pk)
    advisory_lock(_lock_name(stored.slug), _lock_name(section.slug))
    before = {name: getattr(stored, name) for name in EDITABLE_FIELDS}
    for name in fields:
        setattr(stored, name, getattr(section, name))
    stored.full_clean()
    after = {name: getattr(stored, name) for name in EDITABLE_FIELDS}
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not changed:
        return
    if "slug" in changed:
        is_public = Section.objects.public().filter(pk=stored.pk).exists()
        keep_slug(stored, before["slug"], was_public=is_public)
    stored.save(update_fields=list(changed))
    if {"name", "slug"} & changed.keys():
        # Lists serve stale cards, which name no entity, but no empty cards.
        prepared = Rendition.objects.filter(article__section=stored)
        prepared.update(is_stale=True, card="", changed_at=Now())
        record_article_changes(Kind.NAMES, prepared.values_list("pk", flat=True))
        transaction.on_commit(refresh_later)
    record_change(Kind.SECTION, Change.Subject.SECTION, stored.pk)
    _record(Verb.SECTION_CHANGED, stored, changed, by)


def _lock_name(slug: str) -> str:
    """Return the name of the advisory lock under which a section takes or gives up a slug."""
    return f"section slug {tidy_slug(slug)}"


def _record(verb: Verb, section: Section, data: EventData, by: User | None) -> None:
    record_events(verb, [("section", section.pk, data)], by)
