"""A language model's findings join those of the rules; spaCy itself is not needed here."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from articles.suggestions.engine import model_names
from articles.suggestions.engine.combined_names import combine_names
from articles.suggestions.engine.model_names import names_of_model
from articles.suggestions.engine.names import Name

Model = Callable[[str], Any]


def finding(*entities: tuple[str, str]) -> Model:
    """A model that finds these (label, words), as spaCy's pipelines give them."""

    def read(text: str) -> Any:
        places = [(label, text.index(words), words) for label, words in entities if words in text]
        ents = [
            SimpleNamespace(label_=label, start_char=start, end_char=start + len(words))
            for label, start, words in places
        ]
        return SimpleNamespace(ents=ents)

    return read


def found(text: str, *entities: tuple[str, str]) -> list[tuple[str, str]]:
    names = names_of_model(finding(*entities), text)
    assert all(text[name.start : name.end] == name.full for name in names)
    return [(name.kind, name.full) for name in names]


def test_names_are_cut_to_what_names_somebody() -> None:
    text = "the Acme Corp, President Ann Lee’s dog, Ann Roe Wednesday and U.S.\nBob"
    assert found(
        text,
        ("ORG", "the Acme Corp,"),
        ("PERSON", "President Ann Lee’s"),
        ("PERSON", "Ann Roe Wednesday"),
        ("ORG", "U.S.\nBob"),
        ("GPE", "dog"),
    ) == [
        ("organisation", "Acme Corp"),
        ("person", "Ann Lee"),
        ("person", "Ann Roe"),
        ("organisation", "U.S"),
    ]


def test_words_without_a_capital_and_no_words_are_no_name() -> None:
    assert (
        found("vehicle miles, “ and CEO", ("PERSON", "vehicle miles"), ("ORG", "“"), ("ORG", "CEO"))
        == []
    )


def test_long_text_is_read_in_parts(monkeypatch: Any) -> None:
    monkeypatch.setattr(model_names, "MOST_AT_ONCE", 20)
    text = "Nothing here.\nAnn Lee\n" + "x" * 50 + " Acme"
    assert found(text, ("PERSON", "Ann Lee"), ("ORG", "Acme")) == [
        ("person", "Ann Lee"),
        ("organisation", "Acme"),
    ]


def name(start: int, end: int, kind: str = "person", rule: str = "capitals") -> Name:
    return Name(start, end, kind, "x", rule, is_sure=False)


def kept(by_rules: list[Name], by_model: list[Name]) -> list[tuple[int, int, str, bool]]:
    return [
        (item.start, item.end, item.kind, item.is_sure)
        for item in combine_names(by_rules, by_model)
    ]


def test_guess_that_the_model_shares_is_sure() -> None:
    assert kept([name(0, 5)], [name(0, 5, rule="model")]) == [(0, 5, "person", True)]


def test_guess_gives_way_to_the_other_kind_and_to_a_longer_name() -> None:
    assert kept([name(0, 5)], [name(0, 5, "organisation")]) == [(0, 5, "organisation", False)]
    assert kept([name(3, 5)], [name(0, 8)]) == [(0, 8, "person", False)]


def test_guess_of_which_the_model_sees_a_part_or_nothing_stays() -> None:
    assert kept([name(0, 8)], [name(3, 8)]) == [(0, 8, "person", False)]
    assert kept([name(0, 8)], []) == [(0, 8, "person", False)]


def test_rule_with_evidence_stays_whatever_the_model_says() -> None:
    title = name(0, 5, rule="title")
    assert kept([title], [name(0, 5, "organisation")]) == [(0, 5, "person", False)]
