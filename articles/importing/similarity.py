"""Comparison of a file's words with those of the article that it made."""

from typing import Final

from articles.importing.file_text import StoryFile
from articles.models import Revision
from newsroom.lib.text import fold

# Of 250 pairs of stories none had more than a thirtieth in common; those of one agency on one
# matter repeat some paragraphs, the next version of a story most.
NEXT_TO_NOTHING: Final = 0.2
MUCH: Final = 0.5
# In characters, so that it is the same for writings without spaces: two or three words.
SHINGLE: Final = 12
LONGEST_COMPARED: Final = 50_000
# A shorter headline, such as "Weather" or "News in brief", may be that of any day.
TELLING_HEADLINE_WORDS: Final = 4


def is_same_story(story: StoryFile, made: Revision) -> bool:
    """Return whether a changed file is still the story that it made.

    They have the same headline, of four words or more, or at least a fifth of the shorter one.
    """
    headline = fold(story.lines[0].text)
    is_telling = len(headline.split()) >= TELLING_HEADLINE_WORDS
    if is_telling and headline == fold(made.headline_text):
        return True
    return similarity(story.words, words_of(made)) >= NEXT_TO_NOTHING


def similarity(one: str, other: str) -> float:
    """Return how much of the shorter text stands in the longer one, from 0 to 1."""
    shingles, others = _shingles(one), _shingles(other)
    return len(shingles & others) / min(len(shingles), len(others))


def words_of(revision: Revision) -> str:
    """Return the words of a revision as one text."""
    return "\n".join((revision.headline_text, revision.deck_text, revision.body_text))


def _shingles(text: str) -> set[str]:
    plain = fold(text[:LONGEST_COMPARED])
    return {plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1))}
