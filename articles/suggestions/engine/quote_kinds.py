"""Kinds of quotations: direct and partial quotes, or none (a term, a title, a nickname)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.quotation_marks import Quotation
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import words as word_set

DIRECT, PARTIAL, INDIRECT = "direct", "partial", "indirect"

_WORD = re.compile(r"[\w’'-]+")
_MARKS = '“”„‟"«»‘’‚「」『』 \u00a0\u202f\n'
_NAME_INTRODUCTION = re.compile(
    r"(?:so-called|known (?:\w+ )?as|going by the name|(?<!he )(?<!she )(?<!they )\bcalled|named|"
    r"titled|entitled|dubbed|nicknamed|labell?ed|branded|styled|termed|"
    r"\bthe (?:song|film|movie|book|show|album|play|novel|series|episode|word|words|term|phrase|"
    r"hashtag|slogan|motto|name|nickname|title|website|headline|section)|"
    r"\b(?:le|la|les|un|une|[ld]’\w+) (?:[\w-]+ )?dite?s?|surnommée?s?|baptisée?s?|intitulée?s?|"
    r"sogenannte[nrs]?|namens|llamad[oa]s?|denominad[oa]s?|titulad[oa]s?|ما يسمى)"
    r"(?: (?:as|an?|the|its|his|her|their))?,?\s*$",
    re.IGNORECASE,
)
# Words that are called out, even if they have the capitals of a title.
_CALLED_OUT = re.compile(
    r"\b(?:(?:shout|chant|yell|scream|holler|bellow|roar)(?:s|ed|ing)?(?: out)?|"
    r"(?:vow|pledg|promis)(?:e|es|s|ed|ing)? to)\s*$"
)
_SIGNED = re.compile(r"\s*[—–-]+\s*[^\W\d_]")
_SMALL = word_set("of the a an and in on to for with at by from or & vs is as it")
_COMMAS = frozenset(",،")
_ENDS = frozenset(",.?!…،؟。—–")
_SENTENCE_ENDS = frozenset(".?!…؟。")
_BESIDE = 90
_NEAR_BEHIND = 30
_TITLE_WORDS = 16
# A title, a term or a nickname has fewer words than the first.
_ALWAYS_A_QUOTE = 8
_OFTEN_A_QUOTE = 5
_SELDOM_A_QUOTE = 3


@dataclass(frozen=True, slots=True)
class _QuotedWords:
    """The words of a quotation, and the text beside it in the line."""

    text: str
    count: int
    before: str
    after: str
    follows_cue: bool
    follows_cue_directly: bool
    follows_clause: bool
    is_introduced: bool
    is_attributed_behind: bool
    is_according: bool
    is_evaluation: bool
    is_closed: bool
    is_said: bool

    @property
    def ends_like_speech(self) -> bool:
        """Return whether a comma or the like ends it, within the marks or right behind them."""
        return self.text[-1:] in _ENDS or self.is_set_off

    @property
    def ends_reported_speech(self) -> bool:
        """Return whether a cue leads to words that end their sentence: saying “it hurts.”."""
        is_ended = (self.follows_cue or self.goes_on) and self.text[-1:] in _SENTENCE_ENDS
        return is_ended and not _has_the_capitals_of_a_title(self.text)

    @property
    def is_set_off(self) -> bool:
        """Return whether a comma behind the marks leads to who said it: « … », a dit NAME."""
        return self.is_attributed_behind and self.after.lstrip()[:1] in _COMMAS

    @property
    def follows_colon(self) -> bool:
        """Return whether a clause of somebody's leads to it: NAME said: “…”."""
        return self.is_introduced and self.before.rstrip()[-1:] == ":"

    @property
    def goes_on(self) -> bool:
        """Return whether a clause of the paper's interrupts it: “…”, said NAME, “…”."""
        return self.is_introduced and self.before.rstrip()[-1:] in _COMMAS

    @property
    def is_sentence(self) -> bool:
        return self.text[-1:] in _SENTENCE_ENDS and not self.text[:1].islower()


def kind_of(
    text: str, quotation: Quotation, line: Span, cues: Cues, *, is_said: bool = False
) -> str:
    """Return direct or partial, or "" for a quotation that is no quote.

    `is_said`: another quote, or the label of a speaker, stands before it in the same line.
    """
    words = replace(_read_context(text, quotation, line, cues), is_said=is_said)
    if not _is_quote(words):
        return ""
    return PARTIAL if _is_part_of_sentence(words) else DIRECT


