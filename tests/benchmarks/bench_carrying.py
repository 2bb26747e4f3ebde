"""Measure how surely tags are carried: `python -m tests.benchmarks.bench_carrying [PLACEMENTS]`.

Edits random texts as people do, knowing of each character which one it was: once without and once
with sentences and paragraphs that are copied, in news with namesakes and quotes in parts and in a
jumble of a few words. Prints of 10,000 tags that were placed how many stood on characters that they
had not covered, and of those whose characters still stand together how many were left orphans.

Two things no text tells, so the count does not ask them: words typed again beside what they stood
beside are the same words, and the only copy of a sentence that is gone is that sentence.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from articles.tagging import (
    Document,
    MentionTag,
    QuoteTag,
    Segment,
    Tag,
    carry_tags,
    document_from_lines,
)

from .random_edits import COPIES, EDITS, Desk, Edit
from .random_texts import JUMBLE, REPORTER, Writer

_QUOTED = re.compile(r"“([^“”\n]+)”(?: \S+(?: \S+)? said, “([^“”\n]+)”)?")


def tags_of(text: str, writer: Writer, chance: random.Random) -> Iterator[Tag]:
    """A mention on nearly every place of a name, and a quote on nearly all in quotation marks."""
    spans = [*mentions(text, writer.names), *quotes(text)]
    for kind, segments in spans:
        uuid = UUID(int=chance.getrandbits(128))
        if chance.random() > 0.9:
            continue
        if kind:
            yield MentionTag(uuid, kind, segments)
        else:
            yield QuoteTag(uuid, 7, "direct", "", "", "", None, segments)


def mentions(text: str, names: Sequence[str]) -> Iterator[tuple[int, tuple[Segment, ...]]]:
    longest = sorted(names, key=len, reverse=True)
    for found in re.finditer("|".join(map(re.escape, longest)), text):
        yield names.index(found[0]) + 1, (found.span(),)


def quotes(text: str) -> Iterator[tuple[int, tuple[Segment, ...]]]:
    for found in _QUOTED.finditer(text):
        yield 0, tuple(found.span(part) for part in (1, 2) if found[part])


@dataclass(frozen=True)
class Trial:
    """A text with tags, edited, and where the tags were placed."""

    old: Document
    new: Document
    identities: Sequence[int | None]

    def outcomes(self) -> Iterator[tuple[Tag, Tag | None, bool]]:
        """Each tag, the tag that was placed, and whether its characters stand together."""
        placed = {tag.uuid: tag for tag in carry_tags(self.old, self.new).placed}
        at = {number: place for place, number in enumerate(self.identities) if number is not None}
        for tag in self.old.tags:
            stands = all(self._has(at.get(start, -1), (start, end)) for start, end in tag.segments)
            yield tag, placed.get(tag.uuid), stands

    def _has(self, place: int, segment: Segment) -> bool:
        start, end = segment
        return place >= 0 and [*self.identities[place : place + end - start]] == [*range(*segment)]

    def is_right(self, tag: Tag, found: Tag) -> bool:
        pairs = zip(tag.segments, found.segments, strict=True)
        return all(self._has(place, was) for was, (place, _) in pairs)


def try_edits(writer: Writer, edits: Sequence[Edit], chance: random.Random) -> Trial | None:
    desk = Desk(writer, chance)
    plain = document_from_lines(desk.lines).document
    old = replace(plain, tags=tuple(sorted(tags_of(plain.text, writer, chance), key=_place)))
    for edit in edits:
        edit(desk)
    new = document_from_lines(desk.lines).document
    identities = desk.identities()
    # White space that the document does not keep would shift all that follows.
    return Trial(old, new, identities) if len(identities) == len(new.text) else None


def _place(tag: Tag) -> Segment:
    return tag.start, tag.end


def count(trial: Trial) -> Counter[str]:
    counts = Counter[str]()
    for tag, found, stands in trial.outcomes():
        counts["there"] += stands
        counts["placed"] += found is not None
        counts["orphans"] += stands and found is None
        counts["wrong"] += found is not None and not trial.is_right(tag, found)
    return counts


def measure(writer: Writer, edits: list[Edit], placements: int, seed: int = 1) -> Counter[str]:
    chance, counts = random.Random(seed), Counter[str]()
    while counts["placed"] < placements:
        trial = try_edits(writer, chance.choices(edits, k=chance.randrange(1, 6)), chance)
        if trial:
            counts += count(trial)
    return counts


def main(placements: int) -> None:
    for writer, text in ((REPORTER, "news"), (JUMBLE, "jumble")):
        for edits, way in ((EDITS, "without copies"), (COPIES, "with copies")):
            found = measure(writer, edits, placements)
            wrong = 10_000 * found["wrong"] / found["placed"]
            orphans = 10_000 * found["orphans"] / found["there"]
            print(  # noqa: T201
                f"{text}, {way}: {found['placed']} placed, {wrong:.1f} of 10,000 wrong, "
                f"{orphans:.0f} of 10,000 that stand there are orphans"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 80_000)
