"""Stories of news agencies: the header and trailer of ANPA 1312 and IPTC 7901, and the dateline.

Every form is recognised by its own line; what is no such line is text. The lines taken out are kept
in `WireStory.header`, and their offsets are in no field.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from articles.importing.wrapped_lines import Line

MOST_HEADER_LINES: Final = 12
MOST_CREDITS: Final = 5  # lines before the text: headline, byline, titles
SMALL_WORDS: Final = frozenset(
    ("am", "an", "de", "del", "der", "di", "du", "el", "en", "la", "le", "of", "sur")
)
TRANSMISSION: Final = "\x01\x02\x03\x04\x16 \t\xa0"  # start and end of header and text
HEADER: Final = [
    re.compile(pattern)
    for pattern in (
        r"ZCZC\b.*",
        r"[A-Z]{2,5} ?\d{2,5} [1-9] [A-Z]{3} \d{1,5}\b.*",  # IPTC 7901: AFP123 4 POL 0250
        r"[a-z]\d{3,4}( [\w-]+)?",  # ANPA 1312: number of the story
        r"[a-z]{1,3} [a-z]{1,2} .*\d\d-\d\d \d{3,4}",  # priority, category, slug, date, words
        r"\^?(BC|AM|PM|AP|EU|ML|US)-+[\w'’&/.]+([-, ][\w'’&/. -]+)*<?",  # slug line
        r"[^\W\d_][\w'’]*(-[\w'’]+)+(, ?[\w -]+)?",  # keywords: Lebanon-Israel-conflict,lead
        r"(URGENT|ALERT|FLASH|EXPRESS|LEAD)",
    )
]
TRAILER: Final = [
    re.compile(pattern)
    for pattern in (
        r"NNNN.*",
        r"[A-Z]{2,5}-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}[A-Z]{3,4}<?",  # AP-NY-09-21-24 1234EDT
        r"([A-Z]{2,5} )?\d{6}( ?GMT| ?Z)? [A-Z]{3} \d\d(\d\d)?",  # AFP 211234 GMT SEP 24
        r"[a-z]{2,4}(/[a-z]{2,4}){1,4}",  # initials: dla/ser
    )
]
CARET: Final = re.compile(r"\^(.*?)[<=]*$")
BYLINE: Final = re.compile(r"(?:By|by|BY|Par|Von|Por) (\S.{1,79}?)=?$")
AGENCY: Final = r"\((?P<agency>[^()\n]{2,40})\)"
DASH: Final = r"[ \t]*(?:—|–|--|-|_|:)[ \t]+"
# BEIRUT, Sept 21 (Reuters) - ; Beyrouth (AFP) – ; BEIRUT —
DATELINE: Final = re.compile(
    rf"\s*(?P<dateline>[^\W\d_][^()\n!?:;“”\"]{{1,60}}? ?{AGENCY}){DASH}(?=\S)"
    r"|\s*(?P<place>[^\W\d_a-z][^\n()!?:;“”\"]{2,40}?) (?:—|–|--) (?=\S)"
)


@dataclass(frozen=True, slots=True)
class WireStory:
    """A wire's story: its lines of text (headline first), and what stood around them."""

    lines: tuple[Line, ...]
    header: tuple[str, ...] = ()
    dateline: str = ""
    byline: str = ""


def is_surely_wire(lines: Sequence[Line]) -> bool:
    """Return whether the file begins as only a wire's file does, with ZCZC."""
    return _bare(lines[0]).startswith("ZCZC")


def looks_like_wire(lines: Sequence[Line]) -> bool:
    """Return whether the first line is a header's, or the last one a trailer's."""
    return _is_header(lines[0]) or _is_trailer(lines[-1])


def take_apart(lines: Sequence[Line]) -> WireStory:
    """Return a wire's story without header and trailer, its dateline and its byline.

    If no headline follows the header, its last line, the slug, is the headline.
    """
    start, end = _header_end(lines), _trailer_start(lines)
    byline, titles, text = _take_credits(lines[start:end])
    header = [*(_bare(line) for line in lines[:start]), *titles]
    header += [_bare(line) for line in lines[end:]]
    at = next((at for at, line in enumerate(text[:4]) if _match_dateline(line)), None)
    if at == 0 and start:  # no line stands before the text itself
        text.insert(0, _tidy(lines[start - 1]))
        at += 1
    if at is None or at == 0:
        return WireStory(tuple(text), tuple(header), "", byline)
    dateline, text[at] = _split_dateline(text[at])
    return WireStory(tuple(text), tuple(header), dateline, byline)


def _bare(line: Line) -> str:
    return line.text.strip(TRANSMISSION + "\r\n")


def _is_header(line: Line) -> bool:
    return any(form.fullmatch(_bare(line)) for form in HEADER)


def _is_trailer(line: Line) -> bool:
    return any(form.fullmatch(_bare(line)) for form in TRAILER) or not _bare(line)


def _header_end(lines: Sequence[Line]) -> int:
    at = 0
    # One line is left, so that there is a headline.
    while at < min(MOST_HEADER_LINES, len(lines) - 1) and (
        _is_header(lines[at]) or not _bare(lines[at])
    ):
        at += 1
    return at


def _trailer_start(lines: Sequence[Line]) -> int:
    end = len(lines)
    while end > 1 and _is_trailer(lines[end - 1]):
        end -= 1
    return end


def _tidy(line: Line) -> Line:
    """Return the line without the marks of transmission and ANPA's ^ and <."""
    lead = len(line.text) - len(line.text.lstrip("\x01\x02\x03\x04\x16"))
    text = line.text[lead:].rstrip("\x01\x02\x03\x04\x16 ")
    if found := CARET.fullmatch(text):
        return replace(line, start=line.start + lead + 1, text=found.group(1))
    return replace(line, start=line.start + lead, text=text)


def _take_credits(lines: Sequence[Line]) -> tuple[str, list[str], list[Line]]:
    """Return the byline among the lines after the headline, other credits, and the other lines.

    ANPA marks both with ^ and =.
    """
    byline, titles, rest = "", list[str](), list[Line]()
    for at, line in enumerate(lines):
        text = _tidy(line).text.strip()
        is_marked = _bare(line).startswith("^") and _bare(line).endswith("=")
        is_near = 0 < at < MOST_CREDITS and len(lines) > at + 1
        found = BYLINE.fullmatch(text) if is_near and not byline else None
        if found:
            byline = found.group(1)
        elif is_near and is_marked:
            titles.append(text)
        else:
            rest.append(_tidy(line))
    return byline, titles, rest


def _match_dateline(line: Line) -> re.Match[str] | None:
    found = DATELINE.match(line.text)
    if found is None:
        return None
    if found["place"]:
        return found if found["place"] == found["place"].upper() else None
    place = found["dateline"].split("(")[0].split(",")[0]
    is_name = all(word in SMALL_WORDS or not word[0].islower() for word in place.split())
    return found if is_name else None


def _split_dateline(line: Line) -> tuple[str, Line]:
    found = _match_dateline(line)
    assert found is not None
    text = line.text[found.end() :]
    return found["dateline"] or found["place"], replace(
        line, start=line.start + found.end(), text=text
    )
