"""Names of people and organisations that are found by the text alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.suggestions.engine.capitalised_runs import headings_of, runs_of, without_possessive
from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.doubts import Doubt
from articles.suggestions.engine.foreign_runs import trim_run
from articles.suggestions.engine.name_words import (
    ADDRESSES,
    ALSO_SURNAMES,
    FEMALE,
    GROUPS,
    MALE,
    ORGANISATION_ENDS,
    ORGANISATION_HEADS,
    OTHER_ENDS,
    ROLE_NOUNS,
    TITLES,
    TWO_WORD_PLACES,
)
from articles.suggestions.engine.organisations import ACRONYM, bared, is_organisation
from articles.suggestions.engine.rules import NAME_RULES, SURE
from articles.suggestions.engine.spans import Span, Spans
from articles.suggestions.engine.word_lists import common_words, given_names, places, words

PERSON, ORGANISATION = "person", "organisation"
TAGGED = "tag"
"""The rule of a name that an editor has tagged."""

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]{2,})*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.?")
_ARTICLE_BEFORE = re.compile(r"(?:^|\W)(?:the|an?) $", re.IGNORECASE)
_ROLE_BEFORE = re.compile(r"([A-Za-z-]+),? $")
_PERSONAL_AFTER = re.compile(
    r",? (?:who|whose)\b|, (?:age )?\d{1,3}\b|, (?:an?|the|his|her|its) "
    r"|, [a-z]+ (?:of|at|for|with) "
)
_MOST_WORDS = 5
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: `kind` is person or organisation.

    `full` is the longest form of the name in the article; `entities` are the ids of the known
    entities that it may mean; `gender` is m, f or unknown (""); `doubt` says why a name that looks
    sure is not.
    """

    start: int
    end: int
    kind: str
    full: str
    rule: str
    is_sure: bool = True
    gender: str = ""
    entities: tuple[int, ...] = ()
    doubt: Doubt | None = None

    @property
    def span(self) -> Span:
        return self.start, self.end


def find_names(text: str, cues: Cues) -> list[Name]:
    """Return the names in the order of the text; `name_linking` adds surnames that stand alone."""
    counts = Counter(word for word in _LETTERS.findall(text) if word[0].isupper())
    headings = Spans(headings_of(text))
    trimmed = (trim_run(text, run, cues.language) for run in runs_of(text))
    runs = [run for run in trimmed if run and not headings.overlaps(run)]
    ends = Counter(
        bared(text, span).rpartition(" ")[2] for span in runs if " " in text[slice(*span)]
    )
    found: list[Name] = []
    for start, end in runs:
        according = cues.according.match(text, start, end)  # Selon NAME
        span = (according.end() if according else start), end
        found += _read_run(_Run(text, span, cues, counts, ends))
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    span: Span
    cues: Cues
    counts: Counter[str]
    """Counts of each capitalised word in the text."""
    ends: Counter[str]
    """Counts of each word as the end of a run of several words."""


def _read_run(run: _Run) -> Iterator[Name]:
    for part in _between_possessives(run.text, [*_words(run.text, run.span)]):
        words = _without_function_words(run.text, part)
        cut = _end_of_organisation(run.text, words)
        if cut:
            yield _make_organisation(run.text, words[:cut])
        if cut < len(words):
            yield from _split_at_titles(run, _without_function_words(run.text, words[cut:]))


def _between_possessives(text: str, words: list[Span]) -> Iterator[list[Span]]:
    """Split words behind "'s", unless they are one organisation: Sheriff's Office."""
    part: list[Span] = []
    for word in words:
        part.append(word)
        if without_possessive(text, word) != word and not is_organisation(text, words):
            yield part
            part = []
    if part:
        yield part


def _end_of_organisation(text: str, words: list[Span]) -> int:
    """Return how many of the words, from the first, are the name of an organisation."""
    if words and is_organisation(text, words):
        return len(words)
    for cut in range(len(words) - 2, 1, -1):
        last = bared(text, words[cut - 1])
        if last in ORGANISATION_ENDS and last not in TITLES and is_organisation(text, words[:cut]):
            return cut
    return 0


def _make_organisation(text: str, words: Sequence[Span]) -> Name:
    start, end = without_possessive(text, (words[0][0], words[-1][1]))
    return Name(start, end, ORGANISATION, text[start:end], "organisation's form")


def _words(text: str, span: Span) -> Iterator[Span]:
    for found in _WORD.finditer(text, *span):
        yield found.span()


def _without_function_words(text: str, words: list[Span]) -> list[Span]:
    """Leave out words around a name that are capitalised only because they begin a sentence."""
    while words and _is_sentence_opener(text, words[0]) and not _belongs_to_name(text, words):
        words = words[1:]
    while words and _is_function_word(text[slice(*words[-1])]):
        words = words[:-1]
    return words


def _is_function_word(word: str) -> bool:
    return word.lower() in _FUNCTION_WORDS and (word.istitle() or len(word) == 1)


