"""The quote at a place, or of selected words, as the engine finds it."""

from typing import Any

import pytest
from django.test import Client

from articles.suggestions.engine.analysis import analyse
from tests.factories import make_person
from tests.suggestions.asking import PATH, make_desk, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    make_person("Jon Falk")
    make_person("Marta Osei")
    return make_desk()


def quote_at(
    desk: Client, text: str, start: int, end: int | None = None, **beside: Any
) -> dict[str, Any] | None:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    place = {"field": "body", "start": start, "end": start if end is None else end}
    asked = post(desk, PATH, {"headline": "Talks", "body": body, "quote_at": place, **beside})
    assert asked.status_code == 200, asked.content
    found: dict[str, Any] | None = asked.json()["quote"]
    return found


def words(text: str, found: dict[str, Any] | None) -> list[str]:
    return [text[start:end] for start, end in found["segments"]] if found else []


CONVENTIONS = [
    ("en", "{}“We will go now,”{} said Jon Falk."),
    ("en", '{}"We will go now,"{} said Jon Falk.'),
    ("en", "{}«We will go now»{}, said Jon Falk."),
    ("de", "{}„Wir gehen jetzt heim“{}, sagte Jon Falk."),
    ("de", "{}»Wir gehen jetzt heim«{}, sagte Jon Falk."),
    ("fr", "{}« Nous allons partir »{}, a dit Jon Falk."),
    ("ar", "قال Jon Falk: {}«يجب على الجميع أن يدعموا المفاوضات»{}."),
    ("en", "👩‍👩‍👧 🇫🇷 {}“We will go 😀 now,”{} said Jon Falk."),
    ("nl", "{}“Wij gaan nu naar huis,”{} zei Jon Falk."),
]


@pytest.mark.parametrize(("language", "marked"), CONVENTIONS)
def test_quote_around_the_caret_is_found_in_every_convention(language: str, marked: str) -> None:
    before, quote, after = marked.split("{}")
    text, start = before + quote + after, len(before)
    for at in (start, start + 1, start + 5, start + len(quote) - 1, start + len(quote)):
        asked = analyse(text, language=language, asked=(at, at)).asked
        assert asked
        assert [text[slice(*segment)] for segment in asked.segments] == [quote]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        (
            "“Nein danke,” rief Falk, “auf keinen Fall.” Jon Falk ging.",
            ["“Nein danke,”", "“auf keinen Fall.”"],
        ),
        (
            '"Nein danke," rief Falk, "auf keinen Fall." Jon Falk ging.',
            ['"Nein danke,"', '"auf keinen Fall."'],
        ),
        (
            "„Nein danke,“ rief Falk, „auf keinen Fall.“ Jon Falk ging.",
            ["„Nein danke,“", "„auf keinen Fall.“"],
        ),
    ],
)
def test_interrupted_quote_is_one_wherever_the_caret_stands_in_it(
    text: str, segments: list[str]
) -> None:
    for at in (0, 3, len(segments[0]), text.index("rief"), text.index("Fall.") + 4):
        for language in ("de", "en"):
            asked = analyse(text, language=language, asked=(at, at)).asked
            assert asked
            assert [text[slice(*segment)] for segment in asked.segments] == segments


def test_quote_over_paragraphs_and_one_unclosed_are_whole(desk: Client) -> None:
    text = "Jon Falk said: “One here.\n\n“Two here.” He left.\n\n“Three is not closed"
    found = quote_at(desk, text, text.index("Two"))
    assert words(text, found) == ["“One here.", "“Two here.”"]
    assert words(text, quote_at(desk, text, text.index("Three"))) == ["“Three is not closed"]


def test_term_between_marks_is_found_by_whoever_asks_for_it(desk: Client) -> None:
    text = "A so-called “buffer zone” is there. “We will go now,” said Jon Falk."
    assert words(text, quote_at(desk, text, text.index("zone"))) == ["“buffer zone”"]


def test_place_outside_of_every_quote_has_none(desk: Client) -> None:
    text = "“We will go now,” said Jon Falk. He left."
    assert quote_at(desk, text, text.index("left")) is None


@pytest.mark.parametrize(
    ("selected", "text", "speaker"),
    [
        ("We will go now", "“We will go now,” said Jon Falk.", "Jon Falk"),
        ("that he would go", "Jon Falk said that he would go.", "Jon Falk"),
        ("go now", "“We will go now,” said Jon Falk.", "Jon Falk"),
    ],
)
def test_selected_words_are_taken_as_they_are_and_the_engine_says_whose(
    desk: Client, selected: str, text: str, speaker: str
) -> None:
    start = text.index(selected)
    found = quote_at(desk, text, start, start + len(selected))
    assert words(text, found) == [selected]
    assert found
    assert (found["name"], found["is_sure"]) == (speaker, True)


@pytest.mark.parametrize(
    "clause",
    [
        "a lawyer for Jon Falk said",
        "said a man who had earlier met Jon Falk",
        "Jon Falk was told again and again by Marta Osei",
        "Jon Falk was told",
    ],
)
def test_nobody_is_sure_where_another_is_named_beside_the_words(desk: Client, clause: str) -> None:
    found = quote_at(desk, f"“Not a word of it is true,” {clause}.", 4)
    assert found
    assert not found["is_sure"]


def test_new_entities_of_the_page_are_the_speakers_that_they_are_tagged_as(desk: Client) -> None:
    text = "Nkechi Ọbáfẹ́mi spoke. “We will go now,” the mayor's aide bell hooks said."
    start = text.index("bell hooks")
    tagged = {"field": "body", "start": start, "end": start + 10, "kind": "person"}
    found = quote_at(
        desk, text, text.index("will"), new_entities=[{**tagged, "name": "bell hooks"}]
    )
    assert found
    assert (found["name"], found["entities"], found["is_sure"]) == ("bell hooks", [], True)


def test_places_outside_of_the_text_ask_for_nothing(desk: Client) -> None:
    assert quote_at(desk, "“We will go now,” said Jon Falk.", 900_000) is None
    beyond = {"field": "body", "start": 5, "end": 900_000, "kind": "person", "name": "Ann Lee"}
    assert quote_at(desk, "No quote.", 0, new_entities=[beyond]) is None
    backwards = {"field": "body", "start": 5, "end": 2}
    assert post(desk, PATH, {"body": "<p>x</p>", "quote_at": backwards}).status_code == 400
