/* What comes in by paste and drag: ids of its own for a copy, and clean structure. */
import { Extension, pm } from "django-prose-editor/editor"

import { isTag, keyOf, newUuid } from "newsroom/editor/marks"
import { isQuote, tagsOf } from "newsroom/editor/tags"

const { Plugin } = pm.state
const { Slice, Fragment } = pm.model

// Elements that part words on a page but that no block of ours stands for.
const PARTING = "td, th, tr, caption, dt, dd, figcaption, legend, summary, option"
const WORDLESS = "script, style, template, noscript, iframe, title, head, meta, link"
const NEAREST_HEADING = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const WORD_ITEM = /^\s*(?:[·•o§▪◦‣-]|\(?(\d+|[a-z])[.)])[\s\u00a0]+/iu

/* HTML from another program, as we can hold it: Word's list paragraphs as lists, headings as the
   nearest we have, table cells as paragraphs. It is parsed in a document that runs nothing. */
export function cleanPasted(html) {
  const body = new DOMParser().parseFromString(quiet(html), "text/html").body
  for (const element of body.querySelectorAll(WORDLESS)) element.remove()
  for (const element of body.querySelectorAll("h1, h4, h5, h6")) {
    rename(element, NEAREST_HEADING[element.tagName])
  }
  for (const element of body.querySelectorAll(PARTING)) rename(element, "div")
  gatherWordLists(body)
  for (const element of body.querySelectorAll("[data-quiet-style]")) emphasise(element)
  for (const element of body.querySelectorAll("*")) strip(element)
  return body.innerHTML
}

/* Emphasis that a style gives or takes, as elements: our policy lets no style attribute apply. */
function emphasise(element) {
  const style = element.getAttribute("data-quiet-style")
  const [, weight] = /(?<![-\w])font-weight:\s*(\w+)/iu.exec(style) ?? []
  const [, slant] = /(?<![-\w])font-style:\s*(\w+)/iu.exec(style) ?? []
  const isPlain = (/^(b|strong)$/.test(element.localName) && /^(normal|[1-4]00)$/.test(weight)) ||
    (/^(i|em)$/.test(element.localName) && slant === "normal")
  if (isPlain) return rename(element, "span")
  if (element.localName !== "span") return
  if (/^(bold|bolder|[6-9]00)$/.test(weight)) wrapContents(element, "strong")
  if (/^(italic|oblique)$/.test(slant)) wrapContents(element, "em")
}

function wrapContents(element, name) {
  const wrapper = element.ownerDocument.createElement(name)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

/* What is left says where a link leads, which tag this is, and what ProseMirror notes of its own. */
function strip(element) {
  for (const { name } of [...element.attributes]) {
    if (name !== "href" && !/^data-(?!quiet-)/u.test(name)) element.removeAttribute(name)
  }
}

/* A browser reports styles and handlers to our policy even where nothing of them is used. */
const quiet = (html) =>
  html
    .replace(/<(style|script)\b[^>]*>.*?<\/\1>/gisu, "")
    .replace(/<[a-z][^>]*>/giu, (tag) => tag.replace(/\s(style|on\w+)\s*=/giu, " data-quiet-$1="))

function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

function gatherWordLists(body) {
  for (const paragraph of body.querySelectorAll("p[class*='MsoListParagraph'], p[data-quiet-style*='mso-list']")) {
    const marker = WORD_ITEM.exec(paragraph.textContent)
    if (!marker) continue
    const name = marker[1] ? "ol" : "ul"
    cutStart(paragraph, marker[0].length)
    const before = paragraph.previousElementSibling
    const list = before?.localName === name ? before : body.ownerDocument.createElement(name)
    if (list !== before) paragraph.before(list)
    const item = body.ownerDocument.createElement("li")
    list.append(item)
    item.append(paragraph)
  }
}

function cutStart(element, count) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let left = count; left > 0 && walker.nextNode(); ) {
    const node = walker.currentNode
    const cut = Math.min(left, node.length)
    node.deleteData(0, cut)
    left -= cut
  }
}

/* Of each quote that the selection holds a part of: that part's words, and those that are left. */
function partsIn(state) {
  const { from, to } = state.selection
  const parts = new Map()
  for (const tag of tagsOf(state).values()) if (isQuote(tag)) parts.set(tag.key, parted(tag, from, to))
  return parts
}

function parted(tag, from, to) {
  const part = { taken: "", left: "" }
  for (const range of tag.ranges) {
    const [start, end] = [from, to].map((at) => Math.min(Math.max(at - range.from, 0), range.text.length))
    part.taken += range.text.slice(start, end)
    part.left += range.text.slice(0, start) + range.text.slice(end)
  }
  return part
}

/* Whether a part that was cut from a quote comes back to what was left of it; after an undo it is a
   copy. */
function isCutPart(part, tag, slice) {
  return part !== undefined && tag !== undefined && part.left === textOf(tag) && part.taken === textIn(slice, tag.key)
}

const textOf = (tag) => tag.ranges.map(({ text }) => text).join("")

function textIn(slice, key) {
  let text = ""
  slice.content.descendants((node) => {
    if (node.isInline && node.marks.some((mark) => isTag(mark) && keyOf(mark) === key)) text += node.text ?? "\n"
  })
  return text
}

/* What was cut keeps its id. Any other tag is a copy and gets a new one; all pieces of one the same. */
function withOwnIds(slice, isCut) {
  const renewed = new Map()
  const renew = (mark) => {
    if (!isTag(mark) || isCut(keyOf(mark))) return mark
    const key = keyOf(mark)
    if (!renewed.has(key)) renewed.set(key, newUuid())
    return mark.type.create({ ...mark.attrs, uuid: renewed.get(key) })
  }
  const walk = (fragment) => {
    const nodes = []
    fragment.forEach((node) => {
      const copy = node.isLeaf ? node : node.copy(walk(node.content))
      nodes.push(copy.mark(copy.marks.map(renew)))
    })
    return Fragment.from(nodes)
  }
  return new Slice(walk(slice.content), slice.openStart, slice.openEnd)
}

/* `isCut(key)`: whether the tag was in this article and is in none of its fields now. `onPaste`:
   told the entities that the pasted tags name. */
export const Pasting = Extension.create({
  name: "newsroomPasting",
  addOptions: () => ({ isCut: () => false, onPaste: () => {} }),
  addProseMirrorPlugins() {
    const { isCut, onPaste } = this.options
    let parts = new Map()
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            cut(view) {
              parts = partsIn(view.state)
              return false
            },
          },
          transformPastedHTML: (html) => cleanPasted(html),
          transformPasted(slice, view) {
            if (view.dragging?.move) return slice
            onPaste(entitiesIn(slice))
            const tags = tagsOf(view.state)
            return withOwnIds(slice, (key) => isCut(key) || isCutPart(parts.get(key), tags.get(key), slice))
          },
        },
      }),
    ]
  },
})

function entitiesIn(slice) {
  const named = new Set()
  slice.content.descendants((node) => {
    for (const mark of node.marks.filter(isTag)) named.add(mark.attrs.entity ?? mark.attrs.speaker)
  })
  named.delete(null)
  return named
}
