/* Work that was not saved, kept in this browser and offered again: never over a newer revision. */
import { crel } from "django-prose-editor/editor"

import { filled, gettext } from "newsroom/editor/wording"

const DAYS_KEPT = 14
const PREFIX = "newsroom-unsaved "

export class Recovery {
  /* Another user's and another article's work is none of ours. A page that shows what was refused
     shows what is not stored. */
  constructor(desk, form, { user, article, base, is_refused: isRefused }) {
    Object.assign(this, { desk, form, base, isRefused })
    this.key = `${PREFIX}${user} ${article ?? "new"}`
    this.started = this.texts()
    desk.onChange(() => this.keep())
    addEventListener("pagehide", () => this.keep())
    form.addEventListener("submit", (event) => event.defaultPrevented || this.keep({ isSent: true }))
  }

  texts() {
    return Object.fromEntries(this.desk.fields.map(({ name, editor }) => [name, editor.getHTML()]))
  }

  isChanged() {
    const now = this.texts()
    return this.isRefused || Object.keys(now).some((name) => now[name] !== this.started[name])
  }

  keep({ isSent = false } = {}) {
    if (!this.isChanged()) return
    const wasSent = isSent || this.isSent
    this.isSent = wasSent
    const newcomers = this.desk.people.newcomersAmong(new Set(this.desk.people.known.keys()))
    const work = { base: this.base, texts: this.texts(), newcomers, isSent: wasSent, at: Date.now() }
    write(this.key, JSON.stringify(work))
  }

  /* What a save has stored since is done with. What was sent and not stored is offered again. */
  offer() {
    forgetOld()
    const work = read(this.key)
    if (!work) return
    const isStored = work.isSent && (work.base ?? 0) < (this.base ?? 0)
    const isSame = JSON.stringify(work.texts) === JSON.stringify(this.texts())
    if (isStored || (isSame && !this.isRefused)) this.forget()
    else if (!isSame) this.ask(work)
  }

  ask(work) {
    const when = new Date(work.at).toLocaleString()
    const isOutdated = (work.base ?? null) !== (this.base ?? null)
    const text = isOutdated
      ? gettext("Unsaved work of %(when)s was made on revision %(base)s; the article is at another by now. Put back, it is compared with that before it is saved.")
      : gettext("There is unsaved work of %(when)s.")
    const back = crel("button", { type: "button", className: "is-default", textContent: gettext("Put it back") })
    const drop = crel("button", { type: "button", textContent: gettext("Discard it") })
    const bar = crel("div", { className: "editor-recovery", role: "alert" }, [
      crel("p", { textContent: filled(text, { when, base: work.base ?? "–" }) }),
      back,
      " ",
      drop,
    ])
    back.addEventListener("click", () => {
      bar.remove()
      this.putBack(work)
    })
    drop.addEventListener("click", () => {
      bar.remove()
      this.forget()
    })
    this.form.prepend(bar)
  }

  /* As edits that can be undone. Made on another revision, the form says so when it is sent. */
  putBack(work) {
    for (const entity of work.newcomers) this.desk.people.add({ ...entity, isNew: true })
    for (const { name, editor } of this.desk.fields) {
      if (work.texts[name] !== undefined) editor.commands.setContent(work.texts[name], { emitUpdate: true })
    }
    if (work.base !== this.base) this.form.elements.namedItem("base").value = work.base ?? ""
    this.base = work.base
    this.desk.editor("body").view.focus()
  }

  forget() {
    localStorage.removeItem(this.key)
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

/* A browser that keeps nothing, or is full, does not stop anybody from writing. */
function write(key, text) {
  try {
    localStorage.setItem(key, text)
  } catch {
    console.info("This browser keeps no unsaved work.")
  }
}

function forgetOld() {
  const oldest = Date.now() - DAYS_KEPT * 24 * 3600 * 1000
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && (read(key)?.at ?? 0) < oldest) localStorage.removeItem(key)
  }
}
