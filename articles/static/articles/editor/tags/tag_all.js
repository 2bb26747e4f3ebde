/* The other places of a name in the article: shown, and tagged where they stay ticked. */
import { crel } from "django-prose-editor/editor"

import { MENTION, newUuid } from "newsroom/editor/tags/tag_marks"
import { PERSON } from "newsroom/editor/tags/entities"
import { isMention, tagsOf, wordsOf } from "newsroom/editor/tags/tags"
import { fieldName, interpolate, gettext, ngettext } from "newsroom/editor/interface/translations"
import { context, placesOf } from "newsroom/editor/text/words"

const SHORTEST_SURNAME = 3

/* Return [{field, editor, from, to, name, isSure}]: where the entity's name, an alias, or words already
   tagged as the entity stand untagged. A surname alone is found too, but is not sure. */
export function otherPlaces(article, entity) {
  const sure = new Set([...article.entities.namesOf(entity), ...wordsTaggedAs(article, entity)])
  const names = [...sure, ...surnames(article.entities.get(entity))]
  return article.fields.flatMap(({ name: field, editor }) => {
    const mention = editor.schema.marks[MENTION]
    return placesOf(editor.state.doc, names)
      .filter(({ from, to }) => !editor.state.doc.rangeHasMark(from, to, mention))
      .map((place) => ({ ...place, field, editor, isSure: sure.has(place.name) }))
  })
}

function surnames(entity) {
  const last = entity?.kind === PERSON ? entity.name.split(/\s+/u).at(-1) : ""
  return last.length >= SHORTEST_SURNAME ? [last] : []
}

function wordsTaggedAs(article, entity) {
  const tags = article.fields.flatMap(({ editor }) => [...tagsOf(editor.state).values()])
  return tags.filter((tag) => isMention(tag) && tag.attrs.entity === entity).map(wordsOf)
}

/* Show a dialog with a box for each place and call `onDone(number tagged)`. */
export function showTagAll(article, entity, { onDone }) {
  const places = otherPlaces(article, entity)
  const opener = document.activeElement
  const boxes = places.map((place, index) => choice(place, index))
  const title = crel("h2", { id: "tag-all-title", textContent: heading(article, entity, places.length) })
  const submit = crel("button", {
    type: "submit",
    className: "is-default",
    textContent: gettext("Tag those ticked"),
  })
  const cancel = crel("button", { type: "button", textContent: gettext("Cancel") })
  const buttons = crel("div", { className: "dialog-buttons" }, [submit, cancel])
  const form = crel("form", { method: "dialog" }, [
    title,
    crel("ul", { className: "tag-all" }, boxes),
    buttons,
  ])
  const dialog = crel("dialog", { className: "editor-dialog", "aria-labelledby": "tag-all-title" }, [form])
  cancel.addEventListener("click", () => dialog.close())
  form.addEventListener("submit", () => {
    const ticked = new Set(new FormData(form).getAll("place"))
    onDone(
      tagPlaces(
        places.filter((_place, index) => ticked.has(String(index))),
        entity,
      ),
    )
  })
  dialog.addEventListener("close", () => {
    dialog.remove()
    opener?.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  submit.focus()
}

function choice({ editor, field, from, to, isSure }, index) {
  const [before, words, after] = context(editor.state.doc, { from, to })
  const box = crel("input", { type: "checkbox", name: "place", value: String(index), checked: isSure })
  const where = field === "body" ? [] : [crel("small", { textContent: ` ${fieldName(field)}` })]
  return crel("li", {}, [
    crel("label", {}, [box, " …", before, crel("mark", { textContent: words }), after, "…", ...where]),
  ])
}

function heading(article, entity, count) {
  const text = ngettext("%(count)s more place names %(name)s", "%(count)s more places name %(name)s", count)
  return interpolate(text, { count, name: article.entities.labelOf(entity) })
}

function tagPlaces(places, entity) {
  for (const editor of new Set(places.map((place) => place.editor))) {
    const { tr, schema } = editor.state
    for (const { from, to } of places.filter((place) => place.editor === editor)) {
      tr.addMark(from, to, schema.marks[MENTION].create({ uuid: newUuid(), entity }))
    }
    editor.view.dispatch(tr)
  }
  return places.length
}
