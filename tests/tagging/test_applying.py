"""Adding tags by their offsets, and refusing those that cannot stand."""

import pytest

from articles.tagging import (
    MentionTag,
    Tag,
    TaggingError,
    UnreadableText,
    apply_tags,
    exact,
    renumber,
)
from tests.tagging.building import (
    body,
    counting,
    headline,
    mention,
    named,
    number,
    plain,
    quote,
    tagged,
)

TEXT = "One two.\n\nThree four five."


def test_tags_are_added_to_those_there_are() -> None:
    document = tagged(TEXT, mention(1, (4, 7)))
    assert named(apply_tags(document, [mention(2, (10, 15))])) == ["two", "Three"]


def test_spans_are_trimmed() -> None:
    document = tagged(TEXT, mention(1, (3, 7)), quote(2, (8, 16)))
    assert [exact(tag, document.text) for tag in document.tags] == ["two", "Three"]


def test_a_quote_is_split_at_the_end_of_a_block() -> None:
    assert tagged(TEXT, quote(1, (4, 15))).tags[0].segments == ((4, 8), (10, 15))


def test_touching_segments_are_one() -> None:
    assert tagged(TEXT, quote(1, (0, 2), (2, 5))).tags[0].segments == ((0, 5),)


def test_roles_cues_and_sources_become_tidy() -> None:
    (tag,) = tagged(TEXT, quote(1, (0, 3), role=" a \n b ", cue="e\u0301", source="x\x01")).quotes
    assert (tag.role, tag.cue, tag.source) == ("a b", "é", "x")


def test_a_headline_takes_tags() -> None:
    assert named(apply_tags(headline("A b"), [mention(1, (0, 1))])) == ["A"]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        (mention(1, (0, 99)), "outside the text"),
        (mention(1, (-1, 3)), "outside the text"),
        (mention(1, (3, 2)), "outside the text"),
        (mention(1, (3, 3)), "is empty"),
        (mention(1, (3, 4)), "nothing but white space"),
        (quote(1, (0, 3), (8, 10)), "nothing but white space"),
        (mention(1, (4, 15)), "“two. Three” crosses the end"),
        (mention(1, (0, 3), (4, 7)), "one run of words"),
        (MentionTag(number(1), 7, ()), "needs a place"),
        (mention(1, (0, 3), entity=0), "no person or organisation"),
        (quote(1, (0, 3), speaker=2**63), "no person or organisation"),
        (quote(1, (0, 3), kind="loud"), "“loud” is no kind of quote"),
        (quote(1, (4, 7), (0, 3)), "not in order"),
        (quote(1, (0, 5), (4, 7)), "not in order"),
    ],
)
def test_a_tag_that_cannot_stand_is_refused_in_words(tag: Tag, message: str) -> None:
    with pytest.raises(TaggingError, match=message):
        tagged(TEXT, tag)


def test_the_error_knows_where() -> None:
    with pytest.raises(TaggingError) as caught:
        tagged(TEXT, mention(1, (3, 4)))
    assert caught.value.start == 3


def test_mentions_over_one_another_are_refused() -> None:
    document = tagged(TEXT, mention(1, (0, 7)))
    with pytest.raises(TaggingError, match="“two” lies over the mention “One two”"):
        apply_tags(document, [mention(2, (4, 7))])


def test_a_uuid_is_used_once() -> None:
    with pytest.raises(TaggingError, match="Two tags have the uuid"):
        tagged(TEXT, mention(1, (0, 3)), quote(1, (4, 7)))


def test_a_role_with_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(UnreadableText):
        tagged(TEXT, quote(1, (0, 3), role="\ud800"))


def test_what_would_read_as_a_copy_is_refused() -> None:
    with pytest.raises(TaggingError, match="make it two quotes"):
        tagged("No. He sat.\n\nNo.", quote(1, (0, 3), (13, 16)))


def test_too_many_quotes_over_one_word_are_refused() -> None:
    with pytest.raises(TaggingError, match="More than 40"):
        tagged(TEXT, *(quote(n, (0, 3)) for n in range(1, 42)))


def test_foreign_uuids_are_replaced_and_others_kept() -> None:
    document = tagged(TEXT, mention(1, (0, 3)), mention(2, (4, 7)))
    renumbered = renumber(document, {number(1)}, new_uuid=counting())
    assert [tag.uuid.int for tag in renumbered.tags] == [1000, 2]
    assert named(renumbered) == named(document)


def test_an_empty_document_takes_no_tag() -> None:
    with pytest.raises(TaggingError, match="0 characters"):
        apply_tags(plain(), [mention(1, (0, 1))])


def test_tags_stand_in_lists_too() -> None:
    document = body("<ul><li>One<li>two</ul>")
    assert named(apply_tags(document, [mention(1, (5, 8))])) == ["two"]
