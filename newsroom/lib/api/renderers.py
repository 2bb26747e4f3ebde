"""JSON that was prepared when its subject was saved goes out as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rest_framework.renderers import JSONRenderer


@dataclass(frozen=True, slots=True)
class PreparedJSON:
    """A JSON document as text, to be sent without being read."""

    text: str


class PreparedJSONRenderer(JSONRenderer):
    """DRF's JSON, except that a `PreparedJSON` is only encoded."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        if isinstance(data, PreparedJSON):
            return data.text.encode()
        return bytes(super().render(data, accepted_media_type, renderer_context))
