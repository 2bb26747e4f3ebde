/* Suggested tags: asked for a moment after typing stops, and accepted or rejected by the editor.
   Nothing is ever accepted without her. */
import { pm } from "django-prose-editor/editor"

import { MENTION, QUOTE, newUuid } from "newsroom/editor/marks"
import { plainText, rangeAt, unitOffsets } from "newsroom/editor/plain_text"
import {
  currentOf, pointAt, showSuggestions, suggestionsOf, withoutSuggestions, wordsAt,
} from "newsroom/editor/suggestion_marks"
import { filled, gettext, ngettext, shortened } from "newsroom/editor/wording"

const { TextSelection } = pm.state
const PAUSE = 900
const SENT_AFTER = 400
const FIELDS = new Set(["headline", "deck", "body"])

/* Suggestions with one key are of one person or organisation. */
export const groupOf = ({ kind, entities, entity_kind: entityKind, name }) =>
  kind === "quote" ? "quotes" : `${entityKind} ${entities.map(({ id }) => id).join() || name}`

export class Suggestions {
  /* `address` is asked for the text as it stands; `decisions` is told what became of what. */
  constructor(desk, actions, { address, decisions, article, token }) {
    Object.assign(this, { desk, actions, address, decisions, article, token })
    this.asked = 0
    this.chosen = new Map()
    this.rejected = new Set()
    this.withIndirect = this.isFailed = false
    this.waiting = []
    this.listeners = []
    desk.suggestedQuote = (editor, range) => this.quoteAt(editor, range)
    desk.onChange(() => this.onText())
    addEventListener("pagehide", () => this.send())
  }

  onChange(listener) {
    this.listeners.push(listener)
  }

  tell() {
    this.listeners.forEach((listener) => listener())
  }

  /* All that are open, headline first: [{editor, field, id, proposal, ranges}]. */
  open() {
    return this.desk.fields.flatMap(({ editor, name }) =>
      suggestionsOf(editor.state).map((item) => ({ ...item, editor, field: name })),
    )
  }

