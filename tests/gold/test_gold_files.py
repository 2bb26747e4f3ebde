"""The marked gold texts are well formed, and their two halves are alike."""

from collections import Counter
from pathlib import Path

import pytest

from articles.suggestions.engine.marked_gold import MarkError, Record, read_records
from articles.suggestions.gold_files import GoldFileError, read_gold

DATA = Path(__file__).parents[1] / "data"
HALVES = {name: [*read_gold(DATA / f"gold_{name}.txt", "en")] for name in ("dev", "held")}
RECORDS = [record for records in HALVES.values() for record in records]


def read_one(marked: str, names: str = "anglo") -> Record:
    (record,) = read_records(f"== en-plain-01 {names}\n{marked}\n")
    return record


def test_there_are_400_texts_in_five_languages() -> None:
    single = sum(record.kind.startswith("single-") for record in RECORDS)
    assert Counter(record.language for record in RECORDS) == {
        "en": 220,
        "fr": 45,
        "de": 45,
        "es": 45,
        "ar": 45,
    }
    assert single == 60


def test_no_text_is_there_twice() -> None:
    assert len({record.id for record in RECORDS}) == len(RECORDS)
    assert len({record.text for record in RECORDS}) == len(RECORDS)


def test_odd_numbers_are_the_dev_half_and_even_ones_the_held_half() -> None:
    numbers = {
        name: {int(record.id[-2:]) % 2 for record in records} for name, records in HALVES.items()
    }
    assert numbers == {"dev": {1}, "held": {0}}


def test_both_halves_have_the_same_kinds() -> None:
    dev, held = (
        Counter((record.language, record.kind) for record in HALVES[name])
        for name in ("dev", "held")
    )
    assert dev.keys() == held.keys()
    assert all(dev[kind] - held[kind] in (0, 1) for kind in dev)


def test_spans_lie_in_the_text_without_spaces_and_marks() -> None:
    for record in RECORDS:
        for item in (*record.quotes, *record.people, *record.organisations, *record.scare):
            words = record.text[item["start"] : item["end"]]
            assert words, record.id
            assert words == words.strip(), record.id
            assert not set(words) & set("{}<>~|*"), record.id


def test_quotes_stand_between_marks_or_behind_a_dash() -> None:
    for record in RECORDS:
        for quote in (*record.quotes, *record.scare):
            before = record.text[: quote["start"]].rstrip("\u00a0 ")
            assert before[-1] in "“„«»\"‘'—" or "—" in record.text, record.id


def test_no_quote_is_there_twice() -> None:
    for record in RECORDS:
        spans = [(quote["start"], quote["end"]) for quote in record.quotes]
        assert len(spans) == len({*spans}), record.id


def test_marks_are_read() -> None:
    record = read_one(
        "“{1:No,}” [Ann Lee] said. “{1:No,}” (she|Ann Lee)*1 told the <Met|Met Office>."
    )

    assert record.text == "“No,” Ann Lee said. “No,” she told the Met."
    assert [quote["speaker"] for quote in record.quotes] == ["Ann Lee", "Ann Lee"]
    assert record.quotes[0]["sources"] == [(26, 29)]
    assert record.quotes[0]["is_in_other_words"]
    assert record.organisations[0]["name"] == "Met Office"


def test_two_people_say_it_together() -> None:
    record = read_one("“{1:No,}” [Ann Lee]*1 and [Bo Kim]*1 said.")

    assert record.quotes[0]["speakers"] == ["Ann Lee", "Bo Kim"]


def test_a_source_without_a_name_names_nobody() -> None:
    quote = read_one("“{1:No,}” (a neighbour)*1 said.").quotes[0]

    assert (quote["speaker"], quote["speaker_kind"]) == ("a neighbour", "unnamed")
    assert quote["speakers"] == []


def test_a_backslash_takes_a_mark_for_a_character() -> None:
    assert read_one(r"[Ann Lee] \(58\) \[sic\]").text == "Ann Lee (58) [sic]"


@pytest.mark.parametrize(
    "marked",
    [
        "“{1:No,}” she said.",
        "“{0:No,}” [Ann Lee]*0 said.",
        "“{1:No,” [Ann Lee]*1 said.",
        "“{No,}” [Ann Lee]*1 said.",
        "“{1:No,}” (she|Ann Lee)*1 said.",
        "[Ann Lee> said",
        "Ann Lee] said",
    ],
)
def test_a_wrong_mark_is_refused_with_the_id_of_its_record(marked: str) -> None:
    with pytest.raises(MarkError, match="en-plain-01"):
        read_one(marked)


def test_a_wrong_header_is_refused() -> None:
    with pytest.raises(MarkError, match="not a header"):
        [*read_records("== plain\nWords.")]


def test_a_text_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text("== en-plain-01 anglo\nOne.\n== en-plain-01 anglo\nTwo.\n", encoding="utf-8")

    with pytest.raises(GoldFileError, match="twice"):
        [*read_gold(path, "en")]
