/* Tags whose words have changed, shown to the editor at once. The server decides what has to be confirmed
   (articles/publication/tag_reviews.py). */
import { Extension, pm } from "django-prose-editor/editor"

import { sameWords } from "newsroom/editor/text/same_words"
import { show } from "newsroom/editor/text/selection"
import { entityOf, isQuote, tagsOf, wordsOf } from "newsroom/editor/tags/tags"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const checksKey = new PluginKey("newsroomChecks")

export class ChangedTags {
  /* `reviews`: what the server has open, [{tag, uuid, old_words, was_public, is_renamed, was, now}];
     `departed`: what was confirmed of tags that the text has lost, [{tag, uuid, words}];
     `published`: uuids of quotes that readers have seen; `confirmed`: what a save that was refused
     had confirmed. */
  constructor({ entities, reviews, departed, published, confirmed }) {
    this.entities = entities
    this.published = new Set(published)
    this.open = new Map(reviews.map((review) => [`${review.tag} ${review.uuid}`, review]))
    this.departed = new Map(departed.map(({ tag, uuid, words }) => [`${tag} ${uuid}`, words]))
    this.base = new Map()
    this.confirmed = new Map(confirmed.map((answer) => [`${answer.tag} ${answer.uuid}`, answer]))
  }

  /* Remember the tags as they were when the page was opened. */
  remember(tags) {
    for (const tag of tags) this.base.set(tag.key, { ...tag, words: wordsOf(tag) })
  }

  /* Return {tag, old, now, wasPublic, names} if somebody has to look at the tag, else null. `names` is [was,
     is] where the tag names somebody else. */
  of(tag) {
    const review = this.open.get(tag.key)
    const base = this.base.get(tag.key)
    const old = review?.old_words ?? base?.words ?? this.departed.get(tag.key)
    const now = wordsOf(tag)
    if (old === undefined || this.confirmed.get(tag.key)?.words === now) return null
    const names = review?.is_renamed && isSameEntity(tag, base) ? [review.was, review.now] : null
    if (!names && !this.differs(tag, base, old, now)) return null
    return { tag, old, now, names, wasPublic: isQuote(tag) && this.published.has(tag.uuid) }
  }

  differs(tag, base, old, now) {
    if (!isQuote(tag) && tag.ranges.length > 1) return true
    if (singleSpaced(old) === singleSpaced(now)) return false
    if (isQuote(tag)) return tag.attrs.kind !== "indirect" || !sameWords(old, now)
    if (base && !isSameEntity(tag, base)) return false
    return ![old, ...this.entities.namesOf(tag.attrs.entity)].some((name) => sameWords(now, name))
  }

  among(tags) {
    return tags.map((tag) => this.of(tag)).filter(Boolean)
  }

  confirm(tag, { isSlip = false } = {}) {
    this.confirmed.set(tag.key, { tag: tag.type, uuid: tag.uuid, words: wordsOf(tag), is_slip: isSlip })
  }

  /* Return, for the form, what was confirmed and still has those words. */
  confirmations(tags) {
    return tags
      .map((tag) => [this.confirmed.get(tag.key), wordsOf(tag)])
      .filter(([answer, words]) => answer?.words === words)
      .map(([answer]) => answer)
  }
}

/* Return whether the tag names the same entity as when the page was opened. */
const isSameEntity = (tag, base) => !base || entityOf(base) === entityOf(tag)

/* Return the text with single spaces, as the server compares words. */
const singleSpaced = (text) => text.trim().split(/\s+/u).join(" ")

/* Marks the words that have to be looked at. */
export const ChangedTagMarks = Extension.create({
  name: "newsroomChecks",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: checksKey,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, marks) => tr.getMeta(checksKey) ?? marks.map(tr.mapping, tr.doc),
      },
      props: { decorations: (state) => checksKey.getState(state) },
    }),
  ],
})

export function showChangedTags(editor, changedTags) {
  const { state } = editor
  const found = changedTags.among([...tagsOf(state).values()])
  const wanted = found.flatMap(({ tag }) => tag.ranges.map(({ from, to }) => [from, to].join()))
  const shown = checksKey
    .getState(state)
    .find()
    .map(({ from, to }) => [from, to].join())
  if (wanted.join(" ") === shown.join(" ")) return
  const marks = found.flatMap(({ tag }) =>
    tag.ranges.map(({ from, to }) => Decoration.inline(from, to, { class: "tag-check" })),
  )
  show(editor, checksKey, DecorationSet.create(state.doc, marks))
}
