/* Buttons for everything that keys do (ARIA Authoring Practices, "toolbar"): one stop of the Tab key, arrow
   keys within. The menu of django-prose-editor cannot be used by keyboard. */
import { crel } from "django-prose-editor/editor"

import { readable } from "newsroom/editor/keys/chosen_keys"
import { commands } from "newsroom/editor/keys/commands"
import { readSelection } from "newsroom/editor/text/selection"
import { gettext } from "newsroom/editor/interface/translations"

const formattingItems = () => [
  { label: "B", title: gettext("Bold"), run: (chain) => chain.toggleBold(), active: ["bold"] },
  { label: "I", title: gettext("Italic"), run: (chain) => chain.toggleItalic(), active: ["italic"] },
  {
    label: "H2",
    title: gettext("Heading"),
    run: (chain) => chain.toggleHeading({ level: 2 }),
    active: ["heading", { level: 2 }],
  },
  {
    label: "H3",
    title: gettext("Small heading"),
    run: (chain) => chain.toggleHeading({ level: 3 }),
    active: ["heading", { level: 3 }],
  },
  { label: "•", title: gettext("List"), run: (chain) => chain.toggleBulletList(), active: ["bulletList"] },
  {
    label: "1.",
    title: gettext("Numbered list"),
    run: (chain) => chain.toggleOrderedList(),
    active: ["orderedList"],
  },
  {
    label: "❝",
    title: gettext("Block quotation"),
    run: (chain) => chain.toggleBlockquote(),
    active: ["blockquote"],
  },
  {
    label: gettext("Link"),
    title: gettext("Link"),
    act: (editor) => editor.commands.addLink(),
    active: ["link"],
  },
]

const historyItems = () => [
  { label: "↶", title: gettext("Undo"), run: (chain) => chain.undo() },
  { label: "↷", title: gettext("Redo"), run: (chain) => chain.redo() },
]

const TAG_COMMANDS = ["person", "organisation", "quote", "edit", "untag", "all", "comment", "help"]

export class Toolbar {
  constructor(editor, { label, isLine, keys, context }) {
    this.editor = editor
    const groups = [...(isLine ? [] : [formattingItems()]), historyItems(), taggingItems(keys, context)]
    this.buttons = []
    this.dom = crel(
      "div",
      { className: "editor-toolbar", role: "toolbar", "aria-label": label },
      groups.map((group) =>
        crel(
          "span",
          { className: "toolbar-group" },
          group.map((item) => this.button(item)),
        ),
      ),
    )
    this.dom.addEventListener("keydown", (event) => this.onKey(event))
    this.setTabStop(0)
    editor.on("transaction", () => this.update())
    keys.onChange(() => this.updateTitles(keys))
    this.update()
  }

  button(item) {
    const dom = crel("button", {
      type: "button",
      textContent: item.label,
      title: item.title,
      "aria-label": item.title,
    })
    if (item.name) dom.classList.add(`tool-${item.name}`)
    if (item.active) dom.setAttribute("aria-pressed", "false")
    // A press keeps the selection.
    dom.addEventListener("mousedown", (event) => event.preventDefault())
    dom.addEventListener("click", () => this.run(item))
    this.buttons.push({ dom, item })
    return dom
  }

  run(item) {
    readSelection(this.editor.view)
    if (item.run) item.run(this.editor.chain().focus()).run()
    else item.act(this.editor)
  }

  updateTitles(keys) {
    for (const { dom, item } of this.buttons) {
      if (!item.name) continue
      dom.title = titled(item.name, keys)
      dom.setAttribute("aria-label", dom.title)
    }
  }

  update() {
    for (const { dom, item } of this.buttons) {
      if (item.active) dom.setAttribute("aria-pressed", String(this.editor.isActive(...item.active)))
    }
  }

  setTabStop(index) {
    this.buttons.forEach(({ dom }, at) => (dom.tabIndex = at === index ? 0 : -1))
  }

  onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const direction = getComputedStyle(this.dom).direction === "rtl" ? -step : step
    const from = this.buttons.findIndex(({ dom }) => dom === document.activeElement)
    const to = (from + direction + this.buttons.length) % this.buttons.length
    this.setTabStop(to)
    this.buttons[to].dom.focus()
  }
}

const shortLabels = () => ({
  person: gettext("Person"),
  organisation: gettext("Organisation"),
  quote: gettext("Quote"),
  edit: gettext("Change"),
  untag: gettext("Untag"),
  all: gettext("All"),
  comment: gettext("Comment"),
  help: "?",
})

const titled = (name, keys) => `${commands()[name][0]} (${readable(keys.get(name))})`

function taggingItems(keys, context) {
  const all = commands()
  const labels = shortLabels()
  return TAG_COMMANDS.map((name) => ({
    name,
    label: labels[name],
    title: titled(name, keys),
    act: (editor) => all[name][1](editor, context),
  }))
}
