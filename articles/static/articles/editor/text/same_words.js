/* Whether two texts have the same words; tests/data/same_words.json has the cases for this and the server. */

const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu
// Not after a digit, unlike in words.js: "1990’s" and "1990" are different words.
const WORD_POSSESSIVE =
  /(?<=[\p{L}\p{M}])['’ʼ＇]s(?![\p{L}\p{M}\p{N}_])|(?<=s)['’ʼ＇](?![\p{L}\p{M}\p{N}_])/giu
const MINUS = "\u2212"
const APOSTROPHES = "'’‘‚‛ʼʻ＇"
const QUOTATION_MARKS = '"“”„‟«»‹›＂「」『』〝〞〟'

/* Return whether two texts differ only in quotation marks, apostrophes, dashes, white space, a possessive,
   and the case of words that are not in capitals. */
export function sameWords(first, second) {
  return (
    comparableWords(first) === comparableWords(second) ||
    comparableWords(withoutPossessive(first)) === comparableWords(withoutPossessive(second))
  )
}

const withoutPossessive = (text) => text.normalize("NFC").replace(WORD_POSSESSIVE, "")

/* Return the words of a text as they are compared. */
function comparableWords(text) {
  const seen = text.normalize("NFC").replace(INVISIBLE, "").replace(/\s+/gu, " ").trim()
  const signs = [...seen].map((_character, at, all) => sign(all, at)).join("")
  return signs
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => (isInCapitals(word) ? word : word.toLowerCase()))
    .join(" ")
}

/* Return a character as it is compared: a sign counts only beside a number; a dash elsewhere is a space. */
function sign(text, at) {
  const character = text[at]
  const mark = APOSTROPHES.includes(character) ? "'" : QUOTATION_MARKS.includes(character) ? '"' : ""
  if (mark) return [text[at - 1], text[at + 1]].some((beside) => /\p{N}/u.test(beside ?? "")) ? mark : ""
  if (character === MINUS) return "-"
  if (!/\p{Pd}/u.test(character)) return character
  const beside = [-1, 1].map((step) => text[at + (text[at + step] === " " ? 2 * step : step)])
  return beside.some((neighbour) => /[\p{N}\p{S}.]/u.test(neighbour ?? "")) ? "-" : " "
}

/* Return whether a word has two capitals or more and no small letter, except a plural's "s". */
function isInCapitals(word) {
  const stem = word.replace(/s$/u, "")
  return !/[\p{Ll}\p{Lt}]/u.test(stem) && (stem.match(/\p{Lu}/gu)?.length ?? 0) > 1
}
