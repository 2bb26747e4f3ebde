"""Analysis of an article's text: names linked to each other, and quotes with their speakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from articles.suggestions.engine.combined_names import combine_names
from articles.suggestions.engine.contradictions import EntityDescription, find_contradictions
from articles.suggestions.engine.cue_clauses import Attribution
from articles.suggestions.engine.cues import Cues, cues_of
from articles.suggestions.engine.dialogue_dashes import find_dialogue
from articles.suggestions.engine.doubts import GUESS, Doubt
from articles.suggestions.engine.folding import with_plain_spaces
from articles.suggestions.engine.indirect_speech import find_reported
from articles.suggestions.engine.name_linking import link_names
from articles.suggestions.engine.names import TAGGED, Name, find_names
from articles.suggestions.engine.quotation_marks import find_quotations
from articles.suggestions.engine.quote_at_place import Group, add_groups_at, quote_at
from articles.suggestions.engine.quote_kinds import DIRECT, INDIRECT, join_paragraphs, kind_of
from articles.suggestions.engine.sentences import sentence_ends
from articles.suggestions.engine.source_notes import source_of
from articles.suggestions.engine.spans import Span, Spans, index_at, lines_of
from articles.suggestions.engine.speaker_labels import is_label
from articles.suggestions.engine.speakers import Speakers
from articles.suggestions.engine.subjects import Subject
from articles.suggestions.engine.suggested_quote import SuggestedQuote

_LONGEST_INTERRUPTION = 160
_LONGEST_ROLE = 120
_MOST_SEGMENTS = 20
_FEW_WORDS = 5


@dataclass(frozen=True, slots=True)
class Analysis:
    """Names and quotes in the order of the text; `asked` is the quote that was asked for."""

    names: tuple[Name, ...]
    quotes: tuple[SuggestedQuote, ...]
    asked: SuggestedQuote | None = None


def analyse(
    text: str,
    *,
    language: str,
    known: Sequence[Name] = (),
    found: Sequence[Name] | None = None,
    prose_from: int = 0,
    with_reported: bool = False,
    described: Mapping[int, EntityDescription] = MappingProxyType({}),
    year: int | None = None,
    asked: Span | None = None,
) -> Analysis:
    """Return the names and quotes that the text suggests.

    `known` are names of the newsroom's entities in the text, `found` those of a language model,
    which are combined with those of the rules. Text before `prose_from` is a headline, where
    capitals mean nothing: only names of the prose are found there. Indirect speech is found only
    `with_reported`. `described` has what is known of entities, by id: an entity that the text
    contradicts is not sure. `year` is when the text was written. `asked` is a place or a span for
    which a quote is wanted, whether it looks like one or not.

    Time is linear in the length of the text.
    """
    text, cues = with_plain_spaces(text), cues_of(language)
    names = [name for name in find_names(text, cues) if name.start >= prose_from]
    if found is not None:
        names = combine_names(names, [name for name in found if name.start >= prose_from])
    linked = _mark_doubts(text, link_names(text, [*known, *names]), described, year)
    groups = _find_groups(text, cues)
    quotes = _make_quotes(text, linked, cues, groups)
    answer = None
    if asked is not None:
        groups = add_groups_at(text, groups, asked)
        answer = quote_at(_make_quotes(text, linked, cues, groups), asked)
    if with_reported:
        quotes += _make_reported_quotes(text, linked, cues, groups)
    return Analysis(tuple(linked), tuple(quotes), answer)


def _mark_doubts(
    text: str, names: Sequence[Name], described: Mapping[int, EntityDescription], year: int | None
) -> list[Name]:
    """Make all names of an entity unsure if the text contradicts it beside one of them.

    An entity that an editor has tagged is decided, together with its other names.
    """
    decided = {pk for name in names if name.rule == TAGGED for pk in name.entities}
    mentions = [
        (name.span, described[name.entities[0]])
        for name in names
        if len(name.entities) == 1 and name.entities[0] in described.keys() - decided
    ]
    doubts = {
        contradiction.entity: contradiction.doubt
        for contradiction in find_contradictions(text, mentions, year=year)
    }
    return [
        replace(name, is_sure=False, doubt=doubts[name.entities[0]])
        if len(name.entities) == 1 and name.entities[0] in doubts
        else name
        for name in names
    ]


def _make_quotes(
    text: str, names: Sequence[Name], cues: Cues, groups: Sequence[Group]
) -> list[SuggestedQuote]:
    speakers = _make_speakers(text, names, cues, groups)
    quotes: list[SuggestedQuote] = []
    for group, kind in groups:
        segments = tuple(piece.span for piece in group)
        found = speakers.speaker_of(*segments[0])
        if len(segments) > 1:
            speakers.extend_quote(*segments[-1])
        quote = _make_quote(text, segments, kind, found, speakers)
        if quotes and _is_interrupted(text, quotes[-1], quote, cues):
            quotes[-1] = replace(quotes[-1], segments=quotes[-1].segments + segments)
        else:
            quotes.append(quote)
    return quotes


def _make_speakers(
    text: str, names: Sequence[Name], cues: Cues, groups: Sequence[Group]
) -> Speakers:
    quoted = Spans(piece.span for group, _ in groups for piece in group)
    return Speakers(text, lines_of(text), quoted, names, cues)


def _make_reported_quotes(
    text: str, names: Sequence[Name], cues: Cues, groups: Sequence[Group]
) -> list[SuggestedQuote]:
    speakers = _make_speakers(text, names, cues, groups)
    quoted = Spans(piece.span for group, _ in groups for piece in group)
    reported = find_reported(text, lines_of(text), quoted, speakers.subjects, cues)
    return [
        _make_reported_quote(text, span, subject, cue, speakers) for span, subject, cue in reported
    ]


def _make_reported_quote(
    text: str, span: Span, subject: Subject, cue: str, speakers: Speakers
) -> SuggestedQuote:
    clause = subject.start, span[0]
    return SuggestedQuote(
        segments=(span,),
        kind=INDIRECT,
        speaker=subject.name,
        speaker_words=(subject.start, subject.end),
        role="",
        cue=cue,
        source=source_of(text, clause, speakers.subjects.names_in(clause)),
        rule="reported",
        is_sure=False,
    )


def _find_groups(text: str, cues: Cues) -> list[Group]:
    lines = lines_of(text)
    starts = [start for start, _ in lines]
    groups: list[Group] = []
    for group in join_paragraphs(find_quotations(text)):
        line = lines[index_at(starts, group[0].start)]
        follows_quote = bool(groups) and groups[-1][0][-1].start >= line[0]
        is_labelled = is_label(text, line, group[0].start)
        if kind := kind_of(text, group[0], line, cues, is_said=follows_quote or is_labelled):
            groups.append((group, kind))
    spoken = [(group, DIRECT) for group in find_dialogue(text, cues) if group]
    taken = Spans(piece.span for group, _ in spoken for piece in group)
    apart = [group for group in groups if not taken.overlaps(group[0][0].span)]
    return sorted([*apart, *spoken], key=lambda group: group[0][0].start)


def _make_quote(
    text: str,
    segments: tuple[Span, ...],
    kind: str,
    found: Attribution | None,
    speakers: Speakers,
) -> SuggestedQuote:
    if found is None:
        return SuggestedQuote(segments, kind, None, None, "", "", "", "no speaker", is_sure=False)
    subject = found.subject
    words = text[subject.start : subject.end]
    return SuggestedQuote(
        segments=segments,
        kind=kind,
        speaker=subject.name,
        speaker_words=(subject.start, subject.end),
        role="" if subject.name else " ".join(words.split())[:_LONGEST_ROLE],
        cue=found.cue,
        source=source_of(text, found.clause, speakers.subjects.names_in(found.clause)),
        rule=found.rule,
        is_sure=found.is_sure and subject.name is not None and subject.name.is_sure,
        doubt=Doubt(GUESS, words[:_LONGEST_ROLE]) if found.is_hint else None,
    )


def _is_interrupted(text: str, before: SuggestedQuote, after: SuggestedQuote, cues: Cues) -> bool:
    """Return whether only a clause like "he said" stands between two parts of one quote."""
    gap = before.segments[-1][1], after.segments[0][0]
    between = text[slice(*gap)]
    if len(before.segments) >= _MOST_SEGMENTS:
        return False
    if "\n" in between or not between.strip() or gap[1] - gap[0] > _LONGEST_INTERRUPTION:
        return False
    if _last_character(text, before.segments[-1]) == ".":
        return False
    if cues.strong.search(text, *gap) is None:
        form = _has_the_form_of_an_interruption(text, before.segments[-1], gap)
        return form and (not after.is_sure or _has_one_attribution(before, after, gap))
    if not _has_one_attribution(before, after, gap):
        return False
    sentences = sum(1 for _ in sentence_ends(text, *gap))
    return sentences <= 1 and (sentences == 0 or between.rstrip()[-1] in ".,:")


def _has_one_attribution(before: SuggestedQuote, after: SuggestedQuote, gap: Span) -> bool:
    """Return whether the words between two parts name the one speaker of both."""
    words = before.speaker_words
    return words is not None and words == after.speaker_words and gap[0] <= words[0] < gap[1]


def _has_the_form_of_an_interruption(text: str, before: Span, gap: Span) -> bool:
    """Return whether commas show an interruption, in any language: “…,” rief Falk, “…”."""
    between, follows = text[slice(*gap)].strip(), text[gap[1] + 1 : gap[1] + 3].strip()
    return (
        len(between.split()) <= _FEW_WORDS
        and between.endswith(",")
        and (_last_character(text, before) == "," or between.startswith(","))
        and follows[:1].islower()
    )


def _last_character(text: str, segment: Span) -> str:
    return text[slice(*segment)].rstrip('”„"«»“‘’」』 \u00a0\u202f')[-1:]
