/* Lets Node load the editor's modules by the names that the page's import map gives them.

   PROSE_EDITOR: the folder of django-prose-editor's static files. */
import { register } from "node:module"
import { pathToFileURL } from "node:url"

const EDITOR = new URL("../../articles/static/articles/editor/", import.meta.url).href
const PACKAGE = pathToFileURL(`${process.env.PROSE_EDITOR}/`).href

const hooks = `
export function resolve(name, context, next) {
  const [, ours] = name.match(/^newsroom\\/editor\\/(.+)$/) ?? []
  if (ours) return next("${EDITOR}" + ours + ".js", context)
  const [, theirs] = name.match(/^django-prose-editor\\/(.+)$/) ?? []
  return next(theirs ? "${PACKAGE}" + theirs + ".js" : name, context)
}
export async function load(url, context, next) {
  return next(url, { ...context, format: url.startsWith("file:") && url.endsWith(".js") ? "module" : context.format })
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)

// The package looks for a page when it is loaded; none of what is tested here needs one.
const element = () => ({ style: {}, append() {} })
globalThis.window ??= globalThis
globalThis.addEventListener ??= () => {}
globalThis.document ??= {
  addEventListener() {},
  createElement: element,
  documentElement: element(),
  head: element(),
  querySelector: () => null,
}
