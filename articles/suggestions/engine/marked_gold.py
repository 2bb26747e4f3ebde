"""Gold texts that a person writes and reviews: words with marks around what is to be found.

A record is a line `== ID NAMES` and the paragraphs below it, one a line; blank lines and lines that
begin with `//` do not count. ID is language, kind and number (`en-inverted-03`); NAMES says where
the names come from (`south-asia`). In a paragraph

    {1:words}           is a quote; source 1 said it, source 0 is nobody
    [Lee|Ann Lee]       is a person's name; after the bar the whole name, if it is not the same
    <Met|Met Office>    is an organisation's name
    (she|Ann Lee)       is another word for somebody; without a bar it names nobody
    [Ann Lee]*1         is source 1 (`*12`: of both)
    ~words~             stands between quotation marks, but nobody said it
    [?Lee] {?1:words}   right or wrong, it does not count

and a backslash takes a mark for an ordinary character.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

_CLOSING: Final = {"[": "]", "<": ">", "(": ")", "{": "}", "~": "~"}
_MEMBERS: Final = {"[": "people", "<": "organisations", "~": "scare"}
_MARK: Final = re.compile(
    r"\\(?P<plain>.)|(?P<open>[\[<({])(?P<ignored>\??)(?:(?<=[{?])(?P<source>\d):)?"
    r"|(?:\|(?P<name>[^\])>]*))?(?P<close>[\])>}])(?:\*(?P<sources>\d+))?|(?P<scare>~)"
)
_HEADER: Final = re.compile(
    r"== (?P<id>(?P<language>[a-z]{2})-(?P<kind>[a-z][a-z-]*)-\d\d) (?P<names>[a-z-]+)"
)

Item = dict[str, Any]


class MarkError(ValueError):
    """A record is not well formed."""


@dataclass(frozen=True, slots=True)
class Record:
    """A gold text: offsets are code points of `text`.

    Each quote has `speaker` (the whole name; the words in the text if it names nobody; None if
    nobody said it), `speaker_kind` (named or unnamed), `speakers` (all who
    said it together), `sources` (the spans of the words for them) and `is_in_other_words` (if these
    are "she" or "the minister" for somebody who is named elsewhere).
    """

    id: str
    language: str
    kind: str
    names: str
    text: str
    quotes: list[Item]
    people: list[Item]
    organisations: list[Item]
    scare: list[Item]


def read_records(marked: str) -> Iterator[Record]:
    """Yield the records of a marked file; raise MarkError with the id of the one that is wrong."""
    header, paragraphs = None, list[str]()
    for line in [*marked.splitlines(), "=="]:
        if line.startswith("=="):
            if header:
                yield _read_record(header, "\n".join(paragraphs))
            header, paragraphs = line, []
        elif line.strip() and not line.startswith("//"):
            paragraphs.append(line.strip(" "))


def _read_record(header: str, marked: str) -> Record:
    match = _HEADER.fullmatch(header)
    if not match or not marked:
        raise MarkError(f"{header}: not a header, or no text below it.")
    reader = _Reader()
    try:
        text = reader.read(marked)
        quotes = reader.quotes_of(text)
    except MarkError as error:
        raise MarkError(f"{match['id']}: {error}") from error
    members: Item = {**match.groupdict(), **reader.names}
    return Record(text=text, quotes=quotes, **members)


@dataclass(slots=True)
class _Reader:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[Item] = field(default_factory=list)
    quotes: list[Item] = field(default_factory=list)
    sources: dict[str, list[Item]] = field(default_factory=dict)
    names: dict[str, list[Item]] = field(
        default_factory=lambda: {member: [] for member in _MEMBERS.values()}
    )

    def read(self, marked: str) -> str:
        place = 0
        for match in _MARK.finditer(marked):
            self._write(marked[place : match.start()])
            self._take(match)
            place = match.end()
        self._write(marked[place:])
        if self.opened:
            raise MarkError(f"{self.opened[-1]['mark']} is not closed.")
        return "".join(self.parts)

    def quotes_of(self, text: str) -> list[Item]:
        names = {
            item["name"] for member in ("people", "organisations") for item in self.names[member]
        }
        for source in (source for sources in self.sources.values() for source in sources):
            if source["name"] and source["name"] not in names:
                raise MarkError(f"{source['name']} is nobody's whole name.")
        quotes = [self._with_speaker(quote, text) for quote in self.quotes]
        return sorted(quotes, key=lambda quote: quote["start"])

    def _with_speaker(self, quote: Item, text: str) -> Item:
        label = quote.pop("source")
        sources = self.sources.get(label, [])
        if bool(sources) == (label == "0"):
            raise MarkError(f"no source {label}, or a source 0.")
        names = [*dict.fromkeys(source["name"] for source in sources if source["name"])]
        spans = [(source["start"], source["end"]) for source in sources]
        words = [text[start:end] for start, end in spans]
        return quote | {
            "speaker": next(iter([*names, *words]), None),
            "speaker_kind": "named" if names else "unnamed",
            "speakers": names,
            "sources": spans,
            "is_in_other_words": any(source["name"] and source["is_other"] for source in sources),
        }

    def _write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def _take(self, match: re.Match[str]) -> None:
        if match["plain"]:
            self._write(match["plain"])
        elif match["open"]:
            self._open(match["open"], match)
        elif match["scare"] and not (self.opened and self.opened[-1]["mark"] == "~"):
            self._open("~", match)
        else:
            self._close(match)

    def _open(self, mark: str, match: re.Match[str]) -> None:
        if (mark == "{") != bool(match["source"]):
            raise MarkError(f"{match[0]} at {match.start()}: a quote has a source, nothing else.")
        self.opened.append({"mark": mark, "start": self.length} | match.groupdict())

    def _close(self, match: re.Match[str]) -> None:
        opened = self.opened.pop() if self.opened else {"mark": ""}
        if (match["close"] or "~") != _CLOSING.get(opened["mark"]):
            raise MarkError(f"{match[0]} closes what is not open.")
        item: Item = {"start": opened["start"], "end": self.length}
        if opened["ignored"]:
            item["ignore"] = True
        if opened["mark"] == "{":
            self.quotes.append(item | {"source": opened["source"]})
        else:
            self._add_name(opened["mark"], item, match)

    def _add_name(self, mark: str, item: Item, match: re.Match[str]) -> None:
        printed = "".join(self.parts)[item["start"] :]
        item |= {"name": match["name"] or ("" if mark == "(" else printed), "is_other": mark == "("}
        if mark in _MEMBERS:
            self.names[_MEMBERS[mark]].append(item)
        for label in match["sources"] or "":
            self.sources.setdefault(label, []).append(item)
