"""Excerpts of two versions of a text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.excerpts import excerpts
from tests.data import table


# The editor is held to the same table (tests/javascript).
@pytest.mark.parametrize("case", table("excerpts"))
def test_excerpts_show_what_differs(case: dict[str, Any]) -> None:
    assert excerpts(case["old"], case["now"]) == tuple(case["shown"])


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_what_differs_never_looks_the_same(same: str, old: str, new: str, end: str) -> None:
    one, other = (" ".join(f"{same}{item}{end}".split()) for item in (old, new))
    shown = excerpts(one, other)
    assert (shown[0] == shown[1]) == (one == other)
    assert max(map(len, shown)) <= 62
