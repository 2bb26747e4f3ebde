"""Make the texts and articles of the benchmarks."""

import random

SYLLABLES = [a + b for a in (*"bdfghklmnprstvz", "sh", "th", "br") for b in "aeiou"]


def syllables(chance: random.Random, count: int) -> str:
    """A name that nobody has."""
    return "".join(chance.choice(SYLLABLES) for _ in range(count)).capitalize()
