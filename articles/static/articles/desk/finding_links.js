/* Links of the findings before publishing: each puts the caret at the words that it is about. */
import { plainText, rangeAt, unitOffsets } from "newsroom/editor/text/plain_text"

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-place]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  const { place, start, end } = link.dataset
  const dom = document.querySelector(`.tagged-${place} .ProseMirror`)
  const field = dom ? null : document.getElementById(`id_${place}`)
  if (!dom && !field) return
  event.preventDefault()
  if (field) field.focus()
  else select(dom, Number(start ?? -1), Number(end ?? -1))
})

function select(dom, start, end) {
  const { editor } = dom
  const text = plainText(editor.state.doc)
  const range = rangeAt(text, unitOffsets(text.text), start, end)
  editor.view.focus() // the command of that name waits for the next frame
  if (range) editor.commands.setTextSelection(range)
  editor.commands.scrollIntoView()
  if (!range) dom.scrollIntoView({ block: "center" })
}
