"""What the views of drafts have in common: locks and versions."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import msgspec
from django.db import transaction
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.drafts.answers import draft_of, etag_of, revision_in
from articles.api.transitions import DeskArticleView
from articles.locks import lock_article
from articles.models import Article, Revision
from articles.revisions.revision_rows import TEXTS
from newsroom.lib.api.origin import origin_of
from newsroom.lib.api.preconditions import is_match, read_if_match, stale
from newsroom.lib.numbers import LARGEST_ID


class DraftBase(DeskArticleView):
    """The base of operations on one working copy."""

    @contextmanager
    def locked(self, request: Request, pk: int, *, needs_match: bool = True) -> Iterator[Article]:
        """Lock the article for a change, in a transaction, if the client has seen its version.

        Raises `ProblemFound`: 428 without If-Match, 412 if another version is there by now.
        """
        with transaction.atomic():
            self.find(pk)
            article = lock_article(min(pk, LARGEST_ID))
            if not article.is_visible_to(self.user):
                raise Http404
            if needs_match or request.headers.get("If-Match"):
                _refuse_stale(article, read_if_match(request))
            yield article

    def answer(self, article: Article, status: int = HTTPStatus.OK, **headers: str) -> Response:
        """Return the working copy with its version."""
        shown = draft_of(article, origin_of(self.request))
        answer = Response(msgspec.to_builtins(shown), status, headers=headers)
        answer["ETag"] = etag_of(article)
        return answer


def _refuse_stale(article: Article, tags: list[str]) -> None:
    etag = etag_of(article)
    if is_match(tags, etag):
        return
    head = article.working_copy
    seen = next((number for tag in tags if (number := revision_in(tag))), None)
    detail = f"The article is at revision {head.number} now; read it again."
    raise stale(
        etag,
        detail,
        revision=head.number,
        saved_by=head.created_by and head.created_by.get_username(),
        saved_at=head.created_at.isoformat(),
        changed=_changed_since(article, seen),
    )


def _changed_since(article: Article, seen: int | None) -> list[str]:
    """Return the names of the members that differ from a revision; of all if it is unknown."""
    head = article.working_copy
    base: Any = Revision.objects.filter(article=article, number=seen).first() if seen else None
    names = [name for name in TEXTS if base is None or getattr(base, name) != getattr(head, name)]
    return names or ["section, language or slug"]
