/* The article on the page: its three fields, the people of its tags, and what has changed. */
import { createDocument } from "django-prose-editor/editor"

import { Announcer } from "newsroom/editor/interface/announcer"
import { ChangedTags } from "newsroom/editor/tags/changed_tags"
import { People } from "newsroom/editor/tags/people"
import { ClipboardSource } from "newsroom/editor/clipboard/clipboard_source"
import { collectTags, isQuote, tagsOf, textOf, wordsOf } from "newsroom/editor/tags/tags"
import { interpolate, gettext, kindName, shortened } from "newsroom/editor/interface/translations"

const PAUSE = 150

export class Desk {
  constructor(config) {
    this.config = config
    this.fields = []
    this.announcer = new Announcer()
    this.people = new People({
      entities: config.entities,
      newEntities: config.new_entities,
      address: config.addresses.entities,
      signal: () => this.onPeople(),
    })
    const { reviews, departed, published, confirmed } = config
    this.checks = new ChangedTags({ people: this.people, reviews, departed, published, confirmed })
    this.seen = new Set()
    this.witnessed = new Map()
    this.taken = new ClipboardSource()
    this.listeners = []
    this.flushers = []
  }

  /* Add a field. `start` is the document of the revision that the page is based on. A refused page shows
     other texts than that. */
  add(name, editor, textarea) {
    const stored = this.config.stored?.[name]
    const start = stored === undefined ? editor.state.doc : createDocument(stored, editor.schema)
    this.fields.push({ name, editor, textarea, start })
    const tags = [...collectTags(start).values()]
    this.checks.remember(tags)
    for (const tag of tags) if (this.config.removed.includes(tag.uuid)) this.witnessed.set(tag.key, tag)
    for (const [key, tag] of tagsOf(editor.state)) this.witnessed.set(key, tag)
    for (const key of this.witnessed.keys()) this.seen.add(key)
  }

  fieldOf(tag) {
    return this.fields.find(({ editor }) => tagsOf(editor.state)?.has(tag.key))
  }

  editor(name) {
    return this.fields.find((field) => field.name === name)?.editor
  }

  /* Return all tags, headline first, in the order of the text. */
  tags() {
    return this.fields.flatMap(({ editor }) => [...tagsOf(editor.state).values()])
  }

  /* Return the ids of all entities that a mention of the article names. */
  named() {
    return new Set(
      this.tags()
        .map((tag) => tag.attrs.entity)
        .filter(Boolean),
    )
  }

  has(key, { but } = {}) {
    return this.fields.some(({ editor }) => editor !== but && tagsOf(editor.state).has(key))
  }

  /* Return whether the tag was in this article and is in no field now. */
  isCut(key) {
    return this.seen.has(key) && !this.has(key)
  }

  /* Return whether the words are only a part of the tag's words in this article. */
  isPart(key, words) {
    const tag = this.tags().find((tag) => tag.key === key)
    const [whole, given] = [tag ? textOf(tag) : words, words].map((text) => text.replace(/\s+/gu, ""))
    return whole !== given
  }

  /* Return the tags that the editor saw go: they were on this page when it opened, or she confirmed their
     removal on the page before. The server asks about any other tag that is missing. */
  removed() {
    return [...this.witnessed.values()].filter((tag) => this.checks.base.has(tag.key) && !this.has(tag.key))
  }

  /* Return the entities of this article, those named nearest to `position` first. */
  nearby(editor, position) {
    const far = (tag) =>
      this.fieldOf(tag).editor === editor
        ? Math.min(...tag.ranges.map((range) => Math.abs(range.from - position)))
        : Infinity
    const tags = this.tags().map((tag) => [far(tag), tag.attrs.entity ?? tag.attrs.speaker])
    tags.sort(([a], [b]) => a - b)
    const ids = new Set(tags.map(([, id]) => id).filter(Boolean))
    return [...ids].map((id) => this.people.get(id)).filter(Boolean)
  }

  /* Call the listener soon after the last change, so that a key press does not wait for it. */
  onChange(listener) {
    this.listeners.push(listener)
  }

  changed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.listeners.forEach((listener) => listener()), PAUSE)
  }

  /* `flush` writes what an editor holds into its textarea. */
  onFlush(flush) {
    this.flushers.push(flush)
  }

  flush() {
    this.flushers.forEach((flush) => flush())
  }

  /* Write all textareas before any other listener of the submission reads them. */
  flushOn(form) {
    form.addEventListener("submit", () => this.flush(), { capture: true })
    addEventListener("pagehide", () => this.flush())
  }

  onTags(before, after) {
    for (const key of after.keys()) this.seen.add(key)
    const gone = [...before.values()].filter((tag) => !after.has(tag.key) && !this.has(tag.key))
    const come = [...after.values()].filter((tag) => !before.has(tag.key))
    if (gone.length) this.tell(gettext("Removed: %(tags)s. Undo brings it back."), gone, true)
    else if (come.length) this.tell(gettext("Tagged: %(tags)s"), come, false)
    this.changed()
  }

  tell(text, tags, isAlert) {
    const named = tags
      .slice(0, 5)
      .map((tag) => this.label(tag))
      .join("; ")
    const more = tags.length > 5 ? ` + ${tags.length - 5}` : ""
    this.announcer.say(interpolate(text, { tags: named + more }), { isAlert })
  }

  /* Describe a tag by whom it names and its words. */
  label(tag) {
    return `${this.title(tag)} (“${shortened(wordsOf(tag), 40)}”)`
  }

  title(tag) {
    const id = tag.attrs.entity ?? tag.attrs.speaker
    const kind = isQuote(tag) ? "quote" : this.people.get(id)?.kind
    const name = id ? this.people.labelOf(id) : gettext("nobody named")
    return `${kindName(kind)}: ${name}`
  }

  /* Set the attributes that show a tag and are not stored. */
  dress(dom, mark) {
    const id = mark.attrs.entity ?? mark.attrs.speaker
    dom.classList.add("tag", isQuoteMark(mark) ? "tag-quote" : "tag-mention")
    if (isQuoteMark(mark)) dom.dataset.speakerName = id ? this.people.nameOf(id) : gettext("nobody named")
    else dom.dataset.entityKind = this.people.get(id)?.kind ?? "unknown"
    dom.title = isQuoteMark(mark)
      ? `${kindName("quote")}: ${id ? this.people.labelOf(id) : dom.dataset.speakerName}`
      : `${kindName(dom.dataset.entityKind)}: ${this.people.labelOf(id)}`
  }

  /* Show tags anew after people became known. */
  onPeople() {
    for (const { editor } of this.fields) {
      editor.view.dom.querySelectorAll(".tag").forEach((dom) => {
        const { mention, entity, quote, speaker } = dom.dataset
        const attrs = mention ? { uuid: mention, entity } : { uuid: quote, speaker }
        this.dress(dom, { type: { name: mention ? "mention" : "quote" }, attrs })
      })
    }
    this.changed()
  }
}

const isQuoteMark = (mark) => mark.type.name === "quote"
