"""Write superscripts and subscripts as characters.

The text has no mark for them, and "10⁶" must never read "106". The editor does the same in
`text/superscripts.js`; `tests/data/superscripts.json` has the cases of both.
"""

import re
import unicodedata

LEVELS = frozenset({"sup", "sub"})

# fmt: off
_FORMS = {
    "sup": dict(zip(
        "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )),
    "sub": dict(zip(
        "0123456789+-−–=()aehijklmnoprstuvx",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
        strict=True,
    )),
}
# fmt: on
_SIGNS = {"sup": "^", "sub": "_"}
_ORDINAL = re.compile(r"\s*(?:st|nd|rd|th)\s*", re.IGNORECASE)


def with_superscripts(text: str, level: str, before: str = "") -> str:
    """Return the text of a "sup" or "sub" element that follows `before`: "⁶" for "6".

    English ordinals are written as they read, "21st". If one letter or digit has no such form, the
    whole is put in brackets: "e^(2π)".
    """
    if not text.strip() or (before[-1:].isdecimal() and _ORDINAL.fullmatch(text)):
        return text
    forms = _FORMS[level]
    if any(_has_no_form(sign, forms) for sign in text):
        return f"{_SIGNS[level]}({text})"
    return "".join(forms.get(sign, sign) for sign in text)


def _has_no_form(sign: str, forms: dict[str, str]) -> bool:
    """Return whether it is a letter or digit without a raised form, and not raised already."""
    needs_form = unicodedata.category(sign)[0] in "LN"
    return needs_form and sign not in forms and unicodedata.normalize("NFKC", sign) == sign
