"""Spans beside a text are carried to a changed text as tags are."""

from uuid import UUID

from articles.tagging import Document, Field, Span, carry_spans, read, split_by_block

ONE, OTHER = UUID(int=1), UUID(int=2)


def body(html: str) -> Document:
    return read(html, field=Field.BODY).document


def test_span_moves_with_its_words():
    old, new = body("<p>Ada Lee spoke.</p>"), body("<p>New.</p><p>Ada Lee spoke.</p>")
    assert carry_spans([Span(ONE, ((0, 7),))], old, new) == {ONE: ((6, 13),)}


def test_span_whose_words_are_gone_is_missing():
    old, new = body("<p>Ada Lee spoke.</p>"), body("<p>Nobody was there.</p>")
    assert carry_spans([Span(ONE, ((0, 7),)), Span(OTHER, ((8, 13),))], old, new) == {}


def test_span_over_two_paragraphs_has_a_segment_in_each():
    old = body("<p>One day.</p><p>Two days.</p>")
    segments = tuple(split_by_block(old.blocks, 4, 13))
    assert segments == ((4, 8), (10, 13))
    new = body("<p>First.</p><p>One day.</p><p>Two days.</p>")
    assert carry_spans([Span(ONE, segments)], old, new) == {ONE: ((12, 16), (18, 21))}


def test_mention_takes_no_tagged_words_and_other_spans_do():
    old = body("<p>Ada Lee spoke.</p>")
    tag = f'<span data-mention="{OTHER}" data-entity="7">Ada Lee</span>'
    new = body(f"<p>{tag} spoke.</p>")
    assert carry_spans([Span(ONE, ((0, 7),), is_mention=True)], old, new) == {}
    assert carry_spans([Span(ONE, ((0, 7),))], old, new) == {ONE: ((0, 7),)}
