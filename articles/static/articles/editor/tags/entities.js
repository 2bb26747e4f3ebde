/* The people and organisations of the article's tags, as the server or this page knows them. */
import { newUuid } from "newsroom/editor/tags/tag_marks"
import { labelled } from "newsroom/editor/interface/translations"
import { storable } from "newsroom/editor/text/plain_text"

export const PERSON = "person"
export const ORGANISATION = "organisation"
export const LONGEST_DESCRIPTION = 300

/* One entity: {id, kind, name, description, distinction, aliases, isNew, lastArticle}. Ids are strings,
   as in the text's attributes; a new entity’s is a uuid until the save that makes it. `distinction`, by
   the server, tells it from a namesake; a new entity has its description alone. */
export class Entities {
  constructor({ entities, newEntities, address, signal = () => {} }) {
    this.address = address
    this.changed = signal
    this.known = new Map()
    for (const entity of entities) this.add(entity)
    for (const entity of newEntities) this.add({ ...entity, isNew: true })
  }

  add(entity) {
    const id = String(entity.id)
    const before = this.known.get(id)
    const merged = {
      description: "",
      distinction: "",
      aliases: [],
      isNew: false,
      lastArticle: null,
      ...before,
      ...entity,
      id,
    }
    this.known.set(id, merged)
    return merged
  }

  get(id) {
    return this.known.get(String(id))
  }

  nameOf(id) {
    return this.get(id)?.name ?? "?"
  }

  /* Return what tells the entity from a namesake; "" where nothing is known. */
  distinctionOf(id) {
    const entity = this.get(id)
    return (entity?.isNew ? entity.description : entity?.distinction) ?? ""
  }

  /* Return the name with what tells it from a namesake. */
  labelOf(id) {
    return labelled(this.nameOf(id), this.distinctionOf(id))
  }

  create(kind, name, description = "") {
    return this.add({ id: newUuid(), kind, name, description, isNew: true })
  }

  describe(id, description) {
    this.add({ id, description })
  }

  /* Return the name and the aliases of an entity. */
  namesOf(id) {
    const entity = this.get(id)
    return entity ? [entity.name, ...entity.aliases] : []
  }

  newEntitiesNamed(kind, name) {
    return [...this.known.values()].filter(
      (entity) => entity.isNew && entity.kind === kind && entity.name === name,
    )
  }

  /* Return the new entities among the ids, for the form. */
  newEntitiesAmong(ids) {
    return [...this.known.values()]
      .filter((entity) => entity.isNew && ids.has(entity.id))
      .map(({ id, kind, name, description }) => ({ id, kind, name, description: description.trim() }))
  }

  /* Search the server for a name, exact matches first. Rejects where the server cannot be asked. */
  async search(query, kind) {
    const parameters = new URLSearchParams({ q: storable(query).slice(0, 200), ...(kind ? { kind } : {}) })
    const found = await this.ask(parameters)
    return found.map((result) => ({ ...this.add(fromServer(result)), isExact: result.is_exact }))
  }

  /* Ask the server for entities of pasted text that this page does not know. */
  async fetchUnknown(ids) {
    const unknown = [...ids].filter((id) => /^[1-9][0-9]*$/.test(id) && !this.known.has(id))
    if (!unknown.length) return
    const results = await this.ask(new URLSearchParams({ ids: unknown.slice(0, 500).join() }))
    for (const result of results) this.add({ ...fromServer(result), id: result.id })
    this.changed()
  }

  async ask(parameters) {
    const response = await fetch(`${this.address}?${parameters}`, { headers: { Accept: "application/json" } })
    if (!response.ok) throw new Error(`The server answered ${response.status}.`)
    return (await response.json()).results
  }
}

const fromServer = ({ entity, kind, name, description, distinction, aliases, last_article: last }) => ({
  id: String(entity),
  kind,
  name,
  description,
  distinction,
  aliases,
  lastArticle: last && { headline: last.headline, publishedAt: last.published_at },
})
