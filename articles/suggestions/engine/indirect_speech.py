"""Indirect speech: reported words without quotation marks.

Only half of what is found is right, so it is suggested on request only and never sure.
"""

import re
from collections.abc import Iterator, Sequence

from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.sentences import sentence_ends, sentence_start
from articles.suggestions.engine.spans import Span, Spans
from articles.suggestions.engine.subjects import Subject, Subjects

_LEAD = 240
_LONGEST = 400
# "told reporters on Monday that": a few words may stand between the cue and what is reported.
_THAT = re.compile(r"(?: [\w’'-]+){0,4}? (?=that )")
_END = re.compile(
    r",? (?:when|after|while|as) asked\b|, (?:adding|according|and added|but)\b|[.;:!?\s]*$"
)


def find_reported(
    text: str, lines: Sequence[Span], quoted: Spans, subjects: Subjects, cues: Cues
) -> Iterator[tuple[Span, Subject, str]]:
    """Yield indirect speech of named speakers: the words from "that" on, the subject, the cue.

    Sentences with quoted words have none; nor have languages without phrases.
    """
    for line in lines if cues.has_phrases else ():
        reached = line[0]
        for cue in cues.strong.finditer(text, *line):
            that = _THAT.match(text, cue.end(), line[1])
            if that is None or cue.start() < reached:
                continue
            start = sentence_start(text, max(line[0], cue.start() - _LEAD), cue.start())
            subject = subjects.before_cue((start, cue.start()))
            span = _reported_clause(text, that.end(), line[1])
            if subject and subject.name and not quoted.overlaps((start, span[1])):
                yield span, subject, cue.group()
            reached = span[1]


def _reported_clause(text: str, start: int, end: int) -> Span:
    """Return the clause after "that", without the full stop and remarks like "when asked"."""
    end = min(end, start + _LONGEST)
    end = next(sentence_ends(text, start, end), end)
    found = _END.search(text, start, end)
    return start, found.start() if found else end
