"""Whom a surname alone means where several bear it: a title may tell; else it is not sure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.suggestions.engine.doubts import SURNAME, Doubt
from articles.suggestions.engine.name_words import gender_of_title
from articles.suggestions.engine.names import PERSON, TAGGED, Name
from articles.suggestions.engine.neighbouring_words import WORD_BEFORE
from articles.suggestions.engine.people_in_text import surname

_BESIDE = 24
# Two are enough for a doubt; more are named in it.
_MOST_BEARERS = 8


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Somebody whom the text names in full: an example of the name, and every gender told."""

    name: Name
    genders: frozenset[str]

    def fits(self, gender: str) -> bool:
        return not gender or not self.genders or gender in self.genders


def decide_surnames(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, each surname that stands alone decided anew by who bears it in the text."""
    bearers = _find_bearers(text, names)
    return [_decide_surname(text, name, bearers) for name in names]


def _find_bearers(text: str, names: Iterable[Name]) -> Mapping[str, list[_Bearer]]:
    mentions: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.kind == PERSON and " " in name.full and not _stands_alone(text, name):
            mentions[surname(name.full).casefold()].append(name)
    return {last: [*_group_bearers(its, text)] for last, its in mentions.items()}


def _group_bearers(mentions: Sequence[Name], text: str) -> Iterator[_Bearer]:
    """One for each person: of one entity, or of one name but for what one form leaves out."""
    groups: list[list[Name]] = []
    # The known first, and the longer first: others are held against them.
    for name in sorted(mentions, key=lambda it: (not it.entities, -len(it.full))):
        own = next((group for group in groups if _is_same(group[0], name)), None)
        if own is not None:
            own.append(name)
        elif len(groups) < _MOST_BEARERS:
            groups.append([name])
    for group in groups:
        told = {title for name in group if (title := _gender_before(text, name))}
        given = {name.gender for name in group if name.gender}
        yield _Bearer(group[0], frozenset(told or given))


def _is_same(one: Name, other: Name) -> bool:
    if one.entities and other.entities:
        return bool({*one.entities} & {*other.entities})
    first, second = (set(it.full.casefold().split()) for it in (one, other))
    return first <= second or second <= first


def _decide_surname(text: str, name: Name, bearers: Mapping[str, Sequence[_Bearer]]) -> Name:
    if name.kind != PERSON or name.rule == TAGGED or not _stands_alone(text, name):
        return name
    gender = _gender_before(text, name)
    said = text[name.start : name.end]
    everybody = bearers.get(said.casefold(), ())
    possible = [bearer.name for bearer in everybody if bearer.fits(gender)]
    if len(everybody) > 1 and len(possible) == 1:
        return _make_bearer(name, possible[0])
    if len(possible) > 1:
        others = ", ".join(it.full for it in possible)
        return replace(name, is_sure=False, doubt=Doubt(SURNAME, said, others))
    if gender and name.gender and gender != name.gender:
        return replace(
            name, full=said, entities=(), is_sure=False, gender=gender, rule="title of another"
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
