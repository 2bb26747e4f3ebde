"""Two versions of a text beside each other. Pure: no Django, no database.

`rows` aligns them by paragraph and marks words; `changes_between` counts what changed, for lists.
"""

from .alignment import Row, rows
from .summary import changes_between
from .wording import Piece, mark_words

__all__ = ["Piece", "Row", "changes_between", "mark_words", "rows"]
