/* The selection as the page shows it. ProseMirror hears of a new one by an event, which on a busy
   machine comes after the next key, and a transaction made before that puts the old one back. So it
   is read before any key, and before anything that changes the document's looks in the background. */
import { Extension, pm } from "django-prose-editor/editor"

const { Plugin } = pm.state
const READ_BEFORE = ["keydown", "beforeinput", "cut", "copy", "paste", "dragstart", "drop"]

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

const readFirst = (view) => {
  readSelection(view)
  return false
}

export const FreshSelection = Extension.create({
  name: "newsroomFreshSelection",
  priority: 10000,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: { handleDOMEvents: Object.fromEntries(READ_BEFORE.map((name) => [name, readFirst])) },
    }),
  ],
})
