"""Speakers of quotes: the rules of `rules.SPEAKER_RULES` are tried one after another."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from articles.suggestions.engine.cue_clauses import DENIED, Attribution, Clauses
from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.interruptions import find_interruption
from articles.suggestions.engine.names import PERSON, Name
from articles.suggestions.engine.quote_place import Place
from articles.suggestions.engine.rules import SPEAKER_RULES
from articles.suggestions.engine.sentences import sentence_ends, sentence_start
from articles.suggestions.engine.source_notes import DOCUMENT
from articles.suggestions.engine.spans import Span, Spans, index_at
from articles.suggestions.engine.speaker_labels import Labels
from articles.suggestions.engine.speech_verbs import is_only_aside, may_precede_subject
from articles.suggestions.engine.subjects import Subject, Subjects

_WINDOW = 320
_NEAR_ENOUGH = 250
_BESIDE_CUE = 48
_COMMAS = frozenset(",،")
_MOST_BEFORE_NAME = 6
_COMMA_ENDS = frozenset(",?!—–-،")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)(?: \w+)? (\w+) by ")
_APPOSED = re.compile(r"\s*(?:[,.:;)—–]|$)")
_SHOWS = re.compile(
    r"\b(?:show|shows|showed|reveal|reveals|revealed|contain|contains|contained|detail|"
    r"details|detailed|include|includes|included|found|finds|suggested|suggests|states|stated)\b"
)
_CLAUSE = re.compile(r"(?:, (?:and|but|while|with|as|though|although|because|so|yet|whereas)|;) ")
_DASH_NAME = re.compile(r"\s*[-–—]{1,2}\s*")


FindSpeaker = Callable[[Place], Attribution | None]


class Speakers:
    """Finds the speakers of an article's quotes, which have to come in the order of the text."""

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
        self._quoted_subjects = Subjects(text, names, cues)
        self._labels = Labels(text, names)
        self._previous: tuple[Place, Attribution | None] | None = None
        self._methods: Mapping[str, FindSpeaker] = {
            "inside": self._inside_quote,
            "before": self._before_quote,
            "according to": self._according_to,
            "colon": self._before_colon,
            "label": self._label,
            "signature": self._signature,
            "same paragraph": self._same_paragraph,
            "paragraph before": self._paragraph_before,
            "behind": self._behind_quote,
            "form behind": self._form_behind,
            "sentence before": self._sentence_before,
        }

    def speaker_of(self, start: int, end: int) -> Attribution | None:
        """Return who says the quoted words from start to end, which include the marks."""
        place = self._place(start, end)
        methods = (self._methods[rule] for rule in self._rules(place))
        found = next(filter(None, (find(place) for find in methods)), None)
        if found and found.subject.by == DENIED:
            found = None
        self._previous = place, found
        self.subjects.last_speaker = found.subject.name if found else None
        return found

    def extend_quote(self, start: int, end: int) -> None:
        """Let the last quote continue at this place, to which what follows may refer."""
        if self._previous:
            self._previous = self._place(start, end), self._previous[1]

    def _place(self, start: int, end: int) -> Place:
        line = self._lines[index_at(self._line_starts, start)]
        before = self._quoted.end_before(start, max(line[0], start - _WINDOW)), start
        after = end, self._quoted.start_after(end, min(line[1], end + _WINDOW))
        return Place(start, end, line, before, after, self._last_of(start, end))

    def _last_of(self, start: int, end: int) -> str:
        """Return the last character of a quote; a comma may stand behind the closing mark."""
        if self._text[end : end + 1] in (",", "،"):
            return ","
        return self._text[max(start, end - 6) : end].rstrip('”„"«»“‘’」』 \u00a0')[-1:]

    def _rules(self, place: Place) -> Sequence[str]:
        """Return the rules in their order; "behind" comes first if a comma leads there."""
        is_behind_first = place.last in _COMMA_ENDS or (
            place.last.isalnum() and self._follows_sentence_end(place)
        )
        rules = list(SPEAKER_RULES)
        if is_behind_first:
            behind = ["behind", "form behind"]
            rules = behind + [rule for rule in rules if rule not in behind]
        return rules

    def _follows_sentence_end(self, place: Place) -> bool:
        """Return whether the text before the quote is a whole sentence, or empty."""
        before = self._text[slice(*place.before)].rstrip(' “‘"')
        return not before or before[-1] in '.!?”’"'

    def _behind_quote(self, place: Place) -> Attribution | None:
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

    def _form_behind(self, place: Place) -> Attribution | None:
        """Return the speaker of an attribution with any verb: “…,” NAME shrugged."""
        clause = self._clause_behind(place.after)
        if place.last not in _COMMAS or not self._cues.form_behind.match(self._text, *clause):
            return None
        names = self.subjects.names_in(clause)
        words = self._text[clause[0] : names[0].start].split() if names else []
        if not names or len(words) > _MOST_BEFORE_NAME:
            return None
        subject = Subject(names[0].start, names[0].end, names[0], "subject")
        return self._clauses.make_attribution(
            subject, " ".join(words).strip(" ,،"), clause, "form behind"
        )

    def _inside_quote(self, place: Place) -> Attribution | None:
        """Return the speaker of an interruption within the marks: « …, dit NAME, … »."""
        found = find_interruption(self._text, (place.start, place.end), self._cues)
        if found is None:
            return None
        subjects = self._quoted_subjects
        subject = subjects.behind_cue(found.behind) or subjects.before_cue(found.before)
        clause = found.before[0], found.behind[1]
        return self._clauses.make_attribution(subject, found.cue, clause, "inside")

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
        """Return whether the cue has no subject of its own: “…” and told the police, “…”."""
        words = self._text[slice(*lead)].replace(",", " ").split()
        has_no_subject = not self.subjects.names_in(lead) and not self._cues.pronoun.search(
            self._text, *lead
        )
        return bool(words) and words[0] in {"and", "but", "or", "to", "then"} and has_no_subject

    def _phrase_end(self, start: int, end: int) -> int:
        """Return where the subject behind a cue ends at the latest."""
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

    def _before_quote(self, place: Place) -> Attribution | None:
        start = sentence_start(self._text, *place.before)
        clause = start, place.start
        cues = [*self._cues.pattern.finditer(self._text, *clause)]
        for index in self._order_cues(cues, place):
            cue = cues[index]
            lead = self._lead(cues, index, start)
            document = DOCUMENT.search(self._text, max(lead[0], cue.start() - 60), cue.start())
            subject = self.subjects.author_of_document(lead) if document else None
            if document and subject is None and "which" in document.group():
                continue  # "posted a statement, part of which read": who posted it
            subject = subject or self.subjects.before_cue(lead)
            if subject is None and self._has_subject_behind(lead):
                subject = self.subjects.behind_cue((cue.end(), place.start))  # قال NAME
            if subject:
                return self._clauses.attribute_cue(subject, cue, clause, (lead[0], "before"))
        return self._passive(clause) or self._document(clause)

    def _document(self, clause: Span) -> Attribution | None:
        """Return a document as the source, which is no person: court papers show “…”."""
        shown = _SHOWS.search(self._text, *clause)
        found = DOCUMENT.search(self._text, clause[0], shown.start()) if shown else None
        if found is None:
            return None
        subject = Subject(clause[0], found.end(), None, "phrase")
        return self._clauses.make_attribution(subject, "", clause, "before")

    def _passive(self, clause: Span) -> Attribution | None:
        """Return who spoke in a passive: NAME was told by NAME; without a name it is nobody."""
        found = _PASSIVE.search(self._text, *clause)
        if found is None or found[1] not in self._cues.forms:
            return None
        names = self.subjects.names_in((found.end(), clause[1]))
        if names and not self._text[found.end() : names[0].start].strip():
            subject = Subject(*names[0].span, names[0], "agent")
        else:
            subject = Subject(found.end(), clause[1], None, DENIED)
        return self._clauses.make_attribution(subject, found[1], clause, "before")

    def _has_subject_behind(self, lead: Span) -> bool:
        """Return whether a verb with these words before it has its subject behind: قال NAME."""
        words = self._text[slice(*lead)]
        return not words.strip() or self._cues.as_said.match(words) is not None

    def _order_cues(self, cues: Sequence[re.Match[str]], place: Place) -> list[int]:
        """Return indexes of cues: strong ones from the last to the first, then weak ones nearby.

        A cue right before the quote comes first.
        """
        strong = [i for i, cue in enumerate(cues) if self._cues.is_strong(cue.group())]
        near = [
            i
            for i, cue in enumerate(cues)
            if i not in strong and place.start - cue.end() <= _BESIDE_CUE
        ]
        beside = [i for i in near if place.start - cues[i].end() <= 3]  # noqa: PLR2004
        return [*beside, *reversed(strong), *reversed([i for i in near if i not in beside])]

    def _lead(self, cues: Sequence[re.Match[str]], index: int, start: int) -> Span:
        """Return the words before a cue, from the previous cue on if a subject stands between.

        A participle behind a comma has the subject of its sentence: NAME slams …, saying.
        """
        if self._is_participle(cues[index], start):
            return self._own_clause((start, cues[index].start()))
        for before in reversed(cues[:index]):
            span = before.end(), cues[index].start()
            if self.subjects.names_in(span) or self._cues.pronoun.search(self._text, *span):
                return self._own_clause(span)
        return self._own_clause((start, cues[index].start()))

    def _is_participle(self, cue: re.Match[str], start: int) -> bool:
        before = self._text[start : cue.start()].rstrip()
        return cue.group().endswith("ing") and before.endswith(",")

    def _own_clause(self, lead: Span) -> Span:
        """Return the cue's own clause, if that begins with a subject: …, and Austin posted."""
        for found in reversed([*_CLAUSE.finditer(self._text, *lead)]):
            rest = found.end(), lead[1]
            if self._cues.pronoun.match(self._text, *rest) or self.subjects.begins_with_subject(
                rest
            ):
                return rest
        return lead

    def _according_to(self, place: Place) -> Attribution | None:
        start = sentence_start(self._text, *place.before)
        end = self._clause_behind(place.after)[1]
        for clause in ((place.end, end), (start, place.start)):
            if found := self._cues.according.search(self._text, *clause):
                subject = self.subjects.behind_cue((found.end(), clause[1]))
                if subject:
                    subject = self._source(subject, (found.end(), clause[1]))
                    is_plain = may_precede_subject(
                        self._text, found.end(), subject.start, self._cues
                    )
                    return self._clauses.make_attribution(
                        subject, found.group().strip(), clause, "according to", is_plain=is_plain
                    )
        return None

    def _source(self, subject: Subject, span: Span) -> Subject:
        """Return the words before the comma as the source if the name behind is no apposition.

        According to the indictment, NAME “…”: nobody but the indictment says so.
        """
        comma = self._text.find(", ", span[0], subject.start)
        if comma < 0 or _APPOSED.match(self._text, subject.end):
            return subject
        return Subject(span[0], comma, None, "phrase")

    def _before_colon(self, place: Place) -> Attribution | None:
        """Return the speaker of: NAME: “…”."""
        clause = sentence_start(self._text, *place.before), place.start
        if not self._text[slice(*clause)].rstrip().endswith(":"):
            return None
        subject = self.subjects.before_cue(clause)
        if subject is None:
            return None
        is_plain = is_only_aside(self._text[subject.end : place.start])
        return self._clauses.make_attribution(subject, "", clause, "colon", is_plain=is_plain)

    def _label(self, place: Place) -> Attribution | None:
        """Return whom the label of the line names: nobody else spoke, even if that is unknown."""
        label = self._labels.find(place.line)
        if label is None or label.end > place.start:
            return None
        by = "label" if label.name or self._text[label.start : label.end].count(" ") else DENIED
        subject = Subject(label.start, label.end, label.name, by)
        return self._clauses.make_attribution(subject, "", place.line, "label")

    def _signature(self, place: Place) -> Attribution | None:
        """Return the speaker of: “…” — NAME."""
        dash = _DASH_NAME.match(self._text, *place.after)
        names = self.subjects.names_in((dash.end(), place.after[1])) if dash else []
        if not dash or not names or names[0].start != dash.end() or names[0].kind != PERSON:
            return None
        subject = Subject(*names[0].span, names[0], "signature")
        return self._clauses.make_attribution(subject, "", place.after, "signature")

    def _same_paragraph(self, place: Place) -> Attribution | None:
        """Return the speaker of the last quote if that is near, in the same paragraph."""
        before, attribution = self._previous or (place, None)
        if attribution is None or attribution.is_hint:
            return None
        if before.line != place.line or place.start - before.end > _NEAR_ENOUGH:
            return None
        others = self.subjects.names_in((before.end, place.start))
        speaker = _full_name(attribution)
        is_alone = all(name.kind != PERSON or name.full == speaker for name in others)
        return replace(attribution, rule="same paragraph", is_sure=attribution.is_sure and is_alone)

    def _paragraph_before(self, place: Place) -> Attribution | None:
        """Return the last speaker if a quote begins the paragraph behind the last quote."""
        before, attribution = self._previous or (place, None)
        if attribution is None or attribution.is_hint:
            return None
        if not self._is_next_line(before, place) or self._text[place.line[0] : place.start].strip():
            return None
        rest = self._text[before.end : before.line[1]]
        if len(list(sentence_ends(self._text, before.end, before.line[1]))) > 1:
            return None
        has_ended = (
            any(self.subjects.names_in((before.end, before.line[1]))) and len(rest) > _NEAR_ENOUGH
        )
        return None if has_ended else replace(attribution, rule="paragraph before", is_sure=False)

    def _is_next_line(self, before: Place, place: Place) -> bool:
        index = index_at(self._line_starts, place.start)
        return index > 0 and self._lines[index - 1] == before.line

    def _sentence_before(self, place: Place) -> Attribution | None:
        """Return the subject of the text before: a hint, since nothing says that they speak."""
        index = index_at(self._line_starts, place.start)
        own = place.line[0], place.start
        subject = self.subjects.last_person(own)
        if subject is None and index > 0:
            subject = self._subject_of_line(self._lines[index - 1])
        return self._clauses.make_attribution(subject, "", own, "sentence before")

    def _subject_of_line(self, line: Span) -> Subject | None:
        """Return the last speaker of a line, or else the person of its last sentence."""
        start = max(line[0], line[1] - 4 * _WINDOW)
        for cue in reversed([*self._cues.strong.finditer(self._text, start, line[1])]):
            if self._quoted.contains(cue.start()):
                continue
            lead = sentence_start(self._text, start, cue.start()), cue.start()
            subject = self.subjects.before_cue(lead)
            if subject and subject.name:
                return subject
        return self.subjects.last_person((start, line[1]))


def _full_name(attribution: Attribution) -> str:
    name = attribution.subject.name
    return name.full if name else ""
