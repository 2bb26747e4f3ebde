/* The focus in a list that is drawn anew. */

/* Draw the list with `draw()`. A focus in the list stays on its control, else on the new control with the
   same `data-focus-key`. Where that is gone it goes to `fallback()`. */
export function keepFocus(dom, draw, fallback = () => dom.querySelector("button, summary")) {
  const { activeElement: focused } = document
  const wasInside = dom.contains(focused)
  draw()
  if (wasInside && document.activeElement !== focused) (successorOf(focused, dom) ?? fallback())?.focus()
}

function successorOf(focused, dom) {
  if (focused.isConnected) return focused
  const { focusKey } = focused.dataset
  const keyed = [...dom.querySelectorAll("[data-focus-key]")]
  return keyed.find((control) => control.dataset.focusKey === focusKey)
}
