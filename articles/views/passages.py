"""An article in an entity's list: its card, and the sentences in which the entity is named."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.languages import direction
from articles.renditions.wording import counts_in_words
from newsroom.lib.addresses import address_of


class Entry:
    """What the list shows of one appearance (a row of its columns)."""

    def __init__(self, appearance: Any) -> None:
        self._appearance = appearance

    @property
    def card(self) -> SafeString:
        return mark_safe(self._appearance.article__rendition__card)  # noqa: S308 - prepared

    @property
    def counts(self) -> str:
        return counts_in_words(self._appearance.mention_count, self._appearance.quote_count)

    @property
    def language(self) -> str:
        return str(self._appearance.article__language)

    @property
    def direction(self) -> str:
        return direction(self.language)

    def passages(self) -> Iterator[SafeString]:
        """Each links to its place. Formatted here: a template takes three times as long."""
        article = address_of("articles:article", self._appearance.article__slug)
        for passage in self._appearance.passages:
            yield format_html(
                '<a href="{article}#m-{uuid}">{before}<mark>{exact}</mark>{after}</a>',
                article=article,
                **passage,
            )
