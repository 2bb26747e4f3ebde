/* The dialog of all keys, in which everybody can choose their own. */
import { crel } from "django-prose-editor/editor"

import { pressedKey, readable, typesText } from "newsroom/editor/keys/chosen_keys"
import { commands } from "newsroom/editor/keys/commands"
import { interpolate, gettext } from "newsroom/editor/interface/translations"

const formattingKeys = () => [
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

export function showKeysDialog(keys) {
  const opener = document.activeElement
  const message = crel("p", { className: "keys-message", role: "status" })
  const rows = Object.entries(commands()).map(([name, [text]]) => new KeyRow(name, text, keys, message))
  const close = crel("button", { className: "is-default", textContent: gettext("Close") })
  const dialog = crel("dialog", { className: "editor-dialog", "aria-labelledby": "keys-title" }, [
    crel("form", { method: "dialog" }, [
      crel("h2", { id: "keys-title", textContent: gettext("Keys") }),
      crel("h3", { textContent: gettext("Tags") }),
      crel("p", { textContent: gettext("You can choose your own keys: press “Change”, then the new key.") }),
      message,
      crel(
        "dl",
        { className: "keys" },
        rows.flatMap((row) => row.cells),
      ),
      crel("h3", { textContent: gettext("Writing") }),
      crel(
        "dl",
        { className: "keys" },
        formattingKeys().flatMap(([key, text]) => [keyTerm(key), crel("dd", { textContent: text })]),
      ),
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

const keyTerm = (key) => crel("dt", {}, [crel("kbd", { textContent: readable(key) })])

/* One command: its key, its description, and buttons to change the key. */
class KeyRow {
  constructor(name, text, keys, message) {
    Object.assign(this, { name, text, keys, message })
    this.key = crel("kbd")
    this.change = button(gettext("Change"), interpolate(gettext("Change the key of “%(text)s”"), { text }))
    this.reset = button(
      gettext("Reset"),
      interpolate(gettext("Give “%(text)s” the newsroom’s key"), { text }),
    )
    this.change.addEventListener("click", () => this.ask())
    this.change.addEventListener("keydown", (event) => this.onKey(event))
    this.change.addEventListener("blur", () => this.show())
    this.reset.addEventListener("click", () => this.choose(null))
    this.cells = [crel("dt", {}, [this.key]), crel("dd", {}, [`${text} `, this.change, " ", this.reset])]
    this.show()
  }

  show() {
    this.isAsking = false
    this.key.textContent = readable(this.keys.get(this.name))
    this.change.textContent = gettext("Change")
    this.reset.hidden = !this.keys.own[this.name]
  }

  ask() {
    this.isAsking = true
    this.change.textContent = gettext("Press the new key …")
  }

  onKey(event) {
    if (!this.isAsking || ["Tab", "Enter"].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === "Escape") return this.show()
    const key = pressedKey(event)
    if (!key) return
    if (typesText(event))
      this.say(
        interpolate(gettext("That key types “%(character)s” here: add Ctrl."), { character: event.key }),
      )
    else this.choose(key)
  }

  async choose(key) {
    const refusal = await this.keys.choose(this.name, key)
    this.show()
    const now = { text: this.text, key: readable(this.keys.get(this.name)) }
    this.say(refusal || interpolate(gettext("“%(text)s” now has the key %(key)s."), now))
    this.change.focus()
  }

  say(text) {
    this.message.textContent = text
  }
}

const button = (textContent, label) => crel("button", { type: "button", textContent, "aria-label": label })
