"""The small objects of which a ninjs object consists."""

from typing import Any

from django.conf import settings

from entities.models import Entity

Json = dict[str, Any]


def without_empty(**properties: Any) -> Json:
    """Return an object without empty properties: ninjs allows neither null nor empty values."""
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def text_object(value: str, *, role: str, content_type: str = "text/plain") -> Json:
    return {"role": role, "contentType": content_type, "value": value}


def entity_object(entity: Entity, *, rel: str) -> Json:
    """Return a person or an organisation with the address of the page and of Wikidata's item."""
    return without_empty(
        name=entity.name,
        rel=rel,
        uri=settings.SITE_URL + entity.get_absolute_url(),
        literal=entity.wikidata_id and f"http://www.wikidata.org/entity/{entity.wikidata_id}",
    )