def _is_sentence_opener(text: str, word: Span) -> bool:
    exact = text[slice(*word)]
    if exact.lower() not in common_words() or exact in TITLES:
        return False
    return exact.istitle() or exact in {"A", "I"}


def _belongs_to_name(text: str, words: Sequence[Span]) -> bool:
    """Return whether a common first word is part of the name: White House."""
    if len(words) == 1:
        return False
    first, last = text[slice(*words[0])], bared(text, words[-1])
    if first.lower() in _FUNCTION_WORDS:
        return False
    if bared(text, words[1]) in ORGANISATION_ENDS:
        return True
    if first in ALSO_SURNAMES and not _is_common(bared(text, words[1])):
        return True  # Park Min-jun
    return (
        last in ORGANISATION_ENDS
        or first.lower() in given_names()
        or not _starts_sentence(text, words[0])
    )


_FUNCTION_WORDS = words("""
    the a an in on at but and or for from with by as if when while after before since this that
    these those it its he she they we i you his her their our my your there here what who why
    how where which so not no yes also meanwhile however although though because still then now
    just even only both each every all some many most more other others another one two three
    four five six seven eight nine ten under over during until once despite like about asked
    earlier later perhaps maybe today tomorrow yesterday monday tuesday wednesday thursday
    friday saturday sunday
""")


def _starts_sentence(text: str, word: Span) -> bool:
    """Return whether the word begins a sentence or a line, so that the capital means nothing."""
    before = text[max(0, word[0] - 3) : word[0]].rstrip(" “\"'‘(«")
    return not before or before[-1] in '.!?\n:“"”'


def _split_at_titles(run: _Run, words: list[Span]) -> Iterator[Name]:
    """Yield the person behind the last title, and an organisation before the titles, if any."""
    text = run.text
    last = max((i for i, word in enumerate(words) if _is_title(text, word)), default=-1)
    if last == 0 and len(words) == 2 and bared(text, words[0]).lower() in given_names():  # noqa: PLR2004
        last = -1  # Dean, Major: here a given name
    titled = words[: last + 1]
    if titled and (office := _organisation_of_office(text, titled)):
        yield office
    rest = words[last + 1 :]
    gender = _gender_of_titles(text, titled)
    if not rest:
        return
    if name := _make_person(run, rest, titled, gender) or _make_single_subject(run, rest):
        yield name


def _is_title(text: str, word: Span) -> bool:
    return text[slice(*word)].rstrip(".,") in TITLES


def _organisation_of_office(text: str, titled: list[Span]) -> Name | None:
    """Return the organisation in front of an office: "State Department Spokesman"."""
    end = len(titled)
    while end and _is_title(text, titled[end - 1]):
        end -= 1
    start = 0
    while start < end and _is_title(text, titled[start]):
        start += 1
    part = titled[start:end]
    if part and is_organisation(text, part):
        span = without_possessive(text, (part[0][0], part[-1][1]))
        return Name(*span, ORGANISATION, text[slice(*span)], "organisation in an office")
    return None


def _gender_of_titles(text: str, titled: Sequence[Span]) -> str:
    titles = {bared(text, word) for word in titled}
    return "m" if titles & MALE else "f" if titles & FEMALE else ""


def _make_person(run: _Run, words: list[Span], titled: Sequence[Span], gender: str) -> Name | None:
    text = run.text
    words = _without_groups(text, words)
    if not words or len(words) > _MOST_WORDS:
        return None
    start, end = without_possessive(text, (words[0][0], words[-1][1]))
    exact = text[start:end]
    if not _has_suffix(exact):
        exact = exact.rstrip(".")
    end = start + len(exact)
    if start >= end or _is_no_person(text, words, exact):
        return None
    bare = [bared(text, word) for word in words]
    known = given_names().get(bare[0].lower(), "")
    gender = gender or (known if known in ("m", "f") else "")
    rule = _find_evidence(run, (start, end), bare, titled)
    if not rule:
        return None
    if rule == "cue" and _is_common(bare[-1]):
        return _make_speaking_organisation(run, (start, end))  # Northgate Water said
    return Name(start, end, PERSON, exact, rule, NAME_RULES[rule] is SURE, gender)


def _has_suffix(name: str) -> bool:
    return name.endswith(("Jr.", "Sr."))


def _without_groups(text: str, words: list[Span]) -> list[Span]:
    """Leave out nations, places and occupations around a name: Scientologist Tom Cruise."""
    labels = [bared(text, word).lower() for word in words]
    start, end = 0, len(words)
    while (
        start < end
        and _is_label(labels[start])
        and not (end - start > 1 and labels[start] in given_names())
    ):
        start += 1
    while end > start and labels[end - 1] in GROUPS:
        if end - start > 1 and _is_surname(bared(text, words[end - 1]), labels[start]):
            break
        end -= 1
    return words[start:end]


