"""Words that tell people and organisations from their namesakes: one rule for all pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import Appearance
from entities.models import Affiliation, Entity
from newsroom.lib.partial_dates import includes

LONGEST_HEADLINE = 60


def with_distinction(entities: "QuerySet[Any]") -> "QuerySet[Any]":
    """Annotate what `distinction` reads, by subqueries that use indexes.

    That is the newest office held now, and the newest published article that names the entity.
    """
    held = Affiliation.objects.filter(includes(Now(), first="from_on", last="until_on"))
    held = held.filter(person=OuterRef("pk")).order_by("-from_on", "pk")
    newest = Appearance.objects.public().filter(entity=OuterRef("pk"))
    newest = newest.order_by("-published_at", "-article")
    return entities.annotate(
        office_title=Subquery(held.values("title")[:1]),
        office_organisation=Subquery(held.values("organisation__name")[:1]),
        last_headline=Subquery(newest.values("article__live__headline_text")[:1]),
        last_published_at=Subquery(newest.values("published_at")[:1]),
    )


def distinction(entity: Any) -> str:
    """Return words that tell an entity of `with_distinction` from a namesake.

    That is the description, or else the office and the last article that names the entity; "" if
    nothing is known.
    """
    if entity.description:
        return str(entity.description)
    last = ""
    if entity.last_headline:
        headline = Truncator(entity.last_headline).chars(LONGEST_HEADLINE)
        last = _("last in “%s”") % headline
    office = ", ".join(filter(None, (entity.office_title, entity.office_organisation)))
    return "; ".join(filter(None, (office, last)))


def distinctions(entities: Iterable[Entity | None]) -> dict[int, str]:
    """Return the `distinction` of each entity, by id. One query, none if all have a description."""
    lines = {entity.pk: entity.description for entity in entities if entity}
    bare = [pk for pk, line in lines.items() if not line]
    rows = with_distinction(Entity.objects.filter(pk__in=bare)) if bare else ()
    return lines | {row.pk: distinction(row) for row in rows}


def label(name: str, line: str) -> str:
    """Return a name with its distinction, as plain text."""
    return f"{name} ({line})" if line else name


def as_html(name: str, line: str) -> SafeString | str:
    """Return a name with its distinction, as HTML."""
    if not line:
        return format_html("<bdi>{}</bdi>", name)
    return format_html('<bdi>{}</bdi> <small class="distinction" dir="auto">{}</small>', name, line)
