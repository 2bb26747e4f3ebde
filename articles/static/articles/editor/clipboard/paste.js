/* Paste and drag: a copy gets tags of its own, what moves keeps its tags, and nothing gets a tag that nobody
   made. */
import { Extension, pm } from "django-prose-editor/editor"

import { cleanPasted } from "newsroom/editor/clipboard/foreign_html"
import { settleInserted, typeOver } from "newsroom/editor/clipboard/inserted_text"
import { lostFilesOf } from "newsroom/editor/clipboard/lost_content"
import { keyOf, newUuid } from "newsroom/editor/tags/tag_marks"
import { entitiesIn, inOneLine, textOfSlice, withTags, withoutTags } from "newsroom/editor/clipboard/slices"

const { Plugin, TextSelection } = pm.state

const COPY_KEY = /Mac|iP(hone|ad)/.test(navigator.platform) ? "altKey" : "ctrlKey"

/* Give a new uuid to each tag that does not move; all pieces of one tag get the same. */
function withOwnIds(slice, moves) {
  const renewed = new Map()
  return withTags(slice, (mark) => {
    const key = keyOf(mark)
    if (moves(key)) return mark
    if (!renewed.has(key)) renewed.set(key, newUuid())
    return mark.type.create({ ...mark.attrs, uuid: renewed.get(key) })
  })
}

/* Remove tags that have only a part of their words: another program copies a part of a tag with its mark. */
const withoutParts = (slice, isPart) => withoutTags(slice, (key) => isPart(key, textOfSlice(slice, key)))

/* Refuse dropped files, for which a browser would leave the page. */
function refuseFiles(event, data, onLost) {
  const lost = lostFilesOf(data)
  if (!lost) return false
  event.preventDefault()
  onLost(lost)
  return true
}

/* Move what is dragged from another field: cut it there, paste it here. */
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

/* Options. `clipboardSource`: the ClipboardSource of the page. `isCut(key)`: whether the tag was in this
   article and is in no field now. `isPart(key, words)`: whether the words are only a part of a tag of this
   article. `onPaste(ids)`: called with the entities that pasted tags name. `onLost(lost)`: called with what
   was left out. */
export const Paste = Extension.create({
  name: "newsroomPasting",
  addOptions: () => ({
    isLine: false,
    clipboardSource: null,
    isCut: () => false,
    isPart: () => false,
    onPaste: () => {},
    onLost: () => {},
  }),
  addProseMirrorPlugins() {
    const { isLine, clipboardSource, isCut, isPart, onPaste, onLost } = this.options
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
              const source = clipboardSource.draggedFrom(view)
              return Boolean(source) && isMoving && moveHere(view, event, source)
            },
          },
          transformCopied: (slice, view) => clipboardSource.remember(slice, view),
          transformPastedHTML(html) {
            const { html: clean, lost } = cleanPasted(html)
            isForeign = !html.includes("data-pm-slice")
            // After the messages about the tags.
            setTimeout(() => onLost(lost))
            return clean
          },
          transformPasted(slice, view, isText) {
            const fitting = isLine ? inOneLine(slice, view.state.schema) : slice
            isPlain = isText
            if (isText) return withoutTags(fitting)
            if (view.dragging && isMoving) return clipboardSource.slice
            const restored = clipboardSource.restoreTags(
              isForeign ? withoutParts(fitting, isPart) : fitting,
              view,
            )
            onPaste(entitiesIn(restored))
            return withOwnIds(restored, (key) => isCut(key) || clipboardSource.isRestUnchanged(key, view))
          },
        },
        appendTransaction: (transactions, _before, state) =>
          settleInserted(transactions, state, isPlain ? null : clipboardSource.parts),
      }),
    ]
  },
})
