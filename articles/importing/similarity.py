"""Comparison of a file's words with those of the article that it made."""

from typing import Final

from articles.importing.file_text import StoryFile
from articles.models import Revision
from newsroom.lib.text import fold

# Of 250 pairs of stories none had more than a thirtieth in common; those of one agency on one
# matter repeat some paragraphs, the next version of a story most.
NEXT_TO_NOTHING: Final = 0.2
MUCH: Final = 0.5
LITTLE: Final = 0.1  # enough under a headline that is the same
# In characters, so that it is the same for writings without spaces: two or three words.
SHINGLE: Final = 12
LONGEST_COMPARED: Final = 50_000
# A shorter headline, such as "Weather" or "News in brief", may be that of any day.
TELLING_HEADLINE_WORDS: Final = 4


def is_same_story(story: StoryFile, made: Revision) -> bool:
    """Return whether a changed file is still the story that it made.

    Below their headlines, they have at least a fifth of the shorter one in common, or a tenth if
    the headline is the same and has four words or more. A headline alone is not enough: "Morning
    news in brief" stands over another story each day.
    """
    headline = fold(story.lines[0].text)
    is_telling = len(headline.split()) >= TELLING_HEADLINE_WORDS
    is_same = is_telling and headline == fold(made.headline_text)
    return similarity(story, made) >= (LITTLE if is_same else NEXT_TO_NOTHING)


def similarity(story: StoryFile, made: Revision) -> float:
    """Return how much of the shorter of two stories stands in the longer one, from 0 to 1.

    Their headlines do not count.
    """
    shingles = _shingles(story.words)
    others = _shingles(f"{made.deck_text}\n{made.body_text}")
    return len(shingles & others) / min(len(shingles), len(others))


def _shingles(text: str) -> set[str]:
    plain = fold(text[:LONGEST_COMPARED])
    return {plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1))}
