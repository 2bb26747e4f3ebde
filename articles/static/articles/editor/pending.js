/* The words that an open form is about to tag, shown and carried along with edits. */
import { Extension, pm } from "django-prose-editor/editor"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const pendingKey = new PluginKey("newsroomPending")

export const pendingRange = (state) => pendingKey.getState(state)

export function setPending(view, range) {
  view.dispatch(view.state.tr.setMeta(pendingKey, { range }).setMeta("addToHistory", false))
}

function carried(range, mapping) {
  const from = mapping.map(range.from, 1)
  const to = mapping.map(range.to, -1)
  return from < to ? { from, to } : null
}

export const Pending = Extension.create({
  name: "newsroomPending",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: pendingKey,
      state: {
        init: () => null,
        apply(tr, range) {
          const set = tr.getMeta(pendingKey)
          if (set) return set.range
          return range && tr.docChanged ? carried(range, tr.mapping) : range
        },
      },
      props: {
        decorations(state) {
          const range = pendingRange(state)
          if (!range) return null
          return DecorationSet.create(state.doc, [Decoration.inline(range.from, range.to, { class: "tag-pending" })])
        },
      },
    }),
  ],
})
