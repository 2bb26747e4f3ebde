"""A diff of two versions of a text. Pure: without Django and without a database.

`rows` aligns paragraphs and marks words; `changes_between` counts what changed, for lists.
"""

from articles.revisions.diff.alignment import Row, rows
from articles.revisions.diff.summary import changes_between
from articles.revisions.diff.words import Piece, mark_words

__all__ = ["Piece", "Row", "changes_between", "mark_words", "rows"]
