/* The tags of a document, found by one walk after each change. A name that is split (by Enter, say) stays one
   tag in pieces until it is joined again; saved in pieces, each piece is flagged by the server. */
import { Extension, pm } from "django-prose-editor/editor"

import { MENTION, QUOTE, isTag, keyOf, newUuid } from "newsroom/editor/tags/tag_marks"

const { Plugin, PluginKey } = pm.state

export const tagsKey = new PluginKey("newsroomTags")

/* Map of key to {key, type, uuid, attrs, mark, ranges: [{from, to, text}]}, in the text's order. */
export function collectTags(doc) {
  const tags = new Map()
  doc.descendants((node, position) => {
    if (!node.isInline) return
    for (const mark of node.marks) if (isTag(mark)) extend(tags, mark, node, position)
  })
  return tags
}

function extend(tags, mark, node, position) {
  const key = keyOf(mark)
  const to = position + node.nodeSize
  const text = node.text ?? "\n"
  const tag = tags.get(key)
  if (!tag) {
    const { attrs } = mark
    const ranges = [{ from: position, to, text }]
    tags.set(key, { key, type: mark.type.name, uuid: attrs.uuid, attrs, mark, ranges })
    return
  }
  const last = tag.ranges.at(-1)
  if (last.to === position) {
    last.to = to
    last.text += text
  } else tag.ranges.push({ from: position, to, text })
}

/* Return a tag's words as the server compares them: the pieces joined by an ellipsis. */
export const wordsOf = (tag) =>
  tag.ranges
    .map((range) => range.text)
    .join(" … ")
    .replace(/\s+/gu, " ")
    .trim()

/* Return a tag's words without anything between the pieces. */
export const textOfTag = (tag) => tag.ranges.map(({ text }) => text).join("")

export const tagsOf = (state) => tagsKey.getState(state)

/* Return the tags at the caret or at the selection's start: mentions first, then inner quotes. */
export function tagsAt(state) {
  const { $from } = state.selection
  const marks = [$from.nodeAfter, $from.nodeBefore].flatMap((node) => node?.marks ?? [])
  const keys = new Set(marks.filter(isTag).map(keyOf))
  const found = [...keys].map((key) => tagsOf(state).get(key)).filter(Boolean)
  return found.sort((a, b) => (a.type === b.type ? size(a) - size(b) : a.type === MENTION ? -1 : 1))
}

const size = (tag) => tag.ranges.at(-1).to - tag.ranges[0].from

export const retag = (tr, tag, mark) => {
  for (const { from, to } of tag.ranges) {
    tr.removeMark(from, to, tag.mark)
    tr.addMark(from, to, mark)
  }
  return tr
}

export const untag = (tr, tag) => {
  for (const { from, to } of tag.ranges) tr.removeMark(from, to, tag.mark)
  return tr
}

/* Give a new uuid to each tag that is in another field too: cut here, pasted there, and the cut undone. */
function withOwnIds(tr, tags, isElsewhere) {
  for (const tag of tags.values()) {
    if (isElsewhere(tag.key)) retag(tr, tag, tag.mark.type.create({ ...tag.attrs, uuid: newUuid() }))
  }
  return tr.docChanged ? tr : null
}

/* Keep the tags of the document and call `onTags(before, after)` when they change. `isElsewhere(key)`:
   whether another field of the article has the tag. */
export const Tags = Extension.create({
  name: "newsroomTags",
  addOptions: () => ({ onTags: () => {}, isElsewhere: () => false }),
  addProseMirrorPlugins() {
    const { onTags, isElsewhere } = this.options
    return [
      new Plugin({
        key: tagsKey,
        state: {
          init: (_config, state) => collectTags(state.doc),
          apply: (tr, tags) => (tr.docChanged ? collectTags(tr.doc) : tags),
        },
        appendTransaction: (transactions, _before, state) =>
          transactions.some((tr) => tr.docChanged) ? withOwnIds(state.tr, tagsOf(state), isElsewhere) : null,
        view: () => ({
          update(view, before) {
            const [then, now] = [tagsOf(before), tagsOf(view.state)]
            if (then !== now) onTags(then, now)
          },
        }),
      }),
    ]
  },
})

/* Return the id of the entity that a tag or its mark names. */
export const entityOf = ({ attrs }) => attrs.entity ?? attrs.speaker

export const isMention = (tag) => tag.type === MENTION
export const isQuote = (tag) => tag.type === QUOTE
