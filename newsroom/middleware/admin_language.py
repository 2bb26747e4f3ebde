"""The language of the desk. Public pages do not depend on it."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

DESK: Final = ("/admin/", "/i18n/")


class DeskLanguageMiddleware(LocaleMiddleware):
    """Django's middleware, for the desk alone: by the cookie of the choice, else by the browser.

    Other pages do not vary by language, so caches keep one copy of each.
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(DESK):
            super().process_request(request)
        else:
            translation.activate(settings.LANGUAGE_CODE)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith(DESK):
            return super().process_response(request, response)
        return response
