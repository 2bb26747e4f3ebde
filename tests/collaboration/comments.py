"""Comments on words of an article, and where they stand after a save."""

from typing import Any

from articles.collaboration.margin_comments import (
    Place,
    add_comment,
)
from articles.models import Article, MarginComment
from articles.revisions.saving import save_revision
from articles.tagging import Field
from newsroom.models import User
from tests.factories import (
    make_draft,
    make_staff,
)

BODY = "<p>The mayor opened the bridge.</p><p>It cost 3 million 🙂 crowns. Nobody protested.</p>"


def place_of(article: Article, words: str, *, field: Field = Field.BODY, **given: Any) -> Place:
    head = Article.objects.get(pk=article.pk).working_copy
    start = getattr(head, f"{field.value}_text").index(words)
    values = {"base": head.number, "start": start, "end": start + len(words), "exact": words}
    return Place(**{**values, "field": field, **given})


def comment_on(article: Article, words: str, *, by: User | None = None, **given: Any) -> Any:
    place = place_of(article, words, **given)
    by = by or make_staff("editor")
    return add_comment(article_id=article.pk, place=place, text="Says who?", by=by)


def save(article: Article, body: str) -> None:
    base = Article.objects.get(pk=article.pk).working_copy.number
    draft = make_draft("Bridge", body=body)
    save_revision(article_id=article.pk, base=base, draft=draft, by=None)


def words_at(comment: MarginComment) -> str | None:
    """Return the head's text where the comment has its place now; None without a place."""
    now = MarginComment.objects.select_related("article__head").get(pk=comment.pk)
    assert now.is_adrift is (now.place is None)
    text = getattr(now.article.working_copy, f"{now.field}_text")
    return text[slice(*now.place)] if now.place else None


def values_of(place: Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in ("base", "field", "start", "end", "exact")}
