"""Responses of the public site: cacheable pages in the frame of the site."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.views.html import document
from articles.views.page_frame import frame
from newsroom.lib.cache_control import PUBLIC

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def public_page(view: View[Arguments]) -> View[Arguments]:
    """Return the view for readers: GET and HEAD only, cacheable, the same for everybody."""

    @wraps(view)
    def cacheable(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = PUBLIC
        return response

    # Exempt, since a POST should hear that there is none (405) and not that it lacks a token.
    return csrf_exempt(require_safe(cacheable))


def page(
    request: HttpRequest, template: str, *, title: str, description: str = "", **context: Any
) -> HttpResponse:
    """Return the template as a page of the site, with `path` and `title` in its context.

    No context processor runs, since none could use the session.
    """
    context |= {"path": request.path, "title": title}
    content = get_template(template).render(context)
    return framed_page(request, content, title=title, description=description)


def framed_page(
    request: HttpRequest,
    content: str,
    *,
    title: str,
    description: str,
    kind: str = "website",
    is_indexed: bool = True,
) -> HttpResponse:
    """Return HTML as a page of the site; `kind` is Open Graph's type.

    Its canonical address is its path alone. What has a query, such as a later page or a search, is
    not for search engines.
    """
    site = settings.SITE_NAME
    text = document(
        frame(request.path),
        content,
        page_title=title if title == site else f"{title} – {site}",
        title=title,
        description=description,
        address=canonical(request),
        kind=kind,
        is_indexed=is_indexed and not request.GET,
    )
    return HttpResponse(text)


def canonical(request: HttpRequest) -> str:
    return f"{settings.SITE_URL}{request.path}"
