/* The words that an open form is about to tag: shown, and moved along with edits. */
import { Extension, pm } from "django-prose-editor/editor"

import { show } from "newsroom/editor/text/selection"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const pendingKey = new PluginKey("newsroomPending")

/* Return {from, to, ranges}: from the first to the last word; an interrupted quote has several ranges. Null
   where the words are gone. */
export const pendingWordsRange = (state) => rangeOf(pendingKey.getState(state))

export const rangeOf = (ranges) =>
  ranges.length ? { from: ranges[0].from, to: ranges.at(-1).to, ranges } : null

export function setPendingWords(editor, ranges) {
  show(editor, pendingKey, ranges)
}

function mapRange({ from, to }, mapping) {
  const range = { from: mapping.map(from, 1), to: mapping.map(to, -1) }
  return range.from < range.to ? [range] : []
}

export const PendingWords = Extension.create({
  name: "newsroomPending",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: pendingKey,
      state: {
        init: () => [],
        apply(tr, ranges) {
          const set = tr.getMeta(pendingKey)
          if (set) return set
          return tr.docChanged ? ranges.flatMap((range) => mapRange(range, tr.mapping)) : ranges
        },
      },
      props: {
        decorations(state) {
          const ranges = pendingKey.getState(state)
          return DecorationSet.create(
            state.doc,
            ranges.map(({ from, to }) => Decoration.inline(from, to, { class: "tag-pending" })),
          )
        },
      },
    }),
  ],
})
