"""The rules of docs/text.md for plain text, one by one."""

import pytest

from articles.tagging import Field, UnreadableText, parse, read, render
from tests.tagging.building import body, headline, mention_html, named


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p></p><p> </p><p><br></p>", ""),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a</p><p> </p><p>b</p>", "a\n\nb"),
        ("a<p>b</p>c", "a\n\nb\n\nc"),
        ("<p> a \t\n\r\f b </p>", "a b"),
        ("<p>a <b> b</b> <i> c</i></p>", "a b c"),
        ("<p>a<b>b</b>c</p>", "abc"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a <br> b</p>", "a\nb"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p><br> a<br></p>", "a"),
        ("<p>\u00a0a\u00ad\u200bb\u00a0</p>", "\u00a0a\u00ad\u200bb\u00a0"),
        ("<p>a&nbsp;&amp;&lt;&#x1f600;</p>", "a\u00a0&<😀"),
        ("<p>a\x03b&#1;c\ufffed</p>", "abcd"),
        ("<p>a\x0bb\x85c</p>", "a b c"),
        ("<p>e\u0301</p>", "é"),
        ("<p>e&#x301;</p>", "é"),
        ("<p>e<b>\u0301</b></p>", "é"),
        ("<p>&lt;\u0338</p>", "≮"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("<table><tr><td>a<td>b</table>", "a\n\nb"),
        ("a<hr>b", "a\n\nb"),
        ("<p>10<sup>6</sup> H<sub>2</sub>O<sup></sup></p>", "10⁶ H₂O"),
        ("<p>x<sup><b>-1</b></sup>, the 21<sup>st</sup></p>", "x⁻¹, the 21st"),
        ("<p>e<sup>2π</sup> x<sub>Q</sub> a <sup>th</sup></p>", "e^(2π) x_(Q) a ᵗʰ"),
        ("<p>paid <del>never</del><s>no</s><strike>none</strike>all</p>", "paid all"),
    ],
)
def test_plain_text_of_a_body(html: str, text: str) -> None:
    assert body(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        ("a<br>b", "a b"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        (" a\n<b>b</b><i>c</i> ", "a bc"),
        ("<a href='/x'>a</a>&lt;b&gt;", "a<b>"),
        ("10<sup>6</sup> <del>or 7</del>", "10⁶"),
        ("", ""),
    ],
)
def test_a_headline_is_one_line_without_markup(html: str, text: str) -> None:
    document = headline(html)
    assert document.text == text
    assert "<" not in render(document)


@pytest.mark.parametrize(
    ("html", "canonical"),
    [
        ("text", "<p>text</p>"),
        ("<h1>a</h1><h4>b</h4>", "<h2>a</h2><h3>b</h3>"),
        ("<b>a</b><i>b</i>", "<p><strong>a</strong><em>b</em></p>"),
        ("<ul><li>a<li><p>b</ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        (
            "<ol><li>a<ul><li>b</ul>c</ol>",
            "<ol><li><p>a</p><ul><li><p>b</p></li></ul><p>c</p></li></ol>",
        ),
        (
            "<ul>a<p>b</p><li>c</li>d</ul>",
            "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li><li><p>d</p></li></ul>",
        ),
        (
            "<ul><ul><li>a</ul></ul>",
            "<ul><li><ul><li><p>a</p></li></ul></li></ul>",
        ),
        ("<li>a</li><li>b</li>", "<p>a</p><p>b</p>"),
        ("<ul><li></li><li> </li></ul>", ""),
        (
            "<ul><li>a</ul><ul><li>b</ul>",
            "<ul><li><p>a</p></li></ul><ul><li><p>b</p></li></ul>",
        ),
        ("<blockquote>a<p>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<h2>a<p>b</p>c</h2>", "<h2>a</h2><p>b</p><h2>c</h2>"),
        ("<b>a<p>b</b>c", "<p><strong>a</strong></p><p><strong>b</strong>c</p>"),
        ("<b>a </b>b<b> </b>", "<p><strong>a</strong> b</p>"),
        ("<b>a </b><b>b</b>", "<p><strong>a b</strong></p>"),
        ("<b>a<b>b</b>c</b>", "<p><strong>abc</strong></p>"),
        ("<b>a <br>b</b>", "<p><strong>a<br>b</strong></p>"),
        ("<b>a </b><br><b>b</b>", "<p><strong>a</strong><br><strong>b</strong></p>"),
        (
            '<b>a<a href="/x">b</b>c</a>',
            '<p><strong>a<a href="/x">b</a></strong><a href="/x">c</a></p>',
        ),
        ('<a href="/x?a&amp;b=&quot;">a</a>', '<p><a href="/x?a&amp;b=&quot;">a</a></p>'),
    ],
)  # fmt: skip
def test_structure_has_one_canonical_form(html: str, canonical: str) -> None:
    assert render(body(html)) == canonical


def test_a_mark_around_a_space_that_a_break_swallows_ends_before_the_break() -> None:
    document = body("<p>" + mention_html(1, "a ") + "<br>" + mention_html(2, "b") + "</p>")
    assert named(document) == ["a", "b"]


def test_a_link_within_a_link_is_no_link() -> None:
    html = '<p><a href="/x">a<a href="/y">b</a></a></p>'
    document = parse(html, field=Field.BODY).document
    assert [(mark.href, mark.start, mark.end) for mark in document.marks] == [("/x", 0, 2)]


def test_end_tags_without_a_start_are_ignored() -> None:
    assert parse("<p>a</b></p></li>b", field=Field.BODY).document.text == "a\n\nb"


def test_an_end_tag_ends_what_was_left_open_inside() -> None:
    assert render(parse("<ul><li><b>a</ul>b", field=Field.BODY).document) == (
        "<ul><li><p><strong>a</strong></p></li></ul><p>b</p>"
    )


def test_elements_that_mean_nothing_here_are_dissolved() -> None:
    assert parse("<u>a</u>b", field=Field.HEADLINE).document.text == "ab"
    assert parse("<p><u>a</u>b", field=Field.BODY).document.text == "ab"


def test_html_that_was_not_cleaned_is_refused() -> None:
    with pytest.raises(UnreadableText, match="cleaned"):
        parse("<p>a < b</p>", field=Field.BODY)


def test_read_cleans_what_parse_refuses() -> None:
    assert read("<p>a < b</p>", field=Field.BODY).document.text == "a < b"
