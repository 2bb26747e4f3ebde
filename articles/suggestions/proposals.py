"""What the system would tag in a text: proposals, which nothing has stored and nobody accepted."""

import logging
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from django.db import DatabaseError
from django.utils import timezone

from articles.drafts.draft import Documents, FullText, read_full_text
from articles.search.visible_entities import unknown_to
from articles.suggestions.engine.analysis import Analysis, analyse
from articles.suggestions.engine.doubts import Doubt
from articles.suggestions.engine.known_entities import known_names
from articles.suggestions.engine.matching import Entity as KnownEntity
from articles.suggestions.engine.names import TAGGED, Name
from articles.suggestions.engine.suggested_quote import SuggestedQuote
from articles.suggestions.name_index import describe, known_names_now
from articles.tagging import Field, MentionTag, QuoteTag, Segment, sentence_at
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from newsroom.models import User

logger = logging.getLogger(__name__)

SURE_SCORE: Final = 0.95
LIKELY_SCORE: Final = 0.67
"""How often rules of either class are right, as measured on news (docs/decisions/)."""

MOST_PROPOSED: Final = 2000
"""Of more names and quotes in one text the first are proposed: a long article has some hundreds."""

LONGEST_NAME: Final = 400

RULES, MODEL = "rules", "model"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A tag that is proposed. Offsets are code points in the plain text of `field`.

    `entities` are those who may be meant (a quote's speaker), several where none can be chosen,
    none for a new `name`. Only what `is_sure` may be preselected; `doubt` says why something that
    looks sure is not.
    """

    kind: str
    field: Field
    segments: tuple[Segment, ...]
    exact: str
    fingerprint: str
    name: str
    entity_kind: str
    entities: tuple[Entity, ...]
    engine: str
    rule: str
    is_sure: bool
    quote_kind: str = ""
    role: str = ""
    cue: str = ""
    source: str = ""
    doubt: Doubt | None = None

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]

    @property
    def score(self) -> float:
        return SURE_SCORE if self.is_sure else LIKELY_SCORE


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that is proposed; `asked` is the quote of the question."""

    all: tuple[Proposal, ...] = ()
    asked: Proposal | None = None


@dataclass(frozen=True, slots=True)
class NewEntityHint:
    """Words of a field, tagged as somebody whom the coming save will make."""

    field: Field
    start: int
    end: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """What an editor's page knows or wants beyond its text: its new_entities, and the quote at a
    `place` of a `field`, from start to end; one place where these are the same."""

    new_entities: tuple[NewEntityHint, ...] = ()
    field: Field | None = None
    place: Segment = (0, 0)

    def span_in(self, documents: Documents) -> Segment | None:
        """The place by offsets of `whole(documents)`; None where nothing is asked."""
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
    """What the text suggests beyond the tags that it has, in the order of the text. Three queries,
    one more where known names have changed, and one more for a `user`: whom the user may not know
    of is a stranger, though a tag should name them, whose id anybody can guess.

    `found` are names of a language model's, by offsets of `whole(documents)`; indirect speech is
    proposed only `with_reported`. A text that the rules fail on gets no proposals and a line in the
    log.
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
    known = known_names(story.text, matches, _known(entities), names.unwanted, chosen)
    analysis = analyse(
        story.text,
        language=language,
        known=[*_of_tags(story, entities), *_of_new_entities(documents, question), *known],
        found=found,
        prose_from=len(documents[Field.HEADLINE].text) + 1,
        with_reported=with_reported,
        described=describe(pk for name in known for pk in name.entities),
        year=timezone.localdate().year,
        asked=question.span_in(documents),
    )
    engine = RULES if found is None else MODEL
    proposing = _Proposing(documents, story, entities, engine)
    return Proposals(
        tuple(proposing.proposals(analysis)),
        proposing.quote(analysis.asked) if analysis.asked else None,
    )


def _known(entities: Mapping[int, Entity]) -> dict[int, KnownEntity]:
    """Without those that are merged into another: the index may not have heard of it yet."""
    return {
        pk: KnownEntity(pk, entity.kind, entity.name)
        for pk, entity in entities.items()
        if entity.pk == pk
    }


def _of_tags(story: FullText, entities: Mapping[int, Entity]) -> Iterator[Name]:
    """What an editor has tagged says who is meant, surer than any rule."""
    for tag in story.tags:
        if isinstance(tag, MentionTag) and tag.entity in entities:
            entity = entities[tag.entity]
            yield Name(tag.start, tag.end, entity.kind, entity.name, TAGGED, entities=(entity.pk,))


def _of_new_entities(documents: Documents, question: Question) -> Iterator[Name]:
    offsets = dict(zip(documents, _starts(documents), strict=True))
    for it in question.new_entities:
        if it.start < it.end <= min(it.start + LONGEST_NAME, len(documents[it.field].text)):
            start, end = it.start + offsets[it.field], it.end + offsets[it.field]
            yield Name(start, end, it.kind, it.name, TAGGED)


class _Proposing:
    def __init__(
        self, documents: Documents, story: FullText, entities: Mapping[int, Entity], engine: str
    ) -> None:
        self._documents = documents
        self._text = story.text
        self._entities = entities
        self._engine = engine
        self._fields = list(documents)
        self._starts = _starts(documents)
        self._mentioned = _Taken(tag.segments for tag in story.tags if isinstance(tag, MentionTag))
        self._quoted = _Taken(tag.segments for tag in story.tags if isinstance(tag, QuoteTag))

    def proposals(self, analysis: Analysis) -> Iterator[Proposal]:
        """In the order of the text; no more than `MOST_PROPOSED`."""
        names = [
            name
            for name in analysis.names
            if name.rule != TAGGED and not self._mentioned.meets([name.span])
        ]
        quotes = [quote for quote in analysis.quotes if not self._quoted.meets(quote.segments)]
        found: list[Name | SuggestedQuote] = [*names, *quotes]
        for it in sorted(found, key=_place)[:MOST_PROPOSED]:
            yield self._mention(it) if isinstance(it, Name) else self.quote(it)

    def _mention(self, name: Name) -> Proposal:
        return self._proposal("mention", (name.span,), name, rule=name.rule, is_sure=name.is_sure)

    def quote(self, said: SuggestedQuote) -> Proposal:
        proposal = self._proposal(
            "quote", said.segments, said.speaker, rule=said.rule, is_sure=said.is_sure
        )
        return replace(
            proposal,
            quote_kind=said.kind,
            role=said.role,
            cue=said.cue[:80],
            source=said.source,
        )

    def _proposal(
        self, kind: str, segments: Sequence[Segment], name: Name | None, *, rule: str, is_sure: bool
    ) -> Proposal:
        place = bisect_right(self._starts, segments[0][0]) - 1
        offset, field = self._starts[place], self._fields[place]
        own = tuple((start - offset, end - offset) for start, end in segments)
        text = self._documents[field].text
        meant = tuple(self._entities[pk] for pk in name.entities) if name else ()
        called = meant[0].name if len(meant) == 1 else name.full if name else ""
        return Proposal(
            kind=kind,
            field=field,
            segments=own,
            exact=text[own[0][0] : own[-1][1]],
            fingerprint=_fingerprint(kind, text, own, called),
            name=called[:200],
            entity_kind=name.kind if name else "",
            entities=meant,
            engine=self._engine,
            rule=rule,
            is_sure=is_sure and len(meant) < 2,  # noqa: PLR2004
            doubt=name.doubt if name else None,
        )


def _place(it: Name | SuggestedQuote) -> Segment:
    start, end = it.span if isinstance(it, Name) else (it.segments[0][0], it.segments[-1][1])
    return start, -end


class _Taken:
    """Where there are tags of one kind already."""

    def __init__(self, segments: "Iterator[tuple[Segment, ...]]") -> None:
        self._spans = sorted(span for segment in segments for span in segment)
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
    """Where each field begins in `whole(documents)`."""
    starts, position = [], 0
    for document in documents.values():
        starts.append(position)
        position += len(document.text) + 1
    return starts


def _fingerprint(kind: str, text: str, segments: Sequence[Segment], name: str) -> str:
    """Of the words, the sentence they stand in, and whom they would name there."""
    start, end = segments[0][0], segments[-1][1]
    sentence = sentence_at(text, start, end)
    said = text[start:end]
    before = text.count(said, sentence[0], start)
    parts = (
        kind,
        " ".join(said.split()),
        " ".join(text[slice(*sentence)].split()),
        str(before),
        name,
    )
    return sha256("\0".join(parts).encode()).hexdigest()
