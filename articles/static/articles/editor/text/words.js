/* Words at the caret, and places of names. */
import { placesIn } from "newsroom/editor/text/folding"

// After a digit too, unlike in same_words.js: the name in "G20’s" is "G20".
const NAME_POSSESSIVE =
  /(?<=[\p{L}\p{M}\p{N}])['’ʼ＇]s(?![\p{L}\p{M}\p{N}])|(?<=s)['’ʼ＇](?![\p{L}\p{M}\p{N}])/giu
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu
const NAME =
  /\p{Lu}[\p{L}\p{M}\p{N}'’.-]*(?:\s+(?:(?:de|van|von|der|den|al|el|bin|bint|ibn|da|di|du|la|le)\s+)*\p{Lu}[\p{L}\p{M}\p{N}'’.-]*){0,2}/gu
const EDGE = /^\s+|[\s.,'’-]+$/gu

/* Return a block's text in which every position counts: an inline leaf is one unit. */
export const blockText = (block) => block.textBetween(0, block.content.size, "\n", "\ufffc")

/* Return the selection without white space at its ends; at a caret, the word or name around it. A name has
   two or three words: a longer run of capitalised words is often an office and a name. Null for none. */
export function wordRangeAt(state) {
  const { $from, empty, from, to } = state.selection
  if (!empty) return trimmed(state.doc, from, to)
  const found = around(blockText($from.parent), $from.parentOffset)
  return found && { from: $from.start() + found[0], to: $from.start() + found[1] }
}

/* Return a range as text, as it is compared after an edit. */
export const textAt = (doc, { from, to }) => doc.textBetween(from, to, "\n", "\n")

/* Return the range without white space at its ends, or null where nothing else is in it. */
export function trimmed(doc, from, to) {
  const text = doc.textBetween(from, to, "\n\n", "\ufffc")
  const start = from + (text.length - text.trimStart().length)
  const end = to - (text.length - text.trimEnd().length)
  return start < end ? { from: start, to: end } : null
}

function around(text, offset) {
  for (const pattern of [NAME, WORD]) {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      if (index > offset || offset > index + found.length) continue
      const name = found.replace(NAME_POSSESSIVE, (all, at) => (at + all.length === found.length ? "" : all))
      const kept = name.replace(EDGE, "")
      if (kept) return [index, index + kept.length]
    }
  }
  return null
}

/* Return [{from, to, name}] in the document's positions: where any of the names stands, the longest first,
   none overlapping. */
export function placesOf(doc, names) {
  const uniqueNames = [...new Set(names)].filter(Boolean)
  const places = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    for (const [start, end, name] of placesIn(blockText(node), uniqueNames)) {
      places.push({ from: position + 1 + start, to: position + 1 + end, name })
    }
    return false
  })
  return places
}

/* Return [before, words, after]: the text around a range. */
export function context(doc, { from, to }, reach = 40) {
  const $from = doc.resolve(from)
  const [start, end] = [$from.start(), doc.resolve(to).end()]
  const text = (a, b) => doc.textBetween(Math.max(a, start), Math.min(b, end), " ", " ")
  return [text(from - reach, from), doc.textBetween(from, to, " ", " "), text(to, to + reach)]
}
