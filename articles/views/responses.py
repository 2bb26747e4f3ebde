"""What all public pages have in common."""

from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.views.page_frame import frame
from newsroom.lib.cache_control import PUBLIC

CANONICAL: Final = '<link rel="canonical" href="{}">\n'
NOT_INDEXED: Final = '<meta name="robots" content="noindex">\n'

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def public_page(view: View[Arguments]) -> View[Arguments]:
    """A view for readers: GET and HEAD only, cacheable, the same for everybody."""

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
    """The template as a page of the site, with the page's `path` and `title` in its context.

    No context processor runs: none could use the session.
    """
    context |= {"path": request.path, "title": title}
    content = get_template(template).render(context)
    return framed(request, content, title=title, description=description)


def framed(
    request: HttpRequest,
    content: str,
    *,
    title: str,
    description: str,
    kind: str = "website",
    is_indexed: bool = True,
) -> HttpResponse:
    """HTML as a page of the site; `kind` is Open Graph's type.

    Its canonical address is its path alone; what has a query, a later page or a search, is not for
    search engines. Written here and not as a template, which took ten times as long of every page.
    """
    site, around = settings.SITE_NAME, frame(request.path)
    headed = title if title == site else f"{title} – {site}"
    address = escape(canonical(request))
    return HttpResponse(
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n{around.head}'
        f"<title>{escape(headed)}</title>\n{_described(description)}"
        f"{CANONICAL.format(address) if is_indexed and not request.GET else NOT_INDEXED}"
        f'<meta property="og:title" content="{escape(title)}">\n'
        f'<meta property="og:url" content="{address}">\n'
        f'<meta property="og:type" content="{kind}">\n</head>\n<body>\n'
        f'{around.header}<main id="content" tabindex="-1">\n{content}\n</main>\n'
        f"{around.footer}</body>\n</html>\n"
    )


def _described(description: str) -> str:
    if not description:
        return ""
    words = escape(description)
    return (
        f'<meta name="description" content="{words}">\n'
        f'<meta property="og:description" content="{words}">\n'
    )


def canonical(request: HttpRequest) -> str:
    return f"{settings.SITE_URL}{request.path}"
