/* The article on the page: its three fields, the entities of its tags, and what has changed. */
import { createDocument } from "django-prose-editor/editor"

import { Announcer } from "newsroom/editor/interface/announcer"
import { ChangedTags } from "newsroom/editor/tags/changed_tags"
import { Entities } from "newsroom/editor/tags/entities"
import { ClipboardSource } from "newsroom/editor/clipboard/clipboard_source"
import { collectTags, entityOf, isQuote, tagsOf, textOfTag, wordsOf } from "newsroom/editor/tags/tags"
import { interpolate, gettext, kindName, shortened } from "newsroom/editor/interface/translations"

const PAUSE = 150

export class ArticleEditor {
  constructor(config) {
    this.config = config
    this.fields = []
    this.announcer = new Announcer()
    this.entities = new Entities({
      entities: config.entities,
      newEntities: config.new_entities,
      address: config.addresses.entities,
      signal: () => this.onEntities(),
    })
    const { reviews, departed, published, confirmed } = config
    this.changedTags = new ChangedTags({ entities: this.entities, reviews, departed, published, confirmed })
    this.seenKeys = new Set()
    this.openedTags = new Map()
    this.clipboardSource = new ClipboardSource()
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
    this.changedTags.remember(tags)
    for (const tag of tags) if (this.config.removed.includes(tag.uuid)) this.openedTags.set(tag.key, tag)
    for (const [key, tag] of tagsOf(editor.state)) this.openedTags.set(key, tag)
    for (const key of this.openedTags.keys()) this.seenKeys.add(key)
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
  mentionedEntities() {
    return new Set(
      this.tags()
        .map((tag) => tag.attrs.entity)
        .filter(Boolean),
    )
  }

  has(key, { except } = {}) {
    return this.fields.some(({ editor }) => editor !== except && tagsOf(editor.state).has(key))
  }

  /* Return whether the tag was in this article and is in no field now. */
  isCut(key) {
    return this.seenKeys.has(key) && !this.has(key)
  }

  /* Return whether the words are only a part of the tag's words in this article. */
  isPart(key, words) {
    const tag = this.tags().find((tag) => tag.key === key)
    const [whole, part] = [tag ? textOfTag(tag) : words, words].map((text) => text.replace(/\s+/gu, ""))
    return whole !== part
  }

  /* Return the removed tags that the editor knows of: they were on this page when it opened, or their removal
     was confirmed on the page before. The server asks about any other tag that is missing. */
  removed() {
    return [...this.openedTags.values()].filter(
      (tag) => this.changedTags.base.has(tag.key) && !this.has(tag.key),
    )
  }

  /* Return the entities of this article, those named nearest to `position` first. */
  nearby(editor, position) {
    const distance = (tag) =>
      this.fieldOf(tag).editor === editor
        ? Math.min(...tag.ranges.map((range) => Math.abs(range.from - position)))
        : Infinity
    const tags = this.tags().map((tag) => [distance(tag), entityOf(tag)])
    tags.sort(([a], [b]) => a - b)
    const ids = new Set(tags.map(([, id]) => id).filter(Boolean))
    return [...ids].map((id) => this.entities.get(id)).filter(Boolean)
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
    for (const key of after.keys()) this.seenKeys.add(key)
    const removed = [...before.values()].filter((tag) => !after.has(tag.key) && !this.has(tag.key))
    const added = [...after.values()].filter((tag) => !before.has(tag.key))
    if (removed.length) this.announce(gettext("Removed: %(tags)s. Undo brings it back."), removed, true)
    else if (added.length) this.announce(gettext("Tagged: %(tags)s"), added, false)
    this.changed()
  }

  announce(text, tags, isAlert) {
    const labels = tags
      .slice(0, 5)
      .map((tag) => this.label(tag))
      .join("; ")
    const more = tags.length > 5 ? ` + ${tags.length - 5}` : ""
    this.announcer.say(interpolate(text, { tags: labels + more }), { isAlert })
  }

  /* Describe a tag by its entity and its words. */
  label(tag) {
    return `${this.title(tag)} (“${shortened(wordsOf(tag), 40)}”)`
  }

  title(tag) {
    const id = entityOf(tag)
    const kind = isQuote(tag) ? "quote" : this.entities.get(id)?.kind
    const name = id ? this.entities.labelOf(id) : gettext("nobody named")
    return `${kindName(kind)}: ${name}`
  }

  /* Set the attributes that show a tag and are not stored. */
  decorate(dom, mark) {
    const id = entityOf(mark)
    dom.classList.add("tag", isQuoteMark(mark) ? "tag-quote" : "tag-mention")
    if (isQuoteMark(mark)) dom.dataset.speakerName = id ? this.entities.nameOf(id) : gettext("nobody named")
    else dom.dataset.entityKind = this.entities.get(id)?.kind ?? "unknown"
    dom.title = isQuoteMark(mark)
      ? `${kindName("quote")}: ${id ? this.entities.labelOf(id) : dom.dataset.speakerName}`
      : `${kindName(dom.dataset.entityKind)}: ${this.entities.labelOf(id)}`
  }

  /* Show tags anew after the page has learnt of entities. */
  onEntities() {
    for (const { editor } of this.fields) {
      editor.view.dom.querySelectorAll(".tag").forEach((dom) => {
        const { mention, entity, quote, speaker } = dom.dataset
        const attrs = mention ? { uuid: mention, entity } : { uuid: quote, speaker }
        this.decorate(dom, { type: { name: mention ? "mention" : "quote" }, attrs })
      })
    }
    this.changed()
  }
}

const isQuoteMark = (mark) => mark.type.name === "quote"
