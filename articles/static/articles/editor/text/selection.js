/* The selection as the page shows it. ProseMirror hears of a new one by an event, which on a busy
   machine comes after the next key, and a transaction made before that puts the old one back. So it
   is read before any key, and before anything that changes the document's looks in the background. */
import { Extension, pm } from "django-prose-editor/editor"

const { Plugin } = pm.state
const READ_BEFORE = ["keydown", "mousedown", "beforeinput", "cut", "copy", "paste", "dragstart", "drop"]
const FOCUS_SETTLES_AFTER = 20

export function readSelection(view) {
  // What an input method is composing is its own until it ends.
  if (view.composing) return
  view.domObserver.forceFlush()
  view.domObserver.flush()
}

export function currentState(editor) {
  readSelection(editor.view)
  return editor.view.state
}

/* Changes what is shown of the text, and nothing that an undo takes back. */
export function show(editor, key, value) {
  const { tr } = currentState(editor)
  editor.view.dispatch(tr.setMeta(key, value).setMeta("addToHistory", false))
}

/* ProseMirror puts its selection into the page 20 ms after it gets the focus, over what a key has
   selected in the meantime. Told that it has the focus already, it does not; that is done here, unless
   somebody has moved. */
function onFocus(view, hasMoved) {
  if (view.focused) return
  view.focused = true
  view.domObserver.stop()
  view.dom.classList.add("ProseMirror-focused")
  view.domObserver.start()
  setTimeout(() => {
    if (!view.isDestroyed && view.hasFocus() && !hasMoved()) view.focus()
  }, FOCUS_SETTLES_AFTER)
}

function handlers() {
  let hasMoved = false
  const move = (view) => {
    hasMoved = true
    readSelection(view)
    return false
  }
  const focus = (view) => {
    hasMoved = false
    onFocus(view, () => hasMoved)
    return false
  }
  return { ...Object.fromEntries(READ_BEFORE.map((name) => [name, move])), focus }
}

export const FreshSelection = Extension.create({
  name: "newsroomFreshSelection",
  priority: 10000,
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: handlers() } })],
})
