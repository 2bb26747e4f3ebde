/* Superscript and subscript as characters, since the text has no mark for them: "10⁶" must never read "106".
   Same rules as articles/tagging/superscripts.py; tests/data/superscripts.json has the cases for both. */

const RAISED = {
  sup: [
    "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
  ],
  sub: ["0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"],
}
const FORMS = Object.fromEntries(
  Object.entries(RAISED).map(([name, [plain, raised]]) => [
    name,
    new Map([...plain].map((sign, at) => [sign, [...raised][at]])),
  ]),
)
const SIGN = { sup: "^", sub: "_" }
const NEEDS_FORM = /[\p{L}\p{N}]/u
const ORDINAL = /^\s*(?:st|nd|rd|th)\s*$/iu

/* Return the text in raised or lowered characters. `name` is "sup" or "sub", `before` the text in front: "st"
   after "21" stays plain. Where a character has no such form, "2π" above "e" is "e^(2π)". */
export function withSuperscripts(text, name, before = "") {
  if (!text.trim() || (/\d$/u.test(before) && ORDINAL.test(text))) return text
  const forms = FORMS[name]
  const signs = [...text]
  if (signs.some((sign) => NEEDS_FORM.test(sign) && !forms.has(sign) && !isRaised(sign)))
    return `${SIGN[name]}(${text})`
  return signs.map((sign) => forms.get(sign) ?? sign).join("")
}

const isRaised = (sign) => sign.normalize("NFKC") !== sign
