"""Who said a quote: a rule after another, the surest first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from articles.suggestions.engine.cue_clauses import DENIED, Attribution, Clauses
from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.names import PERSON, Name
from articles.suggestions.engine.sentences import sentence_ends, sentence_start
from articles.suggestions.engine.source_notes import DOCUMENT
from articles.suggestions.engine.spans import Span, Spans, index_at
from articles.suggestions.engine.speech_verbs import is_only_aside, may_precede_subject
from articles.suggestions.engine.subjects import Subject, Subjects

_WINDOW = 320
_NEAR_ENOUGH = 250
_BESIDE_CUE = 48
_COMMA_ENDS = frozenset(",?!—–-،")
_CLAUSE = re.compile(r"(?:, (?:and|but|while|with|as|though|although|because|so|yet|whereas)|;) ")
_DASH_NAME = re.compile(r"\s*[-–—]{1,2}\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A quote's words in one paragraph: where they stand, and what is free beside them."""

    start: int
    end: int
    line: Span
    before: Span
    after: Span
    last: str


Rule = Callable[["Speakers", Place], Attribution | None]


class Speakers:
    """Finds the speakers of an article's quotes, asked in the order of the text."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Span],
        quoted: Spans,
        names: Sequence[Name],
        cues: Cues,
    ) -> None:
        self._text = text
        self._lines = lines
        self._line_starts = [start for start, _ in lines]
        self._quoted = quoted
        self._cues = cues
        self.subjects = Subjects(
            text, [name for name in names if not quoted.contains(name.start)], cues
        )
        self._clauses = Clauses(text, self.subjects, cues)
        self._previous: tuple[Place, Attribution | None] | None = None

    def speaker_of(self, start: int, end: int) -> Attribution | None:
        """Who says the quoted words at start to end, marks included."""
        place = self._place(start, end)
        found = next(filter(None, (rule(self, place) for rule in self._rules(place))), None)
        if found and found.subject.by == DENIED:
            found = None
        self._previous = place, found
        self.subjects.last_speaker = found.subject.name if found else None
        return found

    def go_on(self, start: int, end: int) -> None:
        """The quote before goes on here: what follows may refer to it."""
        if self._previous:
            self._previous = self._place(start, end), self._previous[1]

    def _place(self, start: int, end: int) -> Place:
        line = self._lines[index_at(self._line_starts, start)]
        before = self._quoted.end_before(start, max(line[0], start - _WINDOW)), start
        after = end, self._quoted.start_after(end, min(line[1], end + _WINDOW))
        return Place(start, end, line, before, after, self._last_of(start, end))

    def _last_of(self, start: int, end: int) -> str:
        """What a quote ends with; a comma may stand behind its closing mark too."""
        if self._text[end : end + 1] in (",", "،"):
            return ","
        return self._text[max(start, end - 6) : end].rstrip('”„"«»“’」』 \u00a0')[-1:]

    def _rules(self, place: Place) -> Sequence[Rule]:
        """What stands behind a quote counts first where a comma leads there."""
        behind_first = place.last in _COMMA_ENDS or (
            place.last.isalnum() and self._ends_sentence(place)
        )
        first: tuple[Rule, ...] = (_before, _according)
        last: tuple[Rule, ...] = (_behind, _sentence_before)
        if behind_first:
            first, last = (_behind, _before, _according), (_sentence_before,)
        return (*first, _labelled, _same_paragraph, _goes_on, *last)

    def _ends_sentence(self, place: Place) -> bool:
        """Whether the text before the quote is a whole sentence, or nothing."""
        before = self._text[slice(*place.before)].rstrip(' “"')
        return not before or before[-1] in '.!?”"'

    def behind(self, place: Place) -> Attribution | None:
        clause = self._clause_behind(place.after)
        cue = self._first_cue(clause, is_any=place.last in _COMMA_ENDS)
        if cue is None:
            return None
        lead = clause[0], cue.start()
        if self._text[slice(*lead)].strip(" ,،"):
            subject = None if self._is_conjunct(lead) else self.subjects.before_cue(lead)
        else:
            subject = None
        if subject is None and (
            not self._cues.has_phrases or not self._text[slice(*lead)].strip(" ,،")
        ):
            subject = self.subjects.behind_cue((cue.end(), self._phrase_end(cue.end(), clause[1])))
        return self._clauses.attribute_cue(subject, cue, clause, (clause[0], "behind"))

    def _clause_behind(self, after: Span) -> Span:
        text = self._text[slice(*after)]
        if text[:1] in (".", "!", "?"):
            return after[0], after[0]
        end = next(sentence_ends(self._text, *after), after[1])
        return after[0], end

    def _first_cue(self, clause: Span, *, is_any: bool) -> re.Match[str] | None:
        strong = self._cues.strong.search(self._text, *clause)
        weak = self._cues.pattern.search(self._text, *clause) if is_any else None
        if strong and weak and weak.start() < strong.start():
            between = self._text[weak.end() : strong.start()]
            return weak if "," in between or len(between) > _BESIDE_CUE else strong
        return strong or weak

    def _is_conjunct(self, lead: Span) -> bool:
        """Whether the cue's clause goes on from one before: “…” and told the police, “…”"""
        words = self._text[slice(*lead)].replace(",", " ").split()
        has_no_subject = not self.subjects.names_in(lead) and not self._cues.pronoun.search(
            self._text, *lead
        )
        return bool(words) and words[0] in {"and", "but", "or", "to", "then"} and has_no_subject

    def _phrase_end(self, start: int, end: int) -> int:
        """Where the subject behind a cue ends at the latest."""
        found = re.compile(r"[.;:!?](?:\s|$)|\n| who | when | while | after ").search(
            self._text, start + 3, end
        )
        if (
            found
            and found.group()[0] == "."
            and any(sentence_ends(self._text, found.start(), min(end, found.end() + 1)))
        ):
            return found.start()
        return end if found is None or found.group()[0] == "." else found.start()

    def before(self, place: Place) -> Attribution | None:
        start = sentence_start(self._text, *place.before)
        clause = start, place.start
        cues = [*self._cues.pattern.finditer(self._text, *clause)]
        for index in self._in_order(cues, place):
            cue = cues[index]
            lead = self._lead(cues, index, start)
            document = DOCUMENT.search(self._text, max(lead[0], cue.start() - 60), cue.start())
            subject = self.subjects.author_of_document(lead) if document else None
            if document and subject is None and "which" in document.group():
                continue  # "posted a statement, part of which read": who posted it
            subject = subject or self.subjects.before_cue(lead)
            if subject is None and not self._text[slice(*lead)].strip():
                subject = self.subjects.behind_cue((cue.end(), place.start))  # قال NAME
            if subject:
                return self._clauses.attribute_cue(subject, cue, clause, (lead[0], "before"))
        return None

    def _in_order(self, cues: Sequence[re.Match[str]], place: Place) -> list[int]:
        """Strong cues from the last to the first, then a weak one that the quote follows."""
        strong = [i for i, cue in enumerate(cues) if self._cues.is_strong(cue.group())]
        near = [
            i
            for i, cue in enumerate(cues)
            if i not in strong and place.start - cue.end() <= _BESIDE_CUE
        ]
        beside = [i for i in near if place.start - cues[i].end() <= 3]  # noqa: PLR2004
        return [*beside, *reversed(strong), *reversed([i for i in near if i not in beside])]

    def _lead(self, cues: Sequence[re.Match[str]], index: int, start: int) -> Span:
        """The words before a cue, from the cue before it on if a subject stands between."""
        for before in reversed(cues[:index]):
            span = before.end(), cues[index].start()
            if self.subjects.names_in(span) or self._cues.pronoun.search(self._text, *span):
                return self._own_clause(span)
        return self._own_clause((start, cues[index].start()))

    def _own_clause(self, lead: Span) -> Span:
        """Without the clause before, if a subject begins this one: …, and Austin posted"""
        for found in reversed([*_CLAUSE.finditer(self._text, *lead)]):
            rest = found.end(), lead[1]
            if self._cues.pronoun.match(self._text, *rest) or self.subjects.begins_with_subject(
                rest
            ):
                return rest
        return lead

    def according(self, place: Place) -> Attribution | None:
        start = sentence_start(self._text, *place.before)
        end = self._clause_behind(place.after)[1]
        for clause in ((place.end, end), (start, place.start)):
            if found := self._cues.according.search(self._text, *clause):
                subject = self.subjects.behind_cue((found.end(), clause[1]))
                if subject:
                    is_plain = may_precede_subject(
                        self._text, found.end(), subject.start, self._cues
                    )
                    return self._clauses.make_attribution(
                        subject, found.group().strip(), clause, "according to", is_plain=is_plain
                    )
        return None

    def labelled(self, place: Place) -> Attribution | None:
        """NAME: “…”, or “…” — NAME."""
        start = sentence_start(self._text, *place.before)
        lead = self._text[start : place.start].rstrip()
        if lead.endswith(":") and (subject := self.subjects.before_cue((start, place.start))):
            is_plain = is_only_aside(self._text[subject.end : place.start])
            return self._clauses.make_attribution(
                subject, "", (start, place.start), "colon", is_plain=is_plain
            )
        dash = _DASH_NAME.match(self._text, *place.after)
        if dash and (names := self.subjects.names_in((dash.end(), place.after[1]))):
            name = names[0]
            if name.start == dash.end() and name.kind == PERSON:
                subject = Subject(name.start, name.end, name, "signature")
                return self._clauses.make_attribution(subject, "", place.after, "signature")
        return None

    def same_paragraph(self, place: Place) -> Attribution | None:
        if self._previous is None:
            return None
        before, said = self._previous
        if said is None:
            return None
        if before.line != place.line or place.start - before.end > _NEAR_ENOUGH:
            return None
        others = self.subjects.names_in((before.end, place.start))
        is_alone = all(it.kind != PERSON or it.full == _full(said) for it in others)
        return replace(said, rule="same paragraph", is_sure=said.is_sure and is_alone)

    def goes_on(self, place: Place) -> Attribution | None:
        """A paragraph of quoted words behind one that ended with a quote: the same speaker."""
        if self._previous is None:
            return None
        before, said = self._previous
        if said is None:
            return None
        if not self._is_next_line(before, place) or self._text[place.line[0] : place.start].strip():
            return None
        rest = self._text[before.end : before.line[1]]
        if len(list(sentence_ends(self._text, before.end, before.line[1]))) > 1:
            return None
        has_ended = (
            any(self.subjects.names_in((before.end, before.line[1]))) and len(rest) > _NEAR_ENOUGH
        )
        return None if has_ended else replace(said, rule="paragraph before", is_sure=False)

    def _is_next_line(self, before: Place, place: Place) -> bool:
        index = index_at(self._line_starts, place.start)
        return index > 0 and self._lines[index - 1] == before.line

    def sentence_before(self, place: Place) -> Attribution | None:
        """Nothing beside it says who: the subject of what was written before."""
        index = index_at(self._line_starts, place.start)
        own = place.line[0], place.start
        subject = self.subjects.last_person(own)
        if subject is None and index > 0:
            subject = self._of_line_before(self._lines[index - 1])
        if subject is None:
            return self._of_quote_before(index)
        return self._clauses.make_attribution(subject, "", own, "sentence before")

    def _of_line_before(self, line: Span) -> Subject | None:
        """Whoever says something there, else who its last sentence is about."""
        start = max(line[0], line[1] - 4 * _WINDOW)
        for cue in reversed([*self._cues.strong.finditer(self._text, start, line[1])]):
            if self._quoted.contains(cue.start()):
                continue
            lead = sentence_start(self._text, start, cue.start()), cue.start()
            subject = self.subjects.before_cue(lead)
            if subject and subject.name:
                return subject
        return self.subjects.last_person((start, line[1]))

    def _of_quote_before(self, index: int) -> Attribution | None:
        if self._previous is None:
            return None
        before, said = self._previous
        if said is None:
            return None
        if index - index_at(self._line_starts, before.start) > 2:  # noqa: PLR2004
            return None
        return replace(said, rule="quote before", is_sure=False)


def _full(said: Attribution) -> str:
    return said.subject.name.full if said.subject.name else ""


_behind: Rule = Speakers.behind
_before: Rule = Speakers.before
_according: Rule = Speakers.according
_labelled: Rule = Speakers.labelled
_same_paragraph: Rule = Speakers.same_paragraph
_goes_on: Rule = Speakers.goes_on
_sentence_before: Rule = Speakers.sentence_before
