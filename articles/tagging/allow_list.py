"""The one allow-list: what markup means here. The sanitiser and the parser both read it.

Anything not named here is dissolved: its words stay, its element goes.
"""

import re

from articles.tagging.superscripts import LEVELS

# Leaf blocks by the element met, with the element stored. Other headings become the nearest one.
LEAVES = {
    "p": "p",
    "h1": "h2",
    "h2": "h2",
    "h3": "h3",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
}
LISTS = frozenset({"ul", "ol"})
CONTAINERS = LISTS | {"li", "blockquote"}
MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
LINK = "a"
LINE_BREAK = "br"
TAG = "span"

# Never stored, but they part words as blocks do: dissolving <td>one</td><td>two</td> without
# them would print "onetwo".
# fmt: off
BOUNDARIES = frozenset({
    "address", "article", "aside", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "header", "hgroup", "hr", "legend", "main", "menu", "nav",
    "option", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr",
})
# fmt: on

# Their contents are not words of the article; those of del, s and strike are no longer.
# fmt: off
WORDLESS = frozenset({
    "del", "iframe", "noembed", "noframes", "noscript", "s", "script", "strike", "style",
    "template", "title",
})
# fmt: on

MENTION_ATTRIBUTES = ("data-mention", "data-entity")
QUOTE_ATTRIBUTES = (
    "data-quote",
    "data-kind",
    "data-speaker",
    "data-role",
    "data-cue",
    "data-source",
    "data-said-on",
)
TAG_ATTRIBUTES = frozenset(MENTION_ATTRIBUTES + QUOTE_ATTRIBUTES)

# Superscript and subscript are read as characters, so they have to reach the parser.
BODY_ELEMENTS = frozenset(
    {*LEAVES, *CONTAINERS, *MARKS, LINK, LINE_BREAK, TAG, *LEVELS, *BOUNDARIES},
)
# In a line, blocks and breaks are read as a space.
LINE_ELEMENTS = frozenset({*LEAVES, *CONTAINERS, LINE_BREAK, TAG, *LEVELS, *BOUNDARIES})

# What may be in stored HTML; everything above is brought to these.
STORED_ELEMENTS = frozenset(
    {*LEAVES.values(), *CONTAINERS, *MARKS.values(), LINK, LINE_BREAK, TAG},
)

SCHEMES = frozenset({"http", "https", "mailto"})
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)[^/\\\s]", re.IGNORECASE)
_ON_THIS_SITE = re.compile(r"/(?![/\\])|#")
_IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r\f]")


def safe_link(href: str) -> str:
    """The address to store for a link, or "" when it must not be one.

    Kept: http, https and mailto, "/path" on this site and "#fragment". "//host" and "/\\host"
    are other hosts to a browser, which also drops tabs and line breaks inside an address
    (WHATWG URL, 4.4), so those go first.
    """
    address = _IGNORED_BY_BROWSERS.sub("", href).strip()
    return address if _ABSOLUTE.match(address) or _ON_THIS_SITE.match(address) else ""
