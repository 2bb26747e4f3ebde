"""Subjects of cues: the words beside a speech verb that name the speaker."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.name_words import ROLE_NOUNS, TITLES
from articles.suggestions.engine.names import ORGANISATION, PERSON, Name
from articles.suggestions.engine.sentences import sentence_of_word
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.speech_verbs import is_modifier

_PREPOSITION = re.compile(
    r"\b(?:of|for|to|from|by|with|about|against|on|at|in|over|between|near|than|like|behind|into)"
    r"(?: (?:the|an?|its|his|her|their|former|late|then|fellow))?"
    r"(?: (?!(?:which|whom|whose|that|when|where|who)\b)[\w’'.-]+){0,2} ?$"
)
_ADVERBIAL = re.compile(
    r"\W*(?:In|At|On|After|During|When|As|While|Before|Since|For|With|By|If|Asked|Speaking|Writing|"
    r"Despite|Although|Though|Following|Under|From|Because|Until|Once|Within|Throughout|Earlier|"
    r"Later|But|And|Yet|Still|Meanwhile|However|in|at|on|after|during|when|as|while|before)\b"
)
_SHORTENED = re.compile(r"(?:\.\w+|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros))\.$")
_NOTHING = re.compile("(?!)")
# A name behind one of these is an object: el ministro de Obras Públicas, NAME.
_FOREIGN_PREPOSITION = {
    "de": re.compile(r"\b(?:von|vom|der|des|zum|zur|beim)(?: der| dem)? $"),
    "es": re.compile(r"\b(?:del?|al?)(?: las?| los| el)? $"),
    "fr": re.compile(r"\b(?:de|du|des|aux?)(?: la| l[’'])? ?$|\bd[’']$"),
}
_JOINED = frozenset({"and", "or", "&", "und", "et", "y", "و"})
_CLAUSE = 120
_MOST_LOOKED_BACK = 1500


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that name a speaker.

    `name` is the name that they refer to, None for a phrase without a name ("a neighbour"). `by` is
    the rule by which they were found (`rules.SUBJECT_RULES`).
    """

    start: int
    end: int
    name: Name | None
    by: str


