"""Changing a section, and what was prepared with its name."""

from collections.abc import Collection
from typing import Final

from django.db import transaction

from articles.models import Rendition, Section
from articles.services.refreshing import refresh_later
from newsroom.models import Event, User

EDITABLE_FIELDS: Final = ("name", "slug", "position")


@transaction.atomic
def change_section(
    *, section: Section, by: User | None, fields: Collection[str] = EDITABLE_FIELDS
) -> None:
    """Store what was changed in `fields`; nothing with the old name is served from the commit on.

    The other columns keep what is stored, which may be newer than `section`. Locks the section's
    row, which whoever publishes holds too (by the article's foreign key). The event has what each
    changed column was and is. Raises `ValidationError`.
    """
    stored = Section.objects.select_for_update().get(pk=section.pk)
    before = {name: getattr(stored, name) for name in EDITABLE_FIELDS}
    for name in fields:
        setattr(stored, name, getattr(section, name))
    stored.full_clean()
    after = {name: getattr(stored, name) for name in EDITABLE_FIELDS}
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not changed:
        return
    stored.save(update_fields=list(changed))
    if {"name", "slug"} & changed.keys():
        # Lists serve stale cards, since those name no entity, but no empty ones.
        prepared = Rendition.objects.filter(article__section=stored)
        prepared.update(is_stale=True, card="")
        transaction.on_commit(refresh_later)
    Event.objects.create(
        verb="section-changed",
        subject_type="section",
        subject_id=section.pk,
        actor=by,
        data=changed,
    )
