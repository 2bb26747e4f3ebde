"""Contradictions between what a text says beside a name and what is known of the entity.

The newsroom knows Joe Biden, the president; a text says "Joe Biden, 34, a carpenter from Vellmar".
Beside a name may stand an age, an occupation, a place, or a remark that a namesake is not meant.
Each is compared with the description, the aliases and the offices of the entity. If none of these
is known, nothing can be contradicted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from articles.suggestions.engine.doubts import AGE, NAMESAKE, OFFICE, PLACE, Doubt
from articles.suggestions.engine.occupations import fields_of, is_neutral, is_occupation
from articles.suggestions.engine.spans import Span

_BESIDE = 200
_BEFORE = 80
_LONGEST_PHRASE = 90
_YEARS_APART = 1

_NAMESAKE_BEHIND: Final = re.compile(
    r"\s?[,;(–—-]?\s*(?:who (?:is|was) )?"
    r"(?:(?:is |was )?not (?:to be (?:confused|mistaken) (?:with|for)"
    r"|the\b[^.;]{0,80}?\bof (?:the same|that) name|related to (?:the|her|his)|the (?=[a-z]))"
    r"|(?:is |was )?no relation (?:to|of)|(?:is |was )?unrelated to|a namesake of|the namesake of"
    r"|(?:who )?shares? (?:a|the|his|her) name with)[^.,;)]{0,80}"
)
_OF_THE_SAME_NAME: Final = re.compile(
    r"[^.!?\n]{0,160}?(\bnot the\b[^.!?\n]{0,80}?\bof (?:the same|that) name\b)"
)
_ANOTHER: Final = re.compile(
    r"\b(?:(?:[Aa]nother|[Aa] different|[Aa] second|[Aa] certain) (?:[a-z]+ )?"
    r"|[Aa] (?:[\w-]+ ){0,2}(?:man|woman|person|boy|girl|teenager|resident) (?:named|called) )$"
)
_AGE_BESIDE: Final = re.compile(
    r",? \((\d{1,3})\)|, (?:aged? )?(\d{1,3})(?=[,.;)–—]| (?:and|of|from|who)\b)"
    r"|,? (?:aged|who is) (\d{1,3})\b"
)
_AGE_BEFORE: Final = re.compile(r"\b(\d{1,3})[- ]year[- ]old (?:[a-z-]+ ){0,2}$")
_PHRASE: Final = re.compile(
    r"(?:, |\s?\(|\s[–—-]\s?)(?:\d{1,3}, )?(?:who (?:is|was|works as|worked as) )?"
    r"((?:an?|the|one of the|then|now|former|ex-)\s?[^,.;:()\n–—“”\"]{2,90})"
    r"| (the [a-z][^,.;:()\n–—“”\"]{2,90})"
    r"| (?:is|was|works as|worked as) (an? [^,.;:()\n–—“”\"]{2,90})"
)
_BARE: Final = re.compile(
    r"(?:, |\s?\()(?:\d{1,3}, )?(?!(?:who|whose|which|when|where|while|as|with|after|"
    r"before|and|but|or|in|at|on|by|[a-z]+ing|[a-z]+ed)\b)([a-z][^,.;:()\n–—“”\"]{2,60})[,.;)]"
)
_PLACE_BEFORE: Final = re.compile(
    r"\b([^\W\d_a-zß-ÿ][\w-]+)(?:[’']s| resident| native| man| woman) $"
)
_FROM: Final = re.compile(
    r"(?:,? |, \d{1,3}, )(?:of|from) "
    r"((?:the |\d+ )?[^\W\d_a-zß-ÿ][\w’'-]*(?: [^\W\d_a-zß-ÿ][\w’'-]*){0,3})"
)
_OFFICE_BEFORE: Final = re.compile(r"((?:[\w’'-]+ ){0,3}([^\W\d_][\w’'-]+\.?)) $")
_BORN: Final = re.compile(r"\b(?:born|b\.)\D{0,20}(1[89]\d\d|20\d\d)\b|\((1[89]\d\d|20\d\d)\s?[–-]")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_CLAUSE_ENDS: Final = re.compile(
    r" (?:who|which|that|whose|when|while|as he|as she|said|says|told)\b.*"
)


@dataclass(frozen=True, slots=True)
class EntityDescription:
    """Facts that the newsroom has about an entity beside the name.

    `offices` are titles with their organisations.
    """

    id: int
    description: str = ""
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()

    @property
    def known(self) -> str:
        """Return the description, or else the offices, in words."""
        return self.description or "; ".join(self.offices)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A name whose context contradicts an entity: `span` is the name's, `doubt` says why."""

    span: Span
    entity: int
    doubt: Doubt


