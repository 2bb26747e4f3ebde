"""The one rule by which names are found, whatever they are written with; JavaScript follows it
(tests/browser/editor/test_folding.py), by the same table."""

import json
from pathlib import Path

import pytest

from articles.suggestions.engine.matching import Entity, EntityIndex

CASES = json.loads((Path(__file__).parents[1] / "data" / "folding.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[ascii(case["name"]) for case in CASES])
def test_name_is_found_however_it_is_written(case: dict[str, str]) -> None:
    text = case["text"]
    found = EntityIndex([Entity(1, "organisation", case["name"])]).find(text)
    assert [text[match.start : match.end] for match in found] == case["found"]
