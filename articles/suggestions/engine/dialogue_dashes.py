"""Speech behind a dash, as Spanish and French papers print dialogue: —No —dijo NAME—. Nunca."""

import re
from collections.abc import Iterator
from typing import Final

from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.quotation_marks import Quotation
from articles.suggestions.engine.spans import Span, lines_of

_LANGUAGES: Final = frozenset({"es", "fr", "it", "pt"})
_OPENING: Final = re.compile(r"\s*[—–―]\s?(?=[¿¡«“\"]?[^\W\d_])")
_DASH: Final = re.compile(r"\s*[—–―]\s*")
# Before a reporting verb behind the speech: “, répond”, “? s’interroge”.
_BEFORE_VERB: Final = re.compile(r"[,?!…»]\s+(?:[sm][’']|se |me |lui |nous |leur )?$")
_LEADING: Final = " .,;:\u00a0"
_LONGEST_LEAD: Final = 12


def find_dialogue(text: str, cues: Cues) -> Iterator[list[Quotation]]:
    """Yield the speech of each line that begins with a dash, in its parts."""
    if cues.language not in _LANGUAGES:
        return
    for line in lines_of(text):
        if opening := _OPENING.match(text, *line):
            parts = [*_parts(text, (opening.end(), line[1]), cues)]
            yield [Quotation(start, end) for start, end in parts if start < end]


def _parts(text: str, speech: Span, cues: Cues) -> Iterator[Span]:
    dashes = [found.span() for found in _DASH.finditer(text, *speech)]
    if not dashes:
        yield _trimmed(text, (speech[0], _end_of_speech(text, speech, cues)))
        return
    yield _trimmed(text, (speech[0], dashes[0][0]))
    if len(dashes) > 1:
        yield _trimmed(text, (dashes[1][1], speech[1]))


def _end_of_speech(text: str, speech: Span, cues: Cues) -> int:
    for cue in cues.strong.finditer(text, *speech):
        lead = max(speech[0], cue.start() - _LONGEST_LEAD)
        if found := _BEFORE_VERB.search(text[lead : cue.start()]):
            return lead + found.start() + 1
    return speech[1]


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip(_LEADING))
    return start, span[0] + len(words.rstrip())
