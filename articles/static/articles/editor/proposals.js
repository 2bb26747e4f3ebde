/* What the server proposes: who is meant by it, and where it may be shown. */

/* Suggestions with one key are of one person or organisation. */
export const groupOf = ({ kind, ...proposal }) => (kind === "quote" ? "quotes" : whomOf(proposal))

/* Whom a proposal names, as a key: those who may be meant, or a new name. */
export const whomOf = ({ entities, entity_kind: kind, name }) =>
  `${kind} ${entities.map(({ id }) => id).join() || name}`

export const offered = ({ id, kind, name, description }) => ({ id: String(id), kind, name, description })

/* Whether the words that were proposed stand where the server saw them. */
export const stands = ({ text }, offsets, { start, end, exact }) =>
  text.slice(offsets[start], offsets[end]) === exact

const FIELDS = new Set(["headline", "deck", "body"])

/* The server knows nobody by a uuid: whom the next save will make is no tag for it yet. */
export function withoutNewcomers(texts, newcomers) {
  if (!newcomers.size) return texts
  const cleaned = Object.entries(texts).map(([name, html]) => [name, FIELDS.has(name) ? untagged(html, newcomers) : html])
  return Object.fromEntries(cleaned)
}

function untagged(html, newcomers) {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  for (const span of body.querySelectorAll("span[data-entity], span[data-speaker]")) {
    if (newcomers.has(span.dataset.entity)) span.replaceWith(...span.childNodes)
    else if (newcomers.has(span.dataset.speaker)) delete span.dataset.speaker
  }
  return body.innerHTML
}
