"""Bringing the names of an article together: surnames, given names, acronyms, slips of spelling."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from articles.suggestions.engine.name_words import NO_ORGANISATIONS
from articles.suggestions.engine.names import ORGANISATION, PERSON, TAGGED, Name
from articles.suggestions.engine.neighbouring_words import is_part_of_longer_name
from articles.suggestions.engine.people_in_text import People, surname
from articles.suggestions.engine.spans import Spans
from articles.suggestions.engine.speech_verbs import is_modifier
from articles.suggestions.engine.surname_bearers import decide_surnames
from articles.suggestions.engine.word_lists import common_words, places

_TOKEN = re.compile(r"\w+(?:[.’'&-]\w+)*\.?")
_OFFICE_AFTER = re.compile(
    r" (?:administration|government|campaign|presidency|regime|cabinet|White House|family)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"\b(?:the|an?|another|one|some|every|any|no|this|that|his|her|their|its|two|several|many|"
    r"other|former) $",
    re.IGNORECASE,
)
_LONGEST_DETERMINER = 12
_SHORTEST = 2
_WHERE = re.compile(r"\b(?:in|at|from|near|to|of|around|outside|across|,) $")


def link_names(text: str, names: Sequence[Name]) -> list[Name]:
    """All that the names given stand for in the text: each again wherever it stands, whole or in
    part, with its longest form. Known entities keep what they are. In order, none over another.
    """
    names = _unify_kinds(_remove_overlaps(text, names))
    people = People.of(names)
    names = [*names, *_find_other_mentions(text, names, people)]
    longest = _find_long_forms(names)
    names = [name for name in names if not _is_of_office(text, name)]
    linked = [_link_to_full_name(name, people, longest) for name in names]
    return sorted(_unify_genders(decide_surnames(text, linked)), key=lambda name: name.start)


def _remove_overlaps(text: str, names: Sequence[Name]) -> list[Name]:
    """Without overlaps, the known before the guessed and the longer before the shorter; and two
    people in one word, Austin-Gallant, each for themselves."""
    kept: list[Name] = []
    order = sorted(names, key=lambda name: (_rank(text, name), name.start - name.end, name.start))
    taken: set[int] = set()
    surnames = {surname(name.full) for name in names if name.kind == PERSON and " " in name.full}
    for name in order:
        for part in _split_hyphenated(text, name, surnames):
            places_taken = range(part.start, part.end)
            if taken.isdisjoint(places_taken):
                taken.update(places_taken)
                kept.append(part)
    return kept


def _rank(text: str, name: Name) -> int:
    """What is tagged first, then known names; but one known word inside of a longer name is not
    that entity's."""
    has_words = " " in text[name.start : name.end]
    if name.rule == TAGGED:
        return -1
    if name.entities:
        return 0 if has_words else 2
    return 1 if name.is_sure and has_words else 3


def _split_hyphenated(text: str, name: Name, surnames: set[str]) -> Iterator[Name]:
    said = text[name.start : name.end]
    first, hyphen, second = said.partition("-")
    if hyphen and first in surnames and second in surnames:
        cut = name.start + len(first)
        yield replace(name, end=cut, full=first, kind=PERSON)
        yield replace(name, start=cut + 1, full=second, kind=PERSON)
    else:
        yield name


def _is_of_office(text: str, name: Name) -> bool:
    """Whether the name is that of an office's years (the Biden administration is not Biden), or
    says no more than whose somebody is: another Stone spokesperson."""
    if name.kind != PERSON or name.rule == TAGGED:
        return False
    if _OFFICE_AFTER.match(text, name.end):
        return True
    is_one_word = " " not in text[name.start : name.end]
    before = text[max(0, name.start - _LONGEST_DETERMINER) : name.start]
    return is_one_word and _DETERMINER.search(before) is not None and is_modifier(text, name.span)


