"""Options of an import."""

from dataclasses import dataclass

from articles.importing.reading import UNSAID, Reading


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`section` is for files whose sidecar names none, `reading` for what is not said of a file.

    `may_replace_edits` lets a changed file replace what the desk has edited, `may_replace_words`
    words with which it has nothing in common; with `makes_new` it becomes a new article instead.
    """

    reading: Reading = UNSAID
    section: str = "News"
    is_published: bool = False
    may_replace_edits: bool = False
    may_replace_words: bool = False
    makes_new: bool = False
    is_suggested: bool = False
