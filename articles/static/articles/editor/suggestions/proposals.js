/* What the server proposes: whom a proposal may name, and whether its words still stand. */
import { MENTION } from "newsroom/editor/tags/tag_marks"
import { offsetsOf, plainText } from "newsroom/editor/text/plain_text"
import { tagsOf } from "newsroom/editor/tags/tags"
import { interpolate, gettext } from "newsroom/editor/interface/translations"

/* Return the group of a proposal: suggestions of one person or organisation, or the quotes. */
export const groupOf = ({ kind, ...proposal }) => (kind === "quote" ? QUOTES : entityKeyOf(proposal))

export const QUOTES = "quotes"

/* Return a key for whom a proposal names: the possible entities, or a new name. */
export const entityKeyOf = ({ entities, entity_kind: kind, name }) =>
  `${kind} ${entities.map(({ id }) => id).join() || name}`

export const toEntity = ({ id, kind, name, description, distinction }) => ({
  id: String(id),
  kind,
  name,
  description,
  distinction,
})

/* Return whether the proposed words stand where the server saw them. */
export const isUnchanged = ({ text }, offsets, { start, end, exact }) =>
  text.slice(offsets[start], offsets[end]) === exact

/* Return the body of the request: the texts as they stand, and where they name somebody new. */
export function proposalRequest(desk) {
  const html = desk.fields.map(({ name, editor }) => [name, editor.isEmpty ? "" : editor.getHTML()])
  const newEntities = newEntitiesIn(desk)
  const ids = new Set(newEntities.map(({ id }) => id))
  const places = newEntities
    .filter(({ start, end }) => start < end)
    .slice(0, MOST_NEW_ENTITIES)
    .map(({ field, start, end, kind, name }) => ({ field, start, end, kind, name }))
  return {
    ...withoutNewEntities(Object.fromEntries(html), ids),
    language: desk.language,
    new_entities: places,
  }
}

const MOST_NEW_ENTITIES = 500

/* Return [{id, field, start, end, kind, name}]. */
function newEntitiesIn({ fields, people }) {
  return fields.flatMap(({ name: field, editor }) => {
    const named = [...tagsOf(editor.state).values()]
      .map((tag) => ({ ...tag, whom: people.get(tag.attrs.entity ?? tag.attrs.speaker) }))
      .filter(({ whom }) => whom?.isNew)
    const plain = named.length && plainText(editor.state.doc)
    return named.map(({ type, ranges, whom: { id, kind, name } }) => {
      const { start, end } = (type === MENTION && offsetsOf(plain, ranges[0])) || { start: 0, end: 0 }
      return { id, field, start, end, kind, name }
    })
  })
}

const FIELDS = new Set(["headline", "deck", "body"])

/* Remove the tags of new entities: the server knows nobody by their uuids until the save. */
function withoutNewEntities(texts, newEntities) {
  if (!newEntities.size) return texts
  const cleaned = Object.entries(texts).map(([name, html]) => [
    name,
    FIELDS.has(name) ? untagged(html, newEntities) : html,
  ])
  return Object.fromEntries(cleaned)
}

function untagged(html, newEntities) {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  for (const span of body.querySelectorAll("span[data-entity], span[data-speaker]")) {
    if (newEntities.has(span.dataset.entity)) span.replaceWith(...span.childNodes)
    else if (newEntities.has(span.dataset.speaker)) delete span.dataset.speaker
  }
  return body.innerHTML
}

/* Return in words why a name that looks sure is not. */
export function doubtInWords({ kind, said, known }) {
  const texts = {
    surname: gettext("More than one is called “%(said)s” here: %(known)s."),
    age: gettext("The text gives an age, %(said)s. Known here: %(known)s."),
    office: gettext("The text says “%(said)s”. Known here: %(known)s."),
    place: gettext("The text says “%(said)s”. Known here: %(known)s."),
    namesake: gettext("The text says “%(said)s”: it may be somebody else."),
  }
  return interpolate(texts[kind] ?? "%(said)s", { said, known })
}
