"""How surely tags are carried over: `python -m tests.benchmarks.bench_carrying [PLACEMENTS]`.

Edits random texts as people do, knowing of each character which one it was: words are inserted and
deleted, sentences and paragraphs moved, deleted and written anew, names deleted here and typed
there; once without and once with sentences that are copied. Prints of 10,000 tags that could be
placed how many stood on characters that they had not covered, and how many were left orphans.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from articles.tagging import Document, MentionTag, carry_tags, document_from_lines

# A character and which one of the old text it was; None: it was typed since.
Character = tuple[str, int | None]
Sentence = list[Character]
Text = list[list[Sentence]]

NAMES = [
    *("Austin", "Lloyd Austin", "Mary Austin", "Jean-Luc", "Mary Jean-Luc", "O’Dell", "Kovel"),
    *("Victor Kovel", "Ann", "X", "NATO", "أوستن", "ماري", "דנה"),
]
OPENINGS = ["On Monday", "He said:", "“he don’t", "قال:", "אמר", "But", "In Rome", "", "", ""]
WORDS = [
    *("the", "minister", "of", "a", "new", "plan", "was", "late", "and", "would", "not", "cost"),
    *("more", "than", "“May”", "said", "it", ",", "that", "don’t", "is", "في", "من", "وزير"),
    *("على", "את", "של", "X.", "again", "border", "talks", "about", "an", "hour", "with", "all"),
    *("who", "met", "him", "there"),
]


def typed(text: str) -> Sentence:
    return [(character, None) for character in text]


def written(sentence: Sentence) -> str:
    return "".join(character for character, _ in sentence)


def make_sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randrange(2, 14))]
    for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3])):
        words.insert(chance.randrange(len(words) + 1), chance.choice(NAMES))
    return " ".join([chance.choice(OPENINGS), *words]).strip() + chance.choice(".. .?”").strip()


def make_text(chance: random.Random) -> Text:
    return [
        [typed(make_sentence(chance)) for _ in range(chance.randrange(1, 5))]
        for _ in range(chance.randrange(2, 7))
    ]


def lines_of(text: Text) -> list[str]:
    return [" ".join(map(written, block)) for block in text if block]


def numbered(text: Text) -> Text:
    """With each character's place in the document that the lines make."""
    at = 0
    made: Text = []
    for block in text:
        made.append([])
        for sentence in block:
            made[-1].append([(sign, at + n) for n, (sign, _) in enumerate(sentence)])
            at += len(sentence) + 1
        at += 1
    return made


def ids_of(text: Text) -> list[int | None]:
    """Which old character each of the document's is."""
    ids: list[int | None] = []
    for block in filter(None, text):
        for sentence in block:
            ids += [number for _, number in sentence] + [None]
        ids.append(None)
    return ids


def tags_of(document: Document, chance: random.Random) -> list[MentionTag]:
    """A mention on nearly every place of a name."""
    tags: list[MentionTag] = []
    free = document.text
    for name in sorted(NAMES, key=len, reverse=True):
        at = free.find(name)
        while at >= 0:
            end = at + len(name)
            if chance.random() < 0.9:
                uuid = UUID(int=chance.getrandbits(128))
                tags.append(MentionTag(uuid, NAMES.index(name) + 1, ((at, end),)))
            free = free[:at] + "\0" * len(name) + free[end:]
            at = free.find(name)
    return sorted(tags, key=lambda tag: tag.start)


def some_sentence(text: Text, chance: random.Random) -> tuple[list[Sentence], int]:
    block = chance.choice([block for block in text if block])
    return block, chance.randrange(len(block))


def word_starts(sentence: Sentence) -> list[int]:
    return [0, *(n + 1 for n, (sign, _) in enumerate(sentence) if sign == " ")]


def insert_words(text: Text, chance: random.Random) -> None:
    block, n = some_sentence(text, chance)
    at = chance.choice(word_starts(block[n]))
    words = [chance.choice(WORDS) for _ in range(chance.randrange(1, 4))]
    block[n][at:at] = typed(" ".join(words) + " ")


def delete_words(text: Text, chance: random.Random) -> None:
    block, n = some_sentence(text, chance)
    starts = word_starts(block[n])
    at = chance.randrange(len(starts))
    last = min(len(starts), at + chance.randrange(1, 4))
    end = starts[last] if last < len(starts) else len(block[n])
    if end - starts[at] < len(block[n]):
        del block[n][starts[at] : end]


def replace_a_word(text: Text, chance: random.Random) -> None:
    delete_words(text, chance)
    insert_words(text, chance)


