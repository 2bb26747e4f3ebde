"""Surnames that stand alone: several people of a text may have the same one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.suggestions.engine.doubts import SURNAME, Doubt
from articles.suggestions.engine.name_words import gender_of_title
from articles.suggestions.engine.names import PERSON, TAGGED, Name
from articles.suggestions.engine.neighbouring_words import WORD_BEFORE
from articles.suggestions.engine.people_in_text import surname

_BESIDE = 24
# Two are enough for a doubt, which names them.
_MOST_BEARERS = 8


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A person whom the text names in full: one of the names, and all genders that it shows."""

    name: Name
    genders: frozenset[str]

    def fits(self, gender: str) -> bool:
        return not gender or not self.genders or gender in self.genders


def decide_surnames(text: str, names: Sequence[Name]) -> list[Name]:
    """Decide each surname that stands alone by the people of the text who have it.

    A title (Mr, Frau) may exclude some of them; if several remain, the name is not sure.
    """
    bearers = _find_bearers(text, names)
    return [_decide_surname(text, name, bearers) for name in names]


def _find_bearers(text: str, names: Iterable[Name]) -> Mapping[str, list[_Bearer]]:
    mentions: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.kind == PERSON and " " in name.full and not _stands_alone(text, name):
            mentions[surname(name.full).casefold()].append(name)
    return {last: [*_group_bearers(names, text)] for last, names in mentions.items()}


def _group_bearers(mentions: Sequence[Name], text: str) -> Iterator[_Bearer]:
    """Yield one bearer for each person.

    Mentions are of one person if they are of one entity, or one name has all words of the other.
    """
    groups: list[list[Name]] = []
    # Known and longer names come first, and others are compared with them.
    for name in sorted(mentions, key=lambda name: (not name.entities, -len(name.full))):
        own = next((group for group in groups if _is_same(group[0], name)), None)
        if own is not None:
            own.append(name)
        elif len(groups) < _MOST_BEARERS:
            groups.append([name])
    for group in groups:
        by_title = {gender for name in group if (gender := _gender_before(text, name))}
        by_given_name = {name.gender for name in group if name.gender}
        yield _Bearer(group[0], frozenset(by_title or by_given_name))


def _is_same(one: Name, other: Name) -> bool:
    if one.entities and other.entities:
        return bool({*one.entities} & {*other.entities})
    first, second = (set(name.full.casefold().split()) for name in (one, other))
    return first <= second or second <= first


def _decide_surname(text: str, name: Name, bearers: Mapping[str, Sequence[_Bearer]]) -> Name:
    if name.kind != PERSON or name.rule == TAGGED or not _stands_alone(text, name):
        return name
    gender = _gender_before(text, name)
    exact = text[name.start : name.end]
    all_bearers = bearers.get(exact.casefold(), ())
    possible = [bearer.name for bearer in all_bearers if bearer.fits(gender)]
    if len(all_bearers) > 1 and len(possible) == 1:
        return _make_bearer(name, possible[0])
    if len(possible) > 1:
        others = ", ".join(bearer.full for bearer in possible)
        return replace(name, is_sure=False, doubt=Doubt(SURNAME, exact, others))
    if gender and name.gender and gender != name.gender:
        return replace(
            name, full=exact, entities=(), is_sure=False, gender=gender, rule="title of another"
        )
    return name


def _make_bearer(name: Name, bearer: Name) -> Name:
    return replace(
        name,
        full=bearer.full,
        entities=bearer.entities,
        gender=bearer.gender,
        rule="surname and title",
        is_sure=bearer.is_sure and len(bearer.entities) < 2,  # noqa: PLR2004
    )


def _stands_alone(text: str, name: Name) -> bool:
    return len(text[name.start : name.end].split()) == 1


def _gender_before(text: str, name: Name) -> str:
    found = WORD_BEFORE.search(text, max(0, name.start - _BESIDE), name.start)
    return gender_of_title(found[1]) if found else ""
