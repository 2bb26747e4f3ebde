/* The key of each command: each person's own choice, else the newsroom's. Keys are written as ProseMirror
   writes them: "Alt-p", "Mod-s". */
import { gettext } from "newsroom/editor/interface/translations"

export const isMac = () => /Mac|iP(hone|ad)/.test(navigator.platform)

export class ChosenKeys {
  constructor({ newsroom, own }, { address, token }) {
    Object.assign(this, { newsroom, own, address, token, listeners: [] })
  }

  /* Return the key of a command. On a Mac, Option alone types letters: there Alt is Ctrl and Option. */
  get(name) {
    const key = this.newsroom[name]
    return this.own[name] ?? (isMac() ? key?.replace(/^Alt-/u, "Ctrl-Alt-") : key)
  }

  all() {
    return Object.keys(this.newsroom).map((name) => [name, this.get(name)])
  }

  onChange(listener) {
    this.listeners.push(listener)
  }

  /* Store the key for a command; without a key, go back to the newsroom's. Return the reason if the server
     refuses. */
  async choose(name, key) {
    const { [name]: _before, ...others } = this.own
    const keys = key ? { ...others, [name]: key } : others
    try {
      const response = await fetch(this.address, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify({ keys }),
      })
      const answer = await response.json()
      if (!response.ok) return answer.detail
      this.own = answer.own
    } catch {
      return gettext("The keys could not be stored: the server does not answer.")
    }
    this.listeners.forEach((listener) => listener())
    return ""
  }
}

/* Return a key as people read it: "Alt-p" is "Alt+P", "Mod" the Command key on a Mac. */
export function readable(key) {
  const names = isMac()
    ? { Mod: "⌘", Meta: "⌘", Alt: "⌥", Ctrl: "⌃" }
    : { Mod: gettext("Ctrl"), Ctrl: gettext("Ctrl") }
  return key
    .split("-")
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join("+")
}

/* Return the key of an event by its place on the keyboard, whatever it types; null while only modifiers are
   held. */
export function pressedKey(event) {
  const name = baseName(event)
  if (!name) return null
  const modifiers = [
    [event.ctrlKey, "Ctrl"],
    [event.altKey, "Alt"],
    [event.metaKey, "Meta"],
    [event.shiftKey, "Shift"],
  ]
  return [...modifiers.filter(([isHeld]) => isHeld).map(([, modifier]) => modifier), name].join("-")
}

function baseName(event) {
  if (/^F\d+$/u.test(event.key)) return event.key
  const code = event.keyCode
  const isLetterOrDigit = (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
  return isLetterOrDigit ? String.fromCharCode(code).toLowerCase() : null
}

/* Return whether the key types a character on this keyboard: Option on a Mac, AltGr elsewhere. */
export const typesText = (event) =>
  event.key.length === 1 &&
  !event.metaKey &&
  (event.getModifierState("AltGraph") || (isMac() ? !event.ctrlKey : !event.ctrlKey && !event.altKey))