class Subjects:
    """Finds subjects among the names outside of quotes."""

    def __init__(self, text: str, names: Sequence[Name], cues: Cues) -> None:
        self.last_speaker: Name | None = None
        """The last speaker, to whom "it" refers if that was an organisation."""
        self._text = text
        self._names = names
        self._starts = [name.start for name in names]
        self._cues = cues

    def names_in(self, span: Span) -> list[Name]:
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return [name for name in self._names[first:last] if name.end <= span[1]]

    def before_cue(self, span: Span) -> Subject | None:
        """Return the subject of a cue that follows the span: NAME, a title, said."""
        return (
            self._find_pronoun_at_end(span)
            or self._find_named(self._skip_adverbial(span))
            or self._find_phrase(span)
        )

    def behind_cue(self, span: Span) -> Subject | None:
        """Return the subject of a cue that precedes the span: said NAME, a title."""
        pronoun = self._cues.pronoun.match(self._text, self._first_letter(span))
        if pronoun and pronoun.end() <= span[1]:
            return self._make_pronoun_subject((pronoun.start(), pronoun.end()))
        return self._find_named(span) or self._find_phrase(span)

    def begins_with_subject(self, span: Span) -> bool:
        """Return whether the span begins with a name or with a phrase that may be a subject."""
        names = self.names_in(span)
        if names and not self._text[span[0] : names[0].start].strip():
            return True
        return self._match_phrase(span) is not None

    def _match_phrase(self, span: Span) -> re.Match[str] | None:
        found = self._cues.phrase.match(self._text, *span)
        if found and self._cues.has_phrases:
            return found
        is_cue = found and self._cues.pattern.match(self._text, found.start(1))
        return None if is_cue else found

    def last_person(self, span: Span) -> Subject | None:
        """Return the first person of the last sentence in the span that names a person."""
        people = [name for name in self.names_in(span) if name.kind == PERSON]
        if not people:
            return None
        start = sentence_of_word(
            self._text, max(span[0], people[-1].start - _MOST_LOOKED_BACK), people[-1].start
        )
        first = next(name for name in people if name.start >= start)
        return Subject(first.start, first.end, first, "sentence before")

    def author_of_document(self, span: Span) -> Subject | None:
        """Return the author of a document in the span: Cornyn's statement."""
        names = self.names_in(span)
        for name in reversed(names):
            if self._is_possessive(name) and name.kind == PERSON:
                return Subject(name.start, name.end, name, "author")
        return None

    def _first_letter(self, span: Span) -> int:
        position = span[0]
        while position < span[1] and not self._text[position].isalnum():
            position += 1
        return position

    def _find_pronoun_at_end(self, span: Span) -> Subject | None:
        pronouns = [*self._cues.pronoun.finditer(self._text, max(span[0], span[1] - 40), span[1])]
        if not pronouns:
            return None
        found = pronouns[-1]
        between = self._text[found.end() : span[1]]
        if len(between.split()) > 3 or any(mark in between for mark in ",;:."):  # noqa: PLR2004
            return None
        return self._make_pronoun_subject(found.span())

    def _make_pronoun_subject(self, span: Span) -> Subject | None:
        return Subject(*span, self._resolve_pronoun(span), "pronoun")

    def _resolve_pronoun(self, pronoun: Span) -> Name | None:
        gender = self._cues.pronouns.get(self._text[slice(*pronoun)].lower(), "")
        if gender == "it":
            last = self.last_speaker
            return last if last and last.kind == ORGANISATION else None
        if gender == "they":
            return None
        if gender == "who":
            return self._antecedent_of_who(pronoun[0])
        return self._antecedent(pronoun[0], gender if gender in ("m", "f") else "")

    def _antecedent_of_who(self, position: int) -> Name | None:
        """Return the antecedent of "who": the last name before the pronoun."""
        before = self.names_in((max(0, position - _CLAUSE), position))
        return before[-1] if before else None

    def _antecedent(self, position: int, gender: str) -> Name | None:
        """Return the first person of that gender in the nearest sentence before that has one."""
        before = self.names_in((max(0, position - _MOST_LOOKED_BACK), position))
        people = [
            name
            for name in before
            if name.kind == PERSON and (not gender or name.gender in ("", gender))
        ]
        if not people:
            return None
        start = sentence_of_word(
            self._text, max(0, people[-1].start - _MOST_LOOKED_BACK), people[-1].start
        )
        return next(name for name in people if name.start >= start)

    def _skip_adverbial(self, span: Span) -> Span:
        """Return the span without an adverbial at the start: After the match, …."""
        start = span[0]
        while _ADVERBIAL.match(self._text, start, span[1]):
            comma = self._text.find(",", start, span[1])
            if comma < 0 or not self._has_subject((comma + 1, span[1])):
                break
            start = comma + 1
        return start, span[1]

    def _has_subject(self, span: Span) -> bool:
        return bool(self.names_in(span)) or self._match_phrase(span) is not None

    def _find_named(self, span: Span) -> Subject | None:
        names = self.names_in(span)
        free = [name for name in names if self.may_speak(name, span)]
        if not free:
            return None
        chosen = free[0]
        for following in free[1:]:
            if not self._is_role_of(chosen, following):
                break
            chosen = following
        if chosen.kind == ORGANISATION:
            chosen = self._apposed_person(chosen, free) or chosen
        rule = self._subject_rule(chosen, free, span)
        end = free[-1].end if rule == "joint" else chosen.end
        return Subject(chosen.start, end, chosen, rule)

    def _subject_rule(self, chosen: Name, free: Sequence[Name], span: Span) -> str:
        """Return the subject's rule; "joint" if another speaks too: Ann Lee and Bob Dole said."""
        if any(self._text[chosen.end : name.start].strip() in _JOINED for name in free):
            return "joint"
        is_first = not self._text[span[0] : chosen.start].strip(' ,:;“"')
        return "subject" if is_first else "apposition"

    def may_speak(self, name: Name, span: Span) -> bool:
        """Return whether a name in a clause may be its subject: no possessive, modifier, object."""
        if self._is_possessive(name) or is_modifier(self._text, name.span):
            return False
        before = self._text[max(span[0], name.start - 40) : name.start]
        if _FOREIGN_PREPOSITION.get(self._cues.language, _NOTHING).search(before):
            return False
        found = _PREPOSITION.search(before)
        if found is None:
            return True
        # "of the group's chief NAME": the name follows the object, and is not the object.
        words = found.group().split()[1:]
        return any(word.strip(".,") in ROLE_NOUNS | TITLES for word in words)

    def _is_possessive(self, name: Name) -> bool:
        after = self._text[name.end : name.end + 2]
        return after in ("'s", "’s") or (after[:1] in ("'", "’") and not after[1:].strip())

    def _is_role_of(self, name: Name, following: Name) -> bool:
        """Return whether the first name is part of the second's role: Acme spokesman John Roe."""
        gap = self._text[name.end : following.start]
        words = gap.split()
        if not words or "," in gap or len(words) > 4:  # noqa: PLR2004
            return not words and following.kind == PERSON
        return words[-1].strip(".") in ROLE_NOUNS | TITLES

    def _apposed_person(self, organisation: Name, names: Sequence[Name]) -> Name | None:
        """Return the person in apposition to an organisation: the head of Acme, Jane Roe, said."""
        after = [name for name in names if name.start > organisation.end]
        first = after[0] if after else None
        if first is None or first.kind != PERSON:
            return None
        gap = self._text[organisation.end : first.start]
        return first if gap.strip() in (",", "") else None

    def _find_phrase(self, span: Span) -> Subject | None:
        found = self._match_phrase(self._skip_adverbial(span))
        if found is None:
            return None
        words = found[1]
        # The full stop of the sentence is none of the speaker's: wrote The Post.
        is_stop = words.endswith(".") and not _SHORTENED.search(words)
        return Subject(found.start(1), found.end(1) - is_stop, None, "phrase")
