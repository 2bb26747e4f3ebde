"""Measure how fast the tagging core is: `python -m tests.benchmarks.bench_tagging`.

Prints the best of several runs, in milliseconds of CPU; a figure to look at, not a test.
"""

import random
import sys
import time
import timeit
from collections.abc import Callable
from uuid import UUID

from articles.tagging import (
    Document,
    Field,
    MentionTag,
    QuoteTag,
    Segment,
    Tag,
    TaggingError,
    apply_tags,
    carry_tags,
    compare,
    document_from_lines,
    find_faults,
    parse,
    read,
    render,
    sanitise,
)

PARAGRAPH_WORDS = 50
TEXT = "the minister said that a new plan for Zürich, in “May”, would not cost more & be late"
WORDS = TEXT.split()


def make_document(word_count: int, tag_count: int, seed: int = 1) -> Document:
    """A body of so many words with so many tags, a sixth of them quotes."""
    chance = random.Random(seed)
    lines = [
        " ".join(f"{chance.choice(WORDS)}{chance.randrange(99)}" for _ in range(PARAGRAPH_WORDS))
        for _ in range(word_count // PARAGRAPH_WORDS)
    ]
    document = document_from_lines(lines).document
    while len(document.tags) < tag_count:
        document = try_tag(document, chance, is_quote=len(document.tags) % 6 == 0)
    return document


def try_tag(document: Document, chance: random.Random, *, is_quote: bool) -> Document:
    try:
        return apply_tags(document, [make_tag(document, chance, is_quote=is_quote)])
    except TaggingError:
        return document


def make_tag(document: Document, chance: random.Random, *, is_quote: bool) -> Tag:
    start = chance.randrange(len(document.text) - 200)
    segment: Segment = (start, start + (150 if is_quote else 12))
    uuid = UUID(int=chance.getrandbits(128))
    if is_quote:
        return QuoteTag(uuid, 7, "direct", "the minister", "said", "", None, (segment,))
    return MentionTag(uuid, chance.randrange(1, 500), (segment,))


def edited(document: Document, seed: int = 2) -> Document:
    """The document with one word in a hundred replaced."""
    chance = random.Random(seed)
    lines = [
        " ".join("altered" if chance.random() < 0.01 else word for word in line.split(" "))
        for line in document.text.split("\n\n")
    ]
    return document_from_lines(lines).document


def report(name: str, work: Callable[[], object], number: int) -> None:
    best = min(timeit.repeat(work, timer=time.process_time, number=number, repeat=7)) / number
    sys.stdout.write(f"  {name:<34}{best * 1000:8.2f} ms\n")


def measure(word_count: int, tag_count: int, number: int) -> None:
    document = make_document(word_count, tag_count)
    html = render(document)
    bare = document_from_lines(document.text.split("\n\n")).document
    lines, other = document.text.split("\n\n"), edited(document)
    clean = sanitise(html, field=Field.BODY)
    sys.stdout.write(f"{word_count} words, {len(document.tags)} tags, {len(html)} characters\n")
    report("sanitise", lambda: sanitise(html, field=Field.BODY), number)
    report("parse", lambda: parse(clean, field=Field.BODY), number)
    report("find_faults", lambda: find_faults(document), number)
    report("render", lambda: render(document), number)
    report("sanitise + parse + find_faults", lambda: checked(html), number)
    report("sanitise + parse + render", lambda: canonical(html), number)
    report("document_from_lines", lambda: document_from_lines(lines), number)
    report("apply_tags", lambda: apply_tags(bare, document.tags), number)
    report("lines + apply + render", lambda: imported(lines, document.tags), number)
    report("compare", lambda: compare(document, document), number)
    report("carry_tags, 1 % of words edited", lambda: carry_tags(document, other), number)


def checked(html: str) -> object:
    return find_faults(read(html, field=Field.BODY).document)


def canonical(html: str) -> str:
    return render(read(html, field=Field.BODY).document)


def imported(lines: list[str], tags: tuple[Tag, ...]) -> str:
    return render(apply_tags(document_from_lines(lines).document, tags))


if __name__ == "__main__":
    measure(450, 20, 100)
    measure(5_000, 300, 5)
