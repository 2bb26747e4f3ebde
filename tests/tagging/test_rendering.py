"""From a document to HTML, for storing and for pages."""

from articles.tagging import Document, Field, Mark, escape_text, escape_value, parse, render
from tests.tagging.building import body, mention, mention_html, quote, quote_html, tagged


def test_empty_attributes_are_left_out() -> None:
    assert render(tagged("a", quote(1, (0, 1), speaker=None))) == (
        '<p><span data-quote="00000000-0000-0000-0000-000000000001" data-kind="direct">a</span></p>'
    )


def test_attributes_are_escaped() -> None:
    html = render(tagged("a", quote(1, (0, 1), role='"><script>&')))
    assert 'data-role="&quot;&gt;&lt;script&gt;&amp;"' in html


def test_a_quote_is_outside_a_mention_of_the_same_words() -> None:
    document = tagged("abc", mention(1, (0, 3)), quote(2, (0, 3)))
    assert render(document) == f"<p>{quote_html(2, mention_html(1, 'abc'))}</p>"


def test_the_longer_tag_is_outside() -> None:
    document = tagged("abc", mention(1, (0, 3)), quote(2, (1, 2)))
    assert render(document) == f"<p>{mention_html(1, 'a' + quote_html(2, 'b') + 'c')}</p>"


def test_of_two_crossing_tags_the_later_is_cut() -> None:
    document = tagged("abc", quote(1, (0, 2)), mention(2, (1, 3)))
    assert render(document) == (
        f"<p>{quote_html(1, 'a' + mention_html(2, 'b'))}{mention_html(2, 'c')}</p>"
    )


def test_tags_and_marks_cross() -> None:
    html = f"<p><strong>a{mention_html(1, 'b')}</strong>{mention_html(1, 'c')}</p>"
    assert render(body(html)) == html


def test_text_is_escaped() -> None:
    assert escape_text("a<b>&\n\"'") == "a&lt;b&gt;&amp;<br>\"'"
    assert escape_value('"<&') == "&quot;&lt;&amp;"


def test_a_headline_has_no_paragraph() -> None:
    document = parse(mention_html(1, "a") + " &amp; b", field=Field.HEADLINE).document
    assert render(document) == mention_html(1, "a") + " &amp; b"


def test_an_empty_document_is_empty_html() -> None:
    assert render(Document(Field.BODY, "")) == ""


def test_marks_alone() -> None:
    document = Document(
        Field.BODY, "ab", body("ab").blocks, (Mark("em", 0, 1), Mark("a", 1, 2, "/x"))
    )
    assert render(document) == '<p><em>a</em><a href="/x">b</a></p>'