  onText() {
    this.tell()
    const texts = this.texts()
    const now = JSON.stringify(texts)
    if (now === this.last) return
    this.last = now
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(texts), this.asked ? PAUSE : 0)
  }

  texts() {
    const html = this.desk.fields.map(({ name, editor }) => [name, editor.isEmpty ? "" : editor.getHTML()])
    return { ...Object.fromEntries(html), language: this.desk.language, indirect: this.withIndirect }
  }

  async ask(texts) {
    const mine = ++this.asked
    const newcomers = new Set(this.desk.people.newcomersAmong(this.named()).map(({ id }) => id))
    const answer = await this.post(this.address, withoutNewcomers(texts, newcomers)).catch(() => null)
    if (mine !== this.asked) return
    this.isFailed = !answer
    if (!answer) return this.tell()
    for (const { name, editor } of this.desk.fields) this.place(editor, answer.results.filter(({ field }) => field === name))
    this.tell()
  }

  /* At once, whatever was asked before; indirect speech too from now on, if it is wanted. */
  askAgain({ withIndirect = this.withIndirect } = {}) {
    this.withIndirect = withIndirect
    clearTimeout(this.timer)
    return this.ask(this.texts())
  }

  named() {
    return new Set(this.desk.tags().map((tag) => tag.attrs.entity ?? tag.attrs.speaker))
  }

  /* Only where the text is still what was asked about; else the next answer will tell. */
  place(editor, proposals) {
    const { doc } = editor.state
    const plain = plainText(doc)
    const offsets = unitOffsets(plain.text)
    const items = proposals.flatMap((proposal) => {
      const ranges = proposal.segments.map(([start, end]) => rangeAt(plain, offsets, start, end))
      if (ranges.includes(null) || !stands(plain, offsets, proposal) || this.isRejected(proposal)) return []
      const placed = ranges.map((range) => ({ ...range, words: wordsAt(doc, range) }))
      return [{ id: `${this.asked} ${identity(proposal)}`, proposal, ranges: placed }]
    })
    showSuggestions(editor, items)
  }

  isRejected(proposal) {
    return this.rejected.has(identity(proposal))
  }

  /* To the next one behind the caret, in this field or the next; from the last to the first. */
  next(editor) {
    const open = this.open()
    if (!open.length) return this.say(gettext("There is no suggestion."))
    const order = this.desk.fields.map((field) => field.editor)
    const here = order.indexOf(editor)
    const caret = currentOf(editor.state)?.ranges[0].from ?? editor.state.selection.from - 1
    const isBehind = (item) => {
      const place = order.indexOf(item.editor)
      return place > here || (place === here && item.ranges[0].from > caret)
    }
    return this.goTo(open.find(isBehind) ?? open[0])
  }

  goTo(item) {
    for (const { editor } of this.desk.fields) if (editor !== item.editor && currentOf(editor.state)) pointAt(editor, null)
    const { editor } = item
    pointAt(editor, item.id)
    const { tr, doc } = editor.state
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, item.ranges[0].from)).scrollIntoView())
    editor.view.focus()
    this.tell()
    return this.say(this.describe(item.proposal))
  }

  describe({ kind, name, role, entities, exact, is_sure: isSure }) {
    const whom = entities.length > 1 ? gettext("several of this name") : name || role || gettext("nobody named")
    const text = kind === "quote" ? gettext("Quote by %(whom)s: “%(words)s”") : gettext("%(whom)s: “%(words)s”")
    const said = filled(text, { whom, words: shortened(exact, 40) })
    return isSure ? said : filled(gettext("%(said)s (unsure)"), { said })
  }

  /* What is proposed for about these words: an editor may select them with their marks or without. */
  quoteAt(editor, { from, to }) {
    const found = suggestionsOf(editor.state).find(({ proposal, ranges }) => {
      const [start, end] = [ranges[0].from, ranges.at(-1).to]
      return proposal.kind === "quote" && Math.abs(start - from) < 3 && Math.abs(end - to) < 3
    })
    for (const entity of found?.proposal.entities ?? []) this.desk.people.add(fromServer(entity))
    return found?.proposal
  }

  /* The one pointed at, else the one at the caret. */
  at(editor) {
    const { from } = editor.state.selection
    const under = ({ ranges }) => ranges.some((range) => range.from <= from && from <= range.to)
    const found = currentOf(editor.state) ?? suggestionsOf(editor.state).find(under)
    return found && { ...found, editor }
  }

  accept(editor) {
    const item = this.at(editor)
    return item ? this.acceptOne(item) : this.say(gettext("There is no suggestion here."))
  }

  acceptOne(item) {
    const entity = this.entityOf(item.proposal)
    if (item.proposal.kind === "quote") return this.acceptQuote(item, entity)
    if (entity) return this.tagMention(item, entity)
    this.actions.pick(item.editor, item.ranges[0], {
      kind: item.proposal.entity_kind,
      query: item.proposal.name,
      onChoose: ({ id }, popover) => {
        popover.close()
        this.chosen.set(groupOf(item.proposal), id)
        this.tagMention(item, id)
      },
    })
    return true
  }

  /* Whom it names: the only one who may be meant, or whom the editor has chosen for the name. */
  entityOf({ kind, entities, entity_kind: entityKind, name }) {
    if (entities.length === 1) return String(this.desk.people.add(fromServer(entities[0])).id)
    return this.chosen.get(groupOf({ kind: kind && MENTION, entities, entity_kind: entityKind, name }))
  }

  tagMention(item, entity) {
    this.mark([[item, entity]])
    const others = this.othersOf(item.proposal)
    if (!others.length) return true
    const text = ngettext("Accept %(count)s more mention", "Accept all %(count)s other mentions", others.length)
    const offer = [filled(text, { count: others.length }), () => this.acceptGroup(groupOf(item.proposal))]
    this.lastGroup = groupOf(item.proposal)
    return this.say(filled(gettext("Tagged: %(name)s"), { name: this.desk.people.nameOf(entity) }), { actions: [offer] })
  }

  othersOf(proposal) {
    return this.open().filter((other) => groupOf(other.proposal) === groupOf(proposal))
  }

  acceptQuote(item, speaker) {
    const { proposal, editor } = item
    const values = {
      kind: proposal.quote_kind, role: proposal.role, cue: proposal.cue, source: proposal.source, speaker,
    }
    if (speaker || !proposal.name) {
      this.mark([[item, speaker ?? null]])
      return true
    }
    this.actions.showQuoteForm(editor, item.ranges[0], {
      values,
      speakers: [],
      isNew: true,
      onDone: (attributes, range) => range && this.mark([[item, attributes.speaker ?? null, attributes]]),
    })
    return true
  }

  /* All of the group that was just begun, or of the one here. */
  acceptRest(editor) {
    const item = this.at(editor)
    const group = item ? groupOf(item.proposal) : this.lastGroup
    if (!group) return this.say(gettext("There is no suggestion here."))
    return this.acceptGroup(group)
  }

  acceptGroup(group) {
    return this.acceptAll(this.open().filter(({ proposal }) => groupOf(proposal) === group))
  }

  acceptSure() {
    return this.acceptAll(this.open().filter(({ proposal }) => proposal.is_sure))
  }

  /* Those of whom one is meant; the others are left for the editor to choose. */
  acceptAll(items) {
    const clear = items
      .map((item) => [item, this.entityOf(item.proposal) ?? null])
      .filter(([{ proposal }, entity]) => entity || (proposal.kind === "quote" && !proposal.name))
    if (!clear.length && items.length) return this.acceptOne(items[0])
    this.mark(clear)
    const text = ngettext("%(count)s suggestion accepted.", "%(count)s suggestions accepted.", clear.length)
    return this.say(filled(text, { count: clear.length }))
  }

  /* Tags the words: [[item, entity, attributes of a quote]]; one step to undo in each field. */
  mark(accepted) {
    for (const editor of new Set(accepted.map(([item]) => item.editor))) {
      const { tr, schema } = editor.state
      const standing = new Map(suggestionsOf(editor.state).map((item) => [item.id, item]))
      for (const [item, entity, attributes] of accepted.filter(([item]) => item.editor === editor)) {
        const now = standing.get(item.id)
        if (now) this.markOne(tr, schema, now, entity, attributes)
      }
      editor.view.dispatch(tr.setStoredMarks([]))
      withoutSuggestions(editor, new Set(accepted.map(([item]) => item.id)))
    }
    this.tell()
  }

  markOne(tr, schema, { proposal, ranges }, entity, attributes) {
    const uuid = newUuid()
    const { quote_kind: kind, role, cue, source } = proposal
    const mark =
      proposal.kind === "quote"
        ? schema.marks[QUOTE].create({ uuid, kind, speaker: entity, role, cue, source, ...attributes })
        : schema.marks[MENTION].create({ uuid, entity })
    for (const { from, to } of ranges) tr.addMark(from, to, mark)
    this.decide(proposal, { verdict: "accepted", tag: uuid, entity: /^[0-9]+$/.test(entity ?? "") ? Number(entity) : null })
  }

  reject(editor) {
    const item = this.at(editor)
    if (!item) return this.say(gettext("There is no suggestion here."))
    this.rejectAll([item])
    return this.open().length ? this.next(editor) : true
  }

  rejectAll(items) {
    for (const { proposal } of items) {
      this.rejected.add(identity(proposal))
      this.decide(proposal, { verdict: "rejected" })
    }
    const ids = new Set(items.map(({ id }) => id))
    for (const { editor } of this.desk.fields) withoutSuggestions(editor, ids)
    this.tell()
    const text = ngettext("%(count)s suggestion rejected.", "%(count)s suggestions rejected.", items.length)
    return this.say(filled(text, { count: items.length }))
  }

  decide({ token }, verdict) {
    this.waiting.push({ token, ...verdict })
    clearTimeout(this.sending)
    this.sending = setTimeout(() => this.send(), SENT_AFTER)
  }

  /* What was decided is told in one request; where it fails nothing of the text is lost. */
  send() {
    const decided = this.waiting.splice(0, 500)
    if (!decided.length) return
    this.post(this.decisions, { article: this.article, decisions: decided }, { keepalive: true }).catch(() => {})
    if (this.waiting.length) this.send()
  }

  async post(address, body, options = {}) {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify(body),
      ...options,
    })
    if (!response.ok) throw new Error(`The server answered ${response.status}.`)
    return response.json()
  }

  say(text, options) {
    return this.actions.say(text, options)
  }
}

const fromServer = ({ id, kind, name, description }) => ({ id: String(id), kind, name, description })

/* The same proposal in the next answer too, wherever it then stands. */
const identity = ({ kind, exact, name, field, start }) => [kind, exact, name, field, start].join(" ")

function stands({ text }, offsets, { start, end, exact }) {
  return text.slice(offsets[start], offsets[end]) === exact
}

/* The server knows nobody by a uuid: whom the next save will make is no tag for it yet. */
function withoutNewcomers(texts, newcomers) {
  if (!newcomers.size) return texts
  const cleaned = Object.entries(texts).map(([name, html]) => {
    const parsed = new DOMParser().parseFromString(html, "text/html")
    for (const span of parsed.querySelectorAll("span[data-entity], span[data-speaker]")) {
      if (newcomers.has(span.dataset.entity)) span.replaceWith(...span.childNodes)
      else if (newcomers.has(span.dataset.speaker)) delete span.dataset.speaker
    }
    return [name, FIELDS.has(name) ? parsed.body.innerHTML : html]
  })
  return Object.fromEntries(cleaned)
}
