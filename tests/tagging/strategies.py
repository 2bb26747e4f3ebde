"""Strategies of hypothesis: text of many scripts, structured HTML, tags at random places."""

from hypothesis import strategies as st

from articles.tagging import Document, MentionTag, QuoteTag, Tag, TaggingError, apply_tags
from tests.tagging.building import mention, number, plain, quote

# Characters that offsets go wrong on: beyond the basic plane, joined, combining, right to left.
WORDS = st.sampled_from(
    [
        "a",
        "Austin",
        "Gallant,",
        "“buffer",
        "zone.”",
        "é",
        "e\u0301",
        "\u0301",
        "한",
        "\u1112\u1161\u11ab",
        "क्षि",
        "😀",
        "👩‍👩‍👧",
        "🇱🇧",
        "العربية",
        "שָׁלוֹם",
        "\u200fابن\u200e",
        "x\u00a0y",
        "soft\u00adhyphen",
        "zero\u200bwidth",
        "\u0338",
        "Å",
        "&",
        "<",
        ">",
        '"',
        "&amp;",
        "\u2028",
        "𝒳",
        "",
    ]
)
SPACES = st.sampled_from([" ", "  ", "\n", "\t ", "", "\u00a0", "\x03", "\x0b"])
TEXTS = st.lists(st.tuples(WORDS, SPACES), max_size=6).map(lambda p: "".join(map("".join, p)))

INLINE = ["strong", "b", "em", "i", "u", "a href='/x'", "a href='javascript:x'", "span", "code"]
BLOCKS = ["p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "div", "td", "table"]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@st.composite
def tag_spans(draw: st.DrawFn) -> str:
    which = draw(st.integers(1, 4))
    uuid = draw(st.sampled_from([str(number(which)), "", "nonsense"]))
    if draw(st.booleans()):
        return f"span data-mention='{uuid}' data-entity='{draw(st.integers(0, 3))}'"
    kind = draw(st.sampled_from(["direct", "partial", "shouted"]))
    return f"span data-quote='{uuid}' data-kind='{kind}' data-speaker='{which}' data-cue=' a  b'"


def _element(opening: str, children: list[str]) -> str:
    return f"<{opening}>{''.join(children)}</{opening.split(maxsplit=1)[0]}>"


TREES = st.recursive(
    TEXTS.map(_escaped) | st.just("<br>"),
    lambda inner: st.builds(
        _element,
        st.sampled_from(INLINE) | st.sampled_from(BLOCKS) | tag_spans(),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)
"""HTML that a person, a program or an enemy could have made, well nested."""

SCRAPS = st.lists(
    st.sampled_from(
        [
            *(f"<{name}>" for name in INLINE + BLOCKS),
            *(f"</{name.split(maxsplit=1)[0]}>" for name in INLINE + BLOCKS),
            "<br>",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<p onclick=x style='a' class=b id=c title=d>",
            "<svg><style>",
            "<!--",
            "-->",
            "<math><mi>",
            "<template>",
            "<a href='java\tscript:x'>",
            "<a href='//evil.example'>",
            "<a href=data:text/html,x>",
            "<span data-mention='\"><script>' data-entity=1>",
            "&#x6a;avascript:",
            "&#1;",
            "&lt;script&gt;",
            '"',
            "words ",
            "<",
            "]]>",
        ]
    ),
    max_size=30,
).map("".join)
"""Tag soup."""

LINES = st.lists(TEXTS, min_size=1, max_size=6)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Plain paragraphs with tags wherever they may stand."""
    document = plain(*draw(LINES))
    for index in range(draw(st.integers(0, 8))):
        try:
            document = apply_tags(document, [draw(tags(len(document.text), index + 1))])
        except TaggingError:  # noqa: PERF203 - some tags have no place
            continue
    return document


@st.composite
def tags(draw: st.DrawFn, length: int, index: int) -> Tag:
    """A tag somewhere in a text of that length, perhaps where none may stand."""
    edges = st.integers(0, length)
    if draw(st.booleans()):
        return _mention(index, draw(edges), draw(st.integers(1, 12)))
    cuts = sorted(draw(st.lists(edges, min_size=2, max_size=6)))
    return _quote(index, cuts)


def _mention(index: int, start: int, length: int) -> MentionTag:
    return mention(index, (start, start + length), entity=index)


def _quote(index: int, cuts: list[int]) -> QuoteTag:
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return quote(index, *pairs, speaker=index if index % 2 else None, cue="said & “so”")
