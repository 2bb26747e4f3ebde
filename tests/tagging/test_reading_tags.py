"""Tags read from HTML: none is lost without a word."""

from datetime import date

import pytest

from articles.tagging import Field, Parsed, Problem, QuoteTag, exact, read, render, words
from tests.tagging.building import (
    body,
    counting,
    headline,
    mention_html,
    named,
    number,
    quote_html,
)


def read_body(html: str) -> Parsed:
    return read(html, field=Field.BODY, new_uuid=counting())


def only_problem(html: str) -> Problem:
    parsed = read_body(html)
    (problem,) = parsed.problems
    return problem


def test_a_mention_knows_its_entity_and_its_words() -> None:
    document = body(f"<p>So {mention_html(1, 'Lloyd Austin', 42)} said</p>")
    (tag,) = document.mentions
    assert (tag.uuid, tag.entity, tag.segments) == (number(1), 42, ((3, 15),))
    assert exact(tag, document.text) == words(tag, document.text) == "Lloyd Austin"


def test_a_quote_knows_all_that_is_written_about_it() -> None:
    more = ' data-role=" the &quot;chief&quot; " data-cue="said" data-source="a  call"'
    html = quote_html(1, "“Go.”", 5, "partial", more + ' data-said-on="2024-09-18"')
    (tag,) = body(html).quotes
    day = date(2024, 9, 18)
    assert tag == QuoteTag(number(1), 5, "partial", 'the "chief"', "said", "a call", day, ((0, 5),))


def test_a_quote_may_have_no_speaker() -> None:
    assert body(quote_html(1, "Go.", "")).quotes[0].speaker is None


def test_a_tag_over_a_superscript_holds_its_character() -> None:
    assert named(body(f"<p>{mention_html(1, 'R<sup>2</sup>')}D</p>")) == ["R²"]


def test_a_tag_does_not_hold_the_white_space_at_its_ends() -> None:
    document = body(f"<p>a{mention_html(1, ' b&nbsp;')}c</p>")
    assert named(document) == ["b"]
    assert render(document) == f"<p>a {mention_html(1, 'b')}\u00a0c</p>"


def test_touching_pieces_of_one_tag_are_one_segment() -> None:
    html = f"<p>{mention_html(1, 'Lloyd ')}<b>{mention_html(1, 'Aus')}</b>{mention_html(1, 'tin')}"
    assert named(body(html)) == ["Lloyd Austin"]


def test_a_tag_within_itself_is_one_tag() -> None:
    assert named(body(mention_html(1, "a" + mention_html(1, "b") + "c"))) == ["abc"]


def test_a_tag_over_half_of_a_composed_letter_gets_all_of_it() -> None:
    assert named(body(f"<p>caf{mention_html(1, 'e')}&#x301;s</p>")) == ["é"]
    assert named(body(f"<p>caf{mention_html(1, 'e')}{mention_html(1, '&#x301;')}s</p>")) == ["é"]


def test_two_mentions_of_one_composed_letter_overlap() -> None:
    html = f"<p>{mention_html(1, 'e')}{mention_html(2, '&#x301;')}</p>"
    assert only_problem(html).code == "overlap"


def test_a_mention_may_cross_the_edge_of_a_quote() -> None:
    html = f"<p>{mention_html(1, 'a' + quote_html(2, 'b'))}{quote_html(2, 'c')}</p>"
    document = body(html)
    assert {tag.segments for tag in document.tags} == {((0, 2),), ((1, 3),)}


def test_quotes_nest() -> None:
    document = body(quote_html(1, "a " + quote_html(2, "b", 4) + " c"))
    assert [(tag.speaker, tag.segments) for tag in document.quotes] == [
        (3, ((0, 5),)),
        (4, ((2, 3),)),
    ]


def test_one_span_can_be_a_mention_and_a_quote() -> None:
    both = f'<span data-mention="{number(1)}" data-entity="1" data-quote="{number(2)}" '
    document = body(both + 'data-kind="direct">a</span>')
    assert [type(tag).__name__ for tag in document.tags] == ["QuoteTag", "MentionTag"]


