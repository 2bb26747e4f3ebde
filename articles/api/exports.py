"""Exports of one article, as partners get them: an address for each format."""

from typing import ClassVar

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from articles.api.transitions import DeskArticleView
from articles.exporting.export import export_article
from articles.exporting.export_format import ExportFormat
from articles.exporting.formats import FORMATS
from articles.models import Article
from newsroom.lib.errors import NotAllowed
from newsroom.lib.numbers import LARGEST_ID

HEAD = "head"
REVISION = OpenApiParameter(
    "revision",
    enum=[HEAD],
    description="`head`: the working copy. By default the revision that readers see, "
    "or will at its time, and if there is none the working copy; of what was "
    "withdrawn or killed only the notice.",
)


class ExportView(DeskArticleView):
    """An export of one article. If not public, it is marked, and recorded in the audit."""

    parameters = frozenset({"revision"})
    export_format: ClassVar[ExportFormat]

    def get(self, request: Request, pk: int) -> HttpResponse:
        try:
            exported = export_article(
                article_id=min(pk, LARGEST_ID),
                by=self.user,
                of_head=_asks_for_head(request),
                export_format=self.export_format,
            )
        except (Article.DoesNotExist, NotAllowed) as error:
            raise Http404 from error
        name = f"article-{pk}-revision-{exported.revision_number}{self.export_format.suffix}"
        return HttpResponse(
            self.export_format.write_line(exported.content),
            content_type=self.export_format.media_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _asks_for_head(request: Request) -> bool:
    wanted = request.query_params.get("revision")
    if wanted not in (None, HEAD):
        raise ValidationError({"revision": [ErrorDetail("There is only “head”.", "invalid")]})
    return wanted == HEAD


def export_path(export_format: ExportFormat) -> URLPattern:
    """Return the address of exports in a format, with its own description in the schema."""
    description = extend_schema(
        summary=f"An article as {export_format.title}, to hand to a partner",
        parameters=[REVISION],
        responses=OpenApiResponse(export_format.schema),
    )
    name = export_format.name
    view: type[ExportView] = type(f"{name}View", (ExportView,), {"export_format": export_format})
    view = extend_schema_view(get=description)(view)
    return path(f"articles/<int:pk>/{name}/", view.as_view(), name=f"article-{name}")


export_paths = [export_path(export_format) for export_format in FORMATS.values()]
