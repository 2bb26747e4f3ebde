/* Where suggestions stand in a field: shown, carried along with edits, and never part of the text.
   One whose words change is dropped; one under a real tag of its kind is not shown. */
import { Extension, pm } from "django-prose-editor/editor"

import { MENTION, QUOTE } from "newsroom/editor/marks"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const suggestionsKey = new PluginKey("newsroomSuggestions")

/* [{id, proposal, ranges: [{from, to, words}]}] in the order of the text, those under tags left out. */
export const suggestionsOf = (state) => suggestionsKey.getState(state).items.filter((item) => !isTagged(state.doc, item))

export const currentOf = (state) => suggestionsOf(state).find(({ id }) => id === suggestionsKey.getState(state).current)

export function showSuggestions(editor, items) {
  set(editor, { items, current: null })
}

export function withoutSuggestions(editor, ids) {
  const { items, current } = suggestionsKey.getState(editor.state)
  set(editor, { items: items.filter(({ id }) => !ids.has(id)), current: ids.has(current) ? null : current })
}

export function pointAt(editor, id) {
  set(editor, { ...suggestionsKey.getState(editor.state), current: id })
}

export const wordsAt = (doc, { from, to }) => doc.textBetween(from, to, "\n", "\n")

function set(editor, value) {
  const { state, view } = editor
  view.dispatch(state.tr.setMeta(suggestionsKey, value).setMeta("addToHistory", false))
}

function isTagged(doc, { proposal, ranges }) {
  const type = doc.type.schema.marks[proposal.kind === "quote" ? QUOTE : MENTION]
  return ranges.some(({ from, to }) => doc.rangeHasMark(from, to, type))
}

function carried(item, tr) {
  const ranges = item.ranges.map(({ from, to, words }) => ({
    from: tr.mapping.map(from, 1),
    to: tr.mapping.map(to, -1),
    words,
  }))
  const stand = ranges.every((range) => range.from < range.to && wordsAt(tr.doc, range) === range.words)
  return stand ? [{ ...item, ranges }] : []
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
          const given = tr.getMeta(suggestionsKey)
          if (given) return given
          if (!tr.docChanged || !value.items.length) return value
          return { ...value, items: value.items.flatMap((item) => carried(item, tr)) }
        },
      },
      props: { decorations },
    }),
  ],
})
