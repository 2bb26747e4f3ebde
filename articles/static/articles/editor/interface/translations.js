/* Translation of the editor's messages, by Django's JavaScript catalogue. */
export const gettext = globalThis.gettext ?? ((text) => text)
export const ngettext = globalThis.ngettext ?? ((one, many, count) => (count === 1 ? one : many))

/* Replace "%(name)s" by values, as in Django's messages. */
export const interpolate = (text, values) =>
  text.replace(/%\((\w+)\)s/g, (_all, name) => String(values[name]))

/* Return a name with what tells the person from a namesake. */
export const labelled = (name, distinction) =>
  distinction ? `${name} (${shortened(distinction, 80)})` : name

export const shortened = (text, length = 60) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text

/* Return two versions of a text, each cut to about `length` characters around the first difference. What
   differs never looks the same. tests/data/excerpts.json has the cases for this and the server. */
export function excerpts(old, now, length = 60) {
  const [one, other] = [old, now].map((text) => [...text.replace(/\s+/gu, " ").trim()])
  if (Math.max(one.length, other.length) <= length) return [one, other].map((text) => text.join(""))
  const start = startOfExcerpt(one, other, Math.floor(length / 3))
  return [one, other].map((text) => cut(text, start, length))
}

function startOfExcerpt(one, other, before) {
  const differs = one.findIndex((character, at) => character !== other[at])
  const shared = one.slice(0, differs < 0 ? one.length : differs)
  const start = Math.max(0, shared.length - before)
  return start ? shared.indexOf(" ", start) + 1 || start : 0
}

const cut = (text, start, length) =>
  [
    start ? "…" : "",
    text
      .slice(start, start + length)
      .join("")
      .trimEnd(),
    start + length < text.length ? "…" : "",
  ].join("")

export const kindName = (kind) =>
  ({
    person: gettext("Person"),
    organisation: gettext("Organisation"),
    quote: gettext("Quote"),
  })[kind] ?? gettext("Unknown")

export const quoteKindName = (kind) =>
  ({
    direct: gettext("direct"),
    partial: gettext("partial"),
    indirect: gettext("indirect"),
  })[kind] ?? kind

export const fieldName = (field) =>
  ({ headline: gettext("headline"), deck: gettext("deck"), body: gettext("body") })[field]
