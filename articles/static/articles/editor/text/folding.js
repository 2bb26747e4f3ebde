/* Text as names are compared: words in lower case, without accents, each with its place. The rules are those
   of folding.py and matching.py in articles/suggestions/engine; tests/data/folding.json has the cases. */

const ALIKE = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ى: "ي",
  ة: "ه",
  ʼ: "'",
  ʻ: "'",
}
const IGNORED = /^[\p{Cf}\p{Mn}\u0640]$/u
const WORD = /[\p{L}\p{N}]+/gu
const ARABIC = /[\u0620-\u064a]/u
const CLITICS = /^(?:[وف]?[بكل]|[وف])(?=..)/u
/* What may stand between the words of one name. */
const GAP = /^(?:[^\S\r\n]|[.'’‘ʼ＇`´′·&/\u00ad\u200b-\u200f\u2010\u2011–-]){1,4}$/u
const LONGEST_ACRONYM = 6

/* Return a character without case and accent; "" for joiners and what has no width. */
function letter(character) {
  if (IGNORED.test(character)) return ""
  const bare = character
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
  return [...bare].map((unit) => ALIKE[unit] ?? unit).join("")
}

/* Return [{word, from, to}]: the words of a text and their places, in UTF-16 units. */
export function foldedWords(text) {
  let folded = ""
  const starts = []
  const ends = []
  let at = 0
  for (const character of text) {
    const bare = letter(character)
    folded += bare
    for (let unit = 0; unit < bare.length; unit++) {
      starts.push(at)
      ends.push(at + character.length)
    }
    at += character.length
    // An accent belongs to the letter before it.
    if (ends.length && /^\p{Mn}$/u.test(character)) ends[ends.length - 1] = at
  }
  return [...folded.matchAll(WORD)].map(({ 0: word, index }) => ({
    word,
    from: starts[index],
    to: ends[index + word.length - 1],
  }))
}

/* Return the words of a text, and once more without Arabic prefixes if there are any. */
function readingsOf(text) {
  const words = foldedWords(text)
  if (!words.some(({ word }) => ARABIC.test(word))) return [words]
  const bare = words.map(({ word, from, to }) => {
    const cut = CLITICS.exec(word)?.[0].length ?? 0
    return { word: word.slice(cut), from: from + cut, to }
  })
  return [words, bare]
}

/* Return [[from, to, name]]: the places of the names in the text. Of overlapping ones the longest counts. */
export function placesIn(text, names) {
  const readings = readingsOf(text)
  const searches = names.map((name) => [name, foldedWords(name).map(({ word }) => word)])
  searches.sort(([, first], [, second]) => second.join(" ").length - first.join(" ").length)
  const found = []
  for (const [name, words] of searches) {
    for (const reading of words.length ? readings : []) {
      for (const place of placesOfWords(text, reading, words)) {
        const [from, to] = place
        const isFree = !found.some(([a, b]) => a < to && from < b)
        if (isFree && isWrittenAs(name, text.slice(from, to))) found.push([from, to, name])
      }
    }
  }
  return found.sort(([first], [second]) => first - second)
}

function* placesOfWords(text, reading, words) {
  for (let at = 0; at + words.length <= reading.length; at++) {
    const here = reading.slice(at, at + words.length)
    const isGap = (place, index) => index === 0 || GAP.test(text.slice(here[index - 1].to, place.from))
    if (here.every(({ word }, index) => word === words[index]) && here.every(isGap))
      yield [here[0].from, here.at(-1).to]
  }
}

/* Return whether words are capitalised as a name is: "may" is not May, "who" is not the WHO. */
function isWrittenAs(name, words) {
  const isAcronym = isUpper(name) && name.length > 1 && name.length <= LONGEST_ACRONYM
  if (isAcronym) return isUpper(words)
  return isLower(name.slice(0, 1)) || !isLower(words.slice(0, 1))
}

const isUpper = (text) => text === text.toUpperCase() && text !== text.toLowerCase()
const isLower = (text) => text === text.toLowerCase() && text !== text.toUpperCase()
