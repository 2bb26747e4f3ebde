"""Random edits of a text that know of each character which one it was."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from .random_texts import Writer

# A character and which one of the old text it was; None: it was typed since. `~n` is a copy of n.
Character = tuple[str, int | None]
Sentence = list[Character]
Block = list[Sentence]


def typed(text: str) -> Sentence:
    return [(sign, None) for sign in text]


def written(sentence: Sentence) -> str:
    return "".join(sign for sign, _ in sentence)


def copied(sentence: Sentence) -> Sentence:
    return [(sign, ~n if n is not None and n >= 0 else n) for sign, n in sentence]


def word_starts(sentence: Sentence) -> list[int]:
    return [0, *(n + 1 for n, (sign, _) in enumerate(sentence) if sign == " ")]


def _with_spaces(ids: list[int | None]) -> Iterator[int | None]:
    """The white space between two sentences that still follow one another is what it was."""
    for before, at, behind in zip([None, *ids], ids, [*ids[1:], None], strict=False):
        stays = at is None and before is not None and behind == before + 2
        yield before + 1 if stays else at


class Desk:
    """A random text, and the edits of it that people make."""

    def __init__(self, writer: Writer, chance: random.Random) -> None:
        self.writer, self.chance = writer, chance
        self.blocks: list[Block] = [
            [self._sentence() for _ in range(chance.randrange(1, 5))]
            for _ in range(chance.randrange(2, 7))
        ]
        self._number()
        self.old_text = "\n\n".join(self.lines)

    def _number(self) -> None:
        """Give each character its place in the document that the lines make."""
        at, self._old_sentences = 0, []
        for block in self.blocks:
            for n, sentence in enumerate(block):
                block[n] = [(sign, at + k) for k, (sign, _) in enumerate(sentence)]
                self._old_sentences.append(range(at, at + len(sentence)))
                at += len(sentence) + 1
            at += 1

    @property
    def lines(self) -> list[str]:
        return [" ".join(map(written, block)) for block in self.blocks if block]

    def identities(self) -> list[int | None]:
        """Return, for each character of the new document, the old one that it is, or None."""
        originals = self._originals()
        found: list[int | None] = []
        for block in filter(None, self.blocks):
            for sentence in block:
                mended = [
                    (sign, originals.get(n, n) if n is not None else n) for sign, n in sentence
                ]
                found += [*self._retyped(mended), None]
            found.append(None)
        return [*_with_spaces(found[:-2])]

    def _all(self) -> Counter[int]:
        return Counter(
            n for block in self.blocks for said in block for _, n in said if n is not None
        )

    def _originals(self) -> dict[int, int]:
        """Map copied characters to their source, where a lost sentence has a single copy."""
        have = self._all()
        gone = [span for span in self._old_sentences if not any(n in have for n in span)]
        return {~n: n for span in gone for n in span if have[~n] == 1}

    def _retyped(self, sentence: Sentence) -> Iterator[int | None]:
        """The identities of a sentence's characters; words that were typed again beside what they
        stood beside are the same."""
        have, at = self._all(), 0
        for is_typed, run in groupby(sentence, lambda character: character[1] is None):
            part = list(run)
            before, behind = sentence[at - 1 : at], sentence[at + len(part) : at + len(part) + 1]
            at += len(part)
            ids = [n for _, n in part]
            starts = [n + 1 for _, n in before if n is not None]
            starts += [n - len(part) for _, n in behind if n is not None]
            for start in starts if is_typed else ():
                span = range(start, start + len(part))
                if start >= 0 and self.old_text[start : span.stop] == written(part):
                    ids = [None if n in have else n for n in span]
                    break
            yield from ids

    # What is edited.

    def _sentence(self) -> Sentence:
        return typed(self.writer.sentence(self.chance))

    def _place(self) -> tuple[Block, int]:
        block = self.chance.choice([block for block in self.blocks if block])
        return block, self.chance.randrange(len(block))

    def _insert(self, sentence: Sentence) -> None:
        target = self.chance.choice(self.blocks)
        target.insert(self.chance.randrange(len(target) + 1), sentence)

    def _type(self, sentence: Sentence, words: str) -> None:
        at = self.chance.choice(word_starts(sentence))
        sentence[at:at] = typed(f"{words} ")

    def _words(self, sentence: Sentence, most: int) -> slice:
        starts = [*word_starts(sentence), len(sentence)]
        first = self.chance.randrange(len(starts) - 1)
        return slice(
            starts[first], starts[min(len(starts) - 1, first + self.chance.randint(1, most))]
        )

    def insert_words(self) -> None:
        block, n = self._place()
        words = self.chance.choices(self.writer.words, k=self.chance.randint(1, 3))
        self._type(block[n], " ".join(words))

    def delete_words(self) -> None:
        block, n = self._place()
        words = self._words(block[n], 3)
        if words.stop - words.start < len(block[n]):
            del block[n][words]

    def replace_words(self) -> None:
        self.delete_words()
        self.insert_words()

    def change_a_word(self) -> None:
        block, n = self._place()
        words = self._words(block[n], 1)
        block[n][words] = typed(f"{self.chance.choice(self.writer.words)} ")

    def move_words(self) -> None:
        block, n = self._place()
        words = self._words(block[n], 2)
        moved = block[n][words]
        if words.stop < len(block[n]):
            del block[n][words]
            at = self.chance.choice(word_starts(block[n]))
            block[n][at:at] = moved

    def type_a_name(self) -> None:
        block, n = self._place()
        self._type(block[n], self.chance.choice(self.writer.names))

    def retype_a_name(self) -> None:
        """Delete it in one place, and type it in another."""
        block, n = self._place()
        found = [name for name in self.writer.names if f"{name} " in written(block[n])]
        if found:
            name = self.chance.choice(found)
            at = written(block[n]).find(f"{name} ")
            if len(name) + 1 < len(block[n]):
                del block[n][at : at + len(name) + 1]
            block, n = self._place()
            self._type(block[n], name)

    def swap_names(self) -> None:
        """Type each of two names in the other's place."""
        block, n = self._place()
        said = written(block[n])
        found = sorted(
            (said.find(f"{name} "), name) for name in self.writer.names if f"{name} " in said
        )
        if len(found) > 1:
            (a, one), (b, other) = found[0], found[-1]
            if a + len(one) < b:
                block[n][b : b + len(other)] = typed(one)
                block[n][a : a + len(one)] = typed(other)

    def move_a_sentence(self) -> None:
        block, n = self._place()
        self._insert(block.pop(n))

    def delete_a_sentence(self) -> None:
        if sum(map(len, self.blocks)) > 2:
            block, n = self._place()
            del block[n]

    def write_a_sentence(self) -> None:
        self._insert(self._sentence())

    def move_a_paragraph(self) -> None:
        block = self.blocks.pop(self.chance.randrange(len(self.blocks)))
        self.blocks.insert(self.chance.randrange(len(self.blocks) + 1), block)

    def split_a_paragraph(self) -> None:
        n = self.chance.randrange(len(self.blocks))
        block = self.blocks[n]
        at = self.chance.randrange(len(block) + 1)
        self.blocks[n : n + 1] = [block[:at], block[at:]]

    def join_paragraphs(self) -> None:
        if len(self.blocks) > 1:
            n = self.chance.randrange(len(self.blocks) - 1)
            self.blocks[n : n + 2] = [self.blocks[n] + self.blocks[n + 1]]

    def copy_a_sentence(self) -> None:
        block, n = self._place()
        self._insert(copied(block[n]))

    def copy_a_sentence_and_edit(self) -> None:
        """A sentence copied, and the one or the other edited."""
        block, n = self._place()
        copy = copied(block[n])
        self._insert(copy)
        self._type(self.chance.choice([copy, block[n]]), self.chance.choice(self.writer.words))

    def copy_a_paragraph_and_edit(self) -> None:
        block, _ = self._place()
        copy = [copied(sentence) for sentence in block]
        self.blocks.insert(self.chance.randrange(len(self.blocks) + 1), copy)
        sentence = self.chance.choice(self.chance.choice([copy, block]))
        self._type(sentence, self.chance.choice(self.writer.words))


Edit = Callable[[Desk], None]
EDITS: list[Edit] = [
    *(Desk.insert_words, Desk.delete_words, Desk.replace_words, Desk.change_a_word),
    *(Desk.move_words, Desk.type_a_name, Desk.retype_a_name, Desk.swap_names),
    *(Desk.move_a_sentence, Desk.delete_a_sentence, Desk.write_a_sentence),
    *(Desk.move_a_paragraph, Desk.split_a_paragraph, Desk.join_paragraphs),
]
COPIES: list[Edit] = [
    *EDITS,
    *(Desk.copy_a_sentence, Desk.copy_a_sentence_and_edit, Desk.copy_a_paragraph_and_edit),
]
