/* A document's plain text, by the rules of docs/text.md. Tests hold this and the server together: the
   tables in tests/data, and random documents in tests/browser. */

const BLOCK_GAP = "\n\n"
const SPACES = /[ \t\n\r\f\v\u0085]/
const IGNORED = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/
// With the flag "u", Cs is half of a surrogate pair alone.
const UNSTORED = new RegExp(`${IGNORED.source}|\\p{Cs}`, "gu")
// A character with all marks that may compose with it.
const CLUSTERS = /[^\p{M}\u1160-\u11ff]?[\p{M}\u1160-\u11ff]*/gsu

/* Return text that somebody has typed or pasted as the server may store it: it refuses other text from a script. */
export const storable = (text) => text.replace(/[\v\f\u0085]/g, " ").replace(UNSTORED, "")

/* One block's text, with the place of each UTF-16 unit in the document. */
class BlockText {
  text = ""
  starts = []
  ends = []
  space = null

  write(text, from) {
    for (let at = 0; at < text.length; at++) {
      const unit = text[at]
      if (SPACES.test(unit)) this.space ??= from + at
      else if (!IGNORED.test(unit)) this.append(unit, from + at)
    }
  }

  append(unit, at) {
    if (this.space !== null && this.text && !this.text.endsWith("\n")) this.push(" ", this.space)
    this.space = null
    this.push(unit, at)
  }

  breakLine(at) {
    this.space = null
    if (this.text) this.push("\n", at)
  }

  push(unit, at) {
    this.text += unit
    this.starts.push(at)
    this.ends.push(at + 1)
  }

  finish() {
    while (this.text.endsWith("\n")) {
      this.text = this.text.slice(0, -1)
      this.starts.pop()
      this.ends.pop()
    }
    if (this.text !== this.text.normalize("NFC")) this.compose()
    return this
  }

  /* Compose to NFC: a composed character begins where its first part does and ends where the last does. */
  compose() {
    const raw = this.text
    const { starts, ends } = this
    this.text = ""
    this.starts = []
    this.ends = []
    for (const { 0: cluster, index } of raw.matchAll(CLUSTERS)) {
      const composed = cluster.normalize("NFC")
      const same = composed === cluster
      for (let at = 0; at < composed.length; at++) {
        this.text += composed[at]
        this.starts.push(same ? starts[index + at] : starts[index])
        this.ends.push(same ? ends[index + at] : ends[index + cluster.length - 1])
      }
    }
  }
}

/* Return {text, starts, ends}: the plain text, and for each of its UTF-16 units the positions in `doc` before
   and after it. */
export function plainText(doc) {
  const whole = { text: "", starts: [], ends: [] }
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const block = readBlock(node, position + 1)
    if (block.text) {
      if (whole.text) add(whole, BLOCK_GAP, [block.starts[0], block.starts[0]], [0, 0])
      add(whole, block.text, block.starts, block.ends)
    }
    return false
  })
  return whole
}

function readBlock(node, start) {
  const block = new BlockText()
  node.forEach((child, offset) => {
    if (child.isText) block.write(child.text, start + offset)
    else if (child.type.name === "hardBreak") block.breakLine(start + offset)
  })
  return block.finish()
}

function add(whole, text, starts, ends) {
  whole.text += text
  for (const at of starts) whole.starts.push(at)
  for (const at of ends) whole.ends.push(at)
}

/* Return, for each offset in code points (the server's unit), the offset in UTF-16 (JavaScript's). */
export function unitOffsets(text) {
  const offsets = [0]
  for (const character of text) offsets.push(offsets.at(-1) + character.length)
  return offsets
}

/* Return the document's range for [start, end) in code points, or null where there is none. */
export function rangeAt({ starts, ends }, offsets, start, end) {
  if (!(start >= 0 && start < end && end < offsets.length)) return null
  const [from, to] = [starts[offsets[start]], ends[offsets[end] - 1]]
  return to > from ? { from, to } : null
}

/* Return {start, end, exact} in code points for a range of the document, or null where the plain text has
   nothing of it. */
export function offsetsOf({ text, starts, ends }, { from, to }) {
  // The gap between blocks has no place in the document: there `end` is before `start`.
  const first = starts.findIndex((start, at) => start >= from && ends[at] > start)
  const last = ends.findLastIndex((end, at) => end <= to && end > starts[at])
  if (first < 0 || last < first) return null
  const exact = text.slice(first, last + 1)
  const start = [...text.slice(0, first)].length
  return { start, end: start + [...exact].length, exact }
}

/* Return where [start, end) of one text stands in another, in code points; null unless all that differs lies
   on one side of it. */
export function sameOffsets(before, after, { start, end }) {
  const [old, now] = [[...before], [...after]]
  const shorter = Math.min(old.length, now.length)
  let same = 0
  while (same < shorter && old[same] === now[same]) same++
  if (end <= same) return { start, end }
  let rest = 0
  while (rest < shorter - same && old.at(-1 - rest) === now.at(-1 - rest)) rest++
  const shift = now.length - old.length
  return start >= old.length - rest ? { start: start + shift, end: end + shift } : null
}
