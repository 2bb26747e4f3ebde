/* Margin comments: read from the server, placed in the texts, added, answered and resolved. Each is stored at
   once, apart from the form. */
import { pm } from "django-prose-editor/editor"

import { CommentForm } from "newsroom/editor/comments/comment_form"
import { commentsOf, showComments } from "newsroom/editor/comments/comment_marks"
import {
  offsetsOf,
  plainText,
  rangeAt,
  sameOffsets,
  storable,
  unitOffsets,
} from "newsroom/editor/text/plain_text"
import { currentState } from "newsroom/editor/text/selection"
import { gettext } from "newsroom/editor/interface/translations"
import { textAt, wordRangeAt } from "newsroom/editor/text/words"

const { TextSelection } = pm.state

export class Comments {
  constructor(article, actions, { token }) {
    Object.assign(this, { article, actions, token })
    this.base = article.config.base
    this.address = article.config.addresses.comments
    this.below = article.config.addresses.comment
    this.all = []
    this.isFailed = false
    this.listeners = []
    article.onChange(() => this.place())
  }

  onChange(listener) {
    this.listeners.push(listener)
  }

  notify() {
    this.listeners.forEach((listener) => listener())
  }

  async load() {
    if (!this.address) return
    const answer = await this.send("GET", this.address).catch(() => null)
    this.isFailed = !answer
    this.all = answer?.results ?? []
    // Places in another revision do not fit the text on this page.
    if (answer && answer.head !== this.base)
      this.all = this.all.map((comment) => ({ ...comment, start: null, end: null }))
    this.place()
    this.notify()
  }

  /* Place comments that have no place yet, where all their words stand as stored. */
  place() {
    for (const field of this.article.fields) {
      const open = this.all.filter((comment) => comment.field === field.name && comment.start !== null)
      const ids = new Set(open.map(({ id }) => id))
      const now = commentsOf(field.editor.state)
      const shown = now.filter(({ id }) => ids.has(id))
      const missing = open.filter(({ id }) => !shown.some((comment) => comment.id === id))
      const found = missing.flatMap((comment) => this.find(field, comment))
      if (found.length || shown.length < now.length) showComments(field.editor, [...shown, ...found])
    }
    const places = JSON.stringify([...this.placed().keys()])
    if (places === this.places) return
    this.places = places
    this.notify()
  }

  find({ start, editor }, { id, start: first, end, exact }) {
    const stored = plainText(start)
    if ([...stored.text].slice(first, end).join("") !== exact) return []
    const { doc } = editor.state
    const now = plainText(doc)
    const place = sameOffsets(stored.text, now.text, { start: first, end })
    const range = place && rangeAt(now, unitOffsets(now.text), place.start, place.end)
    return range ? [{ id, ...range, words: textAt(doc, range) }] : []
  }

  /* Return a Map of id to {editor, from, to}: where comments stand on this page. */
  placed() {
    const items = this.article.fields.flatMap(({ editor }) =>
      commentsOf(editor.state).map((item) => [item.id, { ...item, editor }]),
    )
    return new Map(items)
  }

  startComment(editor) {
    const range = wordRangeAt(currentState(editor))
    if (!range) return this.actions.say(gettext("Select the words first that you want to comment on."))
    if (!this.stored(editor, range))
      return this.actions.say(gettext("Save first: these words are not stored yet."), { isAlert: true })
    new CommentForm(editor, range, { onDone: (text, now) => this.add(editor, now, text) })
    return true
  }

  /* Return the place of the words in the stored revision, or null where they differ from it. */
  stored(editor, range) {
    if (!this.address) return null
    const { name, start } = this.article.fields.find((field) => field.editor === editor)
    const now = plainText(editor.state.doc)
    const words = offsetsOf(now, range)
    const place = words && sameOffsets(now.text, plainText(start).text, words)
    return place && { base: this.base, field: name, ...place, exact: words.exact }
  }

  async add(editor, range, text) {
    const place = range && this.stored(editor, range)
    if (!place)
      throw new Error(gettext("The words are not those that are stored any more. Save, and comment then."))
    this.all = [...this.all, await this.send("POST", this.address, { ...place, text: storable(text) })]
    this.done(gettext("Commented."))
  }

  async reply({ id }, text) {
    this.put(await this.send("POST", `${this.below}${id}/replies/`, { text: storable(text) }))
    this.done(gettext("Answered."))
  }

  /* Change a comment. Rejects where `base` is not its version any more; the stored one is read then. */
  async change({ id }, text, base) {
    try {
      this.put(await this.send("PATCH", `${this.below}${id}/`, { text: storable(text), base }))
    } catch (error) {
      if (error.code === "stale_form") await this.load()
      throw error
    }
    this.done(gettext("Changed."))
  }

  async delete({ id }) {
    await this.send("DELETE", `${this.below}${id}/`)
    this.all = this.all.filter((comment) => comment.id !== id)
    this.done(gettext("Deleted."))
  }

  async resolve({ id }) {
    this.put(await this.send("POST", `${this.below}${id}/resolve/`))
    this.done(gettext("Resolved."))
  }

  async reopen({ id }) {
    this.put(await this.send("POST", `${this.below}${id}/reopen/`))
    this.done(gettext("Open again."))
  }

  put(changed) {
    this.all = this.all.map((comment) => (comment.id === changed.id ? changed : comment))
  }

  done(text) {
    this.place()
    this.notify()
    this.actions.say(text)
  }

  goTo({ id }) {
    const found = this.placed().get(id)
    if (!found) return
    const { state, view } = found.editor
    view.dispatch(
      state.tr.setSelection(TextSelection.create(state.doc, found.from, found.to)).scrollIntoView(),
    )
    view.focus()
  }

  /* Send a request; errors have the server's own message. */
  async send(method, address, body) {
    const response = await fetch(address, {
      method,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => null)
    if (response?.status === 204) return null
    const answer = await response?.json().catch(() => null)
    if (response?.ok && answer) return answer
    const error = new Error(answer?.detail ?? gettext("The server could not be reached; nothing was stored."))
    throw Object.assign(error, { code: answer?.code })
  }
}
