"""From a document to HTML, for storing and for pages."""

from articles.tagging import Document, Field, Mark, Piece, escape_text, escape_value, parse, render
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


def test_tags_can_be_dressed_for_a_page() -> None:
    def dress(piece: Piece) -> tuple[str, str]:
        name = "a" if not piece.has_link else "i"
        return f"<{name}{' id=x' if piece.is_first else ''}>", f"</{name}>"

    html = (
        f"<p><b>{mention_html(1, 'a')}</b>{mention_html(1, 'b')} "
        f'<a href="/x">c{mention_html(2, "d")}</a> {mention_html(3, "e")}</p>'
    )
    document = body(html)
    assert render(document, dress=dress) == (
        '<p><a id=x><strong>a</strong>b</a> <a href="/x">c<i id=x>d</i></a> <a id=x>e</a></p>'
    )


def test_only_the_first_piece_of_a_tag_is_first() -> None:
    seen: list[tuple[int, bool]] = []

    def dress(piece: Piece) -> tuple[str, str]:
        seen.append((piece.tag.uuid.int, piece.is_first))
        return "", ""

    render(tagged("abc\n\ndef", quote(1, (0, 7)), mention(2, (1, 3))), dress=dress)
    assert seen == [(1, True), (2, True), (1, False)]


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
