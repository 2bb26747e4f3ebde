"""The small objects that ninjs is made of."""

from typing import Any

from django.conf import settings

from entities.models import Entity

Json = dict[str, Any]


def given(**properties: Any) -> Json:
    """An object without what there is nothing of: ninjs knows neither null nor empty values."""
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def text(value: str, *, role: str, content_type: str = "text/plain") -> Json:
    return {"role": role, "contentType": content_type, "value": value}


def named(entity: Entity, *, rel: str) -> Json:
    """A person or an organisation, by the address of its page and by Wikidata's id."""
    return given(
        name=entity.name,
        rel=rel,
        uri=settings.SITE_URL + entity.get_absolute_url(),
        literal=entity.wikidata_id and f"http://www.wikidata.org/entity/{entity.wikidata_id}",
    )
