"""Assertions: whether a clause with a subject and a speech verb asserts that the subject spoke.

A passive ("was told"), a denial ("never said", "refused to say") and a second verb ("heard her
say") also have a name beside a cue, but with another meaning. A clause that is not recognised as
plain is doubtful.
"""

import re
from enum import Enum
from typing import Final

from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.name_words import GROUPS, ROLE_NOUNS, TITLES
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import words as word_set


class Assertion(Enum):
    PLAIN = "plain"
    DOUBTFUL = "doubtful"
    DENIED = "denied"
    """Another person said the words, or nobody did."""


_NEGATIONS: Final = {
    "en": word_set(
        "not never nor neither nobody without hardly cannot can't cant don't doesn't didn't "
        "won't wouldn't couldn't hasn't haven't hadn't isn't wasn't weren't"
    ),
    "de": word_set("nicht nie niemals kein keine keiner weder nichts"),
    "fr": word_set("ne pas jamais rien aucun ni"),
    "es": word_set("no nunca jamás nada ni tampoco"),
    "ar": word_set("لم لا لن ما ولم ولا ولن وما فلم لماذا ليس ليست"),
}
_NEGATION_BEHIND: Final = re.compile(
    r"\W*(?:nothing|never|neither|no such thing|nicht|nie|nichts|pas|jamais|nunca|nada)\b"
)
_BE: Final = word_set("is are was were be been being am get gets got getting")
_REFUSALS: Final = word_set(
    "refused refuses refusing declined declines declining failed fails failing forgot forgets "
    "unable unwilling reluctant"
)
_ADVERBS: Final = word_set("""
    also then later again once now still just first even often always soon simply himself herself
    themselves itself too has have had has previously since already yesterday today tonight
    repeatedly famously earlier Monday Tuesday Wednesday Thursday Friday Saturday Sunday on only
    flatly
""")
# The subject of these may have written the words or only read them.
_READS: Final = word_set("read reads reading")
_HEARSAY: Final = word_set(
    "allegedly reportedly supposedly purportedly apparently falsely nearly hardly presumably "
    "possibly probably"
)
_EMBEDDED_CLAUSE: Final = re.compile(r"\s+(?:that\s+)?(?:he|she|they|it|we|I|being|having)\b")
_TAIL: Final = 60
_WENT_ON_TO: Final = re.compile(r"(?:went|goes|going|gone) on to$")
_AS_SAID: Final = re.compile(
    r"(?:is|are|was|were|been) (?:also |later |widely |once )?"
    r"(?:quoted|heard|overheard|recorded|filmed|caught|cited|reported)(?: as)?$"
)
# Behind one of these another clause begins, or another person is meant.
_BARRIERS: Final = word_set("""
    if whether that who whom whose which what how why when while because although though unless
    until as than but he she they it we i you to would could might may should must will can
    heard hears hear saw sees see made makes make let lets wanted wants before after
""")
_ASIDE: Final = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,.*,|[–—].*[–—])?", re.DOTALL)
_OF_WHOM: Final = re.compile(
    r"^(?:of|from|at) (?:the )?(?:[A-Z][\w’'.&-]*|of|for|and|the| )+(?= |$)"
)
_DENIAL: Final = re.compile(r"(?:deny|denies|denied|denying)")
_TELLS: Final = word_set(
    "tell tells told telling inform informs informed remind reminds reminded assure assures "
    "assured thank thanks thanked"
)
_MISLEADING: Final = word_set("""
    alongside beside besides against with without by for from of to at on in into about after
    before during under over between near than like as that who whom whose which what if whether
    and or suing against via per behind opposite believes believed thinks thought
    von zu zum zur mit gegen über bei für an dass ob wer nach wie
    à de d du des au aux avec pour contre chez sur que qui comme
    a al del con para sobre por quien
    ل إلى مع عن على من إن أن
""")
_MISLEADING_IN: Final = {"en": _MISLEADING - {"a", "d", "an"}}
_DETERMINER: Final = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Tt]wo|[Ee]very|[Nn]o)\b[^,]*$"
)
_SAFE_BEHIND: Final = re.compile(
    r"\s*(?:$|[\n.,;:!?)”\"“—–-])|\s+(?:on|in|at|after|during|before|by|to|of|for|from|who|when|"
    r"while|as|and|but|yesterday|today|last|this|later|earlier|early|late|via|through|about|"
    r"outside|with|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|"
    r"Oct|Nov|Dec)"
)
_MODIFIED: Final = word_set("""
    administration government campaign presidency regime cabinet family camp team office trial
    case aides allies backers supporters lawyers attorneys spokespeople officials staffers staffer
    staff estate foundation company ally backer loyalist loyalists donor donors voter voters rally
    household brothers sisters siblings siblings' insider insiders source sources appointee
    appointees nominee biographer defence defense team's faction wing side clan
""")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")


