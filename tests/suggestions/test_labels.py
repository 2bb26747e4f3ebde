"""A label says who speaks, or that nobody knows who: never the person of the line before."""

import pytest

from articles.suggestions.engine.analysis import analyse

ABOUT = {
    "Kowalska": "Marta Kowalska spoke to us.",
    "Adeyemi": "Olu Adeyemi was there. Ann Lee left early.",
    "Nguyen": "Minister Nguyen Thi Hoa took questions.",
}
WORDS = "“We were never asked about it.”"


def speakers(text: str) -> list[tuple[str | None, bool]]:
    """The speaker of each quote, None for a guess too, and whether it is sure."""
    quotes = analyse(text, language="en").quotes
    return [
        (quote.speaker.full if quote.speaker and not quote.doubt else None, quote.is_sure)
        for quote in quotes
    ]


@pytest.mark.parametrize(
    ("about", "label", "who"),
    [
        ("Kowalska", "MARTA KOWALSKA", "Marta Kowalska"),
        ("Kowalska", "KOWALSKA", "Marta Kowalska"),
        ("Kowalska", "Kowalska", "Marta Kowalska"),
        ("Kowalska", "Ms Kowalska", "Marta Kowalska"),
        ("Kowalska", "MARTA KOWALSKA (laughs)", "Marta Kowalska"),
        ("Adeyemi", "ADEYEMI", "Olu Adeyemi"),
        ("Adeyemi", "LEE", "Ann Lee"),
        ("Nguyen", "NGUYEN THI HOA", "Nguyen Thi Hoa"),
        ("Kowalska", "DR. KOWALSKA", "Marta Kowalska"),
    ],
)
@pytest.mark.parametrize("quoted", [WORDS, WORDS.replace("“", "‘").replace("”", "’"), "“No.”"])
def test_label_names_a_person(about: str, label: str, who: str, quoted: str) -> None:
    assert speakers(f"{ABOUT[about]}\n{label}: {quoted}")[-1][0] == who


@pytest.mark.parametrize(
    "label",
    [
        "REPORTER",
        "Reporter",
        "Q",
        "A",
        "Host",
        "INTERVIEWER",
        "THE COURT",
        "WITNESS 3",
        "UNIDENTIFIED MAN",
        "Man in the crowd",
        "SPEAKER 2",
        "ZADIE OKONKWO",
        "Audience member",
    ],
)
@pytest.mark.parametrize("quoted", [WORDS, "“Why?”"])
def test_label_of_somebody_else_gives_nobody(label: str, quoted: str) -> None:
    for about in ABOUT.values():
        assert speakers(f"{about}\n{label}: {quoted}")[-1] == (None, False)


def test_interview_alternates() -> None:
    text = (
        "Marta Kowalska, the mayor, met the press.\n"
        "Q: “Will you resign over this?”\nA: “Not today, thank you.”\n"
        "REPORTER: “Why not today?”\nKOWALSKA: “You tell me, honestly.” (Pause) “Well?”"
    )
    assert [who for who, _ in speakers(text)] == [None, None, None, *["Marta Kowalska"] * 2]


@pytest.mark.parametrize(
    "text",
    [
        "Update: “We are delighted,” Ann Lee said.",
        "WASHINGTON: “We are delighted,” Ann Lee said.",
        "Note: “We are delighted,” said Ann Lee.",
        "Photo: Ann Lee said: “We are delighted.”",
    ],
)
def test_label_that_is_no_speaker_does_not_count(text: str) -> None:
    assert speakers(text)[0][0] == "Ann Lee"


def test_two_of_one_surname_are_not_told_apart() -> None:
    text = f"Ann Lee and Bob Lee met.\nLEE: {WORDS}"
    assert speakers(text) == [(None, False)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Jane Roe is mayor. Roe is slamming Tom Clay's move, saying “it will hurt us.”",
            "Jane Roe",
        ),
        ("Jane Roe was told by Tom Clay: “You will never work here again.”", "Tom Clay"),
        ("Jane Roe was warned by her boss: “You will never work here again.”", None),
        ("“We were wrong,” Ann Lee and Tom Clay said in a statement.", "Ann Lee"),
        ("“No one was hurt,” wrote The Post.", None),
        ("“What a night,” gushed Ann Lee.", "Ann Lee"),
        ("Ann Lee derided the plan as “a joke and an insult.”", "Ann Lee"),
        ("Tom Clay called the report “nonsense.”", "Tom Clay"),
        ("Ann Lee called it “hearsay.”", "Ann Lee"),
        ("Tom Clay lamented the “noise and name calling” in the chamber.", "Tom Clay"),
        ("Jane Roe said she was “over the moon” about it.", "Jane Roe"),
        ("Jane Roe sued. The ruling reads: “No damage was done to the plaintiff.”", None),
        ("Court documents show “a pattern of lies and deceit.” Jane Roe was not there.", None),
        ("Olu Adeyemi is slamming the move, saying “it hurts all.”", "Olu Adeyemi"),
        ("Kenji Sato was told by Amina Diallo that “you will not work again.”", "Amina Diallo"),
        ("Court papers and records show “a pattern of fraud.” Raj Patel denied it.", None),
        ("A poll found that voters think Raj Patel is “too old to serve again.”", None),
        ("According to the indictment, Raj Patel “knowingly lied to agents.”", None),
        ("According to the mayor, Raj Patel, “we have no money left.”", "Raj Patel"),
        ("Raj Patel released a statement: “We never stopped working.”", "Raj Patel"),
        ("Mei Chen captioned the photo, “We never stopped working.”", "Mei Chen"),
        ("Mei Chen shot back, “We never stopped working.”", "Mei Chen"),
        ("Mei Chen railed against “noise and name calling” on Monday.", "Mei Chen"),
        ("Mei Chen accused Ann Lee of “lying” on Monday.", "Mei Chen"),
        ("Mei Chen vowed to “Drain The Swamp”.", "Mei Chen"),
        ("“We never stopped working,” Olu Adeyemi told host Jim Lee.", "Olu Adeyemi"),
        ("“We never stopped working,” Olu Adeyemi told The Post.", "Olu Adeyemi"),
        ("Olu Adeyemi said in an interview with Ann Roe, “We never stopped.”", "Olu Adeyemi"),
        ("“Why now?” asked Anjali Rao. “Why us?”", "Anjali Rao"),
        ("“Never again,” Iris Bell laughed, “but we won.”", "Iris Bell"),
    ],
)
def test_subject_is_who_spoke(text: str, who: str | None) -> None:
    assert {found for found, _ in speakers(text)} == {who}


@pytest.mark.parametrize(
    "text",
    [
        "On a new website, “The Long Countdown”, Acme has launched a campaign.",
        "They named the ship “Hope”, and it sank.",
        "The so-called “smart” motorway opened.",
        "He read “War and Peace”, Ann Lee’s favourite.",
        "Paul wrote “Hey Jude” in 1968.",
        "Ann Lee read “War and Peace.”",
        "The band “Neighbours”, founded in Leeds, played.",
        "Donald Roe's slogan “Make Trade Great” was everywhere.",
    ],
)
def test_words_that_nobody_said_are_no_quote(text: str) -> None:
    assert analyse(text, language="en").quotes == ()


def test_full_stop_is_not_the_speaker_s() -> None:
    text = "“No one was hurt,” wrote The Post."
    (quote,) = analyse(text, language="en").quotes
    assert quote.speaker_words
    assert text[slice(*quote.speaker_words)] == "The Post"
