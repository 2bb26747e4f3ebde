/* Documents of the editor's kind, without a page. */
import { readFileSync } from "node:fs"
import { pm } from "django-prose-editor/editor"

export const table = (name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url)))

const tagAttributes = (names) => Object.fromEntries(names.map((name) => [name, { default: null }]))

export const schema = new pm.model.Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { group: "block", content: "inline*" },
    heading: { group: "block", content: "inline*" },
    text: { group: "inline" },
    hardBreak: { group: "inline", inline: true },
  },
  marks: {
    quote: { attrs: tagAttributes(["uuid", "kind", "speaker"]), excludes: "" },
    mention: { attrs: tagAttributes(["uuid", "entity"]) },
  },
})

/* A paragraph's text; "|" is a line break. */
function paragraph(text) {
  const parts = text.split("|").map((part) => (part ? [schema.text(part)] : []))
  const nodes = parts.flatMap((part, at) => (at ? [schema.nodes.hardBreak.create(), ...part] : part))
  return schema.nodes.paragraph.create(null, nodes)
}

export const documentOf = (...paragraphs) => schema.nodes.doc.create(null, paragraphs.map(paragraph))

/* The document with a tag over the first place of each of the words. */
export function tagged(doc, type, attrs, ...words) {
  const mark = schema.marks[type].create(attrs)
  const transform = new pm.transform.Transform(doc)
  for (const sought of words) {
    doc.descendants((node, position) => {
      const at = node.isText ? node.text.indexOf(sought) : -1
      if (at >= 0) transform.addMark(position + at, position + at + sought.length, mark)
    })
  }
  return transform.doc
}
