/* After a tag was given to another entity: a dialog of the other tags of the entity before, which change too
   where they stay ticked. */
import { crel } from "django-prose-editor/editor"

import { entityOf, isMention, retag, tagsOf, wordsOf } from "newsroom/editor/tags/tags"
import {
  fieldName,
  interpolate,
  gettext,
  kindName,
  ngettext,
  shortened,
} from "newsroom/editor/interface/translations"
import { context } from "newsroom/editor/text/words"

export const otherTagsOf = (article, tag) =>
  entityOf(tag)
    ? article.tags().filter((other) => other.key !== tag.key && entityOf(other) === entityOf(tag))
    : []

/* Return the tag's mark with another entity. */
export const markWithEntity = (tag, id) =>
  tag.mark.type.create({ ...tag.attrs, [isMention(tag) ? "entity" : "speaker"]: id })

/* Give the tags to an entity, as one step to undo in each field; return how many were given. */
export function reassign(article, keys, id) {
  let count = 0
  for (const { editor } of article.fields) {
    const { tr } = editor.state
    const tags = keys.map((key) => tagsOf(editor.state).get(key)).filter(Boolean)
    for (const tag of tags) retag(tr, tag, markWithEntity(tag, id))
    if (tags.length) editor.view.dispatch(tr)
    count += tags.length
  }
  return count
}

/* Show a dialog with a box for each tag and call `onDone(ticked keys)`. Closing it changes nothing. */
export function showReassign(article, others, { before, now, onDone }) {
  const opener = document.activeElement
  const text = ngettext(
    "Does the other tag of %(before)s name %(now)s too?",
    "Do the other %(count)s tags of %(before)s name %(now)s too?",
    others.length,
  )
  const names = { before: article.entities.labelOf(before), now: article.entities.labelOf(now) }
  const title = crel("h2", {
    id: "same-name-title",
    tabIndex: -1,
    textContent: interpolate(text, { count: others.length, ...names }),
  })
  const submit = crel("button", {
    type: "submit",
    className: "is-default",
    textContent: gettext("Change those ticked"),
  })
  const leave = crel("button", { type: "button", textContent: gettext("Leave them") })
  const buttons = crel("div", { className: "dialog-buttons" }, [submit, leave])
  const list = crel(
    "ul",
    { className: "tag-all" },
    others.map((tag) => choice(article, tag)),
  )
  const form = crel("form", { method: "dialog" }, [title, list, buttons])
  const dialog = crel("dialog", { className: "editor-dialog", "aria-labelledby": "same-name-title" }, [form])
  leave.addEventListener("click", () => dialog.close())
  form.addEventListener("submit", () => onDone(new FormData(form).getAll("tag")))
  dialog.addEventListener("close", () => {
    dialog.remove()
    opener?.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  // Focus no button: a second Enter, meant for the picker before, must decide nothing.
  title.focus()
}

function choice(article, tag) {
  const box = crel("input", { type: "checkbox", name: "tag", value: tag.key, checked: true })
  const field = article.fieldOf(tag)
  const kind = isMention(tag) ? "" : `${kindName("quote")}: `
  const where = field.name === "body" ? [] : [crel("small", { textContent: ` ${fieldName(field.name)}` })]
  const words = crel("mark", { dir: "auto", textContent: shortened(wordsOf(tag), 90) })
  return crel("li", {}, [
    crel("label", {}, [box, " ", kind, ...surroundings(field.editor, tag, words), ...where]),
  ])
}

/* Return the words beside a mention: a name alone does not show who is meant. */
function surroundings({ state }, tag, words) {
  if (!isMention(tag)) return [words]
  const [before, , after] = context(state.doc, { from: tag.ranges[0].from, to: tag.ranges.at(-1).to })
  return ["…", before, words, after, "…"]
}
