"""Which entity or section is meant by an id or a slug that the public gives."""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Appearance, Section
from articles.search.visible_entities import publicly_named
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from newsroom.lib.database.prepared import Statement
from newsroom.lib.numbers import parse_whole_number
from newsroom.lib.slugs import tidy_slug


def _candidates(**given: object) -> "QuerySet[Any, Any]":
    appearances = Appearance.objects.public().filter(entity=OuterRef("pk"))
    entities = Entity.objects.filter(**given).annotate(is_known=Exists(appearances))
    return entities.order_by("-kind").values_list(
        "pk", "kind", "merged_into_id", "is_known", named=True
    )


def _by_slug(slug: str) -> "QuerySet[Any, Any]":
    return _candidates(slug=slug, kind__in=Entity.Kind.values)  # the index begins with the kind


# Written once: these come before each list of the API by person, which takes 0.9 ms.
BY_ID: Final = Statement(lambda pk: _candidates(pk=pk), int)
BY_SLUG: Final = Statement(_by_slug, str)


def known_entities(text: str, kinds: Collection[str]) -> list[int]:
    """The ids, as of today, of those of these kinds that an id or a slug gives, people first.

    Only of whom something public names: else a guessed name would tell what a draft is about. More
    than one only for a slug that a person and an organisation share. One query, unless merged.
    """
    pk = parse_whole_number(text)
    rows = BY_SLUG.rows(tidy_slug(text.replace("\0", ""))) if pk is None else BY_ID.rows(pk)
    return [pk for row in rows if row.kind in kinds for pk in _known(row)]


def _known(row: Any) -> list[int]:
    if not row.merged_into_id:
        return [row.pk] if row.is_known else []
    survivor = resolve_entities([row.pk])[row.pk]
    return list(publicly_named(Entity.objects.filter(pk=survivor.pk)).values_list("pk", flat=True))


def find_section(slug: str) -> Section | None:
    """Return the public section that has the slug, or else the one that had it.

    Its `slug` tells which: the caller leads on to the present one. Two queries at the most.
    """
    sections, slug = Section.objects.public(), slug.replace("\0", "")
    return sections.filter(slug=slug).first() or sections.formerly_at(slug).first()
