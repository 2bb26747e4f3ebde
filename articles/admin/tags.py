"""The tags of an article beside its form."""

from typing import Any

from django.db.models import Case, When
from django.http import HttpRequest

from articles.admin.panels import Panel
from articles.choices import Field
from articles.models import Article, Mention, Quote, TagReview
from articles.search.namesakes import distinctions


class TagsPanel(Panel):
    def context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        """Return the tags of the working copy, and those that need a look. Four queries."""
        tags = tags_of(article)
        named = [mention.entity for mention in tags["mentions"]]
        return {
            "tags": tags,
            "lines": distinctions([*named, *(quote.speaker for quote in tags["quotes"])]),
            "reviews": TagReview.objects.filter(article=article),
        }


def tags_of(article: Article) -> dict[str, list[Any]]:
    """Return the tags of the working copy in the order of the text. Two queries."""
    order = Case(*(When(field=name, then=place) for place, name in enumerate(Field.values)))
    rows = {"revision": article.head_id}
    mentions = Mention.objects.filter(**rows).select_related("entity")
    quotes = Quote.objects.filter(**rows).select_related("speaker")
    return {
        "mentions": list(mentions.order_by(order, "start")),
        "quotes": list(quotes.order_by(order, "start")),
    }
