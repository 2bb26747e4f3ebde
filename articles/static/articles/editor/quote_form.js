/* The form of a quote: who said it, in which role, how, and how the newsroom knows. */
import { crel } from "django-prose-editor/editor"

import { EntityBox } from "newsroom/editor/entity_box"
import { Popover } from "newsroom/editor/popover"
import { gettext, quoteKindName, shortened } from "newsroom/editor/wording"

const KINDS = ["direct", "partial", "indirect"]
const LENGTHS = { role: 200, cue: 80, source: 300 }
let count = 0

/* `values`: the quote's attributes so far; `speakers`: ids proposed; `others`: quotes that the words
   may be added to, [{key, words}]. `onDone(attributes, range)` and `onAdd(key, range)` are told the words, `onRemove()` nothing. */
export class QuoteForm {
  constructor({ editor, range, people, nearby, values, speakers, others, isNew, onDone, onAdd, onRemove }) {
    Object.assign(this, { people, onDone, onAdd, onRemove })
    this.id = `quote-form-${++count}`
    this.speaker = values.speaker ?? null
    const title = isNew ? gettext("Tag as a quote") : gettext("Change the quote")
    this.form = crel("form", { className: "quote-form", noValidate: true })
    this.box = new EntityBox({
      people,
      kind: null,
      label: gettext("Speaker"),
      query: "",
      nearby: () => withFirst(nearby(), speakers.map((id) => people.get(id)).filter(Boolean)),
      onChoose: (entity) => this.choose(entity),
      onBlankEnter: () => this.submit(),
    })
    this.chosen = crel("p", { className: "quote-speaker", role: "status", "aria-live": "polite" })
    this.form.append(this.box.dom, this.chosen, ...this.fields(values), ...this.adding(others), this.buttons(isNew))
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.submit()
    })
    this.popover = new Popover(editor, range, { label: title, content: [this.form], className: "quote-popover" })
    this.propose(speakers)
    this.box.open()
  }

  /* One proposed speaker is filled in, where it can be seen and changed; of two none is. */
  propose(speakers) {
    if (!this.speaker && speakers.length === 1) this.speaker = speakers[0]
    this.showSpeaker(speakers.length > 1 && !this.speaker)
  }

  showSpeaker(isOpen = false) {
    this.chosen.replaceChildren()
    if (!this.speaker) {
      this.chosen.textContent = isOpen
        ? gettext("More than one could have said it: choose.")
        : gettext("Nobody is named as the speaker.")
      return
    }
    const clear = crel("button", { type: "button", textContent: gettext("Nobody named") })
    clear.addEventListener("click", () => {
      this.speaker = null
      this.showSpeaker()
      this.box.input.focus()
    })
    const name = crel("strong", { textContent: this.people.nameOf(this.speaker) })
    this.chosen.append(gettext("Said by"), " ", name, " ", clear)
  }

  choose(entity) {
    this.speaker = entity.id
    this.showSpeaker()
    this.box.input.value = ""
    this.box.search()
    this.submitButton.focus()
  }

  fields(values) {
    const kind = crel("select", {}, KINDS.map((name) => crel("option", { value: name, textContent: quoteKindName(name) })))
    kind.value = values.kind ?? "direct"
    return [
      this.field("kind", gettext("Kind"), kind),
      this.field("role", gettext("Role as printed"), textInput("role", values.role)),
      this.field("cue", gettext("Reporting word"), textInput("cue", values.cue)),
      this.field("source", gettext("Source, such as “posted on X”"), textInput("source", values.source)),
      this.field("saidOn", gettext("Said on"), crel("input", { type: "date", value: values.saidOn ?? "" })),
    ]
  }

  field(name, label, control) {
    control.id = `${this.id}-${name}`
    control.name = name
    return crel("div", { className: "quote-field" }, [crel("label", { htmlFor: control.id, textContent: label }), control])
  }

  adding(others) {
    if (!others.length) return []
    const choices = others.map(({ key, words }) =>
      crel("option", { value: key, textContent: shortened(words) }),
    )
    const select = crel("select", {}, [crel("option", { value: "", textContent: gettext("a quote of its own") }), ...choices])
    return [this.field("part", gettext("These words are"), select)]
  }

  buttons(isNew) {
    this.submitButton = crel("button", { type: "submit", className: "is-default", textContent: isNew ? gettext("Tag quote") : gettext("Change") })
    const cancel = crel("button", { type: "button", textContent: gettext("Cancel") })
    cancel.addEventListener("click", () => this.popover.close())
    const remove = crel("button", { type: "button", className: "is-removal", textContent: gettext("Remove tag") })
    remove.addEventListener("click", () => {
      this.popover.close()
      this.onRemove()
    })
    return crel("div", { className: "quote-buttons" }, [this.submitButton, cancel, ...(isNew ? [] : [remove])])
  }

  submit() {
    const data = Object.fromEntries(new FormData(this.form))
    const range = this.popover.close()
    if (data.part) return this.onAdd(data.part, range)
    const { kind, role, cue, source, saidOn } = data
    const given = Object.entries({ role, cue, source, saidOn }).map(([name, text]) => [name, text.trim() || null])
    return this.onDone({ kind, speaker: this.speaker, ...Object.fromEntries(given) }, range)
  }
}

function textInput(name, value) {
  return crel("input", { type: "text", maxLength: LENGTHS[name], value: value ?? "", autocomplete: "off" })
}

const withFirst = (entities, first) => [...new Map([...first, ...entities].map((it) => [it.id, it])).values()]
