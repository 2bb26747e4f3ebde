/* Storage of this browser. If it is forbidden or full, nothing is kept and nobody is stopped. */
const DAYS_KEPT = 14
const PREFIX = "newsroom-unsaved "

/* Return [[name, value]] of the items whose names have this beginning, the oldest first. */
export function storedItems(beginning) {
  const names = attempt(() => Object.keys(localStorage)) ?? []
  return names
    .filter((name) => name.startsWith(PREFIX + beginning))
    .map((name) => [name.slice(PREFIX.length), read(name)])
    .filter(([, value]) => value)
    .sort(([, first], [, second]) => first.at - second.at)
}

export function storeItem(name, value) {
  attempt(() => localStorage.setItem(PREFIX + name, JSON.stringify(value)))
}

export function removeItem(name) {
  attempt(() => localStorage.removeItem(PREFIX + name))
}

export function removeOldItems() {
  const oldest = Date.now() - DAYS_KEPT * 24 * 3600 * 1000
  for (const [name, { at }] of storedItems("")) if (!(at >= oldest)) removeItem(name)
}

const read = (name) => attempt(() => JSON.parse(localStorage.getItem(name)))

/* Return null if storage is forbidden, full, or holds what another program wrote. */
function attempt(act) {
  try {
    return act()
  } catch {
    return null
  }
}
