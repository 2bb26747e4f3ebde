/* The editor's words, in the language of the desk. */
export const gettext = window.gettext ?? ((text) => text)
export const ngettext = window.ngettext ?? ((one, many, count) => (count === 1 ? one : many))

/* "%(name)s" replaced by what is given, as in the server's messages. */
export const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => String(values[name]))

export const shortened = (text, length = 60) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text

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