def _is_surname(word: str, first: str) -> bool:
    """Return whether a word that is also something else is a surname behind this first word."""
    return word in ALSO_SURNAMES and first in given_names()


def _is_label(word: str) -> bool:
    return word in GROUPS or word in places() or word in ROLE_NOUNS or word.endswith("ologist")


def _is_no_person(text: str, words: Sequence[Span], name: str) -> bool:
    bare = [bared(text, word) for word in words]
    if bare[-1] in ORGANISATION_HEADS or bare[0] in ORGANISATION_HEADS:
        return True
    if bare[-1] in OTHER_ENDS and not _is_surname(bare[-1], bare[0].lower()):
        return True
    if any(" ".join(pair) in TWO_WORD_PLACES for pair in pairwise(bare)):
        return True
    return any(char.isdigit() for char in name) or " of " in name or " for " in name


def _find_evidence(run: _Run, span: Span, bare: Sequence[str], titled: Sequence[Span]) -> str:
    """Return the rule by which this is a person, or "". New rules: see `rules.NAME_RULES`."""
    text, start = run.text, span[0]
    is_addressed = bool(titled) and bared(text, titled[-1]) in ADDRESSES
    if titled and (len(bare) > 1 or is_addressed or not _is_common(bare[0])):
        return "title"
    if titled and bare[0].istitle() and _may_be_surname(bare[0]):
        return "title before a word"
    if len(bare) == 1:
        return _find_evidence_of_word(run, span, bare[0])
    if bare[0].lower() in given_names() and not ACRONYM.fullmatch(bare[-1]):
        return "given name"
    if _follows_article(text, start):
        return ""
    return _find_evidence_beside(run, span) or _find_evidence_of_capitals(run, bare)


def _follows_article(text: str, start: int) -> bool:
    return _ARTICLE_BEFORE.search(text[max(0, start - 5) : start]) is not None


def _find_evidence_beside(run: _Run, span: Span) -> str:
    text, (start, end) = run.text, span
    before = _ROLE_BEFORE.search(text[max(0, start - 24) : start])
    if before and before[1] in ROLE_NOUNS:
        return "role before"
    if _PERSONAL_AFTER.match(text[end : end + _NEAR]) or _is_subject_of_cue(run, span):
        return "role behind" if not _is_subject_of_cue(run, span) else "cue"
    return ""


def _find_evidence_of_capitals(run: _Run, bare: Sequence[str]) -> str:
    if run.counts[bare[-1]] > run.ends[bare[-1]] and not _is_common(bare[-1]):
        return "surname again"
    if any(_is_common(word) or word.isupper() for word in bare if not _may_be_name(word)):
        return ""
    return "capitals"


def _may_be_name(word: str) -> bool:
    return word in ALSO_SURNAMES or _INITIALS.fullmatch(word) is not None


def _find_evidence_of_word(run: _Run, span: Span, word: str) -> str:
    """Return the rule by which a single word is a person, or "".

    A given name counts only if the text repeats it, and more often where it begins a sentence.
    """
    before = _ROLE_BEFORE.search(run.text[max(0, span[0] - 24) : span[0]])
    if before and before[1] in ROLE_NOUNS and word.istitle() and not _is_common(word):
        return "role before"
    if word.lower() not in given_names() or _is_common(word) or run.counts[word] < 2:  # noqa: PLR2004
        return ""
    return "" if _starts_sentence(run.text, span) and run.counts[word] < 3 else "given name alone"  # noqa: PLR2004


def _may_be_surname(word: str) -> bool:
    """Return whether a common word can be a surname: Brown, not However."""
    lower = word.lower()
    return lower not in _FUNCTION_WORDS and lower not in GROUPS and lower not in places()


def _is_common(word: str) -> bool:
    lower = word.lower()
    return lower in common_words() or lower in places() or lower in GROUPS


def _is_subject_of_cue(run: _Run, span: Span) -> bool:
    text = run.text
    after = run.cues.strong.match(text, min(len(text), span[1] + 1), min(len(text), span[1] + 24))
    if after and text[span[1]] == " ":
        return True
    before = [*run.cues.strong.finditer(text, max(0, span[0] - 16), span[0])]
    return bool(before) and text[before[-1].end() : span[0]].strip() in ("", "the")


def _make_single_subject(run: _Run, words: list[Span]) -> Name | None:
    """Return a name of an organisation for a single word that is the subject of a cue.

    A person has a first name where a text names them first.
    """
    if len(words) != 1:
        return None
    word = bared(run.text, words[0])
    if len(word) < 3 or _is_common(word) or word.lower() in given_names():  # noqa: PLR2004
        return None
    span = without_possessive(run.text, words[0])
    return _make_speaking_organisation(run, span) if _is_subject_of_cue(run, span) else None


def _make_speaking_organisation(run: _Run, span: Span) -> Name:
    rule = "subject of a cue"
    return Name(*span, ORGANISATION, run.text[slice(*span)], rule, NAME_RULES[rule] is SURE)
