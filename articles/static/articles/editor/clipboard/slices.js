/* Slices of a document (copied, cut, dragged, pasted) and the tags in them. */
import { pm } from "django-prose-editor/editor"

import { isTag, keyOf } from "newsroom/editor/tags/tag_marks"
import { entityOf } from "newsroom/editor/tags/tags"

const { Slice, Fragment } = pm.model

/* Return the slice with each tag's mark newMark by `change(mark)`; null removes the mark. */
export function withTags(slice, change) {
  const changed = (marks) =>
    marks.reduce((kept, mark) => {
      const newMark = isTag(mark) ? change(mark) : mark
      return newMark ? newMark.addToSet(kept) : kept
    }, [])
  const walk = (fragment) => {
    const nodes = []
    fragment.forEach((node) => {
      const copy = node.isLeaf ? node : node.copy(walk(node.content))
      nodes.push(copy.mark(changed(copy.marks)))
    })
    return Fragment.from(nodes)
  }
  return new Slice(walk(slice.content), slice.openStart, slice.openEnd)
}

/* Return the slice without tags, or without those for which `isOut(key)` is true. */
export const withoutTags = (slice, isOut = () => true) =>
  withTags(slice, (mark) => (isOut(keyOf(mark)) ? null : mark))

/* Return the slice as one line: blocks and breaks become a space, so that words stay apart. */
export function inOneLine(slice, schema) {
  const inline = []
  const part = () => inline.length && inline.push(schema.text(" "))
  slice.content.descendants((node) => {
    if (node.isTextblock && node.content.size) part()
    else if (node.isText) inline.push(node)
    else if (node.isLeaf) part()
  })
  return new Slice(Fragment.from(inline), 0, 0)
}

/* Return the text of a slice, a line for each block; with `key`, only the words of that tag. */
export function textOfSlice(slice, key) {
  let text = ""
  slice.content.descendants((node) => {
    if (node.isTextblock && key === undefined) text += "\n"
    if (!node.isInline) return
    if (key === undefined || node.marks.some((mark) => isTag(mark) && keyOf(mark) === key))
      text += node.text ?? "\n"
  })
  return text
}

export function entitiesIn(slice) {
  const entities = new Set()
  slice.content.descendants((node) => {
    for (const mark of node.marks.filter(isTag)) entities.add(entityOf(mark))
  })
  entities.delete(null)
  return entities
}
