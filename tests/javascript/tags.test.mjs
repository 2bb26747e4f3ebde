/* The tags of a document, and which of them somebody has to look at. */
import assert from "node:assert/strict"
import { test } from "node:test"

import { ChangedTags } from "newsroom/editor/tags/changed_tags"
import { collectTags, wordsOf } from "newsroom/editor/tags/tags"

import { documentOf, table, tagged } from "./documents.mjs"

const UUID = "00000000-0000-4000-8000-000000000001"

const only = (doc) => {
  const tags = [...collectTags(doc).values()]
  assert.equal(tags.length, 1)
  return tags[0]
}

const mentionOf = (text, ...words) =>
  only(tagged(documentOf(text), "mention", { uuid: UUID, entity: "7" }, ...words))

test("a name that stands in pieces is one tag", () => {
  const tag = mentionOf("Ann Mae Lee left", "Ann", "Lee")
  assert.equal(tag.ranges.length, 2)
  assert.equal(wordsOf(tag), "Ann … Lee")
})

test("a mention and a quote with one uuid are two tags", () => {
  const doc = tagged(documentOf("Ann: Go"), "mention", { uuid: UUID, entity: "7" }, "Ann")
  assert.equal(collectTags(tagged(doc, "quote", { uuid: UUID, kind: "direct" }, "Go")).size, 2)
})

function changed(of, old, now, names = []) {
  const tags = new ChangedTags({
    entities: { namesOf: () => names },
    reviews: [],
    departed: [],
    published: [],
    confirmed: [],
  })
  const attrs = of === "mention" ? { uuid: UUID, entity: "7" } : { uuid: UUID, kind: of }
  const type = of === "mention" ? of : "quote"
  const tagOf = (words) => only(tagged(documentOf(words), type, attrs, words))
  tags.remember([tagOf(old)])
  return tags.of(tagOf(now))
}

for (const { of, old, now, names, needs_review: expected } of table("changed_tags")) {
  test(`${of}: ${JSON.stringify(old)} to ${JSON.stringify(now)}`, () => {
    assert.equal(Boolean(changed(of, old, now, names)), expected)
  })
}

test("what was confirmed asks no more, until the words change again", () => {
  const tags = new ChangedTags({
    entities: { namesOf: () => [] },
    reviews: [],
    departed: [],
    published: [],
    confirmed: [],
  })
  tags.remember([mentionOf("Ann", "Ann")])
  const renamed = mentionOf("Anna", "Anna")
  assert.ok(tags.of(renamed))
  tags.confirm(renamed)
  assert.equal(tags.of(renamed), null)
  assert.deepEqual(
    tags.confirmations([renamed]).map(({ words }) => words),
    ["Anna"],
  )
  assert.ok(tags.of(mentionOf("Annabel", "Annabel")))
})
