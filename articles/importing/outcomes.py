"""Outcomes of an import: a status and words for each file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of importing a file, in words for people.

    `status` is created, updated, unchanged, failed or ignored. `is_another_story` files were
    refused for their words: once a moved file has been followed, they may find their place free.
    """

    path: Path
    status: str
    lines: tuple[str, ...] = ()
    is_another_story: bool = False
