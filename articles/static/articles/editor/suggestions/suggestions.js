/* Suggested tags: asked for a moment after typing stops, shown in the text, visited one by one. decisions.js
   accepts and rejects them. */
import { pm } from "django-prose-editor/editor"

import { post } from "newsroom/editor/interface/api"
import { plainText, rangeAt, unitOffsets } from "newsroom/editor/text/plain_text"
import { doubtInWords, isUnchanged, nameOf, proposalRequest } from "newsroom/editor/suggestions/proposals"
import { currentState } from "newsroom/editor/text/selection"
import { textAt } from "newsroom/editor/text/words"
import {
  currentOf,
  isAt,
  pointAt,
  showSuggestions,
  suggestionsOf,
  withoutSuggestions,
} from "newsroom/editor/suggestions/suggestion_marks"
import { interpolate, gettext, shortened } from "newsroom/editor/interface/translations"

const { TextSelection } = pm.state
const PAUSE = 900
const BUSY = 409
const TIMEOUT = 30000

export class Suggestions {
  /* `address` is sent the text as it stands, if that has at most `mostCharacters`. */
  constructor(article, { address, token, mostCharacters }) {
    Object.assign(this, { article, address, token, mostCharacters })
    this.requestCount = 0
    this.lastRequest = Promise.resolve()
    this.withheld = new Set()
    this.withIndirect = this.isFailed = this.isTooLong = false
    this.isComplete = true
    this.listeners = []
    article.onChange(() => this.onText())
  }

  onChange(listener) {
    this.listeners.push(listener)
  }

  notify() {
    this.listeners.forEach((listener) => listener())
  }

  /* Return all open suggestions, headline first: [{editor, field, id, proposal, ranges}]. */
  open() {
    return this.article.fields.flatMap(({ editor, name }) =>
      suggestionsOf(editor.state).map((item) => ({ ...item, editor, field: name })),
    )
  }

  onText() {
    this.notify()
    const texts = this.texts()
    const now = JSON.stringify(texts)
    if (now === this.last) return
    this.last = now
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(texts), this.requestCount ? PAUSE : 0)
  }

  texts() {
    return { ...proposalRequest(this.article), indirect: this.withIndirect }
  }

  /* Send the texts once the request before is answered, unless a later one has taken their place. */
  ask(texts) {
    const request = ++this.requestCount
    const send = () => request === this.requestCount && this.send(texts, request)
    this.lastRequest = this.lastRequest.then(send, send)
    return this.lastRequest
  }

  async send(texts, request) {
    this.isTooLong = this.countCharacters() > this.mostCharacters
    if (this.isTooLong) return this.notify()
    const options = { token: this.token, signal: AbortSignal.timeout(TIMEOUT) }
    const answer = await post(this.address, texts, options).catch(({ status }) => ({ status }))
    if (request !== this.requestCount) return
    // Another page of this session is still being answered.
    if (answer.status === BUSY) return this.askLater()
    this.isFailed = !answer.results
    this.isComplete = answer.is_complete ?? true
    if (this.isFailed) return this.notify()
    for (const { name, editor } of this.article.fields)
      this.place(
        editor,
        answer.results.filter(({ field }) => field === name),
      )
    this.notify()
  }

  /* Return the length of all fields in code points, as the server counts. */
  countCharacters() {
    return this.article.fields
      .map(({ editor }) => [...plainText(editor.state.doc).text].length)
      .reduce((sum, count) => sum + count, 0)
  }

  askLater() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(this.texts()), PAUSE)
  }

  /* Ask at once, whatever was asked before; with `withIndirect`, from now on also for indirect speech. */
  askAgain({ withIndirect = this.withIndirect } = {}) {
    this.withIndirect = withIndirect
    clearTimeout(this.timer)
    return this.ask(this.texts())
  }

  /* Show the proposals, if the text is still the one that was asked about. */
  place(editor, proposals) {
    const { doc } = editor.state
    const plain = plainText(doc)
    const offsets = unitOffsets(plain.text)
    const items = proposals.flatMap((proposal) => {
      const ranges = proposal.segments.map(([start, end]) => rangeAt(plain, offsets, start, end))
      if (
        ranges.includes(null) ||
        !isUnchanged(plain, offsets, proposal) ||
        this.withheld.has(proposal.fingerprint)
      )
        return []
      const placed = ranges.map((range) => ({ ...range, words: textAt(doc, range) }))
      return [{ proposal, ranges: placed }]
    })
    showSuggestions(editor, items)
  }

  /* Hide suggestions for good, wherever their words go. */
  withhold(items) {
    for (const { proposal } of items) this.withheld.add(proposal.fingerprint)
    const ids = new Set(items.map(({ id }) => id))
    for (const { editor } of this.article.fields) withoutSuggestions(editor, ids)
    this.notify()
  }

  /* Go to the next suggestion behind the caret, in this field or the next; from the last to the first. */
  next(editor) {
    const open = this.open()
    if (!open.length) return this.say(gettext("There is no suggestion."))
    const order = this.article.fields.map((field) => field.editor)
    const here = order.indexOf(editor)
    const caret = currentOf(editor.state)?.ranges[0].from ?? editor.state.selection.from - 1
    const isBehind = (item) => {
      const place = order.indexOf(item.editor)
      return place > here || (place === here && item.ranges[0].from > caret)
    }
    return this.goTo(open.find(isBehind) ?? open[0])
  }

  goTo(item) {
    for (const { editor } of this.article.fields)
      if (editor !== item.editor && currentOf(editor.state)) pointAt(editor, null)
    const { editor } = item
    pointAt(editor, item.id)
    const { tr, doc } = editor.state
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, item.ranges[0].from)).scrollIntoView())
    editor.view.focus()
    this.notify()
    return this.say(this.describe(item.proposal))
  }

  describe({ kind, name, role, entities, exact, is_sure: isSure, doubt }) {
    const whom = entities.length > 1 ? gettext("several of this name") : nameOf({ entities, name, role })
    const text =
      kind === "quote" ? gettext("Quote by %(whom)s: “%(words)s”") : gettext("%(whom)s: “%(words)s”")
    const message = interpolate(text, { whom, words: shortened(exact, 40) })
    if (isSure) return message
    const unsure = interpolate(gettext("%(said)s (unsure)"), { said: message })
    return doubt ? `${unsure} ${doubtInWords(doubt)}` : unsure
  }

  /* Return the current suggestion, else the one at the caret. */
  at(editor) {
    const state = currentState(editor)
    const { from } = state.selection
    const found = currentOf(state) ?? suggestionsOf(state).find((item) => isAt(item, from))
    return found && { ...found, editor }
  }

  say(text) {
    this.article.announcer.say(text)
    return true
  }
}