def move_words(text: Text, chance: random.Random) -> None:
    block, n = some_sentence(text, chance)
    starts = word_starts(block[n])
    if len(starts) < 3:
        return
    first = chance.randrange(len(starts) - 1)
    end = starts[min(len(starts) - 1, first + chance.randrange(1, 3))]
    moved = block[n][starts[first] : end]
    del block[n][starts[first] : end]
    at = chance.choice(word_starts(block[n]))
    block[n][at:at] = moved


def retype_a_name(text: Text, chance: random.Random) -> None:
    """Delete it in one place, and type it in another."""
    block, n = some_sentence(text, chance)
    said = written(block[n])
    found = [name for name in NAMES if f"{name} " in said]
    if found:
        name = chance.choice(found)
        at = said.find(f"{name} ")
        if len(name) + 1 < len(block[n]):
            del block[n][at : at + len(name) + 1]
        type_a_name(text, chance, name)


def type_a_name(text: Text, chance: random.Random, name: str = "") -> None:
    block, n = some_sentence(text, chance)
    at = chance.choice(word_starts(block[n]))
    block[n][at:at] = typed((name or chance.choice(NAMES)) + " ")


def move_a_sentence(text: Text, chance: random.Random) -> None:
    block, n = some_sentence(text, chance)
    sentence = block.pop(n)
    target = chance.choice(text)
    target.insert(chance.randrange(len(target) + 1), sentence)


def delete_a_sentence(text: Text, chance: random.Random) -> None:
    if sum(map(len, text)) > 2:
        block, n = some_sentence(text, chance)
        del block[n]


def write_a_sentence(text: Text, chance: random.Random) -> None:
    target = chance.choice(text)
    target.insert(chance.randrange(len(target) + 1), typed(make_sentence(chance)))


def move_a_paragraph(text: Text, chance: random.Random) -> None:
    block = text.pop(chance.randrange(len(text)))
    text.insert(chance.randrange(len(text) + 1), block)


def copy_a_sentence(text: Text, chance: random.Random) -> None:
    block, n = some_sentence(text, chance)
    target = chance.choice(text)
    target.insert(chance.randrange(len(target) + 1), typed(written(block[n])))


def copy_and_edit(text: Text, chance: random.Random) -> None:
    """A sentence copied, and the one or the other edited."""
    block, n = some_sentence(text, chance)
    copy = typed(written(block[n]))
    target = chance.choice(text)
    target.insert(chance.randrange(len(target) + 1), copy)
    changed = chance.choice([copy, block[n]])
    at = chance.choice(word_starts(changed))
    changed[at:at] = typed(chance.choice(WORDS) + " ")


Edit = Callable[[Text, random.Random], None]
EDITS: list[Edit] = [
    *(insert_words, delete_words, replace_a_word, move_words, retype_a_name, type_a_name),
    *(move_a_sentence, delete_a_sentence, write_a_sentence, move_a_paragraph),
]
COPIES: list[Edit] = [*EDITS, copy_a_sentence, copy_and_edit]


def try_one(chance: random.Random, edits: list[Edit], counts: Counter[str]) -> None:
    text = numbered(make_text(chance))
    plain = document_from_lines(lines_of(text)).document
    tags = tags_of(plain, chance)
    old = replace(plain, tags=tuple(tags))
    for _ in range(chance.randrange(1, 6)):
        chance.choice(edits)(text, chance)
    new = document_from_lines(lines_of(text)).document
    ids = ids_of(text)
    if len(ids) - 2 != len(new.text):
        return  # white space that the document does not keep
    placed = {tag.uuid: tag for tag in carry_tags(old, new).placed}
    at = {number: place for place, number in enumerate(ids) if number is not None}
    for tag in tags:
        count(counts, tag, placed.get(tag.uuid), at, ids)


def count(
    counts: Counter[str],
    tag: MentionTag,
    found: object,
    at: dict[int, int],
    ids: list[int | None],
) -> None:
    wanted = list(range(tag.start, tag.end))
    start = at.get(tag.start, -1)
    stands = start >= 0 and ids[start : start + len(wanted)] == wanted
    if isinstance(found, MentionTag):
        counts["placed"] += 1
        counts["wrong"] += ids[found.start : found.end] != wanted
    elif stands:
        counts["orphans"] += 1
    counts["there"] += stands


def measure(edits: list[Edit], placements: int, seed: int = 1) -> Counter[str]:
    chance, counts = random.Random(seed), Counter[str]()
    while counts["placed"] < placements:
        try_one(chance, edits, counts)
    return counts


def main(placements: int) -> None:
    for name, edits in (("without copies", EDITS), ("with copies", COPIES)):
        found = measure(edits, placements)
        wrong = 10_000 * found["wrong"] / found["placed"]
        orphans = 10_000 * found["orphans"] / found["there"]
        print(  # noqa: T201
            f"{name}: {found['placed']} placed, {wrong:.1f} of 10,000 wrong, "
            f"{orphans:.0f} of 10,000 that stand there are orphans"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 80_000)
