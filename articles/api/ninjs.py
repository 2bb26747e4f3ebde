"""An article in ninjs, as partners get it, for downloads and programs of the desk."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.transitions import DeskArticleView
from articles.exporting.export import export_article
from articles.exporting.profile import NINJS
from articles.models import Article
from newsroom.lib.errors import NotAllowed
from newsroom.lib.numbers import LARGEST_ID

HEAD = "head"


class NinjsView(DeskArticleView):
    """An export of one article. If not public, it is marked, and recorded in the audit."""

    parameters = frozenset({"revision"})

    @extend_schema(
        summary="An article as ninjs 3.1, to hand to a partner",
        parameters=[
            OpenApiParameter(
                "revision",
                enum=[HEAD],
                description="`head`: the working copy. By default the revision that readers see, "
                "or will at its time, and if there is none the working copy; of what was "
                "withdrawn or killed only the notice.",
            )
        ],
        responses=OpenApiResponse(NINJS),
    )
    def get(self, request: Request, pk: int) -> Response:
        try:
            exported = export_article(
                article_id=min(pk, LARGEST_ID), by=self.user, of_head=_asks_for_head(request)
            )
        except (Article.DoesNotExist, NotAllowed) as error:
            raise Http404 from error
        name = f"article-{pk}-revision-{exported['version']}.ninjs.json"
        return Response(exported, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _asks_for_head(request: Request) -> bool:
    wanted = request.query_params.get("revision")
    if wanted not in (None, HEAD):
        raise ValidationError({"revision": [ErrorDetail("There is only “head”.", "invalid")]})
    return wanted == HEAD
