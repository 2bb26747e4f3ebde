"""The data that the renditions of one article are made of."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from articles.drafts.draft import Documents
from articles.models import Article, Correction, Revision
from articles.tagging import Field, MentionTag, QuoteTag
from entities.models import Entity


@dataclass(frozen=True)
class ArticleSnapshot:
    """An article with one of its revisions, parsed, and the entities that its tags name.

    `documents` are the revision's, by field; `entities` maps each id that a tag holds, and maybe
    others, to the entity that it stands for today; `corrections` are the article's, newest first.
    """

    article: Article
    revision: Revision
    documents: Documents
    entities: Mapping[int, Entity]
    corrections: Sequence[Correction] = ()

    def mentions(self) -> Iterator[tuple[Field, MentionTag]]:
        for field, document in self.documents.items():
            for tag in document.tags:
                if isinstance(tag, MentionTag):
                    yield field, tag

    def quotes(self) -> Iterator[tuple[Field, QuoteTag]]:
        for field, document in self.documents.items():
            for tag in document.tags:
                if isinstance(tag, QuoteTag):
                    yield field, tag

    @cached_property
    def ids(self) -> list[int]:
        """Every id that a tag holds, each once, those of mentions first."""
        ids = [tag.entity for _, tag in self.mentions()]
        ids += [tag.speaker for _, tag in self.quotes() if tag.speaker]
        return list(dict.fromkeys(ids))

    @cached_property
    def mention_counts(self) -> Counter[int]:
        return Counter(self.entities[tag.entity].pk for _, tag in self.mentions())

    @cached_property
    def quote_counts(self) -> Counter[int]:
        return Counter(self.entities[tag.speaker].pk for _, tag in self.quotes() if tag.speaker)

    @cached_property
    def cast(self) -> list[Entity]:
        """All entities that are named or speak, each once, in the order of first appearance."""
        return list({self.entities[pk].pk: self.entities[pk] for pk in self.ids}.values())

    @property
    def published_at(self) -> datetime:
        assert self.article.published_at  # a live article has one: article_live_has_dates
        return self.article.published_at
