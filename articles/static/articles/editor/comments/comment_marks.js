/* Margin comments in a field: shown and moved along with edits, never part of the text. A comment whose words
   change loses its place until the words are as before. */
import { Extension, pm } from "django-prose-editor/editor"

import { show } from "newsroom/editor/text/selection"
import { textAt } from "newsroom/editor/text/words"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const commentsKey = new PluginKey("newsroomComments")

/* [{id, from, to, words}] */
export const commentsOf = (state) => commentsKey.getState(state)

export const showComments = (editor, items) => show(editor, commentsKey, items)

function mapItem(item, tr) {
  const range = { from: tr.mapping.map(item.from, 1), to: tr.mapping.map(item.to, -1) }
  const stands = range.from < range.to && textAt(tr.doc, range) === item.words
  return stands ? [{ ...item, ...range }] : []
}

function decorations(state) {
  const shown = commentsOf(state).map(({ from, to }) =>
    Decoration.inline(from, to, { class: "margin-comment" }),
  )
  return DecorationSet.create(state.doc, shown)
}

export const CommentMarks = Extension.create({
  name: "newsroomComments",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: commentsKey,
      state: {
        init: () => [],
        apply(tr, items) {
          const update = tr.getMeta(commentsKey)
          if (update) return update
          return tr.docChanged ? items.flatMap((item) => mapItem(item, tr)) : items
        },
      },
      props: { decorations },
    }),
  ],
})
