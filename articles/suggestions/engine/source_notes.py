"""Source notes, which say how the newsroom knows a quote: "in a statement", "told Sky News"."""

import re

from articles.suggestions.engine.names import Name
from articles.suggestions.engine.spans import Span

_DOCUMENT = (
    r"statement|interview|tweet|post|blog post|readout|letter|e-?mail|memo|message|speech|address|"
    r"report|filing|lawsuit|complaint|affidavit|press release|news release|release|briefing|"
    r"news conference|press conference|conference|hearing|testimony|video|podcast|op-ed|column|"
    r"article|essay|book|memoir|call|text message|conversation|debate|rally|ruling|opinion|study"
)
_IN = re.compile(
    rf"\b(?:in|on|at|during|via|through|by|from) (?:an?|the|his|her|its|their|one|another) "
    rf"(?:[\w’'-]+ ){{0,4}}?(?:{_DOCUMENT})\b"
    r"(?: (?:to|with|on|of|from|by|for|posted on|published in) (?:the )?"
    r"(?:[A-Z][\w.]*(?: [A-Z][\w.]*)*|\w+))?"
)
_POSTED = re.compile(
    r"\b(?:posted|wrote|tweeted|published|shared|said)"
    r"(?: (?:an?|the|his|her) (?:[\w-]+ ){0,3}\w+)? on "
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?:[A-Z][\w.]*(?: [A-Z][\w.]*)?|social media)"
)
_THE_DOCUMENT = re.compile(
    r"(?:(?:[A-Z][\w.]*[’']s?|[Tt]he(?: [A-Z][\w.]*[’']s)?|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) )"
    rf"(?:[\w’'-]+ ){{0,3}}?(?:{_DOCUMENT})\b"
    r"(?: of (?:[\w’'-]+ ){1,4}(?:call|meeting|talks))?"
)
DOCUMENT = re.compile(
    rf"\b(?:{_DOCUMENT}|document|record|indictment|poll|survey|transcript|part of which|which|"
    r"headline|sign|note|line)s?\s*$"
)
_LONGEST = 160


def source_of(text: str, clause: Span, names: list[Name]) -> str:
    """Return the words of a clause that say where the quote was said or written, or "".

    `names` are the names in the clause, in order.
    """
    words = text[clause[0] : min(clause[1], clause[0] + 4 * _LONGEST)]
    for pattern in (_POSTED, _IN, _THE_DOCUMENT):
        if found := pattern.search(words):
            return " ".join(found.group().split())[:_LONGEST]
    return _source_of_telling(text, clause, names)


def _source_of_telling(text: str, clause: Span, names: list[Name]) -> str:
    for name in names:
        before = text[max(clause[0], name.start - 12) : name.start]
        if re.search(r"\b(?:told|tells)(?: the)? $", before) and name.kind == "organisation":
            return f"told {text[name.start : name.end]}"[:_LONGEST]
    return ""
