/* Choose the entity that a tag names: a combobox (ARIA Authoring Practices, "editable combobox with list
   autocomplete") over this article's entities and all that the server knows. It opens at once. Enter while a
   search is running waits for its list. Of two entities of one name none is preselected, nor is any for an
   empty query. */
import { crel } from "django-prose-editor/editor"

import { foldedWords } from "newsroom/editor/text/folding"
import { LONGEST_DESCRIPTION, ORGANISATION, PERSON } from "newsroom/editor/tags/entities"
import { doubtInWords } from "newsroom/editor/suggestions/proposals"
import { interpolate, gettext, kindName, ngettext, shortened } from "newsroom/editor/interface/translations"

const PAUSE = 120
const SHOWN = 8
const LONGEST_NAME = 200
let count = 0

const wordsIn = (text) => foldedWords(text).map(({ word }) => word)
const folded = (text) => wordsIn(text).join(" ")

export class EntityPicker {
  /* `kind`: only entities of this kind, or null. `nearby()`: this article's entities, nearest first. `doubt`:
     why the one of this name may be somebody else; nobody is preselected then. `onChoose(entity)`;
     `onBlankEnter()`: Enter with nothing to choose. */
  constructor({ entities, kind, label, query, nearby, doubt, onChoose, onBlankEnter = () => {} }) {
    Object.assign(this, { entities, kind, nearby, doubt, onChoose, onBlankEnter })
    this.id = `entity-box-${++count}`
    this.items = []
    this.active = -1
    this.searchCount = 0
    this.isWaiting = this.isEnterKept = false
    this.build(label, query)
  }

