"""The article that the checks look at, read once for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.choices import State
from articles.drafts.draft import Documents
from articles.models import Article, IdentityConfirmation, Quote, Revision
from articles.projection.tag_rows import documents_of
from articles.search.namesakes import distinctions, label
from articles.tagging import Field, MentionTag, Tag, named
from articles.workflow.checks.findings import Identity
from entities.models import Entity
from entities.services.merged_ids import resolve_entities

FIELDS = list(Field)

Place = tuple[Field, int, int]
"""A field, and start and end in its plain text, in code points."""


@dataclass(frozen=True)
class Subject:
    """The head of an article, which needs head and section loaded."""

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
        """The entities that are named or speak, as of today, by the ids in the tags. One query."""
        ids = (tag.entity if isinstance(tag, MentionTag) else tag.speaker for _, tag in self.tags())
        return resolve_entities(pk for pk in ids if pk)

    @cached_property
    def named(self) -> dict[int, Entity]:
        """The same entities by their own ids: those of survivors."""
        return {entity.pk: entity for entity in self.entities.values()}

    @cached_property
    def places(self) -> dict[int, Place]:
        """The first place of each entity, by its own id, in the order of the text."""
        places: dict[int, Place] = {}
        in_order = sorted(self.tags(), key=lambda pair: (FIELDS.index(pair[0]), pair[1].start))
        for field, tag in in_order:
            if entity := self.entities.get(named(tag) or 0):
                places.setdefault(entity.pk, (field, tag.start, tag.end))
        return places

    @cached_property
    def _lines(self) -> dict[int, str]:
        return distinctions(self.named.values())

    def label_of(self, entity_id: int) -> str:
        """Return a name with its distinction from namesakes. One query for all entities."""
        return label(self.named[entity_id].name, self._lines[entity_id])

    @cached_property
    def confirmed(self) -> set[Identity]:
        """The identities that somebody has confirmed for the article. One query."""
        rows = IdentityConfirmation.objects.filter(article=self.article)
        return {Identity(row.entity_id, row.check_name, row.reason) for row in rows}

    @cached_property
    def unchecked(self) -> list[Quote]:
        """The direct quotes that nobody has checked as they are now. One query."""
        quotes = Quote.objects.filter(revision=self.head, kind=Quote.Kind.DIRECT)
        return list(quotes.unchecked().select_related("speaker").order_by("field", "start"))

    @property
    def is_killed(self) -> bool:
        return self.article.state == State.KILLED
