"""`manage.py score_suggestions` measures as it says, and holds CI to what was reached."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.suggestions.engine.scoring import like_name, same_name

BASELINE = settings.BASE_DIR / "tests" / "data" / "suggestions_baseline.json"


def at(words: str, **more: object) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), **more}


TEXT = "“We will win this,” said Ann Lee of Acme Corp. “Acme” is her “dream job”."
GOLD: dict[str, Any] = {
    "id": "one",
    "text": TEXT,
    "quotes": [at("“We will win this,”", speaker="Ann Lee")],
    "people": [at("Ann Lee", name="Ann Lee")],
    "organisations": [at("Acme Corp", name="Acme Corp")],
    "scare": [at("“dream job”")],
    "licence": "what is not read is passed over",
}


def score(capsys: pytest.CaptureFixture[str], path: Path, **options: Any) -> dict[str, float]:
    call_command("score_suggestions", gold=path, json=True, **options)
    return json.loads(capsys.readouterr().out)


def written(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return path


def test_right_suggestions_score_in_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = score(capsys, written(tmp_path, GOLD))
    assert scores["quotes F1"] == scores["people F1"] == scores["end to end"] == 100
    assert (scores["scare quotes taken"], scores["scare quotes"], scores["articles"]) == (0, 1, 1)


def test_wrong_speaker_and_missing_quote_cost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missed = at("“dream job”", speaker="Ann Lee")
    other = at("“We will win this,”", speaker="Bob Dole")
    scores = score(capsys, written(tmp_path, GOLD | {"quotes": [other, missed]}))
    assert scores["end to end"] == 0
    assert scores["quotes F1"] == pytest.approx(66.7)


def test_what_gold_ignores_neither_rewards_nor_punishes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ignored = [GOLD["people"][0] | {"ignore": True}]
    scores = score(capsys, written(tmp_path, GOLD | {"people": ignored}))
    assert scores["people F1"] == 0  # nothing is left to count


def test_shipped_set_reaches_what_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("score_suggestions", json=True, baseline=BASELINE)
    scores = json.loads(capsys.readouterr().out)
    assert scores["quotes F1"] >= 95
    assert scores["scare quotes taken"] <= 3
    assert scores["people F1"] >= 75
    assert scores["organisations F1"] >= 60


def test_fall_by_a_point_ends_with_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, GOLD | {"quotes": [], "people": []})
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"people F1": 1.0, "scare quotes taken": 0.0, "articles": 9}))
    with pytest.raises(SystemExit) as stop:
        call_command("score_suggestions", gold=path, baseline=baseline)
    assert stop.value.code == 1
    assert "people F1: was 1.0, is 0.0." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "there is no text in it"),
        ([{"id": "x"}], "line 1"),
        ([GOLD, GOLD], "one is there twice"),
        ([GOLD | {"quotes": [{"start": 5, "end": 999}]}], "is outside of"),
    ],
)
def test_bad_file_is_refused_in_words(tmp_path: Path, lines: list[Any], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("score_suggestions", gold=written(tmp_path, *lines))


def test_missing_file_and_model_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("score_suggestions", gold=tmp_path / "none")
    with pytest.raises(CommandError, match="requirements-nlp"):
        call_command("score_suggestions", nlp=True, model="no_such_model")
    path = written(tmp_path, GOLD)
    with pytest.raises(CommandError, match=r"none\.json"):
        call_command("score_suggestions", gold=path, baseline=tmp_path / "none.json")


def test_names_are_compared_without_honours_and_accents() -> None:
    assert same_name("President Émile Zola's", "emile zola")
    assert not same_name("Zola", "Émile Zola")
    assert like_name("Zola", "Émile Zola")
    assert like_name("Lloyd James Austin", "L. Austin")
    assert not like_name("", "Austin")
    assert not like_name("Lloyd Austin", "Jane Roe")
