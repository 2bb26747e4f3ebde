"""Nothing hostile survives, and nothing hostile takes long. The oracle is a parser of its own."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings

from articles.tagging import Field, UnreadableText, find_faults, read, render, sanitise
from tests.tagging.building import body, counting, mention_html, number, quote_html
from tests.tagging.strategies import SCRAPS, TREES
from tests.timing import at_most

STORED = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "br", "strong", "em", "a", "span"}
SPAN = (
    {"data-mention", "data-entity"},
    {
        "data-quote",
        "data-kind",
        "data-speaker",
        "data-role",
        "data-cue",
        "data-source",
        "data-said-on",
    },
)


class Oracle(HTMLParser):
    """Lists what an HTML parser sees that must not be there."""

    def __init__(self, allowed: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed = allowed
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag not in self.allowed:
            self.faults.append(tag)
        elif tag == "a":
            self.faults += [] if names == {"href"} else ["a"]
            self.faults += [href for _, href in attrs if href and not is_safe(href)]
        elif tag == "span":
            self.faults += [] if any(names and names <= kind for kind in SPAN) else ["span"]
        elif names:
            self.faults.append(f"{tag} {names}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(data)

    def handle_decl(self, decl: str) -> None:
        self.faults.append(decl)

    def handle_pi(self, data: str) -> None:
        self.faults.append(data)


def is_safe(href: str) -> bool:
    parts = urlsplit(href)
    if parts.scheme:
        return parts.scheme in ("http", "https", "mailto")
    return href.startswith(("/", "#")) and not parts.netloc and not href.startswith("/\\")


def faults_in(html: str, allowed: set[str]) -> list[str]:
    oracle = Oracle(allowed)
    oracle.feed(html)
    oracle.close()
    return oracle.faults


@settings(max_examples=250, deadline=None)
@given(html=SCRAPS | TREES)
def test_only_what_the_allow_list_names_is_stored(html: str) -> None:
    stored = render(read(html, field=Field.BODY, new_uuid=counting()).document)
    assert faults_in(stored, STORED) == []


@settings(max_examples=100, deadline=None)
@given(html=SCRAPS | TREES)
def test_only_tags_are_stored_in_a_line(html: str) -> None:
    stored = render(read(html, field=Field.HEADLINE, new_uuid=counting()).document)
    assert faults_in(stored, {"span"}) == []
    assert "\n" not in stored


@pytest.mark.parametrize(
    ("html", "stored"),
    [
        ("<script>alert(1)</script>a", "<p>a</p>"),
        ("<style>p{}</style><title>t</title>a", "<p>a</p>"),
        ("<iframe src=//x>b</iframe><noscript><p>n</noscript>a", "<p>a</p>"),
        ("a<img src=x onerror=alert(1)>b", "<p>ab</p>"),
        ("<p onclick=x style=y class=z id=i title=t lang=en>a</p>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a>", "<p>a</p>"),
        ("<a href=' JaVa&#9;Script:alert(1)'>a</a>", "<p>a</p>"),
        ("<a href='data:text/html,x'>a</a>", "<p>a</p>"),
        ("<a href='//evil.example'>a</a>", "<p>a</p>"),
        ("<a href='/\\evil.example'>a</a>", "<p>a</p>"),
        ("<a href='/\t/evil.example'>a</a>", "<p>a</p>"),
        ("<a href='page'>a</a>", "<p>a</p>"),
        ("<a>a</a>", "<p>a</p>"),
        ("<!-- c --><?php x ?><!doctype html>a", "<p>a</p>"),
        ("<form action=/x><input name=y><button>a</button></form>", "<p>a</p>"),
        ("<svg><g onload=alert(1)><path></g></svg>a", "<p>a</p>"),
        ("<base href=//x><meta http-equiv=refresh><link rel=x>a", "<p>a</p>"),
        ("<span onclick=x class=y>a</span>", "<p>a</p>"),
        ("&lt;script&gt;a", "<p>&lt;script&gt;a</p>"),
        ("<q>a</q>", "<p>a</p>"),
    ],
)
def test_hostile_html_is_cleaned(html: str, stored: str) -> None:
    assert render(body(html)) == stored


@pytest.mark.parametrize(
    "href", ["https://a.example/?a=1&b=2", "http://a.example", "mailto:a@b.example", "/a b", "#c"]
)
def test_good_links_are_kept(href: str) -> None:
    (mark,) = body(f'<p><a href="{href}" rel="x" target="_blank">a</a></p>').marks
    assert mark.href == href


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b", "\udfff"])
def test_nul_and_lone_surrogates_are_refused_in_words(bad: str) -> None:
    with pytest.raises(UnreadableText, match="holds"):
        sanitise(bad, field=Field.BODY)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<ul><li>" * 100_000 + "x",
        "<b><i>" * 100_000 + "x",
        "<span>" * 100_000 + "x",
        "".join(f"<b id={n}>" for n in range(600)) + "<p>x" * 5_000,
        "<blockquote>" * 60 + "x",
        "<em>" * 250 + "x",
        "&" * 1_000_000,
        "\u00a0" * 1_000_000,
        "<p>e" + "\u0301\u0323" * 50_000,
    ],
    ids=range(10),
)
def test_absurd_nesting_is_refused_at_once(html: str) -> None:
    with at_most(seconds=5), pytest.raises(UnreadableText):
        read(html, field=Field.BODY)


def test_sloppy_nesting_in_a_long_text_is_forgiven() -> None:
    assert body("<p><b><i>a</b></i>" * 400).text.count("a") == 400


def test_quotes_over_one_another_without_end_are_refused() -> None:
    html = "".join(f'<span data-quote="{number(n)}" data-kind="direct">a' for n in range(45))
    with pytest.raises(UnreadableText, match="quotes"):
        read(html, field=Field.BODY)


def large_texts() -> Iterator[str]:
    yield "<" * 200_000
    yield "".join(mention_html(n, "ab") + " c " for n in range(5_000))
    yield "".join(mention_html(1, "ab") + " c " for n in range(5_000))
    yield "".join(f"<p>{quote_html(1, f'ab{n % 7}')} c" for n in range(5_000))
    yield "x" + "<br>" * 100_000
    yield "<!--" * 100_000 + "x"
    yield "<p " + 'a="' * 100_000
    yield " " * 1_000_000


@pytest.mark.parametrize("html", list(large_texts()), ids=range(8))
def test_large_texts_take_time_in_proportion(html: str) -> None:
    with at_most(seconds=20):
        parsed = read(html, field=Field.BODY)
        assert not parsed.problems
        assert find_faults(parsed.document) == ()
        render(parsed.document)
