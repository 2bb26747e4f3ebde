"""Whom the words are given to, and when nobody is sure: a table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.suggestions.engine.doubts import Doubt
from articles.suggestions.engine.matching import Entity
from tests.suggestions.texts import said, suggested

KNOWN = [
    Entity(1, "person", "Jon Falk"),
    Entity(2, "person", "Marta Osei"),
    Entity(3, "person", "Nguyễn Văn An"),
    Entity(4, "person", "Siobhán O’Neill"),
    Entity(5, "person", "Chimamanda Okafor"),
    Entity(6, "person", "Jean-Luc Moreau"),
    Entity(7, "person", "Zhang Wei"),
    Entity(8, "person", "Priya Raghunathan"),
    Entity(9, "person", "María José Núñez"),
    Entity(10, "person", "Ahmed al-Masri"),
    Entity(11, "person", "Victor Kovel"),
    Entity(12, "person", "Roger Stone"),
    Entity(13, "organisation", "Acme Corp"),
]
NOBODY = None

SURE = [
    ("“Not a word is true here,” Jon Falk said.", "Jon Falk"),
    ("“Not a word is true here,” said Jon Falk.", "Jon Falk"),
    ("“Not a word is true here,” said Jon Falk, who had met Marta Osei.", "Jon Falk"),
    ("“Not a word is true here,” Jon Falk told Marta Osei.", "Jon Falk"),
    ("“Not a word is true here,” Jon Falk later told the court.", "Jon Falk"),
    ("“Not a word is true here,” Jon Falk has also said.", "Jon Falk"),
    ("“Not a word is true here,” Jon Falk repeatedly said.", "Jon Falk"),
    ("“Not a word is true here,” Jon Falk, the mayor of Porto, said.", "Jon Falk"),
    ("“Not a word is true here,” Jon Falk, a friend of Marta Osei, said.", "Jon Falk"),
    ("“Not a word is true here,” Jon Falk, 44, said.", "Jon Falk"),
    ("“Not a word is true here,” the mayor, Jon Falk, said.", "Jon Falk"),
    ("“Not a word is true here,” said the mayor, Jon Falk.", "Jon Falk"),
    ("“Not a word is true here,” said Acme Corp spokesman Jon Falk.", "Jon Falk"),
    ("“Not a word is true here,” Marta Osei's lawyer, Jon Falk, said.", "Jon Falk"),
    ("“Not a word is true here,” Jon Falk was quoted as saying.", "Jon Falk"),
    ("Jon Falk was quoted as saying: “Not a word is true here.”", "Jon Falk"),
    ("Jon Falk went on to say: “Not a word is true here.”", "Jon Falk"),
    ("Jon Falk stood up and said: “Not a word is true here.”", "Jon Falk"),
    ("Jon Falk was saying: “Not a word is true here.”", "Jon Falk"),
    ("Jon Falk: “Not a word is true here.”", "Jon Falk"),
    ("Asked by Marta Osei, Jon Falk said: “Not a word is true here.”", "Jon Falk"),
    ("According to Jon Falk, “not a word is true here at all.”", "Jon Falk"),
    ("“Not a word is true here,” according to Jon Falk.", "Jon Falk"),
    ("“Not a word is true here,” said Nguyễn Văn An.", "Nguyễn Văn An"),
    ("“Not a word is true here,” Siobhán O’Neill said.", "Siobhán O’Neill"),
    ("“Not a word is true here,” Siobhan O'Neill said.", "Siobhán O’Neill"),
    ("“Not a word is true here,” said Chimamanda Okafor.", "Chimamanda Okafor"),
    ("“Not a word is true here,” Jean‑Luc Moreau said.", "Jean-Luc Moreau"),
    ("“Not a word is true here,” Zhang Wei said.", "Zhang Wei"),
    ("“Not a word is true here,” Priya Raghunathan wrote on X.", "Priya Raghunathan"),
    ("“Not a word is true here,” María José Núñez said.", "María José Núñez"),
    ("“Not a word is true here,” said Ahmed al-Masri.", "Ahmed al-Masri"),
    ("“Not a word is true here,”\u00a0said\u00a0Jon\u00a0Falk.", "Jon Falk"),
    ("“Not a word is true here,”\u2009Jon Falk\u2009said.", "Jon Falk"),
    ("“Not a word is true here,”\tsaid Jon Falk.", "Jon Falk"),
    ("Jon Falk left. “Not a word is true here,” Falk said.", "Jon Falk"),
    ("Jon Falk left. “Not a word is true here,” Mr. Falk said.", "Jon Falk"),
    ("Sarah Kovel met Victor Kovel. “Not a word is true,” Ms. Kovel said.", "Sarah Kovel"),
    ("Sarah Kovel met Victor Kovel. “Not a word is true,” Mr. Kovel said.", "Victor Kovel"),
    ("Sarah Kovel met Victor Kovel. “Not a word is true,” said Mrs Kovel.", "Sarah Kovel"),
    ("Sarah Kovel met Victor Kovel. “Not a word is true,” Dame Kovel said.", "Sarah Kovel"),
    ("Sarah Kovel met Victor Kovel. “Not a word is true,” Sir Kovel said.", "Victor Kovel"),
    ("Sarah Kovel met Victor Kovel. “Not a word is true,” Frau Kovel said.", "Sarah Kovel"),
    ("Sarah Kovel met Victor Kovel. “Not a word is true,” Señor Kovel said.", "Victor Kovel"),
]

UNSURE = [
    # The passive.
    "“Not a word is true here,” Jon Falk was told.",
    "“Not a word is true here,” Jon Falk has been told.",
    "“Not a word is true here,” Jon Falk was later asked.",
    "“Not a word is true here,” Jon Falk was being told.",
    "“Not a word is true here,” Jon Falk got told.",
    "“Not a word is true here,” Jon Falk was told by Marta Osei.",
    "“Not a word is true here,” Jon Falk was told again and again by Marta Osei.",
    "“Not a word is true here,” Jon Falk is said to have told Marta Osei.",
    "Jon Falk was reminded: “Not a word is true here.”",
    "Jon Falk had been warned, “Not a word is true here.”",
    # The negation.
    "“Not a word is true here,” Jon Falk did not say.",
    "“Not a word is true here,” Jon Falk didn’t say.",
    "“Not a word is true here,” Jon Falk never said.",
    "“Not a word is true here,” Jon Falk has never said.",
    "“Not a word is true here,” Jon Falk, the mayor, never said.",
    "“Not a word is true here,” Jon Falk denied saying.",
    "“Not a word is true here,” Jon Falk denied having said.",
    "“Not a word is true here,” Jon Falk refused to say.",
    "“Not a word is true here,” Jon Falk would not say.",
    "Jon Falk never said: “Not a word is true here.”",
    "Jon Falk said neither “not a word is true here” nor anything else.",
    # The second verb.
    "Jon Falk heard Marta Osei say, “Not a word is true here.”",
    "Jon Falk heard Marta Osei say: “Not a word is true here.”",
    "“Not a word is true here,” Jon Falk heard Marta Osei say.",
    "“Not a word is true here,” Jon Falk wanted Marta Osei to say.",
    "“Not a word is true here,” Marta Osei quoted Jon Falk as saying.",
    "Jon Falk asked whether Marta Osei said “not a word is true here.”",
    "Jon Falk believes Marta Osei said “not a word is true here.”",
    "Jon Falk claimed that Marta Osei said “not a word is true here.”",
    "“Not a word is true here,” Jon Falk would have said.",
    "“Not a word is true here,” Jon Falk might say.",
    "“Not a word is true here,” according to what Jon Falk was told.",
    "“Not a word is true here,” according to how Jon Falk tells it.",
    "“Not a word is true here,” according to a report on Jon Falk.",
    "“Not a word is true here,” Jon Falk says he was told.",
    "“Not a word is true here,” Jon Falk said he never said.",
    "“Not a word is true here,” Jon Falk recalled being told.",
    "“Not a word is true here,” Jon Falk says she said.",
    "“Not a word is true here,” Jon Falk said Marta Osei had said.",
    "“Not a word is true here,” Jon Falk allegedly said.",
    "“Not a word is true here,” Jon Falk read in the paper.",
    "“Not a word is true here,” Jon Falk stopped short of saying.",
    "Jon Falk was accused of saying: “Not a word is true here.”",
    "Jon Falk wore a shirt that said “not a word is true here.”",
    "Jon Falk denied that “not a word is true here at all.”",
    "If Jon Falk said “not a word is true here,” it was late.",
    # Somebody beside the one named.
    "“Not a word is true here,” a lawyer for Jon Falk said.",
    "“Not a word is true here,” said a man who had earlier met Jon Falk.",
    "“Not a word is true here,” said a man Jon Falk had met.",
    "“Not a word is true here,” said a man that Jon Falk knew.",
    "“Not a word is true here,” said the lawyer Jon Falk hired.",
    "“Not a word is true here,” said a woman close to Jon Falk.",
    "“Not a word is true here,” said one of the men arrested with Jon Falk.",
    "“Not a word is true here,” said a woman suing Jon Falk.",
    "“Not a word is true here,” Jon Falk's lawyer said.",
    "“Not a word is true here,” Jon Falk’s former lawyer told Marta Osei.",
    "“Not a word is true here,” a Falk aide said. Jon Falk left.",
    "Jon Falk left. “Not a word is true here,” a Falk aide said.",
    "“Not a word is true here,” another Stone spokesperson said. Roger Stone left.",
    "Roger Stone left. “Not a word is true here,” another Stone spokesperson said.",
    "Victor Kovel won. “Not a word is true here,” the Kovel campaign said.",
    "Victor Kovel won. “Not a word is true here,” the Kovel family said.",
    "“Not a word is true here,” the judge told Jon Falk.",
    "“Not a word is true here,” Jon Falk and Marta Osei said.",
    # Two of one surname.
    "Sarah Kovel met Victor Kovel. “Not a word is true,” Kovel said.",
    "Victor Kovel met Sarah Kovel. “Not a word is true,” said Kovel.",
    "Victor Kovel met Sarah Kovel and Anna Kovel. “Not a word is true,” Ms Kovel said.",
    "Victor Kovel left. “Not a word is true,” Ms. Kovel said.",
    "Ahmed Okafor met Chimamanda Okafor. “Not a word is true,” Okafor said.",
    # Nobody beside the words.
    "“Not a word is true here,” she said. Jon Falk left.",
    "“Not a word is true,” Falk said. Marta Osei laughed. “Go home now, all of you.”",
]


@pytest.mark.parametrize(("text", "speaker"), SURE)
def test_speaker_is_sure(text: str, speaker: str) -> None:
    quote = said(text, KNOWN)[-1]
    assert quote.speaker is not None
    assert (quote.speaker.full, quote.is_sure) == (speaker, True)


@pytest.mark.parametrize("text", UNSURE)
def test_nobody_is_sure(text: str) -> None:
    assert not said(text, KNOWN)[-1].is_sure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "„Kein Wort davon ist wahr“, sagte Jon Falk nicht."),
        ("de", "„Kein Wort davon ist wahr“, sagte der Anwalt von Jon Falk."),
        ("fr", "« Pas un mot n’est vrai », n’a pas dit Jon Falk."),
        ("fr", "« Pas un mot n’est vrai », a dit un proche de Jon Falk."),
        ("fr", "« Pas un mot n’est vrai », a dit le juge à Jon Falk."),
        ("es", "«Ni una palabra es cierta», no dijo Jon Falk."),
        ("es", "«Ni una palabra es cierta», dijo el abogado de Jon Falk."),
        ("es", "«Ni una palabra es cierta», nunca dijo Jon Falk."),
        ("ar", "لم يقل Jon Falk «يجب على الجميع أن يدعموا المفاوضات»."),
    ],
)
def test_nobody_is_sure_in_other_languages(language: str, text: str) -> None:
    assert not any(quote.is_sure for quote in said(text, KNOWN, language=language))


def test_surname_of_two_is_unsure_where_it_stands_alone_and_says_why() -> None:
    text = "Sarah Kovel met Victor Kovel. Kovel left."
    alone = suggested(text, KNOWN).names[-1]
    assert not alone.is_sure
    assert alone.doubt
    assert (alone.doubt.said, alone.doubt.known) == ("Kovel", "Victor Kovel, Sarah Kovel")


def test_surname_that_an_alias_gives_to_another_is_of_neither_for_sure() -> None:
    bidens = [Entity(1, "person", "Joe Biden", ("Biden",)), Entity(2, "person", "Hunter Biden")]
    alone = suggested("Hunter Biden spoke. Biden left.", bidens).names[-1]
    assert (alone.entities, alone.is_sure) == ((1, 2), False)


def test_surname_that_only_modifies_is_not_the_person() -> None:
    text = "Roger Stone left. Another Stone spokesperson came."
    assert [name.start for name in suggested(text, KNOWN).names] == [0]


PARTS = [
    *("Jon Falk", "Falk", "Marta Osei", "Ms. Kovel", "Sarah Kovel", "a lawyer for Jon Falk"),
    *("said", "told", "was told", "never said", "heard", "say", "who", "that", "by", ",", "."),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6))
def test_speaker_is_never_surer_than_the_name(parts: list[str]) -> None:
    text = f"Victor Kovel left. “Not a word is true here,” {' '.join(parts)}."
    for quote in said(text, KNOWN):
        assert not quote.is_sure or (quote.speaker and quote.speaker.is_sure)


def test_somebody_named_before_a_quote_is_a_guess_that_no_key_accepts() -> None:
    text = "Ann Lee came early. The hall was full.\n\n“It was a very cold evening for us all.”"
    (quote,) = said(text)
    assert (quote.speaker and quote.speaker.full, quote.is_sure) == ("Ann Lee", False)
    assert quote.doubt == Doubt("guess", "Ann Lee")


def test_quote_behind_a_guess_is_no_surer() -> None:
    text = (
        "Ann Lee came early.\n\n“It was a very cold evening for us all.” The hall was full. "
        "“We had to go home before the end of it.”"
    )
    first, second = said(text)
    assert second.doubt == first.doubt == Doubt("guess", "Ann Lee")


def test_nobody_is_guessed_from_a_quote_far_before() -> None:
    text = (
        "“We will open it,” Ann Lee said.\n\nThe hall was full and cold.\n\n"
        "“It was a very cold evening for us all.”"
    )
    assert said(text)[1].speaker is None