def test_a_quote_over_paragraphs_is_one_quote_with_a_segment_each() -> None:
    document = body(f"<p>{quote_html(1, 'a')}</p><p>{quote_html(1, 'b')}</p>")
    (tag,) = document.quotes
    assert tag.segments == ((0, 1), (3, 4))
    assert words(tag, document.text) == "a\n\nb"
    assert body(quote_html(1, "<p>a</p><p>b</p>")) == document


def test_an_interrupted_quote_is_one_quote_and_reads_with_an_ellipsis() -> None:
    document = body(f"<p>{quote_html(1, 'We go,')} he said, {quote_html(1, 'now.')}</p>")
    (tag,) = document.quotes
    assert words(tag, document.text) == "We go, … now."
    assert exact(tag, document.text) == "We go, he said, now."


def test_a_copied_mention_gets_an_id_of_its_own_and_the_first_keeps_its() -> None:
    document = body(f"<p>{mention_html(1, 'Austin')} and {mention_html(1, 'Austin')}</p>")
    assert [tag.uuid for tag in document.mentions] == [number(1), number(1000)]


def test_a_copied_mention_given_to_another_is_another() -> None:
    document = body(f"<p>{mention_html(1, 'A', 1)}{mention_html(1, 'B', 2)}</p>")
    assert [(tag.uuid, tag.entity) for tag in document.mentions] == [
        (number(1), 1),
        (number(1000), 2),
    ]


def test_a_mention_broken_by_a_new_paragraph_becomes_two() -> None:
    document = body(mention_html(1, "<p>Lloyd</p><p>Austin</p>"))
    assert [(tag.uuid.int, tag.entity) for tag in document.mentions] == [(1, 7), (1000, 7)]


def test_a_copied_quote_is_told_apart_by_its_words() -> None:
    parts = quote_html(1, "We go,") + " he said, " + quote_html(1, "now.")
    document = body(f"<p>{parts}</p><p>Other words.</p><p>{parts}</p>")
    assert [(tag.uuid.int, len(tag.segments)) for tag in document.quotes] == [(1, 2), (1000, 2)]


def test_a_copied_quote_given_to_another_speaker_is_told_apart() -> None:
    html = f"<p>{quote_html(1, 'Go.', 3)} a</p><p>b {quote_html(1, 'Go.', 4)}</p>"
    assert [(tag.uuid.int, tag.speaker) for tag in body(html).quotes] == [(1, 3), (1000, 4)]


def test_a_quote_copied_far_away_is_told_apart_without_words_between() -> None:
    html = f"<p>{quote_html(1, 'Go.')}</p><p>{'… ' * 150}</p><p>{quote_html(1, 'Go.')}</p>"
    assert len(body(html).quotes) == 2


def test_a_quote_that_repeats_itself_in_a_paragraph_is_one_quote() -> None:
    html = f"<p>{quote_html(1, 'Never.')} She paused. {quote_html(1, 'Never.')}</p>"
    assert len(body(html).quotes) == 1


def test_a_quote_of_equal_paragraphs_is_one_quote() -> None:
    html = f"<p>“{quote_html(1, 'No.')}</p><p>“{quote_html(1, 'No.')}”</p>"
    assert len(body(html).quotes) == 1


@pytest.mark.parametrize("uuid", ["nonsense", "", "{" + str(number(1)) + "}", number(1).hex])
def test_an_invalid_uuid_is_replaced(uuid: str) -> None:
    assert body(mention_html(uuid, "a")).mentions[0].uuid == number(1000)
    assert body(quote_html(uuid, "a")).quotes[0].uuid == number(1000)


def test_quotes_without_any_uuid_are_not_joined() -> None:
    assert len(body(quote_html("", "a") + " b " + quote_html("", "c")).quotes) == 2


def test_quote_pieces_of_one_invalid_uuid_are_joined() -> None:
    assert len(body(quote_html("x", "a") + " b " + quote_html("x", "c")).quotes) == 1


def test_no_uuid_is_used_by_a_mention_and_a_quote() -> None:
    document = body(mention_html(1, "a") + quote_html(1, "b"))
    assert [tag.uuid.int for tag in document.tags] == [1, 1000]


