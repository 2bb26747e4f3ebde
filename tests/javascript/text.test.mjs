/* Text as the server reads it, by the tables that the server's tests read too. */
import assert from "node:assert/strict"
import { test } from "node:test"

import { excerpts } from "newsroom/editor/interface/translations"
import { placesIn } from "newsroom/editor/text/folding"
import { offsetsOf, plainText, rangeAt, storable, unitOffsets } from "newsroom/editor/text/plain_text"
import { sameWords } from "newsroom/editor/text/same_words"
import { withSuperscripts } from "newsroom/editor/text/superscripts"
import { placesOf, trimmed } from "newsroom/editor/text/words"

import { documentOf, table } from "./documents.mjs"

for (const { name, text, found } of table("folding")) {
  test(`${name} is found in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(
      placesIn(text, [name]).map(([from, to]) => text.slice(from, to)),
      found,
    )
  })
}

for (const [kind, pairs] of Object.entries(table("same_words"))) {
  for (const [first, second] of pairs) {
    test(`${JSON.stringify(first)} and ${JSON.stringify(second)}: ${kind}`, () => {
      assert.equal(sameWords(first, second), kind === "same")
      assert.equal(sameWords(second, first), kind === "same")
    })
  }
}

for (const { text, level, before, result } of table("superscripts")) {
  test(`${JSON.stringify(text)} as ${level} is ${JSON.stringify(result)}`, () => {
    assert.equal(withSuperscripts(text, level, before), result)
  })
}

for (const { old, now, shown } of table("excerpts")) {
  test(`excerpts show what differs: ${JSON.stringify(shown)}`, () => {
    assert.deepEqual(excerpts(old, now), shown)
  })
}

for (const { paragraphs, text } of table("plain_text")) {
  test(`plain text of ${JSON.stringify(paragraphs)}`, () => {
    assert.equal(plainText(documentOf(...paragraphs)).text, text)
  })
}

test("offsets in code points lead to a range of the document and back", () => {
  const doc = documentOf("👩‍👩‍👧 met  Ann", "Ann Lee left")
  const plain = plainText(doc)
  const start = [...plain.text.slice(0, plain.text.lastIndexOf("Ann"))].length
  const range = rangeAt(plain, unitOffsets(plain.text), start, start + 7)
  assert.equal(doc.textBetween(range.from, range.to), "Ann Lee")
  assert.deepEqual(offsetsOf(plain, range), { start, end: start + 7, exact: "Ann Lee" })
  assert.equal(rangeAt(plain, unitOffsets(plain.text), start, start + 700), null)
})

test("a selection is trimmed to its words", () => {
  const doc = documentOf("met  Ann  today")
  const range = trimmed(doc, 4, 11)
  assert.equal(doc.textBetween(range.from, range.to), "Ann")
  assert.equal(trimmed(doc, 4, 6), null)
})

test("of two names that begin alike the longer one is found", () => {
  const doc = documentOf("Ann Lee met Ann.")
  const found = placesOf(doc, ["Ann", "Ann Lee"]).map(({ from, to }) => doc.textBetween(from, to))
  assert.deepEqual(found, ["Ann Lee", "Ann"])
})

test("pasted text is sent without what the server refuses", () => {
  assert.equal(
    storable("\ud83d\ude00\ud800a\u000bb\fc\u0085d\u0000\u0001\u007f\uffff\n\u200be\u0301"),
    "\ud83d\ude00a b c d\n\u200be\u0301",
  )
})
