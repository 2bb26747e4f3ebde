/* Suggestions in a field: shown and moved along with edits, never part of the text. A suggestion whose words
   change is dropped; one under a tag of its kind is hidden. */
import { Extension, pm } from "django-prose-editor/editor"

import { MENTION, QUOTE } from "newsroom/editor/tags/tag_marks"
import { show } from "newsroom/editor/text/selection"
import { textAt } from "newsroom/editor/text/words"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const suggestionsKey = new PluginKey("newsroomSuggestions")
let count = 0

/* Return [{id, proposal, ranges: [{from, to, words}]}] in the order of the text, without those under tags. */
export const suggestionsOf = (state) =>
  suggestionsKey.getState(state).items.filter((item) => !isTagged(state.doc, item))

export const currentOf = (state) =>
  suggestionsOf(state).find(({ id }) => id === suggestionsKey.getState(state).current)

export const isAt = ({ ranges }, position) =>
  ranges.some(({ from, to }) => from <= position && position <= to)

/* Show [{proposal, ranges}] in place of the earlier ones. A suggestion at the same words keeps its id. */
export function showSuggestions(editor, found) {
  const { items, current } = suggestionsKey.getState(editor.state)
  const before = new Map(items.map((item) => [placeOf(item), item.id]))
  const now = found.map((item) => ({ ...item, id: before.get(placeOf(item)) ?? ++count }))
  set(editor, { items: now, current: now.some(({ id }) => id === current) ? current : null })
}

const placeOf = ({ proposal: { kind, name }, ranges }) =>
  [kind, name, ...ranges.flatMap(({ from, to }) => [from, to])].join(" ")

export function withoutSuggestions(editor, ids) {
  const { items, current } = suggestionsKey.getState(editor.state)
  set(editor, { items: items.filter(({ id }) => !ids.has(id)), current: ids.has(current) ? null : current })
}

export function pointAt(editor, id) {
  set(editor, { ...suggestionsKey.getState(editor.state), current: id })
}

const set = (editor, value) => show(editor, suggestionsKey, value)

function isTagged(doc, { proposal, ranges }) {
  const type = doc.type.schema.marks[proposal.kind === "quote" ? QUOTE : MENTION]
  return ranges.some(({ from, to }) => doc.rangeHasMark(from, to, type))
}

function mapItem(item, tr) {
  const ranges = item.ranges.map(({ from, to, words }) => ({
    from: tr.mapping.map(from, 1),
    to: tr.mapping.map(to, -1),
    words,
  }))
  const stand = ranges.every((range) => range.from < range.to && textAt(tr.doc, range) === range.words)
  return stand ? [{ ...item, ranges }] : []
}

/* Return the current suggestion, until the editor puts the caret elsewhere. */
function stillCurrent(items, current, tr) {
  const item = items.find(({ id }) => id === current)
  return item && (!tr.selectionSet || isAt(item, tr.selection.from)) ? current : null
}

function decorations(state) {
  const { current } = suggestionsKey.getState(state)
  const shown = suggestionsOf(state).flatMap(({ id, proposal, ranges }) =>
    ranges.map(({ from, to }) => Decoration.inline(from, to, { class: classOf(proposal, id === current) })),
  )
  return DecorationSet.create(state.doc, shown)
}

function classOf({ kind, entity_kind: entityKind, is_sure: isSure }, isCurrent) {
  const classes = ["suggestion", `suggestion-${kind === "quote" ? "quote" : entityKind}`]
  if (!isSure) classes.push("is-unsure")
  if (isCurrent) classes.push("is-current")
  return classes.join(" ")
}

export const SuggestionMarks = Extension.create({
  name: "newsroomSuggestions",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: suggestionsKey,
      state: {
        init: () => ({ items: [], current: null }),
        apply(tr, value) {
          const update = tr.getMeta(suggestionsKey)
          if (update) return update
          if (!value.items.length || !(tr.docChanged || tr.selectionSet)) return value
          const items = tr.docChanged ? value.items.flatMap((item) => mapItem(item, tr)) : value.items
          return { items, current: stillCurrent(items, value.current, tr) }
        },
      },
      props: { decorations },
    }),
  ],
})
