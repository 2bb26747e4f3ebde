"""Kinds of quotations: direct and partial quotes, or none (a term, a title, a nickname)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.suggestions.engine.cues import Cues
from articles.suggestions.engine.quotation_marks import Quotation
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import words as word_set

DIRECT, PARTIAL, INDIRECT = "direct", "partial", "indirect"

_WORD = re.compile(r"[\w’'-]+")
_MARKS = '“”„‟"«»「」『』 \u00a0\u202f\n'
_NAME_INTRODUCTION = re.compile(
    r"(?:so-called|known (?:\w+ )?as|going by the name|(?<!he )(?<!she )(?<!they )\bcalled|named|"
    r"titled|entitled|dubbed|nicknamed|labell?ed|branded|styled|termed|"
    r"\bthe (?:song|film|movie|book|show|album|play|novel|series|episode|word|words|term|phrase|"
    r"hashtag|slogan|motto|name|nickname|title|website|headline|section))"
    r"(?: (?:as|an?|the|its|his|her|their))?,?\s*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\s*[—–-]+\s*[^\W\d_]")
_SMALL = word_set("of the a an and in on to for with at by from or & vs is as it")
_ENDS = frozenset(",.?!…،؟。—–")
_SENTENCE_ENDS = frozenset(".?!…؟。")
_BESIDE = 90
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
    is_introduced: bool
    is_attributed_behind: bool
    is_closed: bool

    @property
    def ends_like_speech(self) -> bool:
        return self.text[-1:] in _ENDS


def kind_of(text: str, quotation: Quotation, line: Span, cues: Cues) -> str:
    """Return direct or partial, or "" for a quotation that is no quote."""
    words = _read_context(text, quotation, line, cues)
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
        is_introduced=before.rstrip()[-1:] in ",:،" and cues.pattern.search(before) is not None,
        is_attributed_behind=_is_attributed_behind(
            after, cues.pattern if quoted[-1:] in _ENDS else cues.strong
        ),
        is_closed=quotation.is_closed,
    )


def _cue_at_end(before: str, cues: Cues) -> re.Match[str] | None:
    """Return the cue right before the quotation: said, “ or said that “."""
    for cue in cues.pattern.finditer(before):
        if re.fullmatch(
            r"(?: (?:that|it was|it is|as|how|using [^.]{1,30}))?[,:،]?\s*", before[cue.end() :]
        ):
            return cue
    return None


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
    has_cue = words.follows_cue_directly or (words.is_attributed_behind and words.ends_like_speech)
    if words.count < _ALWAYS_A_QUOTE and _NAME_INTRODUCTION.search(words.before):
        return False
    if (_is_title(words) or _is_headline(words)) and not has_cue:
        return False
    if words.count <= _SELDOM_A_QUOTE:
        return has_cue and (words.count > 1 or words.ends_like_speech)
    return (
        words.ends_like_speech
        or words.follows_cue
        or words.is_attributed_behind
        or words.count >= _OFTEN_A_QUOTE
    )


def _is_title(words: _QuotedWords) -> bool:
    """Return whether all words except small ones are capitalised."""
    if words.count > _TITLE_WORDS or words.text[-1:] in _SENTENCE_ENDS:
        return False
    return all(
        word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL
        for word in _WORD.findall(words.text)
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
