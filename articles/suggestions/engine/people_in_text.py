"""Whom the parts of people's names mean in one article: Austin, Lloyd, Austn."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from articles.suggestions.engine.names import PERSON, Name

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_ALIKE = 84
_SHORTEST_SLIP = 5
# Each name that is not known is compared with each that is: no article names so many people.
_MOST_COMPARED = 400
_MOST_FULL_WORDS = 4


def surname(full: str) -> str:
    """The last word of a name, a suffix such as Jr. left out."""
    words = full.split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words[-1]


@dataclass(frozen=True, slots=True)
class People:
    """Whom the parts of names mean in this article: each the fullest name that has them."""

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
        alone = {first: those[0] for first, those in given.items() if len(those) == 1}
        return cls(best, {first: name for first, name in alone.items() if first not in best})

    def find_full_name(self, said: str) -> Name | None:
        """Who a name or a part of one means. A slip of spelling is forgiven in a surname."""
        words = said.split()
        known = self.by_surname.get(surname(said))
        if known and (len(words) == 1 or set(words) <= set(known.full.split())):
            return known
        if len(words) == 1:
            return self.by_given_name.get(said) or self._find_similar(said)
        return None

    def _find_similar(self, said: str) -> Name | None:
        if len(said) < _SHORTEST_SLIP or len(self.by_surname) > _MOST_COMPARED:
            return None
        found = process.extractOne(
            said, self.by_surname.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        return self.by_surname[found[0]] if found and found[0][0] == said[0] else None


def _fullest(forms: Counter[str]) -> str:
    return max(
        forms, key=lambda form: (len(form.split()) <= _MOST_FULL_WORDS, forms[form], len(form))
    )
