/* HTML of other programs: what our schema can hold of it, and a count of what it cannot. */
import { withSuperscripts } from "newsroom/editor/text/superscripts"

// Elements that stand apart like blocks, for which our schema has no block.
const BLOCK_LIKE = "td, th, tr, caption, dt, dd, figcaption, legend, summary, option"
const NO_TEXT_ELEMENTS = "script, style, template, noscript, title, head, meta, link"
const PICTURES = "img, svg, canvas"
const MEDIA = "video, audio, iframe, object, embed"
const NEAREST_HEADING = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const WORD_ITEM = /^\s*(?:[·•o§▪◦‣-]|\(?(\d+|[a-z])[.)])[\s\u00a0]+/iu
// The bullet or number before an item, which Word writes as text: "iv.", "1.2.", a letter of Wingdings.
const WORD_MARKER = "[data-disabled-style*='mso-list:Ignore' i], [data-disabled-style*='mso-list: Ignore' i]"
const WORD_NUMBER = /^\s*\(?[\p{L}\d.]+[.)]\s*$/u

// Deleted, struck or hidden text and comments, as Word (mso) and Google Docs (cmnt) mark them.
const NO_TEXT = `del, s, strike, [hidden], .msoDel, .MsoCommentReference, .MsoCommentText, .msocomanchor, .msocomtxt,
  a[href^='#cmnt']:not([href^='#cmnt_ref'])`
const NO_TEXT_STYLES = [
  /text-decoration(?:-line)?\s*:[^;]*line-through/iu,
  /text-line-through\s*:\s*(?!none)\w/iu,
  /(?<![-\w])display\s*:\s*none/iu,
  /(?<![-\w])visibility\s*:\s*(?:hidden|collapse)/iu,
  /(?<![-\w])font-size\s*:\s*0(?:\.0+)?(?![.\d])/iu,
  /mso-hide\s*:\s*all/iu,
  /mso-(?:element|special-character)\s*:\s*comment/iu,
]

/* Return {html, lost}: Word's list paragraphs become lists, headings the nearest of ours, table cells
   paragraphs; deleted and hidden text is left out. `lost` counts what was left out. The HTML is parsed in a
   document that runs no script. */
export function cleanPasted(html) {
  const { body } = new DOMParser().parseFromString(disableStyles(html), "text/html")
  removeAll(body, NO_TEXT_ELEMENTS)
  const lost = { hidden: removeNoText(body), tables: body.querySelectorAll("table:not(table table)").length }
  lost.pictures = removeAll(body, PICTURES)
  lost.media = removeAll(body, MEDIA)
  for (const element of body.querySelectorAll("h1, h4, h5, h6")) {
    rename(element, NEAREST_HEADING[element.tagName])
  }
  for (const element of body.querySelectorAll(BLOCK_LIKE)) rename(element, "div")
  // A browser draws the quotation marks of <q>, and copies none.
  for (const element of body.querySelectorAll("q")) element.replaceWith("“", ...element.childNodes, "”")
  gatherWordLists(body)
  for (const element of body.querySelectorAll("sup, sub, [data-disabled-style]"))
    replaceSuperAndSubscripts(element)
  for (const element of body.querySelectorAll("[data-disabled-style]")) emphasise(element)
  for (const element of body.querySelectorAll("*")) strip(element)
  return { html: body.innerHTML, lost }
}

function removeAll(body, selector) {
  const found = body.querySelectorAll(selector)
  for (const element of found) element.remove()
  return found.length
}

/* Remove deleted and hidden passages; return how many. */
function removeNoText(body) {
  for (const link of body.querySelectorAll("a[href^='#cmnt_ref']")) (link.closest("div") ?? link).remove()
  const isNoText = (element) =>
    element.matches(NO_TEXT) || NO_TEXT_STYLES.some((style) => style.test(styleOf(element)))
  const found = [...body.querySelectorAll("*")].filter(isNoText)
  for (const element of found) element.remove()
  return found.filter((element) => element.textContent.trim()).length
}

