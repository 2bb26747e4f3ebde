"""Tags of files whose lines are joined, or whose header is taken out: the same words as before."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Mention, Quote
from tests.importing.corpus import ANPA, WRAPPED
from tests.importing.files import AUSTIN, Result, span, write

pytestmark = pytest.mark.django_db

LEE = {"key": "ann-lee", "kind": "person", "name": "Ann Lee"}
TEXT = """Harbour master speaks

The ships left the port on Monday and the harbour master Ann
Lee said that “nobody had known about the ships before they
came into the port” and that others were on their way to it.
"""


def tags(text: str, *words: str) -> dict[str, object]:
    mentions = [span(text, one, entity="ann-lee") for one in words]
    return {"entities": [LEE], "mentions": mentions}


def test_tag_over_two_wrapped_lines_keeps_its_words(tmp_path: Path) -> None:
    quoted = TEXT[TEXT.index("“") : TEXT.index("”") + 1]
    quote = span(TEXT, quoted, speaker="ann-lee", kind="partial")
    path = write(tmp_path, TEXT, **tags(TEXT, "Ann\nLee"), quotes=[quote])
    assert Result(path, join_lines=True, no_deck=True).status == 0
    assert Mention.objects.get().exact == "Ann Lee"
    assert Quote.objects.get().text == " ".join(quoted.split())
    assert Article.objects.get().head.body_text == " ".join(TEXT.split("\n", 1)[1].split())


@pytest.mark.parametrize("exact", ["Ann\nLee", "Ann Lee"])
def test_tag_over_two_lines_is_refused_where_lines_are_paragraphs(
    tmp_path: Path, exact: str
) -> None:
    sidecar = tags(TEXT, "Ann\nLee")
    sidecar["mentions"][0]["exact"] = exact
    result = Result(write(tmp_path, TEXT, **sidecar), no_deck=True)
    assert result.status == 1
    assert "runs over the end of a line. --join-lines makes" in result.err


def test_tag_with_other_white_space_is_refused_in_words(tmp_path: Path) -> None:
    text = TEXT.replace("harbour master Ann\nLee", "harbour master Ann  Lee")
    sidecar = tags(text, "Ann  Lee")
    sidecar["mentions"][0]["exact"] = "Ann Lee"
    result = Result(write(tmp_path, text, **sidecar), no_deck=True)
    assert "“Ann Lee” at 80 to 88 has other white space than the text" in result.err


def test_failed_file_that_looks_wrapped_is_proposed_to_be_joined(tmp_path: Path) -> None:
    sidecar = tags(WRAPPED, WRAPPED.split()[0])
    sidecar["mentions"][0]["exact"] = "Nobody"
    result = Result(write(tmp_path, WRAPPED, **sidecar))
    assert result.status == 1
    assert "look wrapped at 65 characters: --join-lines" in result.err


def test_tags_of_a_wire_stand_where_they_stood(tmp_path: Path) -> None:
    path = write(tmp_path, ANPA, **tags(ANPA, "ministry"))
    assert Result(path, wire=True).status == 0
    mention = Mention.objects.get()
    assert mention.revision.body_text[mention.start : mention.end] == "ministry"


@pytest.mark.parametrize("words", ["r i BC-Lebanon", "BEIRUT", "Associated Wire Writer"])
def test_tag_in_what_is_taken_out_is_refused_in_words(tmp_path: Path, words: str) -> None:
    result = Result(write(tmp_path, ANPA, **tags(ANPA, words)), wire=True)
    assert result.status == 1
    assert "line " in result.err
    assert not Article.objects.exists()


@given(st.data())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_words_of_wrapped_text_are_tagged_or_refused(
    tmp_path: Path, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(WRAPPED) - 2))
    end = data.draw(st.integers(start + 1, min(len(WRAPPED), start + 120)))
    mention = {"entity": "lloyd-austin", "start": start, "end": end, "exact": WRAPPED[start:end]}
    path = write(tmp_path, WRAPPED, entities=[AUSTIN], mentions=[mention], slug=f"s{start}-{end}x")
    result = Result(path, join_lines=True, no_deck=True, new=True)
    if result.status == 0:
        newest = Mention.objects.order_by("-pk")[0]
        assert newest.exact == " ".join(WRAPPED[start:end].split())
    else:
        assert result.err.startswith("failed")
        assert not Article.objects.filter(slug=f"s{start}-{end}x").exists()
