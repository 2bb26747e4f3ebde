"""What all public pages have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.views.frame import frame

# A shared cache in front may answer for a minute, and is as late as that when an article is taken
# back; browsers ask each time, so that an editor sees what was just published.
CACHE_CONTROL: Final = "public, max-age=0, s-maxage=60"

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def public_page(view: View[Arguments]) -> View[Arguments]:
    """A view for readers: GET and HEAD only, cacheable, the same for everybody."""

    @wraps(view)
    def cacheable(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = CACHE_CONTROL
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
) -> HttpResponse:
    """HTML as a page of the site; `kind` is Open Graph's type.

    Its canonical address is its path alone; what has a query, a later page or a search, is not for
    search engines. One template without blocks: inheriting took twice as long.
    """
    site = settings.SITE_NAME
    context = {
        "content": content,
        "title": title,
        "head_title": title if title == site else f"{title} – {site}",
        "description": description,
        "kind": kind,
        "canonical": canonical(request),
        "is_indexed": not request.GET,
        "frame": frame(request.path),
    }
    return HttpResponse(get_template("articles/site.html").render(context))


def canonical(request: HttpRequest) -> str:
    return f"{settings.SITE_URL}{request.path}"
