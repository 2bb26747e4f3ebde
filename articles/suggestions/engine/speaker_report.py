"""Tables of the scores of quotes and speakers: by language, kind, certainty, rule and names."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from articles.suggestions.engine.analysis import Analysis
from articles.suggestions.engine.marked_gold import Record
from articles.suggestions.engine.speaker_scores import (
    Outcome,
    compare_quotes,
    group_by,
    summarise,
)

_Row = tuple[Record, Outcome]
_WIDTH: Final = 30
_CERTAINTIES: Final = {True: "sure", False: "not sure"}


def report_speakers(
    analysed: Sequence[tuple[Record, Analysis]], *, is_summary: bool
) -> Iterator[str]:
    """Yield the lines of the tables and of what went wrong; of a summary, the languages alone."""
    rows = [(gold, outcome) for gold, found in analysed for outcome in compare_quotes(gold, found)]
    yield from _table("all", rows, lambda _: "all")
    yield from _table("language", rows, _language_of)
    if is_summary:
        return
    yield from _table("kind", rows, lambda row: f"{row[0].language} {row[0].kind}")
    yield from _table("names", rows, lambda row: row[0].names)
    found_rows = [row for row in rows if row[1].rule]
    yield from _table("certainty", found_rows, lambda row: _CERTAINTIES[row[1].is_sure])
    yield from _table("rule", found_rows, lambda row: row[1].rule)
    yield from _errors(rows)


def _language_of(row: _Row) -> str:
    single = row[0].kind.startswith("single-")
    return f"{row[0].language}, single marks" if single else row[0].language


def _table(title: str, rows: Sequence[_Row], key: Callable[[_Row], str]) -> Iterator[str]:
    heading = summarise([])
    yield f"\n{title:<{_WIDTH}}" + "".join(f"{name:>11}" for name in heading)
    for name, members in group_by(rows, key).items():
        scores = summarise([outcome for _, outcome in members])
        yield f"{name:<{_WIDTH}}" + "".join(f"{value:>11.1f}" for value in scores.values())


def _errors(rows: Sequence[_Row]) -> Iterator[str]:
    yield ""
    for gold, outcome in rows:
        wrong = _describe_error(outcome)
        if wrong:
            yield f"{gold.id}: {wrong}: {outcome.words}"


def _describe_error(outcome: Outcome) -> str:
    if not outcome.is_gold:
        return "no quote"
    if not outcome.rule:
        return "not found"
    if not outcome.has_right_person:
        expected, answer = outcome.expected or "nobody", outcome.answer or "nobody"
        return f"{expected}, not {answer} ({outcome.rule})"
    return "" if outcome.has_right_words else "the wrong words for the speaker"
