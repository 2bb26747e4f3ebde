"""What counts as the right words, the right person and a sure suggestion."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.suggestions.engine.analysis import Analysis, analyse
from articles.suggestions.engine.marked_gold import Record, read_records
from articles.suggestions.engine.scoring import like_name
from articles.suggestions.engine.speaker_scores import (
    Outcome,
    compare_quotes,
    is_right_person,
    summarise,
)

PLAIN = "“{1:We will go home tonight,}” said [Ann Lee]*1."


def read_one(marked: str) -> Record:
    (record,) = read_records(f"== en-plain-01 anglo\n{marked}\n")
    return record


def compare(gold: str) -> list[Outcome]:
    record = read_one(gold)
    return [*compare_quotes(record, analyse(record.text, language="en"))]


def test_the_right_quote_and_speaker_count_in_full() -> None:
    scores = summarise(compare(PLAIN))

    assert scores["F1"] == scores["words"] == scores["person"] == scores["sure right"] == 100


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [
        ("Ann Lee", True),
        ("Ms Ann Lee", True),
        ("Ann", True),
        ("Lee", False),
        ("Bo Lee", False),
        ("Cy Lee", False),
        ("", False),
    ],
)
def test_the_right_person_is_told_from_a_namesake(answer: str, is_right: bool) -> None:
    gold = read_one("“{1:No,}” said [Ann Lee]*1. [Bo Lee] left.")

    assert is_right_person(gold, ["Ann Lee"], answer) is is_right


@pytest.mark.parametrize(("answer", "is_right"), [("", True), ("Ann Lee", False)])
def test_where_nobody_is_named_a_name_is_wrong(answer: str, is_right: bool) -> None:
    gold = read_one("“{1:No,}” said (a friend)*1 of [Ann Lee].")

    assert is_right_person(gold, [], answer) is is_right


def test_a_quote_that_is_not_found_has_neither_words_nor_person() -> None:
    (outcome,) = compare_quotes(read_one(PLAIN), Analysis((), ()))

    assert outcome.rule == ""
    assert not outcome.has_right_words
    assert not outcome.has_right_person


def test_a_quote_that_is_none_counts_against_precision() -> None:
    scores = summarise(compare("“We will go home tonight,” said [Ann Lee]."))

    assert (scores["precision"], scores["sure right"]) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("Austin", "Lloyd Austin", True),
        ("Lloyd J. Austin", "Lloyd Austin", True),
        ("L. Austin", "Lloyd James Austin", True),
        ("Grace Banda", "Joseph Banda", False),
        ("هالة المناعي", "هالة المناعي", True),
        ("هالة المناعي", "سالم المناعي", False),
    ],
)
def test_another_given_name_is_another_person(one: str, other: str, like: bool) -> None:
    assert like_name(one, other) is like


def run(tmp_path: Path, *options: str) -> str:
    path = tmp_path / "gold.txt"
    path.write_text(
        f"== en-plain-01 anglo\n{PLAIN} “{{1:Never again, not me.}}”\n", encoding="utf-8"
    )
    out = StringIO()
    call_command("score_suggestions", "--gold", path, *options, stdout=out)
    return out.getvalue()


def test_a_marked_file_is_reported_by_language_kind_and_rule(tmp_path: Path) -> None:
    report = run(tmp_path)

    assert all(heading in report for heading in ("\nlanguage", "\nkind", "\ncertainty", "\nrule"))


def test_a_summary_has_totals_without_kinds_and_texts(tmp_path: Path) -> None:
    report = run(tmp_path, "--summary-only")

    assert "\nlanguage" in report
    assert "\nkind" not in report
    assert "en-plain" not in report
