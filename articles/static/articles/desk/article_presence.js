/* The change page of an article: shows who else has it open, and that somebody has saved it. */
import { watchPresence } from "./presence.js"

const line = document.querySelector("[data-presence]")

function show({ others, head, head_by }) {
  const { also, newer } = line.dataset
  const parts = []
  if (others.length) parts.push(`${also} ${others.map(({ name }) => name).join(", ")}.`)
  if (head > Number(line.dataset.head)) parts.push(`${newer} ${head_by ?? ""} (${head}).`)
  line.textContent = parts.join(" ")
  line.hidden = !parts.length
}

if (line) watchPresence(line.dataset.presence, { onChange: show })
