/* Translation of the editor's messages, by Django's JavaScript catalogue. */
export const gettext = globalThis.gettext ?? ((text) => text)
export const ngettext =
  globalThis.ngettext ?? ((singular, plural, count) => (count === 1 ? singular : plural))

/* Replace "%(name)s" by values, as in Django's messages. */
export const interpolate = (text, values) =>
  text.replace(/%\((\w+)\)s/g, (_all, name) => String(values[name]))

/* Return a name with what tells the entity from a namesake. */
export const labelled = (name, distinction) =>
  distinction ? `${name} (${shortened(distinction, 80)})` : name

export const shortened = (text, length = 60) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text

/* Return two versions of a text, each cut to about `length` characters around the first difference. What
   differs never looks the same. tests/data/excerpts.json has the cases for this and the server. */
export function excerpts(old, now, length = 60) {
  const [before, after] = [old, now].map((text) => [...text.replace(/\s+/gu, " ").trim()])
  if (Math.max(before.length, after.length) <= length) return [before, after].map((text) => text.join(""))
  const start = startOfExcerpt(before, after, Math.floor(length / 3))
  return [before, after].map((text) => cut(text, start, length))
}

function startOfExcerpt(before, after, lead) {
  const differs = before.findIndex((character, at) => character !== after[at])
  const shared = before.slice(0, differs < 0 ? before.length : differs)
  const start = Math.max(0, shared.length - lead)
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
