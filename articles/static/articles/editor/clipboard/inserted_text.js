/* Rules for inserted text: inside a tag it belongs to that tag, anywhere else to no tag but those that were
   pasted. Browsers and ProseMirror give it the marks of the text beside it; this takes them off again. */
import { pm } from "django-prose-editor/editor"

import { MENTION, isTag, keyOf } from "newsroom/editor/tags/tag_marks"
import { textOfSlice } from "newsroom/editor/clipboard/slices"
import { collectTags, isMention } from "newsroom/editor/tags/tags"

const { TextSelection } = pm.state

/* Meta key of a transaction that puts earlier text back, with its tags. */
export const AS_IT_WAS = "newsroomAsItWas"

const isBrought = (tr) => /^(paste|drop)$/.test(tr.getMeta("uiEvent"))
// Undo, or a whole document that is set.
const isPutBack = (tr) =>
  tr.getMeta("history$") || tr.getMeta("preventUpdate") !== undefined || tr.getMeta(AS_IT_WAS)

/* Return [{from, to, tags, replaced}]: where a transaction inserted something, the tags around that place,
   and the slice that it replaced. */
function insertedPlaces(tr) {
  const places = []
  tr.mapping.maps.forEach((map, step) => {
    const [rest, before] = [tr.mapping.slice(step + 1), tr.docs[step]]
    map.forEach((oldFrom, oldTo, from, to) => {
      if (from === to) return
      const [tags, replaced] = [tagsAround(before, oldFrom, oldTo), before.slice(oldFrom, oldTo)]
      places.push({ from: rest.map(from, -1), to: rest.map(to, 1), tags, replaced })
    })
  })
  return places
}

/* Return the marks of tags that continue on both sides, and of those of which only a part was replaced. */
function tagsAround(doc, from, to) {
  const sides = [doc.resolve(from).nodeBefore, doc.resolve(to).nodeAfter].map((node) => node?.marks ?? [])
  const replaced = doc.slice(from, to)
  const isAround = (mark) =>
    isTag(mark) && sides.every((marks) => mark.isInSet(marks) || (from < to && isAllOver(replaced, mark)))
  return [...new Set(sides.flat())].filter(isAround)
}

function isAllOver(slice, mark) {
  const inline = []
  slice.content.descendants((node) => node.isInline && inline.push(node))
  return inline.length > 0 && inline.every((node) => mark.isInSet(node.marks))
}

function extendTags(tr, { from, to, tags }) {
  for (const mark of tags) {
    if (mark.type.name !== MENTION) tr.addMark(from, to, mark)
    else if (tr.doc.resolve(from).sameParent(tr.doc.resolve(to))) extendMention(tr, from, to, mark)
  }
}

/* Mark the inserted text, but not the mentions in it. */
function extendMention(tr, from, to, mark) {
  tr.doc.nodesBetween(from, to, (node, position) => {
    if (!node.isInline || mark.type.isInSet(node.marks)) return
    tr.addMark(Math.max(from, position), Math.min(to, position + node.nodeSize), mark)
  })
}

/* Untag the inserted part of a mention that does not touch the rest: a mention is one run of words. */
function untagStray(tr, { from, to }, parts) {
  for (const tag of collectTags(tr.doc).values()) {
    if (isMention(tag) && tag.ranges.length > 1 && parts.has(tag.key)) tr.removeMark(from, to, tag.mark)
  }
}

/* Remove the tags of inserted text, except those around the place and those whose words stood there before: a
   browser that joins blocks writes them anew. */
function untagInserted(tr, { from, to, tags, replaced }) {
  const written = tr.doc.slice(from, to)
  for (const mark of tagsIn(written)) {
    const isSame = textOfSlice(replaced, keyOf(mark)).includes(textOfSlice(written, keyOf(mark)))
    if (!isSame && !mark.isInSet(tags)) tr.removeMark(from, to, mark)
  }
}

function tagsIn(slice) {
  const tags = new Set()
  slice.content.descendants((node) => node.marks.filter(isTag).forEach((mark) => tags.add(mark)))
  return tags
}

/* Replace a selection by typed text through ProseMirror. A browser would do it in the HTML, inside whatever
   element begins there. */
export function typeOver(view, { inputType, data, isComposing, cancelable }) {
  if (inputType !== "insertText" || !data || isComposing || !cancelable) return false
  // The selection that the page shows, which ProseMirror may not have read yet.
  view.domObserver.flush()
  const { selection } = view.state
  if (selection.empty || !(selection instanceof TextSelection)) return false
  const { from, to } = selection
  const typed = () => view.state.tr.insertText(data, from, to).scrollIntoView()
  if (!view.someProp("handleTextInput", (handle) => handle(view, from, to, data, typed)))
    view.dispatch(typed())
  return true
}

/* Return a transaction that corrects the tags of inserted text, or null. `parts`: the tags of which a part
   was cut last; null where plain text is pasted. */
export function settleInserted(transactions, state, parts) {
  const { tr } = state
  transactions.forEach((made, index) => {
    if (isPutBack(made)) return
    const now = (position, side) =>
      transactions.slice(index + 1).reduce((at, { mapping }) => mapping.map(at, side), position)
    for (const place of insertedPlaces(made)) {
      const placed = { ...place, from: now(place.from, -1), to: now(place.to, 1) }
      const hasTags = parts && isBrought(made)
      if (!hasTags) untagInserted(tr, placed)
      extendTags(tr, placed)
      if (hasTags) untagStray(tr, placed, parts)
    }
  })
  return tr.docChanged ? tr : null
}
