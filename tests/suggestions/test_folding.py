"""The one rule by which names are found, whatever they are written with.

The editor is held to the same table (tests/javascript).
"""

import pytest

from articles.suggestions.engine.matching import Entity, EntityIndex
from tests.data import table

CASES = table("folding")


@pytest.mark.parametrize("case", CASES, ids=[ascii(case["name"]) for case in CASES])
def test_name_is_found_however_it_is_written(case: dict[str, str]) -> None:
    text = case["text"]
    found = EntityIndex([Entity(1, "organisation", case["name"])]).find(text)
    assert [text[match.start : match.end] for match in found] == case["found"]
