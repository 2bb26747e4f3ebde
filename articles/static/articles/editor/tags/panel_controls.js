/* Parts of the lists beside the text. */
import { crel } from "django-prose-editor/editor"

import { gettext } from "newsroom/editor/interface/translations"

export function section(name, title, rows) {
  const count = crel("span", { className: "quiet", textContent: String(rows.length) })
  const heading = crel("h3", {}, [title, " ", count])
  const list = rows.length
    ? crel("ul", {}, rows)
    : crel("p", { className: "quiet", textContent: gettext("None yet.") })
  return crel("section", { className: `panel-${name}` }, [heading, list])
}

/* Return a button. Its purpose and the key of its tag find it again when the list is drawn anew; `of` says to
   screen readers which tag it is for. */
export function button(text, { key }, purpose, act, of = "") {
  const dom = crel("button", { type: "button", textContent: text })
  if (of) dom.setAttribute("aria-label", `${text}: ${of}`)
  dom.dataset.focusKey = `${purpose} ${key}`
  dom.addEventListener("click", act)
  return dom
}

/* Return a button that selects the words of a tag. */
export function jumpButton(actions, tag, text, purpose = "jump") {
  const dom = button(text, tag, purpose, () => actions.goTo(tag))
  dom.classList.add("panel-jump")
  dom.dir = "auto"
  return dom
}

/* Return the buttons to change and to remove a tag. */
export function changeButtons(article, actions, tag) {
  const change = () => {
    actions.goTo(tag)
    actions.edit(article.fieldOf(tag).editor)
  }
  return [
    button(gettext("Change"), tag, "change", change, article.label(tag)),
    button(gettext("Remove"), tag, "remove", () => actions.removeTag(tag), article.label(tag)),
  ]
}

/* Return what tells an entity from its namesakes, if anything is known. */
export function distinctionLine(entities, id) {
  const text = entities.distinctionOf(id)
  return text ? [crel("small", { className: "distinction", dir: "auto", textContent: text })] : []
}
