"""Attribution of a quote by the clause around a cue, and how sure that is."""

import re
from dataclasses import dataclass, replace

from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.rules import HINT, SPEAKER_RULES, SUBJECT_RULES, SURE
from articles.suggestions.engine.source_notes import DOCUMENT
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.speech_verbs import (
    Assertion,
    classify_subject_before_cue,
    classify_subject_behind_cue,
)
from articles.suggestions.engine.subjects import Subject, Subjects

DENIED = "denied"
"""The rule of a subject of whom the clause says that the words are not theirs."""

_BY = re.compile(r"\bby (?:the )?")
_EMBEDDED = 40
_SENTENCE_ENDS = (".", "!", "?", "…", "؟", "。")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker of a quote, with the words that name the speaker and the cue.

    `clause` are the words of the paper around the cue. `rule` says how the speaker was found.
    """

    subject: Subject
    cue: str
    clause: Span
    rule: str
    is_sure: bool

    @property
    def is_hint(self) -> bool:
        """Return whether nothing beside the quote says that the speaker is this one."""
        return SPEAKER_RULES[self.rule.partition(",")[0]] is HINT


class Clauses:
    """Reads who said the words from the clauses of a text that have a cue."""

    def __init__(self, text: str, subjects: Subjects, cues: Cues) -> None:
        self._text = text
        self._subjects = subjects
        self._cues = cues

    def attribute_cue(
        self, subject: Subject | None, cue: re.Match[str], clause: Span, origin: tuple[int, str]
    ) -> Attribution | None:
        """Return the attribution by the clause around a cue, or None without a subject.

        `origin` has the start of the subject's own clause, and the rule.
        """
        if subject is None:
            return None
        lead, rule = origin
        assertion = self._classify(subject, cue, (lead, clause[1]))
        if assertion is Assertion.DENIED:
            subject = self._find_agent(cue, clause) or replace(subject, name=None, by=DENIED)
        elif assertion is Assertion.DOUBTFUL and subject.by != "joint":
            subject = self._find_nearest_name(subject, cue)
        is_plain = assertion is Assertion.PLAIN and not self._is_embedded(lead)
        is_plain = is_plain and not self._sentence_has_ended(clause, rule)
        return self.make_attribution(subject, cue.group(), clause, rule, is_plain=is_plain)

    def _sentence_has_ended(self, clause: Span, rule: str) -> bool:
        """Return whether the cue's sentence ends before the quote: NAME testified. “…”."""
        return rule == "before" and self._text[slice(*clause)].rstrip()[-1:] in _SENTENCE_ENDS

    def _classify(self, subject: Subject, cue: re.Match[str], clause: Span) -> Assertion:
        if subject.start >= cue.end():
            return classify_subject_behind_cue(
                self._text, cue.span(), (subject.start, subject.end), clause[0], self._cues
            )
        assertion = classify_subject_before_cue(
            self._text, clause, (subject.start, subject.end), cue.span(), self._cues
        )
        # Between an author and the cue stands the document: Cornyn's statement said.
        is_author = subject.by == "author" and assertion is Assertion.DOUBTFUL
        return Assertion.PLAIN if is_author else assertion

    def _find_agent(self, cue: re.Match[str], clause: Span) -> Subject | None:
        """Return the agent of a passive: was told by NAME."""
        found = _BY.search(self._text, cue.end(), clause[1])
        names = self._subjects.names_in((found.end(), clause[1])) if found else []
        if not found or not names or names[0].start != found.end():
            return None
        return Subject(names[0].start, names[0].end, names[0], "agent")

    def _find_nearest_name(self, subject: Subject, cue: re.Match[str]) -> Subject:
        """Return the name right before the cue instead of the first: heard NAME say."""
        span = subject.end, cue.start()
        for name in reversed(self._subjects.names_in(span)):
            is_beside = self._text[name.end : cue.start()].strip() in ("", "as")
            if is_beside and self._subjects.may_speak(name, span):
                return Subject(name.start, name.end, name, "second verb")
        return subject

    def _is_embedded(self, lead: int) -> bool:
        """Return whether a clause that says or thinks so comes first, unless it is a document's."""
        begun = max(0, lead - _EMBEDDED)
        cue = next(
            (
                cue
                for cue in self._cues.pattern.finditer(self._text, begun, lead)
                if cue.end() == lead
            ),
            None,
        )
        return cue is not None and not DOCUMENT.search(
            self._text, max(0, cue.start() - 60), cue.start()
        )

    def make_attribution(
        self, subject: Subject | None, cue: str, clause: Span, rule: str, *, is_plain: bool = True
    ) -> Attribution | None:
        if subject is None:
            return None
        is_sure = is_plain and SPEAKER_RULES[rule] is SURE and SUBJECT_RULES[subject.by] is SURE
        return Attribution(subject, cue, clause, f"{rule}, {subject.by}", is_sure)
