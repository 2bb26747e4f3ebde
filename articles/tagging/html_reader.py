"""Follow the elements of clean HTML: the current block, and the ranges that are open."""

from typing import NamedTuple

from articles.tagging import allow_list
from articles.tagging.attributes import read_attributes, read_link
from articles.tagging.block_structure import Leaf, Path
from articles.tagging.errors import UnreadableText
from articles.tagging.limits import MAX_CONTAINERS, MAX_NESTING
from articles.tagging.superscripts import LEVELS, with_superscripts
from articles.tagging.text_flow import Flow, Key

_BLOCKS = frozenset({*allow_list.LEAVES, *allow_list.CONTAINERS, *allow_list.BOUNDARIES})
_PARTS_A_LINE = _BLOCKS | {allow_list.LINE_BREAK}
_TAG_KINDS = (
    ("mention", allow_list.MENTION_ATTRIBUTES),
    ("quote", allow_list.QUOTE_ATTRIBUTES),
)


class _Element(NamedTuple):
    """An open element, with the ranges to close and the place to return to at its end."""

    name: str
    keys: tuple[Key, ...]
    path: Path
    leaf: str


class BodyReader:
    """A reader of a body: writes text and ranges to `flow`, and blocks to `leaves`."""

    default_leaf = "p"

    def __init__(self) -> None:
        self.flow = Flow()
        self.leaves: list[Leaf] = []
        self._stack: list[_Element] = []
        self._path: Path = ()
        self._leaf = self.default_leaf
        self._containers = 0
        self._items = 0
        self._levels: list[str] = []

    def begin(self, name: str, attributes: str) -> None:
        """Read a start tag; raise `UnreadableText` beyond `limits`."""
        if name == allow_list.LINE_BREAK:
            self.flow.break_line()
        elif len(self._stack) >= MAX_NESTING:
            raise UnreadableText(f"The HTML is nested more than {MAX_NESTING} deep.")
        elif name in _BLOCKS:
            self._begin_block(name)
        else:
            self._begin_inline(name, attributes)

    def write(self, text: str) -> None:
        """Read text between two tags; in a superscript or subscript, raise its characters."""
        self.flow.write(
            with_superscripts(text, self._levels[0], self.flow.tail) if self._levels else text
        )

    def end(self, name: str) -> None:
        """Read an end tag: close the element and all that is open inside it, or ignore it."""
        if self._stack and self._stack[-1].name == name:
            self._pop()
        elif any(element.name == name for element in self._stack):
            while self._pop() != name:
                pass

    def finish(self) -> None:
        """Read the end of the text."""
        while self._stack:
            self._pop()
        self._end_block()

    def _begin_inline(self, name: str, attributes: str) -> None:
        keys = tuple(_keys(name, attributes))
        for key in keys:
            self.flow.open(key)
        self._stack.append(_Element(name, keys, self._path, self._leaf))
        if name in LEVELS:
            self._levels.append(name)

    def _begin_block(self, name: str) -> None:
        self._end_block()
        self._stack.append(_Element(name, (), self._path, self._leaf))
        if name in allow_list.LEAVES:
            self._leaf = allow_list.LEAVES[name]
        elif name in allow_list.CONTAINERS:
            self._leaf = self.default_leaf
            self._enter(name)

    def _enter(self, name: str) -> None:
        if name != "li":
            self._containers += 1
            self._path = (*self._text_path(), (name, self._containers))
        elif self._in_list():
            self._items += 1
            self._path = (*self._path, (name, self._items))
        if len(self._path) > MAX_CONTAINERS:
            raise UnreadableText(f"Lists and quotations are nested over {MAX_CONTAINERS} deep.")

    def _in_list(self) -> bool:
        return bool(self._path) and self._path[-1][0] in allow_list.LISTS

    def _text_path(self) -> Path:
        """Return the containers of text at this place.

        Text directly in a list is in an item whose start tag was left out. The next real item ends
        it, so it gets its number from the items before it.
        """
        return (*self._path, ("li", -self._items - 1)) if self._in_list() else self._path

    def _pop(self) -> str:
        element = self._stack.pop()
        if element.name in _BLOCKS:
            self._end_block()
            self._path, self._leaf = element.path, element.leaf
        elif element.name in LEVELS:
            self._levels.pop()
        for key in element.keys:
            self.flow.close(key)
        return element.name

    def _end_block(self) -> None:
        span = self.flow.end_block()
        if span:
            self.leaves.append(Leaf(self._leaf, *span, self._text_path()))


class LineReader(BodyReader):
    """A reader of a single line: block boundaries and line breaks become a space."""

    default_leaf = ""

    def begin(self, name: str, attributes: str) -> None:
        if name == allow_list.TAG or name in LEVELS:
            super().begin(name, attributes)
        elif name in _PARTS_A_LINE:
            self.flow.write(" ")

    def end(self, name: str) -> None:
        if name in _PARTS_A_LINE:
            self.flow.write(" ")
        super().end(name)


def _keys(name: str, source: str) -> list[Key]:
    """Return the ranges that an inline element opens: a mark, a link, one or two tags, or none."""
    if name in allow_list.MARKS:
        return [(allow_list.MARKS[name],)]
    if name == allow_list.LINK:
        href = read_link(source)
        return [(name, href)] if href else []
    return _tag_keys(read_attributes(source)) if name == allow_list.TAG else []


def _tag_keys(attributes: dict[str, str]) -> list[Key]:
    return [
        (kind, *(attributes.get(attribute, "") for attribute in names))
        for kind, names in _TAG_KINDS
        if names[0] in attributes
    ]