def join_paragraphs(quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    """Group each quotation with those that continue it in the next paragraphs."""
    joined: list[list[Quotation]] = []
    for quotation in quotations:
        if quotation.continues and joined:
            joined[-1].append(quotation)
        else:
            joined.append([quotation])
    return joined


def _read_context(text: str, quotation: Quotation, line: Span, cues: Cues) -> _QuotedWords:
    quoted = text[quotation.start : quotation.end].strip(_MARKS)
    before = text[max(line[0], quotation.start - _BESIDE) : quotation.start]
    after = text[quotation.end : min(line[1], quotation.end + _BESIDE)]
    cue = _cue_at_end(before, cues)
    return _QuotedWords(
        text=quoted,
        count=len(_WORD.findall(quoted[: _BESIDE * 2])),
        before=before,
        after=after,
        follows_cue=cue is not None,
        follows_cue_directly=cue is not None and before.rstrip()[-1:] in ",:،",
        follows_clause=cues.clause.search(before) is not None or _begins_headline(before, after),
        is_introduced=_is_introduced(before, cues),
        is_attributed_behind=_is_attributed_behind(
            after, cues.pattern if quoted[-1:] in _ENDS else cues.strong
        )
        or _is_according_behind(after, cues)
        or _has_form_behind(quoted, after, cues),
        is_according=_is_according(before, cues),
        is_evaluation=cues.evaluation.search(before) is not None,
        is_closed=quotation.is_closed,
        is_said=False,
    )


def _begins_headline(before: str, after: str) -> bool:
    """Return whether the words begin a headline: ‘We warned them’: nurses’ fury."""
    return not before.strip() and after[:2] == ": "


def _is_introduced(before: str, cues: Cues) -> bool:
    """Return whether a clause leads to the quotation; beside English a colon is enough."""
    last = before.rstrip()[-1:]
    is_colon = last == ":" and not cues.has_phrases
    return is_colon or (last in ",:،" and cues.pattern.search(before) is not None)


def _cue_at_end(before: str, cues: Cues) -> re.Match[str] | None:
    """Return the cue right before the quotation: said, “ or said that “."""
    for cue in cues.pattern.finditer(before):
        if re.fullmatch(
            r"(?: (?:that|it was|it is|as|how|using [^.]{1,30}))?[,:،]?\s*", before[cue.end() :]
        ):
            return cue
    return None


def _is_according(before: str, cues: Cues) -> bool:
    """Return whether the sentence before names its source: according to NAME, it is “…”."""
    ends = [found.end() for found in cues.according.finditer(before)]
    return bool(ends) and not re.search(r"[.!?]\s", before[ends[-1] :])


def _has_form_behind(quoted: str, after: str, cues: Cues) -> bool:
    """Return whether a clause behind has the form of an attribution, whatever its verb."""
    is_set_off = quoted[-1:] in _COMMAS or after.lstrip()[:1] in _COMMAS
    is_title = quoted[-1:] not in _SENTENCE_ENDS and _has_the_capitals_of_a_title(quoted)
    return is_set_off and not is_title and cues.form_behind.match(after) is not None


def _is_according_behind(after: str, cues: Cues) -> bool:
    """Return whether a source follows right behind: “…”, according to NAME."""
    found = cues.according.search(after[:_NEAR_BEHIND])
    return found is not None and not after[: found.start()].strip(" ,،")


def _is_attributed_behind(after: str, cues: re.Pattern[str]) -> bool:
    """Return whether a speaker and a cue follow the quotation within the sentence."""
    cue = cues.search(after)
    if cue is None:
        return False
    between = after[: cue.start()].strip(" ,")
    return not re.search(
        r"[.!?;:“”\"]\s|^(?:and|but|or|to|in|on|at|of|for|is|was|were|are)\b", between
    )


def _is_quote(words: _QuotedWords) -> bool:
    if words.count == 0:
        return False
    has_cue = (
        words.follows_cue_directly
        or (words.is_attributed_behind and words.ends_like_speech)
        or (words.is_said and (words.is_sentence or words.goes_on))
        or _CALLED_OUT.search(words.before) is not None
    )
    if words.count < _ALWAYS_A_QUOTE and _NAME_INTRODUCTION.search(words.before):
        return False
    if (_is_title(words) or _is_headline(words)) and not has_cue:
        return False
    if (words.is_evaluation or words.is_according) and not _is_title(words):
        return True
    if words.count <= _SELDOM_A_QUOTE:
        is_told = has_cue or words.follows_colon or words.ends_reported_speech
        return (is_told and (words.count > 1 or words.ends_like_speech)) or words.follows_clause
    return (
        words.ends_like_speech
        or words.follows_clause
        or words.follows_colon
        or has_cue
        or words.follows_cue
        or words.is_attributed_behind
        or words.count >= _OFTEN_A_QUOTE
    )


def _is_title(words: _QuotedWords) -> bool:
    """Return whether all words except small ones are capitalised."""
    if words.count > _TITLE_WORDS or words.text[-1:] in _SENTENCE_ENDS:
        return False
    return _has_the_capitals_of_a_title(words.text)


def _has_the_capitals_of_a_title(quoted: str) -> bool:
    return all(
        word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL
        for word in _WORD.findall(quoted)
    )


def _is_headline(words: _QuotedWords) -> bool:
    """Return whether the words are a headline: no full stop, at the end of a line or signed."""
    if (
        words.ends_like_speech
        or words.follows_cue
        or not words.is_closed
        or not words.text[:1].isupper()
    ):
        return False
    return _SIGNED.match(words.after) is not None or not words.after.strip()


def _is_part_of_sentence(words: _QuotedWords) -> bool:
    """Return whether the words are part of the paper's sentence: he saw “a great chance”."""
    first = words.text.lstrip("([…. ")[:1]
    if not first.islower():
        return first.isalpha() and not first.isupper() and words.count < _OFTEN_A_QUOTE
    return not words.is_introduced
