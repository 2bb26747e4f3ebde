"""Proposals for a text: the tags that the system would set, not stored and not accepted yet."""

import logging
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from django.db import DatabaseError
from django.utils import timezone
from msgspec import structs

from articles.drafts.draft import Documents, FullText, read_full_text
from articles.search.visible_entities import unknown_to
from articles.suggestions.engine.analysis import Analysis, analyse
from articles.suggestions.engine.known_entities import known_names
from articles.suggestions.engine.matching import Entity as KnownEntity
from articles.suggestions.engine.names import TAGGED, Name
from articles.suggestions.engine.suggested_quote import SuggestedQuote
from articles.suggestions.name_index import describe, known_names_now
from articles.suggestions.proposal import Proposal
from articles.tagging import Field, MentionTag, QuoteTag, Segment, Tag, sentence_at
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from newsroom.models import User

logger = logging.getLogger(__name__)

MOST_PROPOSED: Final = 2000
"""Only the first of a text are proposed: a long article has some hundreds of names and quotes."""

LONGEST_NAME: Final = 400
LONGEST_LABEL: Final = 200
LONGEST_RULE: Final = 60
LONGEST_CUE: Final = 80

RULES, MODEL = "rules", "model"


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals for a text, and the entities that they name, by id.

    `asked` is the quote of the question.
    """

    all: tuple[Proposal, ...] = ()
    asked: Proposal | None = None
    entities: Mapping[int, Entity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewEntityHint:
    """Words of a field that an editor has tagged as an entity that the next save will create."""

    field: Field
    start: int
    end: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """Data that an editor's page sends beside the text.

    `new_entities` are not stored yet. `field` and `place` (start and end, which may be equal) are
    where a quote is wanted; `field` is None if none is.
    """

    new_entities: tuple[NewEntityHint, ...] = ()
    field: Field | None = None
    place: Segment = (0, 0)

    def span_in(self, documents: Documents) -> Segment | None:
        """Return the place by offsets of `read_full_text`; None if no quote is wanted."""
        if self.field is None:
            return None
        offset = dict(zip(documents, _starts(documents), strict=True))[self.field]
        length = len(documents[self.field].text)
        start, end = (min(at, length) + offset for at in self.place)
        return start, end


def propose(
    documents: Documents,
    *,
    language: str,
    found: Sequence[Name] | None = None,
    with_reported: bool = False,
    question: Question | None = None,
    user: User | None = None,
) -> Proposals:
    """Return what the text suggests beyond the tags that it has, in the order of the text.

    `found` are a language model's names, by offsets of `read_full_text(documents)`. Indirect speech
    is proposed only `with_reported`. An entity that `user` may not know of is treated as unknown,
    even if a tag names it, since anybody can guess an id. If the rules fail on a text, there are no
    proposals and a line in the log. Three queries; one more if known names have changed, and one
    more with a `user`.
    """
    try:
        return _propose(
            documents,
            language,
            found,
            with_reported=with_reported,
            question=question or Question(),
            user=user,
        )
    except DatabaseError:
        raise
    except Exception:
        # A guess is never worth a save, an import or the answer of which it is a part.
        length = sum(len(document.text) for document in documents.values())
        logger.exception("No suggestions for a text of %s characters in %s.", length, language)
        return Proposals()


def _propose(
    documents: Documents,
    language: str,
    found: Sequence[Name] | None,
    *,
    with_reported: bool,
    question: Question,
    user: User | None,
) -> Proposals:
    story = read_full_text(documents)
    names = known_names_now()
    matches = names.find(story.text)
    tagged = {tag.entity for tag in story.tags if isinstance(tag, MentionTag)}
    entities = resolve_entities(tagged | {pk for match in matches for pk, _ in match.holders})
    secret = unknown_to(entities.values(), user) if user else frozenset()
    entities |= {entity.pk: entity for entity in entities.values()}
    entities = {pk: entity for pk, entity in entities.items() if entity.pk not in secret}
    chosen = {entities[pk].pk for pk in tagged & entities.keys()}
    known = known_names(story.text, matches, _current_entities(entities), names.unwanted, chosen)
    analysis = analyse(
        story.text,
        language=language,
        known=[*_tagged_names(story, entities), *_new_names(documents, question), *known],
        found=found,
        prose_from=len(documents[Field.HEADLINE].text) + 1,
        with_reported=with_reported,
        described=describe(pk for name in known for pk in name.entities),
        year=timezone.localdate().year,
        asked=question.span_in(documents),
    )
    engine = RULES if found is None else MODEL
    maker = _ProposalMaker(documents, story, entities, engine)
    return Proposals(
        all=tuple(maker.make_all(analysis)),
        asked=maker.make_quote(analysis.asked) if analysis.asked else None,
        entities=entities,
    )


def _current_entities(entities: Mapping[int, Entity]) -> dict[int, KnownEntity]:
    """Leave out merged entities, of whose merge the index may not have heard yet."""
    return {
        pk: KnownEntity(pk, entity.kind, entity.name)
        for pk, entity in entities.items()
        if entity.pk == pk
    }


def _tagged_names(story: FullText, entities: Mapping[int, Entity]) -> Iterator[Name]:
    """Yield the names that an editor has tagged: they are surer than any rule."""
    for tag in story.tags:
        if isinstance(tag, MentionTag) and tag.entity in entities:
            entity = entities[tag.entity]
            yield Name(tag.start, tag.end, entity.kind, entity.name, TAGGED, entities=(entity.pk,))


def _new_names(documents: Documents, question: Question) -> Iterator[Name]:
    offsets = dict(zip(documents, _starts(documents), strict=True))
    for hint in question.new_entities:
        length, offset = len(documents[hint.field].text), offsets[hint.field]
        if hint.start < hint.end <= min(hint.start + LONGEST_NAME, length):
            yield Name(hint.start + offset, hint.end + offset, hint.kind, hint.name, TAGGED)


class _ProposalMaker:
    """Turns the names and quotes of an analysis into proposals for fields."""

    def __init__(
        self, documents: Documents, story: FullText, entities: Mapping[int, Entity], engine: str
    ) -> None:
        self._documents = documents
        self._text = story.text
        self._entities = entities
        self._engine = engine
        self._fields = list(documents)
        self._starts = _starts(documents)
        self._mentioned = _TakenSpans(story.tags, MentionTag)
        self._quoted = _TakenSpans(story.tags, QuoteTag)

    def make_all(self, analysis: Analysis) -> Iterator[Proposal]:
        """Yield the proposals in the order of the text, at most `MOST_PROPOSED`."""
        names = [
            name
            for name in analysis.names
            if name.rule != TAGGED and not self._mentioned.meets([name.span])
        ]
        quotes = [quote for quote in analysis.quotes if not self._quoted.meets(quote.segments)]
        found: list[Name | SuggestedQuote] = [*names, *quotes]
        for item in sorted(found, key=_sort_key)[:MOST_PROPOSED]:
            yield self._make_mention(item) if isinstance(item, Name) else self.make_quote(item)

    def _make_mention(self, name: Name) -> Proposal:
        return self._make("mention", (name.span,), name, rule=name.rule, is_sure=name.is_sure)

    def make_quote(self, quote: SuggestedQuote) -> Proposal:
        proposal = self._make(
            "quote", quote.segments, quote.speaker, rule=quote.rule, is_sure=quote.is_sure
        )
        return structs.replace(
            proposal,
            doubt=quote.doubt or proposal.doubt,
            quote_kind=quote.kind,
            role=quote.role,
            cue=quote.cue[:LONGEST_CUE],
            source=quote.source,
        )

    def _make(
        self, kind: str, segments: Sequence[Segment], name: Name | None, *, rule: str, is_sure: bool
    ) -> Proposal:
        place = bisect_right(self._starts, segments[0][0]) - 1
        offset, field = self._starts[place], self._fields[place]
        own = tuple((start - offset, end - offset) for start, end in segments)
        text = self._documents[field].text
        meant = [self._entities[pk] for pk in name.entities] if name else []
        label = meant[0].name if len(meant) == 1 else name.full if name else ""
        return Proposal(
            kind=kind,
            field=field,
            segments=own,
            exact=text[own[0][0] : own[-1][1]],
            fingerprint=_fingerprint(kind, text, own, label),
            name=label[:LONGEST_LABEL],
            entity_kind=name.kind if name else "",
            entities=tuple(entity.pk for entity in meant),
            engine=self._engine,
            rule=rule[:LONGEST_RULE],
            is_sure=is_sure and len(meant) < 2,  # noqa: PLR2004
            doubt=name.doubt if name else None,
        )


def _sort_key(item: Name | SuggestedQuote) -> Segment:
    segments = (item.span,) if isinstance(item, Name) else item.segments
    return segments[0][0], -segments[-1][1]


class _TakenSpans:
    """The spans of a text that have a tag of one kind already."""

    def __init__(self, tags: Iterable[Tag], kind: type[Tag]) -> None:
        self._spans = sorted(span for tag in tags if isinstance(tag, kind) for span in tag.segments)
        self._starts = [start for start, _ in self._spans]
        # Quotes may nest, so an earlier span may end behind a later one.
        self._reach: list[int] = []
        for _, end in self._spans:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def meets(self, segments: Collection[Segment]) -> bool:
        for start, end in segments:
            index = bisect_right(self._starts, end - 1) - 1
            if index >= 0 and self._reach[index] > start:
                return True
        return False


def _starts(documents: Documents) -> list[int]:
    """Return where each field begins in `read_full_text(documents)`."""
    starts, position = [], 0
    for document in documents.values():
        starts.append(position)
        position += len(document.text) + 1
    return starts


def _fingerprint(kind: str, text: str, segments: Sequence[Segment], name: str) -> str:
    """Return a hash of the words, the sentence around them, and the name that they would have."""
    start, end = segments[0][0], segments[-1][1]
    sentence = sentence_at(text, start, end)
    exact = text[start:end]
    before = text.count(exact, sentence[0], start)
    parts = (
        kind,
        " ".join(exact.split()),
        " ".join(text[slice(*sentence)].split()),
        str(before),
        name,
    )
    return sha256("\0".join(parts).encode()).hexdigest()
