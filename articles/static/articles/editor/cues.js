/* Who said it, by the reporting word beside a quote: a proposal, and none where two could be meant. */
import { PERSON } from "newsroom/editor/people"
import { isMention, tagsOf } from "newsroom/editor/tags"
import { blockText } from "newsroom/editor/words"

const SENTENCE_END = /[.!?؟۔]["”’»)]*\s+(?=\S)/gu
const NEAR = 60

/* {cue, speakers}: the reporting word as printed ("" for none), and the ids of those whom its
   sentence names outside of the quote: one if one stands beside the cue, else all of them. Of people
   first: "in a statement on X, Austin said". */
export function proposal(state, range, cues, people) {
  const $from = state.doc.resolve(range.from)
  const block = $from.parent
  const start = $from.start()
  const text = blockText(block)
  const quote = [range.from - start, Math.min(range.to - start, text.length)]
  const sentence = sentenceAround(text, quote)
  const cue = nearest(cuesIn(text, sentence, quote, cues), quote)
  const everybody = namedIn(state, start, sentence, quote)
  const persons = everybody.filter(({ id }) => people.get(id)?.kind === PERSON)
  const named = persons.length ? persons : everybody
  if (!cue) return { cue: "", speakers: unique(named) }
  const beside = named.filter((mention) => isBeside(text, mention, cue))
  const speakers = unique(beside.length ? closest(beside, cue) : named)
  return { cue: cue.word, speakers }
}

function sentenceAround(text, [start, end]) {
  let [from, to] = [0, text.length]
  for (const { 0: found, index } of text.matchAll(SENTENCE_END)) {
    const cut = index + found.length
    if (cut <= start) from = cut
    else if (index >= end && index < to) to = cut
  }
  return [from, to]
}

function cuesIn(text, [from, to], [start, end], cues) {
  const found = []
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const isOutside = index + word.length <= start || index >= end
    if (index >= from && index < to && isOutside && cues.has(word.toLowerCase())) {
      found.push({ word, from: index, to: index + word.length })
    }
  }
  return found
}

const distance = (one, [from, to]) => Math.max(0, one.from - to, from - one.to)

const nearest = (cues, quote) =>
  cues.reduce((best, cue) => (!best || distance(cue, quote) < distance(best, quote) ? cue : best), null)

function namedIn(state, blockStart, [from, to], [start, end]) {
  const named = []
  for (const tag of tagsOf(state).values()) {
    if (!isMention(tag)) continue
    const [a, b] = [tag.ranges[0].from - blockStart, tag.ranges[0].to - blockStart]
    if (a >= from && b <= to && (b <= start || a >= end)) named.push({ id: tag.attrs.entity, from: a, to: b })
  }
  return named
}

function isBeside(text, mention, cue) {
  const between = mention.to <= cue.from ? text.slice(mention.to, cue.from) : text.slice(cue.to, mention.from)
  return between.length <= NEAR && !/[;.!?]/u.test(between)
}

/* The nearest one alone; two are as near only where one stands on each side of the cue. */
function closest(mentions, cue) {
  const span = [cue.from, cue.to]
  const best = Math.min(...mentions.map((mention) => distance(mention, span)))
  return mentions.filter((mention) => distance(mention, span) <= best + 1)
}

const unique = (mentions) => [...new Set(mentions.map((mention) => mention.id))]
