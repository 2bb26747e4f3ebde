/* Reads the selection that the page shows. The browser tells ProseMirror of a new selection by an event,
   which on a busy machine comes after the next key; a transaction made before that would put the old
   selection back. So the selection is read before each key and before each change of decorations. */
import { Extension, pm } from "django-prose-editor/editor"

const { Plugin } = pm.state
const READ_BEFORE = ["keydown", "mousedown", "beforeinput", "cut", "copy", "paste", "dragstart", "drop"]
const FOCUS_SETTLES_AFTER = 20

export function readSelection(view) {
  // An input method owns what it composes until it ends.
  if (view.composing) return
  view.domObserver.forceFlush()
  view.domObserver.flush()
}

export function currentState(editor) {
  readSelection(editor.view)
  return editor.view.state
}

/* Change decorations, as no step of undo. */
export function show(editor, key, value) {
  const { tr } = currentState(editor)
  editor.view.dispatch(tr.setMeta(key, value).setMeta("addToHistory", false))
}

/* Replace ProseMirror's handling of focus. It writes its own selection into the page 20 ms later, over what a
   key may have selected meanwhile. `view.focused` makes it skip that; the same is done here, unless the caret
   moved. */
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
