"""Bringing the names of an article together: surnames, given names, acronyms, slips of spelling."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from .name_words import NO_ORGANISATIONS
from .names import ORGANISATION, PERSON, Name
from .spans import Spans
from .word_lists import common_words, places

_TOKEN = re.compile(r"\w+(?:[.’'&-]\w+)*\.?")
_WHERE = re.compile(r"\b(?:in|at|from|near|to|of|around|outside|across|,) $")
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_ALIKE = 84
_SHORTEST_SLIP = 5
# Of names that are alike each is compared with each: no article names so many people.
_MOST_COMPARED = 400
_MOST_FULL_WORDS = 4


def link_names(text: str, names: Sequence[Name]) -> list[Name]:
    """All that the names given stand for in the text: each again wherever it stands, whole or in
    part, with its longest form. Known entities keep what they are. In order, none over another.
    """
    names = _one_kind_each(_apart(text, names))
    people = _People.of(names)
    names = [*names, *_spread(text, names, people)]
    longest = _long_forms(names)
    linked = [_linked(name, people, longest) for name in names]
    return sorted(_with_gender(linked), key=lambda name: name.start)


def surname(full: str) -> str:
    """The last word of a name, a suffix such as Jr. left out."""
    words = full.split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words[-1]


@dataclass(frozen=True, slots=True)
class _People:
    """Whom the parts of names mean in this article: each the fullest name that has them."""

    by_surname: Mapping[str, Name]
    by_given_name: Mapping[str, Name]

    @classmethod
    def of(cls, names: Iterable[Name]) -> "_People":
        full: dict[str, Counter[str]] = defaultdict(Counter)
        examples: dict[str, Name] = {}
        for name in names:
            if name.kind == PERSON and " " in name.full:
                full[surname(name.full)][name.full] += 1
                if name.full not in examples or name.entities:
                    examples[name.full] = name
        best = {last: examples[_fullest(forms)] for last, forms in full.items()}
        given: dict[str, list[Name]] = defaultdict(list)
        for name in best.values():
            given[name.full.split()[0]].append(name)
        alone = {first: those[0] for first, those in given.items() if len(those) == 1}
        return cls(best, {first: name for first, name in alone.items() if first not in best})

    def meant_by(self, said: str) -> Name | None:
        """Who a name or a part of one means. A slip of spelling is forgiven in a surname."""
        words = said.split()
        known = self.by_surname.get(surname(said))
        if known and (len(words) == 1 or set(words) <= set(known.full.split())):
            return known
        if len(words) == 1:
            return self.by_given_name.get(said) or self._almost(said)
        return None

    def _almost(self, said: str) -> Name | None:
        if len(said) < _SHORTEST_SLIP or len(self.by_surname) > _MOST_COMPARED:
            return None
        found = process.extractOne(said, self.by_surname.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self.by_surname[found[0]] if found and found[0][0] == said[0] else None


def _fullest(forms: Counter[str]) -> str:
    return max(
        forms, key=lambda form: (len(form.split()) <= _MOST_FULL_WORDS, forms[form], len(form))
    )


def _apart(text: str, names: Sequence[Name]) -> list[Name]:
    """Without overlaps, the known before the guessed and the longer before the shorter; and two
    people in one word, Austin-Gallant, each for themselves."""
    kept: list[Name] = []
    order = sorted(names, key=lambda name: (not name.entities, -(name.end - name.start), name.start))
    taken: set[int] = set()
    surnames = {surname(name.full) for name in names if name.kind == PERSON and " " in name.full}
    for name in order:
        for part in _hyphenated(text, name, surnames):
            places_taken = range(part.start, part.end)
            if taken.isdisjoint(places_taken):
                taken.update(places_taken)
                kept.append(part)
    return kept


def _hyphenated(text: str, name: Name, surnames: set[str]) -> Iterator[Name]:
    said = text[name.start : name.end]
    first, hyphen, second = said.partition("-")
    if hyphen and first in surnames and second in surnames:
        cut = name.start + len(first)
        yield replace(name, end=cut, full=first, kind=PERSON)
        yield replace(name, start=cut + 1, full=second, kind=PERSON)
    else:
        yield name


def _one_kind_each(names: Sequence[Name]) -> list[Name]:
    """The same words are of one kind throughout an article: the known, else the most frequent."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[name.full][name.kind] += 1000 if name.entities else 1
    people = {surname(name.full) for name in names if name.kind == PERSON and " " in name.full}
    for one in people & votes.keys():
        votes[one][PERSON] += 0 if one.isupper() else 100
    kinds = {said: max(its, key=lambda kind: (its[kind], kind == PERSON)) for said, its in votes.items()}
    return [name if name.entities else replace(name, kind=kinds[name.full]) for name in names]


def _spread(text: str, names: Sequence[Name], people: _People) -> Iterator[Name]:
    """Every other place where one of the names stands, whole, as a surname or a given name."""
    taken = Spans(name.span for name in names)
    whole: dict[str, Name] = {}
    for name in names:
        said = text[name.start : name.end]
        if _may_spread(name, said):
            whole.setdefault(said, name)
    first_words = {said.split()[0]: [] for said in whole}  # type: ignore[var-annotated]
    for said in sorted(whole, key=len, reverse=True):
        first_words[said.split()[0]].append(said)
    position = 0
    for found in _TOKEN.finditer(text):
        if found.start() < position or not text[found.start()].isupper():
            continue
        for name in _names_at(text, found, whole, first_words, people):
            if not taken.meet(name.span) and name.start >= position:
                yield name
                position = name.end


def _may_spread(name: Name, said: str) -> bool:
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
    people: _People,
) -> Iterator[Name]:
    start = found.start()
    for token in _readings(found.group()):
        for said in first_words.get(token, ()):
            if text.startswith(said, start) and not text[start + len(said) : start + len(said) + 1].isalnum():
                yield replace(whole[said], start=start, end=start + len(said), rule="named before")
                return
    for part, offset in _parts(found.group()):
        known = people.by_surname.get(part) or people.by_given_name.get(part)
        at = start + offset
        if known and _is_plain_surname(text, part, at):
            yield replace(known, start=at, end=at + len(part), rule="surname", is_sure=known.is_sure)


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
    if part.lower() not in places():
        return len(part) > 1
    return not _WHERE.search(text, max(0, at - 12), at)


def _long_forms(names: Sequence[Name]) -> dict[str, Name]:
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


def _linked(name: Name, people: _People, longest: Mapping[str, Name]) -> Name:
    if name.entities:
        return name
    if name.kind == PERSON:
        meant = people.meant_by(name.full)
        if meant and meant.full != name.full:
            return replace(name, full=meant.full, entities=meant.entities, gender=meant.gender or name.gender)
        return name
    meant = longest.get(name.full)
    return replace(name, full=meant.full, entities=meant.entities) if meant else name


def _with_gender(names: Sequence[Name]) -> list[Name]:
    """What one mention of a person tells of their gender holds for all."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.gender:
            told[name.full][name.gender] += 3 if name.rule == "title" else 1
    return [
        replace(name, gender=told[name.full].most_common(1)[0][0]) if told.get(name.full) else name
        for name in names
    ]
