"""Which quotations are quotes: somebody's words, and not a term, a title or a nickname."""

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
# A title, a term or a nickname is shorter.
_ALWAYS_SAID = 8
_OFTEN_SAID = 5
_SELDOM_SAID = 3


@dataclass(frozen=True, slots=True)
class _QuotedWords:
    """The words of a quotation, and what stands beside it in its line."""

    said: str
    count: int
    before: str
    after: str
    follows_cue: bool
    follows_cue_at_once: bool
    is_introduced: bool
    is_attributed_behind: bool
    is_closed: bool

    @property
    def ends_said(self) -> bool:
        return self.said[-1:] in _ENDS


def kind_of(text: str, quotation: Quotation, line: Span, cues: Cues) -> str:
    """Direct, partial, or "" for a quotation that is no quote."""
    words = _read_context(text, quotation, line, cues)
    if not _is_quote(words):
        return ""
    return PARTIAL if _is_part_of_sentence(words) else DIRECT


def join_paragraphs(quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    """Quotations that go on in the next paragraph, brought together."""
    joined: list[list[Quotation]] = []
    for quotation in quotations:
        if quotation.continues and joined:
            joined[-1].append(quotation)
        else:
            joined.append([quotation])
    return joined


def _read_context(text: str, quotation: Quotation, line: Span, cues: Cues) -> _QuotedWords:
    said = text[quotation.start : quotation.end].strip(_MARKS)
    before = text[max(line[0], quotation.start - _BESIDE) : quotation.start]
    after = text[quotation.end : min(line[1], quotation.end + _BESIDE)]
    cue = _cue_at_end(before, cues)
    return _QuotedWords(
        said=said,
        count=len(_WORD.findall(said[: _BESIDE * 2])),
        before=before,
        after=after,
        follows_cue=cue is not None,
        follows_cue_at_once=cue is not None and before.rstrip()[-1:] in ",:،",
        is_introduced=before.rstrip()[-1:] in ",:،" and cues.pattern.search(before) is not None,
        is_attributed_behind=_is_attributed_behind(
            after, cues.pattern if said[-1:] in _ENDS else cues.strong
        ),
        is_closed=quotation.is_closed,
    )


def _cue_at_end(before: str, cues: Cues) -> re.Match[str] | None:
    """The cue right before the quotation: said, “ or said that “."""
    for cue in cues.pattern.finditer(before):
        if re.fullmatch(
            r"(?: (?:that|it was|it is|as|how|using [^.]{1,30}))?[,:،]?\s*", before[cue.end() :]
        ):
            return cue
    return None


def _is_attributed_behind(after: str, cues: re.Pattern[str]) -> bool:
    """Whether “…,” is followed by somebody who says so, within the sentence."""
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
    has_cue = words.follows_cue_at_once or (words.is_attributed_behind and words.ends_said)
    if words.count < _ALWAYS_SAID and _NAME_INTRODUCTION.search(words.before):
        return False
    if (_is_title(words) or _is_headline(words)) and not has_cue:
        return False
    if words.count <= _SELDOM_SAID:
        return has_cue and (words.count > 1 or words.ends_said)
    return (
        words.ends_said
        or words.follows_cue
        or words.is_attributed_behind
        or words.count >= _OFTEN_SAID
    )


def _is_title(words: _QuotedWords) -> bool:
    """Every word but the small ones is capitalised, and there is more than one."""
    if words.count > _TITLE_WORDS or words.said[-1:] in _SENTENCE_ENDS:
        return False
    return all(
        word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL
        for word in _WORD.findall(words.said)
    )


def _is_headline(words: _QuotedWords) -> bool:
    """A sentence without a full stop in a list of sources, or at the end of a line."""
    if words.ends_said or words.follows_cue or not words.is_closed or not words.said[:1].isupper():
        return False
    return _SIGNED.match(words.after) is not None or not words.after.strip()


def _is_part_of_sentence(words: _QuotedWords) -> bool:
    """Whether the paper's sentence goes on through the words: he saw “a great chance”."""
    first = words.said.lstrip("([…. ")[:1]
    if not first.islower():
        return first.isalpha() and not first.isupper() and words.count < _OFTEN_SAID
    return not words.is_introduced
