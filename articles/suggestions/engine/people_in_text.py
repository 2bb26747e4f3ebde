"""The people of one article, found by parts of their names: Austin, Lloyd, Austn."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from articles.suggestions.engine.names import PERSON, Name

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_ALIKE = 84
_SHORTEST_SLIP = 5
# Each unknown name is compared with each known one; no article names so many people.
_MOST_COMPARED = 400
_MOST_FULL_WORDS = 4


def surname(full: str) -> str:
    """Return the last word of a name, without a suffix such as Jr."""
    words = full.split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words[-1]


@dataclass(frozen=True, slots=True)
class People:
    """The fullest name of each person in an article, by surname and by given name."""

    by_surname: Mapping[str, Name]
    by_given_name: Mapping[str, Name]

    @classmethod
    def of(cls, names: Iterable[Name]) -> "People":
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
        unique = {first: names[0] for first, names in given.items() if len(names) == 1}
        return cls(best, {first: name for first, name in unique.items() if first not in best})

    def find_full_name(self, part: str) -> Name | None:
        """Return the full name for a name or a part of one. A surname may be misspelt."""
        words = part.split()
        known = self.by_surname.get(surname(part))
        if known and (len(words) == 1 or set(words) <= set(known.full.split())):
            return known
        if len(words) == 1:
            return self.by_given_name.get(part) or self._find_similar(part)
        return None

    def _find_similar(self, word: str) -> Name | None:
        if len(word) < _SHORTEST_SLIP or len(self.by_surname) > _MOST_COMPARED:
            return None
        found = process.extractOne(
            word, self.by_surname.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        return self.by_surname[found[0]] if found and found[0][0] == word[0] else None


def _fullest(forms: Counter[str]) -> str:
    return max(
        forms, key=lambda form: (len(form.split()) <= _MOST_FULL_WORDS, forms[form], len(form))
    )
