"""Choice of the known entities that names in a text mean: one, several to choose from, or none."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from articles.suggestions.engine.folding import with_plain_spaces
from articles.suggestions.engine.matching import ALIAS, NAME, SURNAME, Entity, Match
from articles.suggestions.engine.name_words import GROUPS, TITLES
from articles.suggestions.engine.names import ORGANISATION, PERSON, Name
from articles.suggestions.engine.neighbouring_words import WORD_BEFORE, is_part_of_longer_name
from articles.suggestions.engine.rules import NAME_RULES, SURE
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import common_words, given_names, places

MOST_OFFERED = 8
"""If there are more namesakes, none is proposed."""

_SHORT = 3
_ON = re.compile(r"\b(?:on|via|through|using|platform|network|site|app|from|to) $", re.IGNORECASE)
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:\n])[”\"’)]*\s*[“\"‘(«]*$")
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = 24

Holders = tuple[int, ...]


def known_names(
    text: str,
    matches: Sequence[Match],
    entities: Mapping[int, Entity],
    unwanted: Collection[tuple[int, str]] = (),
    chosen: Collection[int] = (),
) -> list[Name]:
    """Return the names of known entities, in the order of the text and without overlaps.

    Only entities in `entities` count. `unwanted` are pairs of an entity and a folded alias that the
    desk has rejected repeatedly. If an editor has `chosen` some of several namesakes in this
    article, only these are proposed.
    """
    found = _EntityChooser(text, entities, unwanted, frozenset(chosen)).choose(matches)
    return sorted(found, key=lambda name: name.start)


class _EntityChooser:
    """Chooses the entities of the matches in one text."""

    def __init__(
        self,
        text: str,
        entities: Mapping[int, Entity],
        unwanted: Collection[tuple[int, str]],
        chosen: frozenset[int],
    ) -> None:
        self._text = with_plain_spaces(text)
        self._entities = entities
        self._unwanted = unwanted
        self._chosen = chosen
        self._words = {found.group() for found in _WORD.finditer(self._text)}

    def choose(self, matches: Sequence[Match]) -> Iterator[Name]:
        free = self._without_overlaps(matches)
        named_in_full = self._named_in_full(free)
        for match in free:
            if name := self._choose_name(match, named_in_full):
                yield name

    def _without_overlaps(self, matches: Sequence[Match]) -> list[Match]:
        """Return the matches without overlaps: from the left, the longest first."""
        kept: list[Match] = []
        spans = {match.span: match for match in matches}
        for match in sorted(matches, key=lambda match: (match.start, match.start - match.end)):
            if self._has_nation_before(match, spans):
                continue
            if (not kept or match.start >= kept[-1].end) and self._holders(
                match, (NAME, ALIAS, SURNAME)
            ):
                kept.append(match)
        return kept

    def _has_nation_before(self, match: Match, spans: Mapping[Span, Match]) -> bool:
        """Return whether the match is a shorter name behind a nation: Lebanese Hizballah."""
        first, _, rest = self._text[slice(*match.span)].partition(" ")
        inner = spans.get((match.end - len(rest), match.end))
        if first.lower() not in GROUPS or inner is None:
            return False
        ids = {pk for pk, _ in match.holders}
        return ids == {pk for pk, _ in inner.holders}

    def _holders(self, match: Match, ways: Collection[int]) -> Holders:
        exact = self._text[slice(*match.span)].casefold()
        wanted = (
            entity_id
            for entity_id, way in match.holders
            if way in ways
            and entity_id in self._entities
            and (entity_id, exact) not in self._unwanted
        )
        holders = set(wanted)
        return tuple(sorted(holders & self._chosen or holders))

    def _named_in_full(self, matches: Iterable[Match]) -> dict[int, Holders]:
        """Return the entities named by several words, each with the namesakes that share them."""
        found: dict[int, Holders] = {}
        by_words: dict[Holders, int] = defaultdict(int)
        for match in matches:
            if match.word_count > 1:
                by_words[self._holders(match, (NAME, ALIAS))] += 1
        for holders in by_words:
            for entity_id in holders:
                # A name that nobody else has identifies the entity.
                if entity_id not in found or len(holders) < len(found[entity_id]):
                    found[entity_id] = holders
        return found | {entity_id: (entity_id,) for entity_id in self._chosen}

    def _choose_name(self, match: Match, named_in_full: Mapping[int, Holders]) -> Name | None:
        if match.word_count > 1:
            return self._make_name(match, self._holders(match, (NAME, ALIAS)), "known name")
        return self._choose_for_word(match, named_in_full)

    def _choose_for_word(self, match: Match, named_in_full: Mapping[int, Holders]) -> Name | None:
        holders = self._holders(match, (NAME, ALIAS, SURNAME))
        present = {pk: named_in_full[pk] for pk in holders if pk in named_in_full}
        if self._is_part_of_longer_name(match, holders):
            return None
        if present:
            meant = self._bearers(match, present)
            if self._is_common_word(match, is_named=True):
                return None
            is_clear = self._is_uncommon_word(match) or not self._starts_sentence(match)
            return self._make_name(match, meant, "known surname or alias", is_clear=is_clear)
        return self._choose_without_full_name(match)

    def _bearers(self, match: Match, present: Mapping[int, Holders]) -> Holders:
        """Return the entities that a single word can mean, beside those named in full.

        These have it as name or alias, or as surname with their given name somewhere in the text.
        """
        found = {pk for holders in present.values() for pk in holders}
        found |= {*self._holders(match, (NAME, ALIAS))}
        surnames = self._holders(match, (SURNAME,))
        found |= {pk for pk in surnames if self._entities[pk].name.split()[0] in self._words}
        return tuple(sorted(found))

    def _choose_without_full_name(self, match: Match) -> Name | None:
        """Return the name of an entity that the text does not name in full.

        It is sure only for an organisation, and if it is no common word.
        """
        by_name = self._holders(match, (NAME, ALIAS))
        if by_name:
            if self._is_common_word(match, is_named=False):
                return None
            is_clear = self._is_uncommon_word(match) and self._kind(by_name) == ORGANISATION
            return self._make_name(match, by_name, "known alias alone", is_clear=is_clear)
        return self._choose_titled_surname(match)

    def _choose_titled_surname(self, match: Match) -> Name | None:
        """Return a name for a surname behind a title; without one thousands may share it."""
        before = self._before(match)
        word = WORD_BEFORE.search(before)
        if word is None or word[1].rstrip(".") not in TITLES:
            return None
        return self._make_name(match, self._holders(match, (SURNAME,)), "known surname alone")

    def _make_name(
        self, match: Match, holders: Holders, rule: str, *, is_clear: bool = True
    ) -> Name | None:
        if not holders or len(holders) > MOST_OFFERED:
            return None
        entity = self._entities[holders[0]]
        return Name(
            match.start,
            match.end,
            entity.kind,
            entity.name,
            rule if len(holders) == 1 else f"{rule}, namesakes",
            is_sure=is_clear and NAME_RULES[rule] is SURE and len(holders) == 1,
            gender=_gender(entity),
            entities=holders,
        )

    def _kind(self, holders: Holders) -> str:
        return self._entities[holders[0]].kind

    def _before(self, match: Match) -> str:
        return self._text[max(0, match.start - _BESIDE) : match.start]

    def _is_uncommon_word(self, match: Match) -> bool:
        word = self._text[slice(*match.span)]
        is_common = word.lower() in common_words() or word.lower() in places()
        return len(word) >= _SHORT and (word.isupper() or not is_common)

    def _is_common_word(self, match: Match, *, is_named: bool) -> bool:
        """Return whether a common word or a single letter is no name here, by its context."""
        word = self._text[slice(*match.span)]
        if len(word) < _SHORT and not word.isupper():
            return True
        if len(word) == 1:
            after = self._text[match.end : match.end + 2]
            return (
                not _ON.search(self._before(match))
                or after[:1] in ("-", "+", "’", "'")
                or after[1:].isdigit()
            )
        if is_named or self._is_uncommon_word(match):
            return False
        return self._starts_sentence(match)

    def _starts_sentence(self, match: Match) -> bool:
        return bool(_STARTS_SENTENCE.search(self._before(match)))

    def _is_part_of_longer_name(self, match: Match, holders: Holders) -> bool:
        if not holders or self._kind(holders) != PERSON:
            return False
        return is_part_of_longer_name(self._text, match.span)


def _gender(entity: Entity) -> str:
    if entity.kind != PERSON:
        return ""
    gender = given_names().get(entity.name.split()[0].lower(), "")
    return gender if gender in ("m", "f") else ""
