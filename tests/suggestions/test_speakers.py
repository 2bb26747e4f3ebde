"""The speakers that are suggested for quotes."""

import pytest

from tests.suggestions.texts import said, speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are going to win,” said John Smith, a spokesman for Acme Corp.", "John Smith"),
        ("“We are going to win,” Acme Corp. spokesman John Smith said Tuesday.", "John Smith"),
        ("“We are going to win,” said Acme Corp. spokesman John Smith, who left.", "John Smith"),
        ("“We were told to win,” the group's president, Ann Lee, said.", "Ann Lee"),
        (
            "Trump adviser Stephen Miller said it was “the best that could happen.”",
            "Stephen Miller",
        ),
        ("After the match, Ann Lee, the coach, said, “We have learned a lot.”", "Ann Lee"),
        ("When asked about Bob Dole, Ann Lee said “he is a good man to have.”", "Ann Lee"),
        ("The lawyer for Bob Dole, Ann Lee, said, “My client has nothing to hide.”", "Ann Lee"),
        ("According to Ann Lee, the head, “nobody was hurt in the fire at all.”", "Ann Lee"),
        ("“Nobody was hurt in the fire,” according to Ann Lee.", "Ann Lee"),
        ("Ann Lee: “Nobody was hurt in the fire.”", "Ann Lee"),
        ("“Nobody was hurt in the fire.” — Ann Lee", "Ann Lee"),
        ("Ann Lee's statement added, “Nobody was hurt in the fire.”", "Ann Lee"),
        ("“I don’t think so,” said Obama, who was in Chicago.", "Obama"),
        (
            "A spokesman for the company said, “We are deeply sorry for it.”",
            "(A spokesman for the company)",
        ),
        ("“A lot of us are upset,” one resident, who gave no name, said.", "(one resident)"),
    ],
)
def test_speaker_is_the_subject_of_the_cue(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "“We will go on fighting,” Ann Lee and Bob Dole agreed.",
        "“We will go on fighting,” said Ann Lee and Bob Dole.",
        "Ann Lee and Bob Dole said: “We will go on fighting.”",
    ],
)
def test_one_of_two_who_said_it_together_is_never_sure(text: str) -> None:
    (quote,) = said(text)
    assert quote.speaker
    assert not quote.is_sure


def test_pronoun_means_the_nearest_subject_of_its_gender() -> None:
    assert speakers("John Smith met Mary Jones. “He was very kind to me,” she said.") == [
        "Mary Jones"
    ]
    assert speakers("John Smith, the mayor, left.\n\n“We have no money left,” he said.") == [
        "John Smith"
    ]


def test_quote_without_a_cue_is_the_speakers_of_the_paragraph_before() -> None:
    text = "“We have begun to fight,” said Ann Lee.\n\n“And we shall go on with it.”"
    assert speakers(text) == ["Ann Lee", "Ann Lee"]
    assert [quote.is_sure for quote in said(text)] == [True, False]


def test_who_posted_a_statement_said_what_it_reads() -> None:
    text = (
        "The Pentagon published a readout on Monday, and Lloyd Austin posted a clear statement "
        "on X, "
        "part of which read: “Israel should support diplomatic negotiations.”"
    )
    (quote,) = said(text)
    assert (quote.speaker.full, quote.source) == (
        "Lloyd Austin",
        "posted a clear statement on X",
    )


def test_readout_is_the_source_of_what_somebody_noted_in_it() -> None:
    text = (
        "Lloyd Austin called Yoav Gallant. The Pentagon’s readout of the first Austin-Gallant call "
        "said Austin noted “the devastating consequences that escalation would have.”"
    )
    (quote,) = said(text)
    assert quote.speaker.full == "Lloyd Austin"
    assert quote.cue == "noted"
    assert quote.source == "The Pentagon’s readout of the first Austin-Gallant call"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Wir werden das alles gewinnen“, sagte Olaf Scholz am Montag.", "Olaf Scholz"),
        ("fr", "« Nous allons gagner cela », a déclaré Emmanuel Macron.", "Emmanuel Macron"),
        ("es", "«Vamos a ganar estas elecciones», dijo Pedro Sánchez.", "Pedro Sánchez"),
    ],
)
def test_cues_are_those_of_the_articles_language(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language=language) == [speaker]


def test_language_without_cues_still_gets_marks_and_names() -> None:
    (quote,) = said("“Wij zullen dit allemaal winnen,” zei Mark Rutte in Den Haag.", language="nl")
    assert quote.speaker is None or quote.speaker.full == "Mark Rutte"


ARTICLE = """Police identify man shot outside store
Police on Tuesday identified the man who was shot outside a store as Derrick Johnson, 27.
Johnson's mother, Patricia Johnson, said she was still in shock.
“He was my baby,” she said, wiping away tears. “I can't believe he's gone.”
Detective Frank Ruiz said investigators were looking for a dark sedan. “We believe somebody out there knows something,” Ruiz said.
Anyone with information is asked to call the department.
“No tip is too small,” the detective said.
Her husband, Carlos, nodded. “It's ugly all right,” he said.
Mayor Tom Barrett condemned the violence in a tweet: “Enough is enough. Our city must come together.”
A spokeswoman pointed to a statement in which Mark Lee, the chief executive, said: “We won't prevent all of it.”
Lawyers for Michael Flynn wrote in a filing that he “is a man of honor and of courage.”
“What are you doing?” Officer Brown can be heard asking in the video.
“He was a good boy,” Robert Smith's father said."""  # noqa: E501 - a paragraph a line


def test_speakers_of_a_whole_article() -> None:
    assert speakers(ARTICLE) == [
        "Patricia Johnson",
        "Frank Ruiz",
        "(the detective)",
        "Carlos",
        "Tom Barrett",
        "Mark Lee",
        "(Lawyers for Michael Flynn)",
        "Brown",
        "(Robert Smith's father)",
    ]


def test_name_that_begins_a_sentence_belongs_to_that_sentence() -> None:
    text = "Ann Lee met Bob Stone on Monday. Carol Roe left early. “We will open it,” she said."
    assert speakers(text) == ["Carol Roe"]
