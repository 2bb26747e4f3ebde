"""Random sentences to tag: news with namesakes, and a jumble of a few words in three scripts."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Writer:
    """A writer: the names, the words and the way of making sentences that a text is made of."""

    names: Sequence[str]
    words: Sequence[str]
    sentence: Callable[[random.Random], str]


NAMES = [
    *("Austin", "Lloyd Austin", "Mary Austin", "Jean-Luc", "Mary Jean-Luc", "O’Dell", "Kovel"),
    *("Victor Kovel", "Ann", "X", "NATO", "أوستن", "ماري", "דנה"),
]
OPENINGS = ["On Monday", "He said:", "“he don’t", "قال:", "אמר", "But", "In Rome", "", "", ""]
WORDS = [
    *("the", "minister", "of", "a", "new", "plan", "was", "late", "and", "would", "not", "cost"),
    *("more", "than", "“May”", "said", "it", ",", "that", "don’t", "is", "في", "من", "وزير"),
    *("على", "את", "של", "X.", "again", "border", "talks", "about", "an", "hour", "with", "all"),
    *("who", "met", "him", "there"),
]


def jumble_sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randrange(2, 14))]
    for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3])):
        words.insert(chance.randrange(len(words) + 1), chance.choice(NAMES))
    return " ".join([chance.choice(OPENINGS), *words]).strip() + chance.choice(".. .?”").strip()


NEWS_NAMES = [
    *("Sarah Kovel", "Victor Kovel", "Kovel", "Ms. Kovel", "Jon Falk", "Ana Falk", "Falk"),
    *("Marta Osei", "Osei", "Dr. Osei", "Harbour Council", "Nordic Rail", "O’Dell", "the council"),
]
FILLERS = {
    "name": NEWS_NAMES,
    "role": ["minister", "mayor", "economist", "deputy minister", "chief executive", "judge"],
    "day": ["Monday", "Tuesday", "Friday", "Sunday"],
    "place": ["Vellmar", "Rome", "Port Arin", "Gdańsk", "the north"],
    "noun": ["plan", "budget", "bridge", "inquiry", "harbour", "treaty", "ferry", "strike", "vote"],
    "adjective": ["new", "late", "secret", "costly", "major", "quiet", "disputed", "early"],
    "number": ["three", "12", "40", "600"],
}
SUBJECTS = ["{name}", "{name}", "{name}, the {role},", "The {role}, {name},", "Last {day} {name}"]
VERBS = ["met {name} in {place}", "refused the {noun}", "asked for a {adjective} {noun}"]
TAILS = ["", " on {day}", " after a {adjective} {noun}", ", {name} said", " for {number} years"]
NEWS = [
    "“The {noun} is {adjective},” {name} said, “and the {noun} will cost {number} million.”",
    "“We call the {noun} ‘{adjective}’ in {place},” said {name}.",
    "The {noun} in {place} was {adjective} on {day}, said a spokesman for {name}.",
    "It follows a {adjective} {noun} over the {noun}, which {name} and {name} had denied.",
    "Nobody in {place} would say whether the {noun} was ready.",
    "{name} did not answer.",
]
NEWS_WORDS = [
    *("the", "a", "new", "again", "of", "in", "not", "and", "major", "on Monday", "late"),
    *("budget", "in Rome", "who", "said", "very", "old", "plan", "then", "also"),
]
_FILLER = re.compile(r"\{(\w+)\}")


def news_sentence(chance: random.Random) -> str:
    pattern = chance.choice(NEWS)
    if chance.random() < 0.5:
        pattern = "".join(chance.choice(part) for part in (SUBJECTS, [" "], VERBS, TAILS)) + "."
    said = _FILLER.sub(lambda found: chance.choice(FILLERS[found[1]]), pattern)
    return said[0].upper() + said[1:]


JUMBLE = Writer(NAMES, WORDS, jumble_sentence)
REPORTER = Writer(NEWS_NAMES, NEWS_WORDS, news_sentence)
