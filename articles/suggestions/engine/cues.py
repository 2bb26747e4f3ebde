"""Cues: the reporting words (said, told, according to) of each language."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from articles.suggestions.engine.word_lists import words

# Verbs whose subject has, as a rule, said the quoted words.
_STRONG: Final = """
    say tell add write tweet post state explain argue warn insist declare announce continue conclude
    reply respond note comment remark testify joke quip recall reiterate shout yell exclaim
    acknowledge concede admit read ask observe stress emphasize emphasise assert claim confirm deny
    urge
"""
# These also have other uses.
_WEAK: Final = """
    suggest answer report reveal vow promise pledge predict whisper mutter complain caution
    recount describe call dub term label characterize characterise criticize criticise blast
    slam condemn denounce praise applaud cite quote contend maintain counter retort believe
    think feel hope expect fear worry reason agree disagree allege advise offer point lament
    boast charge protest plead demand order request recommend propose clarify elaborate
    interject opine proclaim pronounce relate repeat snap sneer sum thunder voice wonder laugh
    sigh mock deadpan chime chant scream sing begin start finish assure remind thank accuse
    inform brief message text email blog
"""
# A cue behind one of these is a noun: a claim, his offer.
_DETERMINERS: Final = (
    "a A an An the The his her its their my our this that no any some of blog news"
)
_NO_NOUN: Final = "".join(rf"(?<!\b{word} )" for word in sorted(words(_DETERMINERS)))
_IRREGULAR: Final = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote writing written",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "read": "reads reading",
    "begin": "begins began beginning",
    "reply": "replies replied replying",
    "deny": "denies denied denying",
    "testify": "testifies testified testifying",
    "clarify": "clarifies clarified clarifying",
    "worry": "worries worried worrying",
    "quip": "quips quipped quipping",
    "admit": "admits admitted admitting",
    "plead": "pleads pleaded pled pleading",
    "order": "orders ordered ordering",
    "offer": "offers offered offering",
    "answer": "answers answered answering",
    "counter": "counters countered countering",
    "label": "labels labeled labelled labeling labelling",
    "snap": "snaps snapped snapping",
    "blog": "blogs blogged blogging",
    "slam": "slams slammed slamming",
    "sing": "sings sang sung singing",
    "sum": "sums summed summing",
    "dub": "dubs dubbed dubbing",
}
_OTHERS: Final = {
    "ar": (
        "قال قالت يقول تقول قالوا أضاف أضافت صرح صرحت أكد أكدت يؤكد تؤكد أعلن أعلنت "
        "أوضح أوضحت كتب كتبت ذكر ذكرت أشار أشارت شدد شددت اعتبر اعتبرت حذر حذرت رد ردت تابع تابعت"
    ),
    "de": (
        "sagt sagte sagten schreibt schrieb erklärt erklärte betont betonte meint meinte "
        "warnt warnte teilte fügte kritisierte forderte erzählt erzählte antwortete "
        "rief ruft fragte fragt entgegnete behauptete bestätigte versicherte"
    ),
    "fr": (
        "dit disait affirme affirmé déclare déclaré explique expliqué ajoute ajouté "
        "écrit estime estimé assure assuré souligne souligné répond répondu raconte raconté "
        "précise précisé"
    ),
    "es": (
        "dice dijo afirma afirmó declara declaró explica explicó añade añadió escribió "
        "asegura aseguró señala señaló advirtió respondió comentó"
    ),
}
# Letters that Arabic writes before a word without a space: and, so.
_CLITICS: Final = {"ar": "[وف]?"}
_ACCORDING: Final = {
    "en": r"\baccording\s+to\s+|\bin\s+the\s+words\s+of\s+",
    "ar": r"(?<!\w)(?:وفقا|وفقاً|بحسب|حسب)\s+(?:ل)?",
    "de": r"\blaut\s+",
    "fr": r"\bselon\s+",
    "es": r"\bsegún\s+",
}
_PRONOUNS: Final = {
    "en": {"he": "m", "she": "f", "they": "they", "who": "who", "it": "it"},
    "ar": {},
    "de": {"er": "m", "sie": "f"},
    "fr": {"il": "m", "elle": "f"},
    "es": {"él": "m", "ella": "f"},
}


@dataclass(frozen=True)
class Cues:
    """The reporting words of a language, as patterns.

    `forms` maps a form to whether it is a strong cue. Nothing matches in a language without cues.
    """

    language: str
    forms: Mapping[str, bool]
    pattern: re.Pattern[str]
    strong: re.Pattern[str]
    according: re.Pattern[str]
    pronouns: Mapping[str, str]
    pronoun: re.Pattern[str]
    has_phrases: bool
    """Tell whether speakers without a name (a neighbour, the company) are known in the language."""

    def is_strong(self, form: str) -> bool:
        return self.forms.get(form.casefold(), False)


@cache
def cues_of(language: str) -> Cues:
    """Return the cues of a language by its code (ISO 639-1)."""
    code = language.partition("-")[0].lower()
    forms = _english() if code == "en" else dict.fromkeys(_OTHERS.get(code, "").split(), True)
    pronouns = _PRONOUNS.get(code, {})
    lead = _NO_NOUN if code == "en" else ""
    clitic = _CLITICS.get(code, "")
    return Cues(
        language=code,
        forms=forms,
        pattern=_any_of(forms, lead, clitic),
        strong=_any_of((form for form, is_strong in forms.items() if is_strong), lead, clitic),
        according=re.compile(_ACCORDING.get(code, r"(?!)"), re.IGNORECASE),
        pronouns=pronouns,
        pronoun=_any_of(form for pronoun in pronouns for form in (pronoun, pronoun.capitalize())),
        has_phrases=code == "en",
    )


def _any_of(forms: Iterable[str], lead: str = "", clitic: str = "") -> re.Pattern[str]:
    """Return a pattern of the forms as whole words; without forms it matches nothing."""
    longest_first = sorted(set(forms), key=len, reverse=True)
    if not longest_first:
        return re.compile(r"(?!)")
    # By their first letters: of 400 words few are then compared at each place.
    endings: dict[str, list[str]] = defaultdict(list)
    for word in longest_first:
        endings[word[0]].append(word[1:])
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in endings.items())
    return re.compile(rf"(?<![\w-])(?=\w){lead}{clitic}(?:{branches})(?![\w-])(?! by\b)")


def _english() -> dict[str, bool]:
    forms = {form: False for verb in _WEAK.split() for form in _inflected(verb)}
    return forms | {form: True for verb in _STRONG.split() for form in _inflected(verb)}


def _inflected(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith(("s", "sh", "ch", "x")):
        return [verb, f"{verb}es", f"{verb}ed", f"{verb}ing"]
    return [verb, f"{verb}s", f"{verb}ed", f"{verb}ing"]
