"""Content negotiation for answers that are always JSON."""

from typing import Any, Final

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

ANYTHING: Final = frozenset(("", "*/*", JSONRenderer.media_type))


class JSONNegotiation(DefaultContentNegotiation):
    """DRF's negotiation. An empty `Accept` header is as none; the usual ones are not parsed."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first, *others = renderers
        is_json = not others and type(first) is JSONRenderer and not format_suffix
        if is_json and request.META.get("HTTP_ACCEPT", "*/*").strip() in ANYTHING:
            return first, first.media_type
        return super().select_renderer(request, renderers, format_suffix)
