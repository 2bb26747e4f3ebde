/* The form of a quote: speaker, role, kind, reporting word, and how the newsroom knows. */
import { crel } from "django-prose-editor/editor"

import { EntityPicker } from "newsroom/editor/tags/entity_picker"
import { Popover } from "newsroom/editor/interface/popover"
import { doubtInWords } from "newsroom/editor/suggestions/proposals"
import { gettext, quoteKindName, shortened } from "newsroom/editor/interface/translations"

const KINDS = ["direct", "partial", "indirect"]
const LENGTHS = { role: 200, cue: 80, source: 300 }
let count = 0

/* `values`: the quote's attributes so far. `others`: quotes that the words may be added to, [{key, words}].
   `suggestion`: a promise of what `QuoteFinder.find` returns. `speakers`: possible speakers; `doubt`: why
   none is sure. Callbacks: `onDone(attributes, range)`, `onAdd(key, range)`, `onRemove()`, and `onNothing()`
   where there is no quote at the caret. */
export class QuoteForm {
  constructor({
    editor,
    range,
    entities,
    nearby,
    values,
    suggestion,
    speakers = [],
    doubt,
    others,
    isNew,
    onDone,
    onAdd,
    onRemove,
    onNothing,
  }) {
    Object.assign(this, { entities, range, onDone, onAdd, onRemove, onNothing })
    this.id = `quote-form-${++count}`
    this.speaker = values.speaker ?? null
    this.candidates = speakers
    const title = isNew ? gettext("Tag as a quote") : gettext("Change the quote")
    this.form = crel("form", { className: "quote-form", noValidate: true })
    this.picker = new EntityPicker({
      entities,
      kind: null,
      label: gettext("Speaker"),
      query: "",
      nearby: () => withFirst(nearby(), this.candidates.map((id) => entities.get(id)).filter(Boolean)),
      onChoose: (entity) => this.choose(entity),
      onBlankEnter: () => this.submit(),
    })
    this.speakerLine = crel("p", { className: "quote-speaker", role: "status", "aria-live": "polite" })
    this.form.append(
      this.picker.dom,
      this.speakerLine,
      ...this.fields(values),
      ...this.continuedQuote(others),
      this.buttons(isNew),
    )
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.submit()
    })
    this.popover = new Popover(editor, range, {
      label: title,
      content: [this.form],
      className: "quote-popover",
    })
    this.picker.open()
    if (suggestion) this.wait(suggestion)
    else this.showSpeaker(doubt)
  }

  /* Keep the form from being sent until the engine has answered. */
  async wait(suggestion) {
    this.isWaiting = true
    this.form.setAttribute("aria-busy", "true")
    this.speakerLine.textContent = gettext("Asking who said it…")
    const answer = await suggestion.catch(() => null)
    if (!this.popover.isOpen) return
    this.isWaiting = false
    this.form.removeAttribute("aria-busy")
    if (this.isAtCaret) this.moveToQuote(answer)
    if (this.popover.isOpen) this.fill(answer)
  }

  get isAtCaret() {
    return this.range.from === this.range.to
  }

  moveToQuote(answer) {
    if (answer) return this.popover.moveTo(answer.ranges)
    this.popover.close()
    return this.onNothing()
  }

  /* Fill in what the engine says; a speaker only if it is sure. */
  fill(answer) {
    if (!answer) return this.showSpeaker()
    const { values, speakers, isSure, doubt } = answer
    const isOne = isSure && speakers.length === 1
    // If the speaker is unsure, so are the words beside.
    const shown = isOne || !speakers.length ? values : { kind: values.kind }
    for (const [name, value] of Object.entries(shown)) this.fillIn(name, value)
    if (!this.speaker && isOne) this.speaker = speakers[0]
    this.candidates = isOne ? [] : speakers
    if (this.candidates.length) this.picker.search()
    return this.showSpeaker(doubt)
  }

  /* Fill in a value, unless somebody has typed one. */
  fillIn(name, value) {
    const control = this.form.elements.namedItem(name)
    if (!control.dataset.isTouched) control.value = value
  }

  showSpeaker(doubt = null) {
    this.speakerLine.replaceChildren()
    if (!this.speaker) {
      const isOpen = this.candidates.length > 0
      const text = isOpen
        ? gettext("It is not sure who said it: choose.")
        : gettext("Nobody is named as the speaker.")
      this.speakerLine.textContent = doubt ? `${text} ${doubtInWords(doubt)}` : text
      return
    }
    const clear = crel("button", { type: "button", textContent: gettext("Nobody named") })
    clear.addEventListener("click", () => {
      this.speaker = null
      this.showSpeaker()
      this.picker.input.focus()
    })
    const name = crel("strong", { textContent: this.entities.nameOf(this.speaker) })
    const line = crel("small", {
      className: "distinction",
      dir: "auto",
      textContent: this.entities.distinctionOf(this.speaker),
    })
    this.speakerLine.append(gettext("Said by"), " ", name, " ", line, " ", clear)
  }

  choose(entity) {
    this.speaker = entity.id
    this.showSpeaker()
    this.picker.input.value = ""
    this.picker.search()
    this.submitButton.focus()
  }

  fields(values) {
    const kind = crel(
      "select",
      {},
      KINDS.map((name) => crel("option", { value: name, textContent: quoteKindName(name) })),
    )
    kind.value = values.kind ?? "direct"
    return [
      this.field("kind", gettext("Kind"), kind),
      this.field("role", gettext("Role as printed"), textInput("role", values.role)),
      this.field("cue", gettext("Reporting word"), textInput("cue", values.cue)),
      this.field("source", gettext("Source, such as “posted on X”"), textInput("source", values.source)),
      this.field(
        "saidOn",
        gettext("Said on"),
        crel("input", { type: "date", value: values.saidOn ?? "", max: latestDay() }),
      ),
    ]
  }

  field(name, label, control) {
    control.id = `${this.id}-${name}`
    control.name = name
    control.addEventListener("input", () => (control.dataset.isTouched = "true"))
    return crel("div", { className: "quote-field" }, [
      crel("label", { htmlFor: control.id, textContent: label }),
      control,
    ])
  }

  continuedQuote(others) {
    if (!others.length) return []
    const choices = others.map(({ key, words }) =>
      crel("option", { value: key, textContent: shortened(words) }),
    )
    const select = crel("select", {}, [
      crel("option", { value: "", textContent: gettext("a quote of its own") }),
      ...choices,
    ])
    return [this.field("part", gettext("These words are"), select)]
  }

  buttons(isNew) {
    this.submitButton = crel("button", {
      type: "submit",
      className: "is-default",
      textContent: isNew ? gettext("Tag quote") : gettext("Change"),
    })
    const cancel = crel("button", { type: "button", textContent: gettext("Cancel") })
    cancel.addEventListener("click", () => this.popover.close())
    const remove = crel("button", {
      type: "button",
      className: "is-removal",
      textContent: gettext("Remove tag"),
    })
    remove.addEventListener("click", () => {
      this.popover.close()
      this.onRemove()
    })
    return crel("div", { className: "quote-buttons" }, [
      this.submitButton,
      cancel,
      ...(isNew ? [] : [remove]),
    ])
  }

  refuseDay() {
    const control = this.form.elements.namedItem("saidOn")
    control.setAttribute("aria-invalid", "true")
    this.error ??= crel("p", { className: "quote-error", role: "alert" })
    control.after(this.error)
    this.error.textContent = gettext("Nobody can have said it on a day to come.")
    control.focus()
    return null
  }

  submit() {
    if (this.isWaiting && (this.isAtCaret || !this.speaker)) return null
    const data = Object.fromEntries(new FormData(this.form))
    if (data.saidOn > latestDay()) return this.refuseDay()
    const range = this.popover.close()
    if (data.part) return this.onAdd(data.part, range)
    const { kind, role, cue, source, saidOn } = data
    const texts = Object.entries({ role, cue, source, saidOn }).map(([name, text]) => [
      name,
      text.trim() || null,
    ])
    return this.onDone({ kind, speaker: this.speaker, ...Object.fromEntries(texts) }, range)
  }
}

/* The latest day that the server accepts (articles/drafts/draft.py): today in the zone where each day begins
   first. */
const latestDay = () => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)

function textInput(name, value) {
  return crel("input", { type: "text", maxLength: LENGTHS[name], value: value ?? "", autocomplete: "off" })
}

const withFirst = (entities, first) => [
  ...new Map([...first, ...entities].map((entity) => [entity.id, entity])).values(),
]