def classify_subject_before_cue(
    text: str, clause: Span, subject: Span, cue: Span, cues: Cues
) -> Assertion:
    """Classify "NAME … said". The clause ends where quoted words behind it begin."""
    gap = text[subject[1] : cue[0]]
    # An aside ends with a comma, and so does a name in apposition: the mayor, NAME, said.
    plain = _OF_WHOM.sub("", gap[_end_of_aside(gap) :].lstrip(" ,"))
    words = [word.lower() for word in plain.replace("’", "'").split()]
    verb = text[slice(*cue)].lower()
    if _is_denied(words, verb, text, cue[1], cues) or _is_passive(words, verb):
        return Assertion.DENIED
    if verb in _READS or _HEARSAY & {*words} or _has_embedded_clause(text, cue, clause[1], cues):
        return Assertion.DOUBTFUL
    if not (
        _is_plain_verb_phrase(words, verb, plain)
        and may_precede_subject(text, clause[0], subject[0], cues)
    ):
        return Assertion.DOUBTFUL
    return Assertion.PLAIN


def classify_subject_behind_cue(
    text: str, cue: Span, subject: Span, clause_start: int, cues: Cues
) -> Assertion:
    """Classify "said … NAME"."""
    before = [word.lower() for word in text[clause_start : cue[0]].replace("’", "'").split()]
    if _has_negation(before, cues) or _NEGATION_BEHIND.match(text, subject[1]):
        return Assertion.DENIED
    gap = text[cue[1] : subject[0]]
    if text[slice(*cue)].lower() in _TELLS or not may_precede_subject(
        text, cue[1], subject[0], cues
    ):
        return Assertion.DOUBTFUL
    is_described = any(word.islower() for word in gap.rpartition(",")[2].split())
    if is_described and not _SAFE_BEHIND.match(text, subject[1]):
        return Assertion.DOUBTFUL
    return Assertion.PLAIN


def is_only_aside(gap: str) -> bool:
    """Return whether only an aside stands between a name and a colon: NAME, a neighbour: “…”."""
    return not gap[_end_of_aside(gap) :].strip(" \t\u00a0:")


def is_modifier(text: str, name: Span) -> bool:
    """Return whether the name only modifies a noun: the Kovel campaign, a Stone spokesperson."""
    found = _WORD.match(text, name[1] + 1) if text[name[1] : name[1] + 1] == " " else None
    if found is None or not found.group().islower():
        return False
    word = found.group()
    return word in _MODIFIED or word in ROLE_NOUNS or word.removesuffix("s") in ROLE_NOUNS


def _has_embedded_clause(text: str, cue: Span, end: int, cues: Cues) -> bool:
    """Return whether another clause with a speech verb follows: NAME says he was told."""
    if _EMBEDDED_CLAUSE.match(text, cue[1], end):
        return True
    tail = re.split(r"[,;:.!?“”\"«„\n]", text[cue[1] : min(end, cue[1] + _TAIL)])[0]
    return cues.strong.search(tail) is not None


def _end_of_aside(gap: str) -> int:
    found = _ASIDE.match(gap)
    return found.end() if found else 0


def _is_denied(words: list[str], verb: str, text: str, end: int, cues: Cues) -> bool:
    if _has_negation(words, cues) or _NEGATION_BEHIND.match(text, end):
        return True
    if _REFUSALS & {*words}:
        return True
    follows = _WORD.search(text, end, end + 16)
    if _DENIAL.fullmatch(verb) and follows is not None:
        return follows.group() in ("that", "having") or follows.group().endswith("ing")
    return any(_DENIAL.fullmatch(word) for word in words)


def _has_negation(words: list[str], cues: Cues) -> bool:
    negations = _NEGATIONS.get(cues.language, frozenset())
    return any(word.strip(",") in negations or word.startswith("n'") for word in words)


def _is_passive(words: list[str], verb: str) -> bool:
    """Return whether the verb is passive: was told, has been asked; not: was saying."""
    if verb.endswith("ing"):
        return False
    while words and (words[-1] in _ADVERBS or words[-1].endswith("ly")):
        words = words[:-1]
    return bool(words) and words[-1] in _BE


def _is_plain_verb_phrase(words: list[str], verb: str, plain: str) -> bool:
    while words and (words[-1] in _ADVERBS or words[-1].endswith("ly")):
        words = words[:-1]
    if not words:
        return True
    joined = " ".join(words)
    if words[-1] == "to":
        return _WENT_ON_TO.search(joined) is not None
    if verb.endswith("ing") and (joined in _BE or _AS_SAID.search(joined)):
        return True
    if _BARRIERS & {*words} or any(word[0].isupper() for word in plain.split()):
        return False
    return words[-1] == "and" or (verb.endswith("ing") and words[-1].endswith(","))


def may_precede_subject(text: str, start: int, subject: int, cues: Cues) -> bool:
    """Return whether the words before a name allow the name to be the subject.

    Only offices and the like may: Acme's spokesman NAME, the mayor, NAME. Not: a man NAME had met.
    """
    before = text[start:subject].rpartition(",")[2]
    words = before.strip(" \t\n\u00a0\u2009\u202f“\"'(:;.").split()
    if words[-1:] == ["the"]:
        words.pop()
    if not words:
        return True
    misleading = _MISLEADING_IN.get(cues.language, _MISLEADING)
    if any(word.lower() in misleading for word in words[:-1] if word[:1].islower()):
        return False
    last = words[-1].strip(".")
    is_office = last in ROLE_NOUNS | TITLES or last.lower() in GROUPS or not last[:1].islower()
    if not is_office or last.lower() in misleading:
        return not cues.has_phrases and last.lower() not in misleading
    return not (last[:1].islower() and _DETERMINER.search(before))
