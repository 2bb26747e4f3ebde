"""What the checks look at, read once for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.drafts.draft import Documents
from articles.models import Article, IdentityConfirmation, Quote, Revision
from articles.models.article import State
from articles.projection.tag_rows import documents_of
from articles.search.namesakes import distinctions, label
from articles.tagging import Field, MentionTag, Tag, named
from articles.workflow.checks.findings import Identity
from entities.models import Entity
from entities.services.merged_ids import resolve_entities

FIELDS = list(Field)

Place = tuple[Field, int, int]
"""A field, and code points in its plain text: start and end."""


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
        return resolve_entities(pk for pk in ids if pk)

    @cached_property
    def named(self) -> dict[int, Entity]:
        """The same by their own ids: those of survivors."""
        return {entity.pk: entity for entity in self.entities.values()}

    @cached_property
    def places(self) -> dict[int, Place]:
        """Where each is first named or quoted, by their own ids, as the text runs."""
        places: dict[int, Place] = {}
        for field, tag in sorted(self.tags(), key=lambda it: (FIELDS.index(it[0]), it[1].start)):
            if entity := self.entities.get(named(tag) or 0):
                places.setdefault(entity.pk, (field, tag.start, tag.end))
        return places

    @cached_property
    def _lines(self) -> dict[int, str]:
        return distinctions(self.named.values())

    def label_of(self, entity_id: int) -> str:
        """Return a name with what tells it from a namesake's. One query for all."""
        return label(self.named[entity_id].name, self._lines[entity_id])

    @cached_property
    def confirmed(self) -> set[Identity]:
        """What somebody has confirmed of whom the article means. One query."""
        rows = IdentityConfirmation.objects.filter(article=self.article)
        return {Identity(row.entity_id, row.check_name, row.reason) for row in rows}

    @cached_property
    def unchecked(self) -> list[Quote]:
        """The direct quotes that nobody has checked as they stand. One query."""
        quotes = Quote.objects.filter(revision=self.head, kind=Quote.Kind.DIRECT)
        return list(quotes.unchecked().select_related("speaker").order_by("field", "start"))

    @property
    def is_killed(self) -> bool:
        return self.article.state == State.KILLED
