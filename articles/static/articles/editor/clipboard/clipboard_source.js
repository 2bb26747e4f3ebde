/* What was last taken from a field of this page, by copy, cut or drag. A tag goes along only with
   all of its words; of which it had a part, and what was left of it, is remembered here. */
import { tagsOf, textOf as textOfTag } from "newsroom/editor/tags/tags"
import { textOf, withoutTags } from "newsroom/editor/clipboard/slices"

export class ClipboardSource {
  view = null
  parts = new Map()

  /* The slice for the clipboard. */
  take(slice, view) {
    const { from, to } = view.state.selection
    Object.assign(this, { slice, view, text: textOf(slice), parts: partsIn(view.state, from, to) })
    return withoutTags(slice, (key) => this.parts.has(key))
  }

  /* Whether what is left of the tag still waits for the part that was cut from it: after an undo, or
     another change, the part is a copy. */
  isAwaited(key, view) {
    const tag = view === this.view && this.parts.has(key) && tagsOf(view.state).get(key)
    return Boolean(tag) && textOfTag(tag) === this.parts.get(key)
  }

  /* What is pasted, with the tags that it was cut from. */
  returned(slice, view) {
    if (view !== this.view || textOf(slice).trim() !== this.text.trim()) return slice
    return withoutTags(this.slice, (key) => this.parts.has(key) && !this.isAwaited(key, view))
  }

  /* The other field that is dragged from onto this one. */
  draggedFrom(view) {
    return this.view !== view && this.view?.dragging ? this.view : null
  }
}

/* Map of the key of each tag that a range has only a part of to the words that are left of it. */
function partsIn(state, from, to) {
  const parts = new Map()
  for (const tag of tagsOf(state).values()) {
    const left = tag.ranges.map((range) => outside(range, from, to)).join("")
    if (left.trim() && left !== textOfTag(tag)) parts.set(tag.key, left)
  }
  return parts
}

function outside(range, from, to) {
  const [start, end] = [from, to].map((at) => Math.min(Math.max(at - range.from, 0), range.text.length))
  return range.text.slice(0, start) + range.text.slice(end)
}
