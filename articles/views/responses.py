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
    """The template within the site's frame.

    Its canonical address is the path alone, and a request with a query (a later page, a search)
    is not for search engines. No context processor runs: none could use the session.
    """
    path = request.path
    context |= {
        "title": title,
        "description": description,
        "canonical": settings.SITE_URL + path,
        "path": path,
        "is_indexed": not request.GET,
        "frame": frame(path),
    }
    return HttpResponse(get_template(template).render(context))
