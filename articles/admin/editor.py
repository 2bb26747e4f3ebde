"""The modules and the configuration that the change page gives to the tagging editor."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.forms import Textarea
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe

from articles.admin.form_errors import acting_user
from articles.admin.unsaved_work_cookie import stored_work
from articles.editor_keys import newsroom_keys, own_keys
from articles.languages import RIGHT_TO_LEFT
from articles.models import Article, DepartedTag, Revision, TagReview
from articles.publication.publication_periods import published_quotes
from articles.search.entity_candidates import Candidate, known
from articles.search.namesakes import distinctions, label
from articles.suggestions.limits import MOST_CHARACTERS
from articles.tagging import Field

FOLDER: Final = Path(__file__).parent.parent / "static" / "articles" / "editor"
NAMED: Final = re.compile(r'data-(?:entity|speaker)="([1-9][0-9]{0,17})"')


class TaggedText(Textarea):
    """A textarea of HTML, which the script replaces by the tagging editor."""

    def __init__(self, field: Field, rows: int) -> None:
        super().__init__({"data-tagged-text": field.value, "rows": rows, "spellcheck": "true"})

    def use_required_attribute(self, initial: Any) -> bool:
        """Return False: a browser would silently refuse to send a hidden field that is empty."""
        del initial
        return False


@cache
def _modules() -> dict[str, str]:
    paths = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.js"))
    ours = {f"newsroom/editor/{path[:-3]}": f"articles/editor/{path}" for path in paths}
    return {"django-prose-editor/editor": "django_prose_editor/editor.js", **ours}


def editor_modules() -> dict[str, Any]:
    """Return the addresses of the modules and their import map, for the head of the page."""
    addresses = {name: static(path) for name, path in _modules().items()}
    # Static addresses are ours; "<" is the one sign that could end the script element.
    text = json.dumps({"imports": addresses}).replace("<", "\\u003c")
    return {"addresses": list(addresses.values()), "import_map": mark_safe(text)}  # noqa: S308


def editor_config(request: HttpRequest, form: Any, article: Article | None) -> dict[str, Any]:
    """Return what the script reads. Seven queries, whatever the text."""
    ids = _find_entity_ids(form[field.value].value() or "" for field in Field)
    stored = _find_entity_ids(form.initial.get(field.value, "") for field in Field)
    found = [*known(ids & stored), *known(ids - stored, user=acting_user(request))]
    return {
        "user": request.user.pk,
        "article": article and article.pk,
        "base": form.shown_base,
        "is_refused": form.is_bound,
        "stored_work": stored_work(request),
        "language": form["language"].value(),
        "right_to_left": sorted(RIGHT_TO_LEFT),
        "entities": [_entity(pk, candidate) for pk, candidate in found],
        "new_entities": form.shown_new_entities,
        "confirmed": form.shown_confirmations,
        "removed": str(form["removed_tags"].value() or "").split(),
        "stored": _base_texts(article, form.shown_base) if article and form.is_bound else None,
        "reviews": _reviews(article) if article else [],
        "departed": _departed_tags(article) if article else [],
        "published": sorted(map(str, published_quotes(article.pk))) if article else [],
        "keys": {"newsroom": newsroom_keys(), "own": own_keys(acting_user(request))},
        "most_characters_read": MOST_CHARACTERS,
        "addresses": _addresses(article),
    }


def _find_entity_ids(texts: Iterable[str]) -> set[int]:
    return {int(found) for html in texts for found in NAMED.findall(html)}


def _addresses(article: Article | None) -> dict[str, str]:
    own = article and reverse("api:article-suggestions", args=[article.pk])
    return {
        "entities": reverse("api:entity-lookup"),
        "keys": reverse("api:editor-keys"),
        "suggestions": own or reverse("api:suggestions"),
        "decisions": reverse("api:suggestion-decisions"),
        **_comment_addresses(article),
    }


def _comment_addresses(article: Article | None) -> dict[str, str]:
    """Return the addresses for comments; none before the article is stored."""
    if article is None:
        return {}
    # One comment's addresses lie below this.
    below = reverse("api:comment-replies", args=[UUID(int=0)]).partition(str(UUID(int=0)))[0]
    return {"comments": reverse("api:article-comments", args=[article.pk]), "comment": below}


def _entity(pk: int, candidate: Candidate) -> dict[str, Any]:
    entity = candidate.entity
    return {
        "id": str(pk),
        "kind": entity.kind,
        "name": entity.name,
        "description": entity.description,
        "distinction": candidate.distinction,
        "aliases": candidate.aliases,
    }


def _base_texts(article: Article, base: int | None) -> dict[str, str] | None:
    """Return the texts that a refused form was based on, to compare their tags again."""
    found = Revision.objects.filter(article=article, number=base or 0)
    return found.values(*(field.value for field in Field)).first()


def _reviews(article: Article) -> list[dict[str, Any]]:
    columns = ("tag", "uuid", "old_words", "new_words", "was_public", "is_renamed")
    found = TagReview.objects.filter(article=article).select_related("old_entity", "new_entity")
    reviews = list(found)
    lines = distinctions(
        entity for review in reviews for entity in (review.old_entity, review.new_entity)
    )
    return [
        {
            **{name: getattr(review, name) for name in columns},
            "was": review.old_entity and label(review.old_entity.name, lines[review.old_entity.pk]),
            "now": review.new_entity and label(review.new_entity.name, lines[review.new_entity.pk]),
        }
        for review in reviews
    ]


def _departed_tags(article: Article) -> list[dict[str, Any]]:
    """Return the last confirmed words of removed tags, which a paste may bring back."""
    gone = DepartedTag.objects.filter(article=article)
    return [{"tag": tag.tag, "uuid": tag.uuid, "words": tag.words} for tag in gone]
