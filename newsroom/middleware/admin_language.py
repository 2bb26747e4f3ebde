"""The language of the desk; the pages of the site are the same for everybody."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

DESK: Final = ("/admin/", "/i18n/")


class DeskLanguageMiddleware(LocaleMiddleware):
    """Django's own for the desk alone: by the cookie that the switch sets, else by the browser.

    Elsewhere nothing varies by it, so that caches keep one copy of a page.
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
