"""Two versions of a text beside each other. Pure: no Django, no database.

`rows` aligns them by paragraph and marks words; `changes_between` counts what changed, for lists.
"""

from articles.revisions.diff.alignment import Row, rows
from articles.revisions.diff.summary import changes_between
from articles.revisions.diff.words import Piece, mark_words

__all__ = ["Piece", "Row", "changes_between", "mark_words", "rows"]