def find_contradictions(
    text: str, mentions: Iterable[tuple[Span, EntityDescription]], *, year: int | None = None
) -> list[Contradiction]:
    """Return the mentions whose context contradicts their entity, in the order of `mentions`.

    `year` is when the text was written: ages are compared with a year of birth by it.
    """
    found = ((span, entity, _find_doubt(text, span, entity, year)) for span, entity in mentions)
    return [Contradiction(span, entity.id, doubt) for span, entity, doubt in found if doubt]


def _find_doubt(text: str, span: Span, entity: EntityDescription, year: int | None) -> Doubt | None:
    behind = text[span[1] : span[1] + _BESIDE].partition("\n")[0]
    before = text[max(0, span[0] - _BEFORE) : span[0]].rpartition("\n")[2]
    if phrase := _find_namesake_phrase(before, behind):
        return Doubt(NAMESAKE, phrase, entity.known)
    if not entity.known:
        return None
    known = _KnownFacts(entity)
    phrases = [*_find_phrases(before, behind)]
    if contradicting := [phrase for phrase in phrases if known.contradicts(phrase)]:
        return Doubt(OFFICE, contradicting[0], entity.known)
    is_fitting = any(map(known.fits, phrases))
    age = _find_age(before, behind)
    if age and known.is_other_age(int(age), year, is_fitting=is_fitting):
        return Doubt(AGE, age, entity.known)
    place = _FROM.match(behind) or _PLACE_BEFORE.search(before)
    if place and not is_fitting and not known.fits(place[1]):
        return Doubt(PLACE, place[1], entity.known)
    return None


def _find_namesake_phrase(before: str, behind: str) -> str:
    if found := _NAMESAKE_BEHIND.match(behind) or _OF_THE_SAME_NAME.match(behind):
        return str(found[found.lastindex or 0]).strip(" ,;(–—-")
    another = _ANOTHER.search(before)
    return another.group().strip() if another else ""


def _find_age(before: str, behind: str) -> str:
    found = _AGE_BESIDE.match(behind) or _AGE_BEFORE.search(before)
    return next(filter(None, found.groups()), "") if found else ""


def _find_phrases(before: str, behind: str) -> Iterator[str]:
    """Yield what the text says that a person is: in an apposition, and right before the name."""
    if found := _PHRASE.match(behind) or _BARE.match(behind):
        phrase = _CLAUSE_ENDS.sub("", next(filter(None, found.groups())))
        if found.re is _PHRASE or is_occupation(phrase):
            yield phrase[:_LONGEST_PHRASE].strip()
    # The mayor, NAME, said; a carpenter named NAME.
    before = re.sub(r"(?:, | (?:named|called) )$", " ", before)
    sentence = re.split(r"[.!?:;,“”\"(]\s", before)[-1]
    if (found := _OFFICE_BEFORE.search(sentence)) and is_occupation(found[2]):
        yield found[1].strip()


class _KnownFacts:
    """The facts that are known of one entity, to compare phrases with."""

    def __init__(self, entity: EntityDescription) -> None:
        self._facts = " ".join((entity.description, *entity.offices))
        self._fields = fields_of(self._facts)
        self._words = {
            _stem(word) for word in _WORD.findall(" ".join((self._facts, *entity.aliases)))
        }

    def fits(self, phrase: str) -> bool:
        """Return whether the phrase shares a word with the facts, or the field of an occupation."""
        if self._fields & fields_of(phrase):
            return True
        return any(_stem(word) in self._words for word in _WORD.findall(phrase)) and not (
            self._fields and fields_of(phrase)
        )

    def contradicts(self, phrase: str) -> bool:
        if is_neutral(phrase) or self.fits(phrase):
            return False
        return is_occupation(phrase) or phrase[:2].lower() in ("a ", "an")

    def is_other_age(self, age: int, year: int | None, *, is_fitting: bool) -> bool:
        """Return whether the age contradicts the year of birth.

        Without a known year, an age contradicts unless a phrase beside the name fits: a text
        states the age of people whom readers do not know.
        """
        born = _BORN.search(self._facts)
        if born and year:
            return abs(year - int(born[1] or born[2]) - age) > _YEARS_APART
        return not is_fitting


def _stem(word: str) -> str:
    lower = word.casefold().removesuffix("'s").removesuffix("’s")
    return lower[:-1] if lower.endswith("s") and len(lower) > 4 else lower  # noqa: PLR2004