def test_a_new_uuid_that_is_taken_is_not_used() -> None:
    parsed = read(mention_html(1000, "a") + mention_html("x", "b"), field=Field.BODY,
                  new_uuid=counting(1000))  # fmt: skip
    assert [tag.uuid.int for tag in parsed.document.tags] == [1000, 1001]


@pytest.mark.parametrize("entity", ["", "0", "-1", "x", "1.0", "٣", "9" * 19, "1" * 30])
def test_a_mention_without_an_entity_is_a_problem(entity: str) -> None:
    problem = only_problem(f"<p>{mention_html(1, 'Austin', entity)}</p>")
    assert (problem.code, problem.words, problem.uuid) == ("entity", "Austin", str(number(1)))


def test_the_largest_id_of_the_database_is_an_id() -> None:
    assert body(mention_html(1, "a", 2**63 - 1)).mentions[0].entity == 2**63 - 1


def test_mentions_over_one_another_are_a_problem() -> None:
    problem = only_problem(mention_html(1, "a " + mention_html(2, "b")))
    assert (problem.code, problem.words) == ("overlap", "b")


@pytest.mark.parametrize("kind", ["", "shouted", "Direct"])
def test_an_unknown_kind_of_quote_is_a_problem(kind: str) -> None:
    assert only_problem(quote_html(1, "a", 3, kind)).code == "kind"


def test_a_speaker_that_is_no_id_is_a_problem() -> None:
    assert only_problem(quote_html(1, "a", "Austin")).code == "speaker"


@pytest.mark.parametrize("day", ["2024-13-01", "18.9.2024", "20240918", "2024-W01-1"])
def test_a_date_that_is_none_is_a_problem(day: str) -> None:
    assert only_problem(quote_html(1, "a", more=f' data-said-on="{day}"')).code == "said_on"


def test_pieces_of_a_quote_that_disagree_are_a_problem() -> None:
    problem = only_problem(f"<p>{quote_html(1, 'a', 3)} b {quote_html(1, 'c', 4)}</p>")
    assert (problem.code, problem.words) == ("attributes", "a … c")


def test_a_problem_shows_the_beginning_of_long_words() -> None:
    problem = only_problem(mention_html(1, "word " * 50, "x"))
    assert len(problem.message) < 120
    assert len(problem.words) == 249


def test_one_problem_hides_no_other() -> None:
    parsed = read_body(
        mention_html(1, "a", "") + quote_html(2, "b", kind="x") + mention_html(3, "c")
    )
    assert [problem.code for problem in parsed.problems] == ["entity", "kind"]
    assert named(parsed.document) == ["c"]


@pytest.mark.parametrize("left", ["", " ", "&nbsp;", "<br>"])
def test_tags_with_no_words_left_are_listed(left: str) -> None:
    parsed = read_body(f"<p>a{mention_html(1, left)}{quote_html(2, left)}b</p>")
    assert parsed.document.tags == ()
    assert [(gone.kind, gone.uuid, gone.reference) for gone in parsed.dropped] == [
        ("mention", str(number(1)), "7"),
        ("quote", str(number(2)), "3"),
    ]


def test_an_empty_piece_of_a_tag_with_words_is_nothing() -> None:
    parsed = read_body(f"<p>{mention_html(1, 'a')} {mention_html(1, ' ')}b</p>")
    assert parsed.dropped == ()
    assert named(parsed.document) == ["a"]


def test_a_headline_has_tags_too() -> None:
    document = headline(f"<p>{mention_html(1, 'Pentagon<br>chief')} {quote_html(2, 'no')}</p>")
    assert document.text == "Pentagon chief no"
    assert len(document.tags) == 2


def test_offsets_count_code_points_in_any_script() -> None:
    document = body(f"<p>👩‍👩‍👧 قال {mention_html(1, 'أوستن')} 🇱🇧 {mention_html(2, '😀é')}</p>")
    assert [tag.segments for tag in document.mentions] == [((10, 15),), ((19, 21),)]
