/* Asks the server's engine which words are quoted at a place, and whose they are. */
import { post } from "newsroom/editor/interface/api"
import { offsetsOf, plainText, rangeAt, unitOffsets } from "newsroom/editor/text/plain_text"
import { toEntity, proposalRequest } from "newsroom/editor/suggestions/proposals"

const TIMEOUT = 4000

export class QuoteFinder {
  constructor(article, { address, token }) {
    Object.assign(this, { article, address, token })
  }

  /* Return {ranges, values, speakers, isSure, doubt}, or null where nothing is quoted. Rejects where the
     server does not answer, or the text has changed since it was asked. */
  async find(editor, { from, to }) {
    const { doc } = editor.state
    const plain = plainText(doc)
    const field = this.article.fields.find((field) => field.editor === editor).name
    const place = from === to ? placeOf(plain, from) : offsetsOf(plain, { from, to })
    if (!place) return null
    const body = { ...proposalRequest(this.article), quote_at: { field, start: place.start, end: place.end } }
    const signal = AbortSignal.timeout(TIMEOUT)
    const { quote } = await post(this.address, body, { token: this.token, signal })
    if (!editor.state.doc.eq(doc)) throw new Error("The text has changed.")
    return quote && this.read(quote, plain)
  }

  read(quote, plain) {
    const offsets = unitOffsets(plain.text)
    const ranges = quote.segments.map(([start, end]) => rangeAt(plain, offsets, start, end))
    if (ranges.includes(null)) return null
    const { quote_kind: kind, role, cue, source, is_sure: isSure, doubt } = quote
    return { ranges, values: { kind, role, cue, source }, speakers: this.speakersOf(quote), isSure, doubt }
  }

  /* Return the ids of the possible speakers: those that the server knows, else this page's new entities of
     that name. */
  speakersOf({ entities: candidates, entity_kind: kind, name }) {
    const { entities } = this.article
    if (candidates.length) return candidates.map((candidate) => entities.add(toEntity(candidate)).id)
    return name ? entities.newEntitiesNamed(kind, name).map(({ id }) => id) : []
  }
}

function placeOf({ text, starts }, position) {
  const first = starts.findIndex((start) => start >= position)
  const start = [...(first < 0 ? text : text.slice(0, first))].length
  return { start, end: start }
}