def _unify_kinds(names: Sequence[Name]) -> list[Name]:
    """The same words are of one kind throughout an article: the known, else the most frequent."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[name.full][name.kind] += 1000 if name.entities else 1
    people = {surname(name.full) for name in names if name.kind == PERSON and " " in name.full}
    for one in people & votes.keys():
        votes[one][PERSON] += 0 if one.isupper() else 100
    kinds = {
        said: max(its, key=lambda kind: (its[kind], kind == PERSON)) for said, its in votes.items()
    }
    return [name if name.entities else replace(name, kind=kinds[name.full]) for name in names]


def _find_other_mentions(text: str, names: Sequence[Name], people: People) -> Iterator[Name]:
    """Every other place where one of the names stands, whole, as a surname or a given name."""
    taken = Spans(name.span for name in names)
    whole: dict[str, Name] = {}
    for name in names:
        said = text[name.start : name.end]
        if _may_stand_elsewhere(name, said):
            whole.setdefault(said, name)
    first_words = {said.split()[0]: [] for said in whole}  # type: ignore[var-annotated]
    for said in sorted(whole, key=len, reverse=True):
        first_words[said.split()[0]].append(said)
    position = 0
    for found in _TOKEN.finditer(text):
        if found.start() < position or not text[found.start()].isupper():
            continue
        for name in _names_at(text, found, whole, first_words, people):
            if not taken.overlaps(name.span) and name.start >= position:
                yield name
                position = name.end


def _may_stand_elsewhere(name: Name, said: str) -> bool:
    if name.entities:
        return False  # the index has found all of theirs
    if " " in said or name.kind == PERSON:
        return True
    return name.is_sure and (said.isupper() or said.lower() not in common_words())


def _names_at(
    text: str,
    found: re.Match[str],
    whole: Mapping[str, Name],
    first_words: Mapping[str, list[str]],
    people: People,
) -> Iterator[Name]:
    start = found.start()
    for token in _readings(found.group()):
        for said in first_words.get(token, ()):
            if (
                text.startswith(said, start)
                and not text[start + len(said) : start + len(said) + 1].isalnum()
            ):
                yield replace(whole[said], start=start, end=start + len(said), rule="named before")
                return
    for part, offset in _parts(found.group()):
        known = people.by_surname.get(part) or people.by_given_name.get(part)
        at = start + offset
        if known and _is_plain_surname(text, part, at):
            yield replace(
                known, start=at, end=at + len(part), rule="surname", is_sure=known.is_sure
            )


def _readings(token: str) -> Iterator[str]:
    yield token
    for cut in (token.rstrip("."), re.sub(r"[’']s?$", "", token), token.partition("-")[0]):
        if cut != token:
            yield cut


def _parts(token: str) -> Iterator[tuple[str, int]]:
    """The token without a possessive, and its parts around a hyphen."""
    bare = re.sub(r"[’']s?\.?$", "", token).rstrip(".")
    yield bare, 0
    if "-" in bare:
        first, _, second = bare.partition("-")
        yield first, 0
        yield second, len(first) + 1


def _is_plain_surname(text: str, part: str, at: int) -> bool:
    """Not a city that a person is called after: Austin spoke in Austin."""
    if len(part) < _SHORTEST or is_part_of_longer_name(text, (at, at + len(part))):
        return False
    return part.lower() not in places() or not _WHERE.search(text, max(0, at - 12), at)


def _find_long_forms(names: Sequence[Name]) -> dict[str, Name]:
    """What acronyms and shortened names of organisations stand for, where the article says it."""
    organisations = {name.full: name for name in names if name.kind == ORGANISATION}
    initials = {_initials(full): name for full, name in organisations.items() if " " in full}
    longest: dict[str, Name] = {}
    for full in organisations:
        plain = full.replace(".", "")
        if plain.isupper() and plain not in NO_ORGANISATIONS and plain in initials:
            longest[full] = initials[plain]
    starts = _by_first_words(organisations)
    for full, name in organisations.items():
        if " " in full and (longer := starts.get(full)) and longer.full != full:
            longest.setdefault(full, longer)
        del name
    return longest


def _by_first_words(organisations: Mapping[str, Name]) -> dict[str, Name]:
    """Each longer name by the shorter ones that begin it: Comic Corps (of Canada)."""
    starts: dict[str, Name] = {}
    for full, name in organisations.items():
        words = full.split()
        for cut in range(2, len(words)):
            starts.setdefault(" ".join(words[:cut]), name)
    return starts


def _initials(full: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", full) if word[0].isupper())


def _link_to_full_name(name: Name, people: People, longest: Mapping[str, Name]) -> Name:
    if name.entities:
        return name
    if name.kind == PERSON:
        meant = people.find_full_name(name.full)
        if meant and meant.full != name.full:
            return replace(
                name,
                full=meant.full,
                entities=meant.entities,
                gender=meant.gender or name.gender,
                # Who is named in full elsewhere is no guess here.
                is_sure=name.is_sure or (meant.is_sure and _is_last_of(name, meant)),
            )
        return name
    meant = longest.get(name.full)
    return replace(name, full=meant.full, entities=meant.entities) if meant else name


def _is_last_of(name: Name, whole: Name) -> bool:
    return name.full == surname(whole.full)


def _unify_genders(names: Sequence[Name]) -> list[Name]:
    """What one mention of a person tells of their gender holds for all."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.gender:
            told[name.full][name.gender] += 3 if name.rule == "title" else 1
    return [
        replace(name, gender=told[name.full].most_common(1)[0][0]) if told.get(name.full) else name
        for name in names
    ]
