"""The rules that suggest names and speakers, with their certainty and order.

A new rule is a line here and the code that returns its name: for a name in `names._find_evidence`,
for a speaker a method in `Speakers`. Rows and tallies keep the names of rules, so do not change
them. How certain a rule is was measured (docs/suggestions.md).
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class Certainty(Enum):
    SURE = "sure"
    """Right nineteen times in twenty: may be preselected, unless something speaks against it."""
    UNSURE = "unsure"
    GUESSED = "guessed"
    """Unsure, and given up if a language model reads the words as something else."""
    HINT = "hint"
    """Right one time in three: shown with a doubt, and accepted by no key."""


SURE, UNSURE = Certainty.SURE, Certainty.UNSURE
GUESSED, HINT = Certainty.GUESSED, Certainty.HINT

NAME_RULES: Final[Mapping[str, Certainty]] = {
    # The form of an organisation's name.
    "organisation's form": SURE,
    "organisation in an office": SURE,
    # What stands in or beside a person's name, in the order in which it is looked for.
    "title": SURE,
    "title before a word": UNSURE,
    "given name": SURE,
    "given name alone": SURE,
    "role before": SURE,
    "role behind": SURE,
    "cue": SURE,
    "surname again": GUESSED,
    "capitals": GUESSED,
    # A single word that says something, or words of which the last is an ordinary noun.
    "subject of a cue": GUESSED,
    # Names of known entities: never sure of one of several namesakes.
    "known name": SURE,
    "known surname or alias": SURE,
    "known alias alone": SURE,
    "known surname alone": UNSURE,
}

SPEAKER_RULES: Final[Mapping[str, Certainty]] = {
    # In the order in which they are tried; "behind" comes first after a comma (see `Speakers`).
    "inside": UNSURE,
    "before": SURE,
    "according to": SURE,
    "label": SURE,
    "colon": SURE,
    "signature": SURE,
    "same paragraph": SURE,
    "paragraph before": UNSURE,
    "behind": SURE,
    "form behind": UNSURE,
    "sentence before": HINT,
}

SUBJECT_RULES: Final[Mapping[str, Certainty]] = {
    # How the subject of a speech verb was found.
    "subject": SURE,
    "apposition": SURE,
    "author": SURE,
    "signature": SURE,
    "label": SURE,
    "joint": UNSURE,
    "pronoun": UNSURE,
    "phrase": UNSURE,
    "sentence before": UNSURE,
    "agent": UNSURE,
    "second verb": UNSURE,
    "denied": UNSURE,
}
