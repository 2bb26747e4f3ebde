"""The allow-list of HTML elements, for the sanitiser and the parser alike.

An element that is not named here is removed; its words stay.
"""

import re

from articles.tagging.superscripts import LEVELS
from articles.tagging.tags import QUOTE_DETAILS

# Leaf blocks: the element that is read, and the element that is stored for it.
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

# Never stored, but they separate words as blocks do: else <td>one</td><td>two</td> would become
# "onetwo".
# fmt: off
BOUNDARIES = frozenset({
    "address", "article", "aside", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "header", "hgroup", "hr", "legend", "main", "menu", "nav",
    "option", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr",
})
# fmt: on

# Their contents are not words of the article. Those of del, s and strike were deleted from it.
# fmt: off
WORDLESS = frozenset({
    "del", "iframe", "noembed", "noframes", "noscript", "s", "script", "strike", "style",
    "template", "title",
})
# fmt: on

MENTION_ATTRIBUTES = ("data-mention", "data-entity")
_KIND, *_DETAILS = (f"data-{name.replace('_', '-')}" for name in QUOTE_DETAILS)
QUOTE_ATTRIBUTES = ("data-quote", _KIND, "data-speaker", *_DETAILS)
TAG_ATTRIBUTES = frozenset(MENTION_ATTRIBUTES + QUOTE_ATTRIBUTES)

# Superscript and subscript are read as characters, so they have to reach the parser.
BODY_ELEMENTS = frozenset(
    {*LEAVES, *CONTAINERS, *MARKS, LINK, LINE_BREAK, TAG, *LEVELS, *BOUNDARIES},
)
# In a line, blocks and breaks are read as a space.
LINE_ELEMENTS = frozenset({*LEAVES, *CONTAINERS, LINE_BREAK, TAG, *LEVELS, *BOUNDARIES})

# What stored HTML may hold; every element above is removed or becomes one of these.
STORED_ELEMENTS = frozenset(
    {*LEAVES.values(), *CONTAINERS, *MARKS.values(), LINK, LINE_BREAK, TAG},
)

SCHEMES = frozenset({"http", "https", "mailto"})
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)[^/\\\s]", re.IGNORECASE)
_ON_THIS_SITE = re.compile(r"/(?![/\\])|#")
_IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r\f]")


def safe_link(href: str) -> str:
    r"""Return the address to store for a link, or "" if it must not be a link.

    Allowed are http, https and mailto, "/path" on this site and "#fragment". A browser reads
    "//host" and "/\host" as another host, and drops tabs and line breaks inside an address (WHATWG
    URL, 4.4), so these are removed first.
    """
    address = _IGNORED_BY_BROWSERS.sub("", href).strip()
    return address if _ABSOLUTE.match(address) or _ON_THIS_SITE.match(address) else ""
