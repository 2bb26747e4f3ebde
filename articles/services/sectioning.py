"""Changing a section, and what was prepared with its name."""

from django.db import transaction

from articles.models import Rendition, Section
from newsroom.models import Event, User


@transaction.atomic
def change_section(*, section: Section, by: User | None) -> None:
    """Store a changed section; nothing that shows its old name is served from the commit on.

    Locks the section's row, which whoever publishes holds too (by the article's foreign key).
    """
    before = Section.objects.select_for_update().get(pk=section.pk)
    section.full_clean()
    section.save(force_update=True)
    if (before.name, before.slug) != (section.name, section.slug):
        # Lists serve stale cards, since those name no entity, but no empty ones.
        prepared = Rendition.objects.filter(article__section=section)
        prepared.update(is_stale=True, card="")
    Event.objects.create(
        verb="section-changed",
        subject_type="section",
        subject_id=section.pk,
        actor=by,
        data={"name": [before.name, section.name], "slug": [before.slug, section.slug]},
    )
