"""Linking of the names in an article: surnames, given names, acronyms, misspellings."""

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
    """Return all mentions of the names in the text, whole or in part, each with its full form.

    Known entities stay what they are. In the order of the text, without overlaps.
    """
    names = _unify_kinds(_remove_overlaps(text, names))
    people = People.of(names)
    names = [*names, *_find_other_mentions(text, names, people)]
    longest = _find_long_forms(names)
    names = [name for name in names if not _is_of_office(text, name)]
    linked = [_link_to_full_name(name, people, longest) for name in names]
    return sorted(_unify_genders(decide_surnames(text, linked)), key=lambda name: name.start)


def _remove_overlaps(text: str, names: Sequence[Name]) -> list[Name]:
    """Return the names without overlaps: known before guessed, longer before shorter.

    Two people in one word, as in Austin-Gallant, become two names.
    """
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
    """Return the rank of a name among overlapping ones: tags first, then known names.

    A single known word inside a longer name comes later: it is not that entity's name.
    """
    has_words = " " in text[name.start : name.end]
    if name.rule == TAGGED:
        return -1
    if name.entities:
        return 0 if has_words else 2
    return 1 if name.is_sure and has_words else 3


def _split_hyphenated(text: str, name: Name, surnames: set[str]) -> Iterator[Name]:
    exact = text[name.start : name.end]
    first, hyphen, second = exact.partition("-")
    if hyphen and first in surnames and second in surnames:
        cut = name.start + len(first)
        yield replace(name, end=cut, full=first, kind=PERSON)
        yield replace(name, start=cut + 1, full=second, kind=PERSON)
    else:
        yield name


def _is_of_office(text: str, name: Name) -> bool:
    """Return whether the name only modifies a noun, and so is no mention of the person.

    Examples are the Biden administration and another Stone spokesperson.
    """
    if name.kind != PERSON or name.rule == TAGGED:
        return False
    if _OFFICE_AFTER.match(text, name.end):
        return True
    is_one_word = " " not in text[name.start : name.end]
    before = text[max(0, name.start - _LONGEST_DETERMINER) : name.start]
    return is_one_word and _DETERMINER.search(before) is not None and is_modifier(text, name.span)


def _unify_kinds(names: Sequence[Name]) -> list[Name]:
    """Give the same words one kind throughout an article: the known one, or the most frequent."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[name.full][name.kind] += 1000 if name.entities else 1
    people = {surname(name.full) for name in names if name.kind == PERSON and " " in name.full}
    for one in people & votes.keys():
        votes[one][PERSON] += 0 if one.isupper() else 100
    kinds = {
        full: max(counts, key=lambda kind: (counts[kind], kind == PERSON))
        for full, counts in votes.items()
    }
    return [name if name.entities else replace(name, kind=kinds[name.full]) for name in names]


def _find_other_mentions(text: str, names: Sequence[Name], people: People) -> Iterator[Name]:
    """Yield the other places of the names: in full, as a surname or as a given name."""
    taken = Spans(name.span for name in names)
    whole: dict[str, Name] = {}
    for name in names:
        exact = text[name.start : name.end]
        if _may_stand_elsewhere(name, exact):
            whole.setdefault(exact, name)
    first_words: dict[str, list[str]] = {}
    for exact in sorted(whole, key=len, reverse=True):
        first_words.setdefault(exact.split()[0], []).append(exact)
    position = 0
    for found in _TOKEN.finditer(text):
        if found.start() < position or not text[found.start()].isupper():
            continue
        for name in _names_at(text, found, whole, first_words, people):
            if not taken.overlaps(name.span) and name.start >= position:
                yield name
                position = name.end


def _may_stand_elsewhere(name: Name, exact: str) -> bool:
    if name.entities:
        return False  # the index has found all names of known entities
    if " " in exact or name.kind == PERSON:
        return True
    return name.is_sure and (exact.isupper() or exact.lower() not in common_words())


def _names_at(
    text: str,
    found: re.Match[str],
    whole: Mapping[str, Name],
    first_words: Mapping[str, list[str]],
    people: People,
) -> Iterator[Name]:
    start = found.start()
    for token in _readings(found.group()):
        for exact in first_words.get(token, ()):
            end = start + len(exact)
            if text.startswith(exact, start) and not text[end : end + 1].isalnum():
                yield replace(whole[exact], start=start, end=end, rule="named before")
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
    """Yield the token without a possessive, and the parts around a hyphen, with their offsets."""
    bare = re.sub(r"[’']s?\.?$", "", token).rstrip(".")
    yield bare, 0
    if "-" in bare:
        first, _, second = bare.partition("-")
        yield first, 0
        yield second, len(first) + 1


def _is_plain_surname(text: str, part: str, at: int) -> bool:
    """Return whether the word is a surname here, not a city: Austin spoke in Austin."""
    if len(part) < _SHORTEST or is_part_of_longer_name(text, (at, at + len(part))):
        return False
    return part.lower() not in places() or not _WHERE.search(text, max(0, at - 12), at)


def _find_long_forms(names: Sequence[Name]) -> dict[str, Name]:
    """Return the full names of acronyms and short names of organisations, if the text has them."""
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
    """Return longer names by the shorter ones at their start: Comic Corps (of Canada)."""
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
                # A person who is named in full elsewhere is no guess here.
                is_sure=name.is_sure or (meant.is_sure and _is_last_of(name, meant)),
            )
        return name
    meant = longest.get(name.full)
    return replace(name, full=meant.full, entities=meant.entities) if meant else name


def _is_last_of(name: Name, whole: Name) -> bool:
    return name.full == surname(whole.full)


def _unify_genders(names: Sequence[Name]) -> list[Name]:
    """Give all mentions of a person the gender that most of them show."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.gender:
            votes[name.full][name.gender] += 3 if name.rule == "title" else 1
    return [
        replace(name, gender=votes[name.full].most_common(1)[0][0])
        if votes.get(name.full)
        else name
        for name in names
    ]
