"""Cues: the reporting words (said, told, according to) of each language."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from articles.suggestions.engine.reporting_words import (
    ACCORDING,
    AS,
    CLITICS,
    EVALUATIONS,
    OTHER_CLAUSES,
    PHRASES,
    PRONOUNS,
    VERBS,
    VOWEL_SIGNS,
)
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
    gush deride decry bemoan rail rant rave fume marvel muse chuckle giggle whine groan moan
    grumble gripe scoff snarl bark bellow roar holler implore beg hint profess tease taunt brag
    crow gloat enthuse rue regret reassure correct interrupt speculate estimate chide scold rebuke
    admonish berate lambast excoriate ridicule rubbish laud commend congratulate hail dismiss
    boast charge protest brand shrug remember
    plead demand order request recommend propose clarify elaborate
    interject opine proclaim pronounce relate repeat snap sneer sum thunder voice wonder laugh
    sigh mock deadpan chime chant scream sing begin start finish assure remind thank accuse
    inform brief message text email blog caption
"""
# These answer somebody: shot back, “…”.
_WITH_BACK: Final = (
    "shot shoots shooting fired fires firing hit hits hitting clapped claps clapping"
)
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
# A reported clause: said she was “over the moon”.
_REPORTED_CLAUSE: Final = (
    r"(?: [\w’'.-]+){0,14}?(?:[’']d| (?:was|were|is|are|had been|has been|would be|felt|feels|"
    r"will be))(?: \w+)?\s*$"
)
_DOCUMENT_CLAUSE: Final = (
    r"|\b(?:documents?|e-?mails?|records?|memos?|survey|poll|study|report|filings?|letters?|"
    r"messages|transcripts?)\b[^.!?:;“”]{0,60}\b(?:show(?:s|ed)?|found|finds?|says?|said|"
    r"reveal(?:s|ed)?|suggest(?:s|ed)?)\b[^.!?:;“”]{0,60}$"
)
_REST_OF_SENTENCE: Final = r"[^.!?؟:;«»“”„]{0,80}$"
_ENGLISH_PHRASE: Final = (
    r"\W*((?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Mm]any|[Oo]ther|[Tt]wo|[Tt]hree|[Hh]is|[Hh]er|"
    r"[Ii]ts|[Tt]heir|[Pp]olice|"
    r"[Aa]uthorities|[A-Z]?[a-z]{3,}s|(?:[A-Z][\w.-]*[a-z]\w* ){0,3}[A-Z][\w-]*[a-z][’']s?)"
    r"(?: [\w’'.-]+){0,8}?)(?=\s*(?:$|[,;.:(]| (?:who|which|that|also|has|had|have|is|was|were)\b))"
)
# “…,” NAME shrugged; “…,” gushed NAME.
_ENGLISH_FORM: Final = (
    r",?\s(?:(?:[a-z]+ed|[a-z]{3,}s)\s[A-Z]|(?:[A-Z][\w’'.-]+ ){1,4}"
    r"(?!(?:has|was|is|does|gets|its|at|it|that|first|last|next|just|must|most|almost|needs|based|"
    r"let|put|set)\b)[a-z]+(?:ed|s|t)(?=[\s,.:;]|$))"
)
_NOTHING: Final = "(?!)"


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
    form_behind: re.Pattern[str]
    """Match a clause behind quoted words and a comma that has the form of "said NAME"."""
    as_said: re.Pattern[str]
    """Match words before a verb that its subject follows: comme le dit NAME."""
    evaluation: re.Pattern[str]
    """Match words that end before quoted words and say how somebody judges: called it “…”."""
    clause: re.Pattern[str]
    """Match a reported clause that ends before quoted words: said she was “…”."""
    pronouns: Mapping[str, str]
    pronoun: re.Pattern[str]
    phrase: re.Pattern[str]
    """Match a speaker without a name (a neighbour, the company) at a place, as group 1."""
    has_phrases: bool
    """Tell whether speakers without a name (a neighbour, the company) are known in the language."""

    def is_strong(self, form: str) -> bool:
        """Return whether the subject of a form has said the words; in other languages, always."""
        return self.forms.get(form.casefold(), self.language != "en")


@cache
def cues_of(language: str) -> Cues:
    """Return the cues of a language by its code (ISO 639-1)."""
    code = language.partition("-")[0].lower()
    is_english = code == "en"
    forms = _english() if is_english else dict.fromkeys(VERBS.get(code, "").split(), True)
    pronouns = PRONOUNS.get(code, {})
    pattern = _any_of(forms, code)
    strong = _any_of((form for form, is_strong in forms.items() if is_strong), code)
    clause = _REPORTED_CLAUSE + _DOCUMENT_CLAUSE if is_english else _REST_OF_SENTENCE
    phrase = _ENGLISH_PHRASE if is_english else PHRASES.get(code, _NOTHING)
    return Cues(
        language=code,
        forms=forms,
        pattern=pattern,
        strong=strong,
        according=re.compile(ACCORDING.get(code, _NOTHING)),
        form_behind=re.compile(_form_behind(code)),
        as_said=re.compile(rf"\s*(?:{AS.get(code, _NOTHING)})\s*$"),
        evaluation=re.compile(EVALUATIONS.get(code, _NOTHING)),
        clause=re.compile(f"{strong.pattern}{clause}" if forms else _NOTHING),
        pronouns=pronouns,
        pronoun=_any_of((form for word in pronouns for form in (word, word.capitalize())), code),
        phrase=re.compile(phrase),
        has_phrases=is_english,
    )


def _form_behind(code: str) -> str:
    """Return the pattern of an attribution with any verb.

    English has the name first (“…,” NAME shrugged), others a comma and the verb (« … », lâche
    NAME).
    """
    if code == "en":
        return _ENGLISH_FORM
    if code not in OTHER_CLAUSES:
        return _NOTHING
    return rf"\s*[,،]\s*(?!{OTHER_CLAUSES[code]})[^\W\d_A-ZÀ-ÞŒ]"


def _any_of(forms: Iterable[str], language: str) -> re.Pattern[str]:
    """Return a pattern of the forms as whole words; without forms it matches nothing."""
    longest_first = sorted(set(forms), key=len, reverse=True)
    if not longest_first:
        return re.compile(_NOTHING)
    # By their first letters: of 400 words few are then compared at each place.
    signs = VOWEL_SIGNS.get(language, "")
    endings: dict[str, list[str]] = defaultdict(list)
    for word in longest_first:
        endings[word[0]].append("".join(f"{signs}{letter}" for letter in word[1:]))
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in endings.items())
    lead = _NO_NOUN if language == "en" else ""
    # French has hyphens beside them: a-t-elle ajouté, dit-il.
    beside = r"\w" if language == "fr" else r"[\w-]"
    clitic = CLITICS.get(language, "")
    return re.compile(
        rf"(?<!{beside})(?=\w){lead}{clitic}(?:{branches}){signs}(?!{beside})(?! by\b)"
    )


def _english() -> dict[str, bool]:
    forms = {form: False for verb in _WEAK.split() for form in _inflected(verb)}
    forms |= {f"{form} back": False for form in _WITH_BACK.split()}
    strong = {form: True for verb in _STRONG.split() for form in _inflected(verb)}
    return forms | strong | {"went on": True, "goes on": True}


def _inflected(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith(("s", "sh", "ch", "x")):
        return [verb, f"{verb}es", f"{verb}ed", f"{verb}ing"]
    return [verb, f"{verb}s", f"{verb}ed", f"{verb}ing"]
