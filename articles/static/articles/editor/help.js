/* The dialog with all keys. */
import { crel } from "django-prose-editor/editor"

import { commands, readable } from "newsroom/editor/keys"
import { gettext } from "newsroom/editor/wording"

const WRITING = () => [
  ["Mod-z", gettext("Undo, tags too")],
  ["Mod-Shift-z", gettext("Redo")],
  ["Mod-b", gettext("Bold")],
  ["Mod-i", gettext("Italic")],
  ["Mod-k", gettext("Link")],
  ["Mod-Alt-2", gettext("Heading")],
  ["Mod-Shift-8", gettext("List")],
  ["Mod-Shift-7", gettext("Numbered list")],
  ["Mod-Shift-b", gettext("Block quotation")],
  ["Shift-Enter", gettext("Line break")],
]

export function showHelp(keys) {
  const opener = document.activeElement
  const known = commands()
  const tagging = Object.entries(keys)
    .filter(([name]) => known[name])
    .map(([name, key]) => [key, known[name][0]])
  const close = crel("button", { className: "is-default", textContent: gettext("Close") })
  const dialog = crel("dialog", { className: "editor-dialog", "aria-labelledby": "keys-title" }, [
    crel("form", { method: "dialog" }, [
      crel("h2", { id: "keys-title", textContent: gettext("Keys") }),
      crel("h3", { textContent: gettext("Tags") }),
      table(tagging),
      crel("h3", { textContent: gettext("Writing") }),
      table(WRITING()),
      crel("div", { className: "dialog-buttons" }, [close]),
    ]),
  ])
  dialog.addEventListener("close", () => {
    dialog.remove()
    opener?.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  return true
}

const table = (rows) =>
  crel(
    "dl",
    { className: "keys" },
    rows.flatMap(([key, text]) => [
      crel("dt", {}, [crel("kbd", { textContent: readable(key) })]),
      crel("dd", { textContent: text }),
    ]),
  )
