/* A small form at the selection. It takes the focus and gives it back. */
import { crel } from "django-prose-editor/editor"

import { pendingWordsRange, setPendingWords } from "newsroom/editor/tags/pending_words"

const GAP = 6
let openPopover = null

/* Shows `content` under a range of the editor. `close({ refocus })` ends it and returns the range as it is by
   then, null if its words are gone; Escape and a press outside close it too. Only one is open at a time. */
export class Popover {
  constructor(editor, range, { label, content, className = "" }) {
    openPopover?.close({ refocus: false })
    openPopover = this
    this.editor = editor
    this.dom = crel(
      "div",
      { className: `tag-popover ${className}`, role: "dialog", "aria-label": label },
      content,
    )
    this.dom.addEventListener("keydown", (event) => this.onKey(event))
    this.onPress = (event) => this.dom.contains(event.target) || this.close({ refocus: false })
    document.addEventListener("mousedown", this.onPress)
    document.body.append(this.dom)
    setPendingWords(editor, range.ranges ?? [range])
    // The form grows when the server answers: keep it beside the words and in sight.
    this.resizeObserver = new ResizeObserver(() => this.place(pendingWordsRange(this.editor.state) ?? range))
    this.resizeObserver.observe(this.dom)
    this.place(range)
  }

  get isOpen() {
    return openPopover === this
  }

  /* Move the form to other words. */
  moveTo(ranges) {
    setPendingWords(this.editor, ranges)
    this.place(pendingWordsRange(this.editor.state))
  }

  place({ from, to }) {
    const [start, end] = [from, to].map((at) => this.editor.view.coordsAtPos(at))
    const width = this.dom.offsetWidth
    const widest = document.documentElement.clientWidth - width - GAP
    const isRightToLeft = getComputedStyle(this.editor.view.dom).direction === "rtl"
    const wanted = isRightToLeft ? start.right - width : start.left
    const below = Math.max(start.bottom, end.bottom) + GAP
    const fitsBelow = below + this.dom.offsetHeight <= innerHeight
    const above = Math.min(start.top, end.top) - this.dom.offsetHeight - GAP
    const top = fitsBelow || above < 0 ? below : above
    this.dom.style.left = `${Math.max(GAP, Math.min(wanted, widest)) + scrollX}px`
    this.dom.style.top = `${top + scrollY}px`
    this.dom.scrollIntoView({ block: "nearest" })
  }

  onKey(event) {
    event.stopPropagation()
    if (event.key !== "Escape" || event.isComposing) return
    event.preventDefault()
    this.close()
  }

  close({ refocus = true } = {}) {
    if (openPopover !== this) return null
    openPopover = null
    document.removeEventListener("mousedown", this.onPress)
    this.resizeObserver.disconnect()
    this.dom.remove()
    if (this.editor.isDestroyed) return null
    const range = pendingWordsRange(this.editor.state)
    setPendingWords(this.editor, [])
    if (refocus) this.editor.view.focus()
    return range
  }
}
