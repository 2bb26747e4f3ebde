"""What the checks look at, read once for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.drafts import Documents
from articles.models import Article, Quote, Revision
from articles.models.article import State
from articles.services.projecting import documents_of
from articles.tagging import Field, MentionTag, Tag
from entities.models import Entity
from entities.services.resolving import resolve


@dataclass(frozen=True)
class Subject:
    """An article's head. `articles.Article` with its head and section."""

    article: Article

    @property
    def head(self) -> Revision:
        return self.article.working_copy

    @cached_property
    def documents(self) -> Documents:
        return documents_of(self.head)

    def tags(self) -> Iterator[tuple[Field, Tag]]:
        for field, document in self.documents.items():
            for tag in document.tags:
                yield field, tag

    @cached_property
    def entities(self) -> dict[int, Entity]:
        """Everybody who is named or speaks, as of today, by the ids that tags hold. One query."""
        ids = (it.entity if isinstance(it, MentionTag) else it.speaker for _, it in self.tags())
        return resolve(pk for pk in ids if pk)

    @cached_property
    def unchecked(self) -> list[Quote]:
        """The direct quotes that nobody has checked as they stand. One query."""
        quotes = Quote.objects.filter(revision=self.head, kind=Quote.Kind.DIRECT)
        return list(quotes.unchecked().select_related("speaker").order_by("field", "start"))

    @property
    def is_killed(self) -> bool:
        return self.article.state == State.KILLED
