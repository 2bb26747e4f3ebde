"""Excerpts of two versions of a text."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.lib.excerpts import excerpts

START = "We shall build the road, and the bridge, and the harbour, whatever it may cost us all"


def test_short_texts_are_whole() -> None:
    assert excerpts("We  go.", "We stay.") == ("We go.", "We stay.")


def test_a_change_far_on_is_shown() -> None:
    before, after = excerpts(f"{START}, said Osei today.", f"{START}, said Falk today.")
    assert before == "…cost us all, said Osei today."
    assert after == "…cost us all, said Falk today."


def test_what_was_left_out_at_the_end_is_shown() -> None:
    assert excerpts(f"{START}, or not.", START) == (
        "…it may cost us all, or not.",
        "…it may cost us all",
    )


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_what_differs_never_looks_the_same(same: str, old: str, new: str, end: str) -> None:
    one, other = (" ".join(f"{same}{it}{end}".split()) for it in (old, new))
    shown = excerpts(one, other)
    assert (shown[0] == shown[1]) == (one == other)
    assert max(map(len, shown)) <= 62
