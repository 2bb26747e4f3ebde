"""The check that every write and `check_tags` use finds each broken rule."""

from dataclasses import replace

import pytest

from articles.tagging import Block, Document, Field, Tag, find_faults
from tests.tagging.building import body, mention, plain, quote, tagged

TEXT = "One two.\n\nThree four."


def test_a_good_document_has_no_faults() -> None:
    document = tagged(TEXT, mention(1, (0, 3)), quote(2, (0, 8), (10, 15), cue="said"))
    assert find_faults(document) == ()
    assert find_faults(plain()) == ()
    assert find_faults(body("<ul><li>a<br>b<li>c</ul>")) == ()


@pytest.mark.parametrize(
    ("tag", "fault"),
    [
        (mention(1), "out of range, empty or out of order"),
        (mention(1, (0, 99)), "out of range, empty or out of order"),
        (mention(1, (-1, 3)), "out of range, empty or out of order"),
        (mention(1, (3, 3)), "out of range, empty or out of order"),
        (quote(1, (4, 7), (0, 3)), "out of range, empty or out of order"),
        (mention(1, (4, 15)), "crosses the end of a block"),
        (mention(1, (3, 7)), "begins or ends with white space"),
        (mention(1, (0, 4)), "begins or ends with white space"),
        (mention(1, (0, 3), (4, 7)), "has more than one segment"),
        (mention(1, (0, 3), entity=0), "names no entity"),
        (quote(1, (0, 3), speaker=0), "names a speaker that is no id"),
        (quote(1, (0, 3), kind="loud"), "unknown kind “loud”"),
        (quote(1, (0, 3), role=" a"), "not tidy text"),
    ],
)
def test_a_bad_tag_is_named(tag: Tag, fault: str) -> None:
    faults = find_faults(replace(plain(*TEXT.split("\n\n")), tags=(tag,)))
    assert any(fault in found and str(tag.uuid) in found for found in faults)


@pytest.mark.parametrize(
    ("tags", "fault"),
    [
        ((mention(1, (0, 3)), mention(1, (4, 7))), "uuid is used by two"),
        ((mention(2, (4, 7)), mention(1, (0, 3))), "not in order"),
        ((mention(1, (0, 7)), mention(2, (4, 7))), "Mentions lie over"),
        (tuple(quote(n, (0, 3)) for n in range(1, 42)), "More than 40 quotes"),
    ],
)
def test_tags_that_do_not_go_together_are_found(tags: tuple[Tag, ...], fault: str) -> None:
    faults = find_faults(replace(plain(*TEXT.split("\n\n")), tags=tags))
    assert len(faults) == 1
    assert fault in faults[0]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("e\u0301", "form C"),
        ("a\x01", "control characters"),
        ("a\ud800", "lone surrogates"),
        ("a ", "ends with white space"),
        ("\na", "ends with white space"),
    ],
)
def test_bad_text_is_found(text: str, fault: str) -> None:
    document = Document(Field.BODY, text, (Block("p", 0, len(text)),))
    assert any(fault in found for found in find_faults(document))


def test_text_that_the_blocks_do_not_hold_is_found() -> None:
    document = Document(Field.BODY, "abc", (Block("p", 0, 2),))
    assert find_faults(document) == ("The text is not what the blocks hold.",)
    empty = Document(Field.BODY, "", (Block("p", 0, 0),))
    assert "A block is empty" in find_faults(empty)[0]
