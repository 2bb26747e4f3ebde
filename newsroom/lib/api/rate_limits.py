"""Headers that tell a key its limit (draft-ietf-httpapi-ratelimit-headers-10)."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response


class RateLimited:
    """A base of views: answers to a key have its limit, and no cache keeps them.

    The throttle stores on the view what it has `counted`.
    """

    counted: Any = None

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        answer: Response = super().finalize_response(  # type: ignore[misc]
            request, response, *args, **kwargs
        )
        if self.counted:
            answer["RateLimit-Policy"] = f'"key";q={self.counted.limit};w=60'
            left = f"r={self.counted.remaining};t={self.counted.seconds_left}"
            answer["RateLimit"] = f'"key";{left}'
            answer["Cache-Control"] = "private, no-store"
        return answer
