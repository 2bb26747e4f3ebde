/* What was last copied, cut or dragged from a field of this page. A tag goes to the clipboard only with all
   of its words. For a tag of which a part was taken, the words that are left are remembered. */
import { tagsOf, textOfTag } from "newsroom/editor/tags/tags"
import { textOfSlice, withoutTags } from "newsroom/editor/clipboard/slices"

export class ClipboardSource {
  view = null
  parts = new Map()

  /* Remember the slice, and return it without the tags of which it has only a part. */
  remember(slice, view) {
    const { from, to } = view.state.selection
    Object.assign(this, { slice, view, text: textOfSlice(slice), parts: partsIn(view.state, from, to) })
    return withoutTags(slice, (key) => this.parts.has(key))
  }

  /* Return whether the rest of the tag still stands as it was left by the cut. If not (after an undo, say),
     the part that was cut is a copy. */
  isRestUnchanged(key, view) {
    const tag = view === this.view && this.parts.has(key) && tagsOf(view.state).get(key)
    return Boolean(tag) && textOfTag(tag) === this.parts.get(key)
  }

  /* Return the pasted slice with the tags that it had when it was cut here. */
  restoreTags(slice, view) {
    if (view !== this.view || textOfSlice(slice).trim() !== this.text.trim()) return slice
    return withoutTags(this.slice, (key) => this.parts.has(key) && !this.isRestUnchanged(key, view))
  }

  /* Return the view of the other field that something is dragged from, or null. */
  draggedFrom(view) {
    return this.view !== view && this.view?.dragging ? this.view : null
  }
}

/* Map the key of each tag that the range cuts through to the words outside of the range. */
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