const styleOf = (element) => element.getAttribute("data-disabled-style") ?? ""

/* Replace superscripts and subscripts, the outermost of nested ones only: a program writes element and style
   for the same. */
function replaceSuperAndSubscripts(element) {
  const name = levelOf(element)
  if (!name) return
  for (let outer = element.parentElement; outer; outer = outer.parentElement) if (levelOf(outer)) return
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const before = textBefore(element)
  while (walker.nextNode()) walker.currentNode.data = withSuperscripts(walker.currentNode.data, name, before)
}

/* Return "sup" or "sub", by a keyword or by the distance from the line (Word, Pages), or null. */
function levelOf(element) {
  if (element.matches("sup, sub")) return element.localName
  const [, level] =
    /(?<![-\w])(?:vertical-align|mso-text-raise)\s*:\s*(super|sub|-?[\d.]+)/iu.exec(styleOf(element)) ?? []
  if (!level || Number(level) === 0) return null
  return /^(?:sub|-)/iu.test(level) ? "sub" : "sup"
}

const textBefore = (element) => element.previousSibling?.textContent ?? ""

/* Write emphasis of a style attribute as elements: our content policy applies no style attribute. */
function emphasise(element) {
  const style = styleOf(element)
  const [, weight] = /(?<![-\w])font-weight:\s*(\w+)/iu.exec(style) ?? []
  const [, slant] = /(?<![-\w])font-style:\s*(\w+)/iu.exec(style) ?? []
  const isPlain =
    (/^(b|strong)$/.test(element.localName) && /^(normal|[1-4]00)$/.test(weight)) ||
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

/* Remove every attribute but a link's address, the tags' own and ProseMirror's. Links to a place of the page
   that they come from go. So do tags as this page shows them: the browser itself has copied them (middle
   mouse button on Linux) and may have cut through one. */
function strip(element) {
  const isShown = element.matches("span.tag")
  for (const { name, value } of [...element.attributes]) {
    const isKept = name === "href" ? !value.startsWith("#") : /^data-(?!disabled-)/u.test(name)
    if (isShown || !isKept) element.removeAttribute(name)
  }
}

/* Rename styles and handlers, so that the browser ignores them: it reports them to our content policy even in
   a document that runs nothing. */
const disableStyles = (html) =>
  html
    .replace(/<(style|script)\b[^>]*>.*?<\/\1>/gisu, "")
    .replace(/<[a-z][^>]*>/giu, (tag) => tag.replace(/\s(style|on\w+)\s*=/giu, " data-disabled-$1="))

function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

function gatherWordLists(body) {
  for (const paragraph of body.querySelectorAll(
    "p[class*='MsoListParagraph'], p[data-disabled-style*='mso-list']",
  )) {
    const name = removeMarker(paragraph)
    if (!name) continue
    const before = paragraph.previousElementSibling
    const list = before?.localName === name ? before : body.ownerDocument.createElement(name)
    if (list !== before) paragraph.before(list)
    const item = body.ownerDocument.createElement("li")
    list.append(item)
    item.append(paragraph)
  }
}

/* Remove the bullet or number, and return which kind of list it is of. */
function removeMarker(paragraph) {
  const marker = paragraph.querySelector(WORD_MARKER)
  if (marker) {
    marker.remove()
    return WORD_NUMBER.test(marker.textContent) ? "ol" : "ul"
  }
  const item = WORD_ITEM.exec(paragraph.textContent)
  if (item) cutStart(paragraph, item[0].length)
  return item && (item[1] ? "ol" : "ul")
}

function cutStart(element, count) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let left = count; left > 0 && walker.nextNode();) {
    const node = walker.currentNode
    const cut = Math.min(left, node.length)
    node.deleteData(0, cut)
    left -= cut
  }
}
