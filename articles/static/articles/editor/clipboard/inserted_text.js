/* What is put into the text: inside a tag it is of that tag, anywhere else of none but those that were
   pasted. Browsers and ProseMirror lend it the marks of what stands beside it. */
import { pm } from "django-prose-editor/editor"

import { MENTION, isTag, keyOf } from "newsroom/editor/tags/tag_marks"
import { textOf } from "newsroom/editor/clipboard/slices"
import { collectTags, isMention } from "newsroom/editor/tags/tags"

const { TextSelection } = pm.state

/* For a transaction that puts back what stood there once, with its tags. */
export const AS_IT_WAS = "newsroomAsItWas"

const isBrought = (tr) => /^(paste|drop)$/.test(tr.getMeta("uiEvent"))
// Undo, and the whole document set anew.
const isPutBack = (tr) =>
  tr.getMeta("history$") || tr.getMeta("preventUpdate") !== undefined || tr.getMeta(AS_IT_WAS)

/* [{from, to, tags, stood}]: where a transaction put something, the tags around that place, and the
   slice that stood there. */
function placesOf(tr) {
  const places = []
  tr.mapping.maps.forEach((map, step) => {
    const [rest, before] = [tr.mapping.slice(step + 1), tr.docs[step]]
    map.forEach((oldFrom, oldTo, from, to) => {
      if (from === to) return
      const [tags, stood] = [tagsAround(before, oldFrom, oldTo), before.slice(oldFrom, oldTo)]
      places.push({ from: rest.map(from, -1), to: rest.map(to, 1), tags, stood })
    })
  })
  return places
}

/* Those that go on on both sides, and those of which a part was replaced, but not all. */
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

function lend(tr, { from, to, tags }) {
  for (const mark of tags) {
    if (mark.type.name !== MENTION) tr.addMark(from, to, mark)
    else if (tr.doc.resolve(from).sameParent(tr.doc.resolve(to))) lendMention(tr, from, to, mark)
  }
}

/* Around the mentions that were put there. */
function lendMention(tr, from, to, mark) {
  tr.doc.nodesBetween(from, to, (node, position) => {
    if (!node.isInline || mark.type.isInSet(node.marks)) return
    tr.addMark(Math.max(from, position), Math.min(to, position + node.nodeSize), mark)
  })
}

/* A mention is one run of words: a part that was not put back to the rest of it is no mention. */
function untagStray(tr, { from, to }, parts) {
  for (const tag of collectTags(tr.doc).values()) {
    if (isMention(tag) && tag.ranges.length > 1 && parts.has(tag.key)) tr.removeMark(from, to, tag.mark)
  }
}

/* All tags but those around the place, and those whose words stood there: a browser that joins blocks
   writes them anew. */
function takeBack(tr, { from, to, tags, stood }) {
  const written = tr.doc.slice(from, to)
  for (const mark of tagsIn(written)) {
    const isSame = textOf(stood, keyOf(mark)).includes(textOf(written, keyOf(mark)))
    if (!isSame && !mark.isInSet(tags)) tr.removeMark(from, to, mark)
  }
}

function tagsIn(slice) {
  const tags = new Set()
  slice.content.descendants((node) => node.marks.filter(isTag).forEach((mark) => tags.add(mark)))
  return tags
}

/* Typed over a selection, which a browser would do in the HTML, inside of whatever begins there. */
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

/* A transaction that sets this right, or null. `parts`: of which tags a part was taken last, null where
   what is pasted is plain text. */
export function settleInserted(transactions, state, parts) {
  const { tr } = state
  transactions.forEach((made, index) => {
    if (isPutBack(made)) return
    const now = (position, side) =>
      transactions.slice(index + 1).reduce((at, { mapping }) => mapping.map(at, side), position)
    for (const place of placesOf(made)) {
      const placed = { ...place, from: now(place.from, -1), to: now(place.to, 1) }
      const hasTags = parts && isBrought(made)
      if (!hasTags) takeBack(tr, placed)
      lend(tr, placed)
      if (hasTags) untagStray(tr, placed, parts)
    }
  })
  return tr.docChanged ? tr : null
}
