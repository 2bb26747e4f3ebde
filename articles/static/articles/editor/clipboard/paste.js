/* What comes in by paste and drag: tags of its own for a copy, the same ones for what moves, and none
   that nobody made. */
import { Extension, pm } from "django-prose-editor/editor"

import { cleanPasted } from "newsroom/editor/clipboard/foreign_html"
import { settleInserted, typeOver } from "newsroom/editor/clipboard/inserted_text"
import { lostFilesOf } from "newsroom/editor/clipboard/lost_content"
import { keyOf, newUuid } from "newsroom/editor/tags/tag_marks"
import { entitiesIn, inOneLine, textOf, withTags, withoutTags } from "newsroom/editor/clipboard/slices"

const { Plugin, TextSelection } = pm.state

const COPY_KEY = /Mac|iP(hone|ad)/.test(navigator.platform) ? "altKey" : "ctrlKey"

/* A tag that does not move is a copy and gets a new id; all pieces of one the same. */
function withOwnIds(slice, moves) {
  const renewed = new Map()
  return withTags(slice, (mark) => {
    const key = keyOf(mark)
    if (moves(key)) return mark
    if (!renewed.has(key)) renewed.set(key, newUuid())
    return mark.type.create({ ...mark.attrs, uuid: renewed.get(key) })
  })
}

/* Another program copies a part of a tag with the tag's mark. */
const withoutParts = (slice, isPart) => withoutTags(slice, (key) => isPart(key, textOf(slice, key)))

/* A browser would leave the page for a dropped file. */
function refuseFiles(event, data, onLost) {
  const lost = lostFilesOf(data)
  if (!lost) return false
  event.preventDefault()
  onLost(lost)
  return true
}

/* From another field: cut there, and pasted where it is dropped. */
function moveHere(view, event, source) {
  const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
  const html = event.dataTransfer?.getData("text/html")
  if (!view.editable || !source.editable || !place || !html) return false
  event.preventDefault()
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place.pos))))
  source.dispatch(source.state.tr.deleteSelection().setMeta("uiEvent", "cut"))
  view.pasteHTML(html, event)
  view.focus()
  return true
}

/* `taken`: what was last taken from a field of the page. `isCut(key)`: whether the tag was in this
   article and is in none of its fields now; `isPart(key, words)`: whether these are not all the words
   of one that is. `onPaste`: told the entities that the pasted tags name; `onLost`: what of it cannot
   be held. */
export const Paste = Extension.create({
  name: "newsroomPasting",
  addOptions: () => ({
    isLine: false,
    taken: null,
    isCut: () => false,
    isPart: () => false,
    onPaste: () => {},
    onLost: () => {},
  }),
  addProseMirrorPlugins() {
    const { isLine, taken, isCut, isPart, onPaste, onLost } = this.options
    let isMoving = false
    let isForeign = false
    let isPlain = false
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            beforeinput(view, event) {
              const isDone = view.editable && typeOver(view, event)
              if (isDone) event.preventDefault()
              return isDone
            },
            paste: (_view, event) => refuseFiles(event, event.clipboardData, onLost),
            drop(view, event) {
              if (refuseFiles(event, event.dataTransfer, onLost)) return true
              isMoving = !event[COPY_KEY]
              const source = taken.draggedFrom(view)
              return Boolean(source) && isMoving && moveHere(view, event, source)
            },
          },
          transformCopied: (slice, view) => taken.take(slice, view),
          transformPastedHTML(html) {
            const { html: clean, lost } = cleanPasted(html)
            isForeign = !html.includes("data-pm-slice")
            // Said last: after what the paste did to the tags.
            setTimeout(() => onLost(lost))
            return clean
          },
          transformPasted(slice, view, isText) {
            const given = isLine ? inOneLine(slice, view.state.schema) : slice
            isPlain = isText
            if (isText) return withoutTags(given)
            if (view.dragging && isMoving) return taken.slice
            const back = taken.returned(isForeign ? withoutParts(given, isPart) : given, view)
            onPaste(entitiesIn(back))
            return withOwnIds(back, (key) => isCut(key) || taken.isAwaited(key, view))
          },
        },
        appendTransaction: (transactions, _before, state) =>
          settleInserted(transactions, state, isPlain ? null : taken.parts),
      }),
    ]
  },
})