  build(label, query) {
    this.input = crel("input", {
      type: "text",
      id: this.id,
      value: query,
      autocomplete: "off",
      spellcheck: false,
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${this.id}-list`,
    })
    this.list = crel("ul", { id: `${this.id}-list`, role: "listbox", "aria-label": label })
    this.note = crel("p", { className: "entity-note", role: "status", "aria-live": "polite" })
    this.dom = crel("div", { className: "entity-box" }, [
      crel("label", { htmlFor: this.id, textContent: label }),
      this.input,
      ...(this.doubt
        ? [crel("p", { className: "entity-doubt", role: "note", textContent: doubtInWords(this.doubt) })]
        : []),
      this.list,
      this.note,
    ])
    this.input.addEventListener("input", () => this.onInput())
    this.input.addEventListener("keydown", (event) => this.onKey(event))
    this.list.addEventListener("mousedown", (event) => event.preventDefault())
    this.list.addEventListener("click", (event) => this.onClick(event))
  }

  open() {
    this.input.focus()
    this.input.select()
    this.search()
  }

  get query() {
    return this.input.value.trim()
  }

  onInput() {
    clearTimeout(this.timer)
    this.isWaiting = true
    this.isEnterKept = false
    this.searchCount++
    this.timer = setTimeout(() => this.search(), PAUSE)
  }

  async search() {
    const query = this.query
    const search = ++this.searchCount
    const near = this.near(query)
    this.isWaiting = Boolean(query)
    this.show(near, query)
    if (!query) return
    const found = await this.entities.search(query, this.kind).catch(() => null)
    if (search !== this.searchCount || !this.dom.isConnected) return
    this.isWaiting = false
    const known = new Set(near.map((entity) => entity.id))
    this.show([...near, ...(found ?? []).filter((entity) => !known.has(entity.id))], query)
    if (!found) this.note.textContent = gettext("The search failed. You can still create a new entry.")
    if (this.isEnterKept) this.enter()
  }

  /* Return the entities of this article that fit, the one named nearest to the words first. */
  near(query) {
    const wanted = wordsIn(query)
    return this.nearby()
      .filter((entity) => !this.kind || entity.kind === this.kind)
      .filter((entity) => wanted.every((word) => this.names(entity).some((name) => name.includes(word))))
      .map((entity) => ({ ...entity, isNear: true, isExact: this.isNamed(entity, query) }))
  }

  names(entity) {
    return [entity.name, ...entity.aliases].map(folded)
  }

  isNamed(entity, query) {
    const wanted = folded(query)
    return wanted !== "" && this.names(entity).includes(wanted)
  }

  show(entities, query) {
    const exact = entities.filter((entity) => entity.isExact)
    const rest = entities.filter((entity) => !entity.isExact)
    // Not before it is known who there is: found entries would push it from under the pointer, and
    // a press meant for somebody known would make somebody new.
    const mayCreate = canBeName(query) && !this.isWaiting
    const kinds = mayCreate ? (this.kind ? [this.kind] : [PERSON, ORGANISATION]) : []
    const create = kinds.map((kind) => ({ isCreate: true, kind, name: query }))
    this.items = [...[...exact, ...rest].slice(0, SHOWN), ...create]
    this.active = this.preselected(exact, rest, query)
    this.say(exact)
    this.render()
  }

  /* Return the only one of exactly that name; else the only one whose name has all the words; else, where
     nobody is similar, the entry for somebody new. */
  preselected(exact, rest, query) {
    if (!query || exact.length > 1 || this.doubt) return -1
    if (exact.length === 1) return 0
    const wanted = wordsIn(query)
    const fitting = rest.filter((entity) =>
      this.names(entity).some((name) => wanted.every((word) => wordsIn(name).includes(word))),
    )
    if (fitting.length === 1 && wanted.length)
      return this.items.findIndex((item) => item.id === fitting[0].id)
    return rest.length === 0 && this.items.length === 1 && !this.isWaiting ? 0 : -1
  }

  say(exact) {
    this.dom.classList.toggle("is-ambiguous", exact.length > 1)
    const found = this.items.filter((item) => !item.isCreate).length
    if (exact.length > 1)
      this.note.textContent = gettext("Several have this name. Choose one with the arrow keys.")
    else if (this.isWaiting) this.note.textContent = gettext("Searching…")
    else
      this.note.textContent = interpolate(ngettext("%(count)s result", "%(count)s results", found), {
        count: found,
      })
  }

  render() {
    this.list.replaceChildren(...this.items.map((item, index) => this.option(item, index)))
    this.input.setAttribute("aria-expanded", String(this.items.length > 0))
    this.point()
  }

  option(item, index) {
    const parts = item.isCreate
      ? [crel("span", { className: "entity-create", textContent: createLabel(item) })]
      : [
          crel("span", { className: `entity-kind ${item.kind}`, textContent: kindName(item.kind) }),
          crel("span", { className: "entity-name", textContent: item.name }),
          ...hints(item).map((hint) => crel("small", { textContent: hint })),
        ]
    const option = crel("li", { id: `${this.id}-${index}`, role: "option", "aria-selected": "false" }, parts)
    option.dataset.index = index
    return option
  }

  point() {
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(index === this.active))
    }
    const option = this.list.children[this.active]
    if (option) this.input.setAttribute("aria-activedescendant", option.id)
    else this.input.removeAttribute("aria-activedescendant")
    option?.scrollIntoView({ block: "nearest" })
  }

  onKey(event) {
    if (event.isComposing) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      this.move(event.key === "ArrowDown" ? 1 : -1)
    } else if (event.key === "Enter") {
      event.preventDefault()
      this.enter()
    }
  }

  move(step) {
    const total = this.items.length
    if (!total) return
    const from = this.active < 0 && step < 0 ? total : this.active
    this.active = (from + step + total) % total
    this.point()
  }

  /* Choose the active entry, once the list is that of the words in the box. */
  enter() {
    this.isEnterKept = this.isWaiting
    if (this.isWaiting) return
    if (this.active >= 0) this.choose(this.items[this.active])
    else if (!this.query) this.onBlankEnter()
    else this.note.textContent = gettext("Choose an entry first, with the arrow keys.")
  }

  onClick(event) {
    const option = event.target.closest("[role=option]")
    if (option) this.choose(this.items[option.dataset.index])
  }

  choose(item) {
    this.searchCount++
    clearTimeout(this.timer)
    if (!item.isCreate) return this.onChoose(this.entities.get(item.id))
    const namesakes = this.items.filter(({ kind, isExact }) => isExact && kind === item.kind)
    if (namesakes.length) return this.askForDescription(item, namesakes)
    return this.onChoose(this.entities.create(item.kind, item.name))
  }

  /* Ask for a description of somebody new who has a namesake. It may be left out. */
  askForDescription({ kind, name }, namesakes) {
    const others = namesakes.map(({ id }) => this.entities.labelOf(id)).join("; ")
    const text = interpolate(
      gettext(
        "There is already: %(others)s. Who is the new one? A few words, such as an occupation and a place:",
      ),
      { others },
    )
    const input = crel("input", {
      type: "text",
      id: `${this.id}-who`,
      maxLength: LONGEST_DESCRIPTION,
      autocomplete: "off",
    })
    const parts = [...this.dom.childNodes]
    const make = () => {
      this.dom.replaceChildren(...parts)
      this.onChoose(this.entities.create(kind, name, input.value))
    }
    const button = crel("button", {
      type: "button",
      className: "is-default",
      textContent: createLabel({ kind, name }),
    })
    button.addEventListener("click", make)
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return
      event.preventDefault()
      make()
    })
    this.dom.replaceChildren(crel("label", { htmlFor: input.id, textContent: text }), input, button)
    input.focus()
  }
}

/* As the server checks names: visible, and no longer than the column. */
const canBeName = (text) => text.length <= LONGEST_NAME && /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)

const createLabel = ({ kind, name }) =>
  interpolate(kind === PERSON ? gettext("New person “%(name)s”") : gettext("New organisation “%(name)s”"), {
    name: shortened(name),
  })

function hints({ description, distinction, aliases, isNear, isNew, lastArticle }) {
  const shown = []
  const apart = isNew ? description : distinction
  if (isNear) shown.push(isNew ? gettext("new in this article") : gettext("in this article"))
  if (apart) shown.push(shortened(apart, 120))
  if (aliases.length)
    shown.push(interpolate(gettext("also %(names)s"), { names: shortened(aliases.join(", ")) }))
  // Without a description, the last article is part of what tells them apart.
  if (lastArticle && description)
    shown.push(interpolate(gettext("last in “%(headline)s”"), { headline: shortened(lastArticle.headline) }))
  return shown
}
