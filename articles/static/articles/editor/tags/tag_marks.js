/* The two tags as ProseMirror marks, with the stored attributes and no others. */
import { Mark } from "django-prose-editor/editor"

export const MENTION = "mention"
export const QUOTE = "quote"

const MENTION_ATTRIBUTES = { uuid: "data-mention", entity: "data-entity" }
const QUOTE_ATTRIBUTES = {
  uuid: "data-quote",
  kind: "data-kind",
  speaker: "data-speaker",
  role: "data-role",
  cue: "data-cue",
  source: "data-source",
  saidOn: "data-said-on",
}

const stored = (names) =>
  Object.fromEntries(
    Object.entries(names).map(([key, name]) => [
      key,
      {
        default: null,
        parseHTML: (element) => element.getAttribute(name),
        renderHTML: (attributes) => (attributes[key] ? { [name]: attributes[key] } : {}),
      },
    ]),
  )

/* `inclusive: false`: text typed at a tag's edge is not tagged. `decorate(element, mark)` sets what the view
   shows beyond what is stored. */
const tagMark = (name, attributes, options) =>
  Mark.create({
    name,
    inclusive: false,
    keepOnSplit: false,
    exitable: true,
    addOptions: () => ({ decorate: () => {} }),
    addAttributes: () => stored(attributes),
    parseHTML: () => [{ tag: `span[${attributes.uuid}]` }],
    renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
    addMarkView() {
      return ({ mark, HTMLAttributes }) => {
        const dom = document.createElement("span")
        for (const [key, value] of Object.entries(HTMLAttributes)) dom.setAttribute(key, value)
        this.options.decorate(dom, mark)
        return { dom, contentDOM: dom }
      }
    },
    ...options,
  })

/* Quotes may nest: another quote does not end this one. Quotes are outside of mentions. */
export const Quote = tagMark(QUOTE, QUOTE_ATTRIBUTES, { priority: 1200, excludes: "" })
export const Mention = tagMark(MENTION, MENTION_ATTRIBUTES, { priority: 1100 })

export const isTag = (mark) => mark.type.name === MENTION || mark.type.name === QUOTE

/* Return the identity of a tag: a mention and a quote may have the same uuid. */
export const keyOf = (mark) => `${mark.type.name} ${mark.attrs.uuid}`

export const newUuid = () =>
  crypto.randomUUID?.() ??
  // Plain HTTP on another host than this one has no randomUUID.
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (+digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+digit / 4)))).toString(16),
  )
