"""Plain text files to documents, with every offset carried along."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from articles.tagging import (
    Field,
    TaggingError,
    UnreadableText,
    document_from_lines,
    find_faults,
    plain_line,
    read,
    render,
)
from tests.tagging.strategies import LINES, TEXTS

SEED = Path(__file__).parents[2] / "seeds" / "pentagon-lebanon.txt"


def test_a_paragraph_a_line() -> None:
    laid_out = document_from_lines(["One", "", "  ", "Two & <three>"])
    assert laid_out.document.text == "One\n\nTwo & <three>"
    assert render(laid_out.document) == "<p>One</p><p>Two &amp; &lt;three&gt;</p>"


def test_lines_of_a_headline_are_one_line() -> None:
    laid_out = document_from_lines(["One", "two"], field=Field.HEADLINE)
    assert render(laid_out.document) == "One two"
    assert laid_out.lines[1].at(0) == 4


def test_no_lines_are_an_empty_document() -> None:
    assert document_from_lines([]).document.blocks == ()
    assert document_from_lines([""], field=Field.DECK).document.blocks == ()


def test_a_line_without_words_has_no_width() -> None:
    lines = document_from_lines(["One", " \x03 ", "Two"]).lines
    assert (lines[1].text, lines[1].at(3), lines[2].at(0)) == ("", 5, 5)


def test_offsets_pass_over_what_was_removed() -> None:
    line = plain_line(" \ta\x03  b\x0bc ")
    assert line.text == "a b c"
    assert [line.at(offset) for offset in range(10)] == [0, 0, 0, 1, 1, 2, 2, 3, 4, 5]


def test_an_offset_inside_a_composed_letter_is_refused() -> None:
    line = plain_line("cafe\u0301 x")
    assert (line.at(3), line.at(5), line.at(7)) == (3, 4, 6)
    with pytest.raises(TaggingError, match="inside a composed character"):
        line.at(4)


@pytest.mark.parametrize("raw", ["abc", "abé", "ab\x03"])
def test_an_offset_outside_the_line_is_refused(raw: str) -> None:
    line = plain_line(raw)
    for offset in (-1, 4):
        with pytest.raises(TaggingError, match="outside the line"):
            line.at(offset)


def test_hangul_is_composed_as_one_cluster() -> None:
    line = plain_line("\u1112\u1161\u11ab x")
    assert line.text == "한 x"
    assert (line.at(0), line.at(3)) == (0, 1)


def test_a_composition_that_the_clusters_do_not_foresee_maps_its_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A script that Python's Unicode tables gain later may compose letters with letters.
    monkeypatch.setattr("articles.tagging.normalisation._joins", lambda _: False)
    line = plain_line("e\u0301a")
    assert (line.text, line.at(0), line.at(3)) == ("éa", 0, 2)
    with pytest.raises(TaggingError):
        line.at(2)


@pytest.mark.parametrize("bad", ["a\0", "\ud800"])
def test_unreadable_lines_are_refused(bad: str) -> None:
    with pytest.raises(UnreadableText):
        document_from_lines(["good", bad])


@settings(max_examples=150, deadline=None)
@given(lines=LINES)
def test_lines_and_html_agree_on_the_text(lines: list[str]) -> None:
    document = document_from_lines(lines).document
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    html = "".join(f"<p>{line}</p>" for line in escaped)
    assert read(html, field=Field.BODY).document == document
    assert find_faults(document) == ()


@settings(max_examples=150, deadline=None)
@given(raw=TEXTS)
def test_each_offset_leads_to_the_plain_text_of_what_stands_before_it(raw: str) -> None:
    line = plain_line(raw, start=10)
    for offset in range(len(raw) + 1):
        try:
            at = line.at(offset) - 10
        except TaggingError:
            continue
        assert plain_line(raw[:offset]).text == line.text[:at].rstrip(" ")


def test_every_tag_of_the_seed_stands_where_its_sidecar_says() -> None:
    raw = SEED.read_text(encoding="utf-8")
    tags = json.loads(SEED.with_suffix(".tags.json").read_text(encoding="utf-8"))
    raw_lines = raw.split("\n")
    starts = [sum(len(line) + 1 for line in raw_lines[:index]) for index in range(len(raw_lines))]
    laid_out = document_from_lines(raw_lines)
    for mention in tags["mentions"]:
        index = max(i for i, start in enumerate(starts) if start <= mention["start"])
        line = laid_out.lines[index]
        span = (line.at(mention[edge] - starts[index]) for edge in ("start", "end"))
        assert laid_out.document.text[slice(*span)] == mention["exact"]
