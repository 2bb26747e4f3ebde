"""Cut a text to an excerpt, and two versions of one to excerpts that show the difference."""

from itertools import takewhile
from typing import Final

MORE: Final = "…"


def excerpt(text: str, length: int = 60) -> str:
    """Return the beginning of a text on one line, with "…" if it was cut."""
    return _cut(" ".join(text.split()), 0, length)


def excerpts(old: str, new: str, length: int = 60) -> tuple[str, str]:
    """Return both texts cut to about `length` characters around the first difference.

    White space is collapsed. Excerpts of different texts are different. Short texts are not cut.
    """
    old, new = (" ".join(text.split()) for text in (old, new))
    if max(len(old), len(new)) <= length:
        return old, new
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    start = _start(old[: sum(1 for _ in shared)], length // 3)
    return _cut(old, start, length), _cut(new, start, length)


def _start(shared: str, before: int) -> int:
    """Return where to cut: at most `before` characters before the difference, at a word."""
    start = max(0, len(shared) - before)
    return shared.find(" ", start) + 1 or start if start else 0


def _cut(text: str, start: int, length: int) -> str:
    before = MORE if start else ""
    after = MORE if start + length < len(text) else ""
    return f"{before}{text[start : start + length].rstrip()}{after}"
