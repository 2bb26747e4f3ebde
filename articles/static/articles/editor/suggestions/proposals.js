/* Proposals of the server: which entities they may name, and whether their words still stand. */
import { MENTION } from "newsroom/editor/tags/tag_marks"
import { offsetsOf, plainText } from "newsroom/editor/text/plain_text"
import { entityOf, tagsOf } from "newsroom/editor/tags/tags"
import { interpolate, gettext, labelled } from "newsroom/editor/interface/translations"

/* Return the group of a proposal: suggestions of one person or organisation, or the quotes. */
export const groupOf = ({ kind, ...proposal }) => (kind === "quote" ? QUOTES : entityKeyOf(proposal))

export const QUOTES = "quotes"

/* Return a key for the possible entities of a proposal, or for its new name. */
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

/* Return the body of the request: the texts as they stand, and where they name new entities. */
export function proposalRequest(article) {
  const html = article.fields.map(({ name, editor }) => [name, editor.isEmpty ? "" : editor.getHTML()])
  const newEntities = newEntitiesIn(article)
  const ids = new Set(newEntities.map(({ id }) => id))
  const places = newEntities
    .filter(({ start, end }) => start < end)
    .slice(0, MOST_NEW_ENTITIES)
    .map(({ field, start, end, kind, name }) => ({ field, start, end, kind, name }))
  return {
    ...withoutNewEntities(Object.fromEntries(html), ids),
    language: article.language,
    new_entities: places,
  }
}

const MOST_NEW_ENTITIES = 500

/* Return [{id, field, start, end, kind, name}]. */
function newEntitiesIn({ fields, entities }) {
  return fields.flatMap(({ name: field, editor }) => {
    const tags = [...tagsOf(editor.state).values()]
      .map((tag) => ({ ...tag, entity: entities.get(entityOf(tag)) }))
      .filter(({ entity }) => entity?.isNew)
    const plain = tags.length && plainText(editor.state.doc)
    return tags.map(({ type, ranges, entity: { id, kind, name } }) => {
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

/* Return the name of the only possible entity, else the name or the role in the text. */
export const nameOf = ({ entities, name, role }) =>
  entities.length === 1
    ? labelled(entities[0].name, entities[0].distinction)
    : name || role || gettext("nobody named")

/* Return in words why a name that looks sure is not. */
export function doubtInWords({ kind, said, known }) {
  const texts = {
    surname: gettext("More than one is called “%(said)s” here: %(known)s."),
    age: gettext("The text gives an age, %(said)s. Known here: %(known)s."),
    office: gettext("The text says “%(said)s”. Known here: %(known)s."),
    place: gettext("The text says “%(said)s”. Known here: %(known)s."),
    guess: gettext("Nothing beside the quote says who said it. “%(said)s” stands before it."),
    namesake: gettext("The text says “%(said)s”: it may be somebody else."),
  }
  return interpolate(texts[kind] ?? "%(said)s", { said, known })
}
