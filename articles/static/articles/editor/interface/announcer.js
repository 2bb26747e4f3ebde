/* Messages about changes, on the page and for screen readers. */
import { crel } from "django-prose-editor/editor"

const SHOWN_FOR = 8000

/* A live region beside the text. An alert stays until the next message; others go after a while. */
export class Announcer {
  constructor() {
    this.text = crel("span", { role: "status", "aria-live": "polite", className: "editor-message" })
    this.actions = crel("span", { className: "editor-message-actions" })
    this.dom = crel("div", { className: "editor-announcer" }, [this.text, this.actions])
  }

  /* Show a message. `actions`: [[label, function]], buttons beside the message. */
  say(message, { isAlert = false, actions = [] } = {}) {
    clearTimeout(this.timer)
    this.text.textContent = message
    this.dom.classList.toggle("is-alert", isAlert)
    this.actions.replaceChildren(...actions.map(([label, act]) => this.button(label, act)))
    if (!isAlert) this.timer = setTimeout(() => this.clear(), actions.length ? SHOWN_FOR * 2 : SHOWN_FOR)
  }

  /* Add to the present message, which somebody may not have read yet. */
  add(message) {
    clearTimeout(this.timer)
    this.text.textContent = [this.text.textContent, message].filter(Boolean).join(" ")
    this.dom.classList.add("is-alert")
  }

  button(label, act) {
    const button = crel("button", { type: "button", textContent: label })
    button.addEventListener("click", () => {
      this.clear()
      act()
    })
    return button
  }

  clear() {
    this.text.textContent = ""
    this.actions.replaceChildren()
    this.dom.classList.remove("is-alert")
  }
}
