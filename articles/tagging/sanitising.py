"""Clean HTML by the allow-list, on every way in."""

import re

import nh3

from newsroom.lib.characters import find_unstorable, without_wordless

from . import allow_list
from .errors import UnreadableText
from .fields import Field

# An HTML parser's time, and the elements that it adds to repair bad nesting, grow with depth
# times tags: 10,000 nested <div> take 0.3 s, 100,000 take half a minute.
MAX_EFFORT = 1_000_000

# nh3 copies the text so far for each character reference that it reads or writes: 80,000 in a
# megabyte take two seconds.
MAX_COPIED = 40_000_000_000

_TAG_START = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")

# Elements that end when the next one begins, or that have no end tag.
# fmt: off
_NOT_NESTING = frozenset({
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "br", "hr", "img",
    "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "track",
})
# fmt: on


def refuse_unreadable(text: str) -> None:
    """Raise `UnreadableText` for NUL and lone surrogates, which nh3 and PostgreSQL refuse."""
    if found := find_unstorable(text):
        at, name = found
        raise UnreadableText(f"The text holds {name} (at {at}).")


def sanitise(html: str, *, field: Field) -> str:
    """Reduce HTML to the allow-list: no script, style, handler, image or unsafe address is left.

    The result is for `parse`, which removes the block boundaries (div, td, ...) that it may still
    hold and normalises the text; `render` of the parsed document is stored. Raises `UnreadableText`
    for NUL, lone surrogates and absurd nesting.
    """
    refuse_unreadable(html)
    _refuse_tangles(html)
    cleaner = _LINE_CLEANER if field.is_line else _BODY_CLEANER
    # After nh3, since "&#1;" is a control character only once it is decoded.
    return without_wordless(cleaner.clean(html))


def _cleaner(elements: frozenset[str]) -> nh3.Cleaner:
    attributes = {"*": set[str](), allow_list.TAG: set(allow_list.TAG_ATTRIBUTES)}
    if allow_list.LINK in elements:
        attributes[allow_list.LINK] = {"href"}
    return nh3.Cleaner(
        tags=set(elements),
        attributes=attributes,
        clean_content_tags=set(allow_list.WORDLESS),
        url_schemes=set(allow_list.SCHEMES),
        link_rel=None,
    )


_BODY_CLEANER = _cleaner(allow_list.BODY_ELEMENTS)
_LINE_CLEANER = _cleaner(allow_list.LINE_ELEMENTS)


def _refuse_tangles(html: str) -> None:
    if len(html) * (html.count("&") + html.count("\u00a0")) > MAX_COPIED:
        raise UnreadableText("The HTML holds too many character references to be read.")
    tags = html.count("<")
    if tags * tags > MAX_EFFORT and tags * _depth(html) > MAX_EFFORT:
        raise UnreadableText("The HTML is nested too deeply to be read.")


def _depth(html: str) -> int:
    """Estimate the deepest nesting; an end tag counts only if it closes the last start tag."""
    names: list[str] = []
    deepest = 0
    for closing, name in _TAG_START.findall(html):
        lowered = name.lower()
        if not closing:
            if lowered not in _NOT_NESTING:
                names.append(lowered)
                deepest = max(deepest, len(names))
        elif names and names[-1] == lowered:
            names.pop()
    return deepest
