/* Work that was not saved, kept in this browser and offered again: never over a newer revision. */
import { crel } from "django-prose-editor/editor"

import { forget, forgetOld, keep, kept } from "newsroom/editor/keeping"
import { newUuid } from "newsroom/editor/marks"
import { filled, gettext } from "newsroom/editor/wording"

export class Recovery {
  /* Another user's and another article's work is none of ours. A page that shows what was refused
     shows what is not stored. Each page keeps its own work: two of one article do not meet. */
  constructor(desk, form, { user, article, base, is_refused: isRefused, stored_work: storedWork }) {
    Object.assign(this, { desk, form, base, isRefused })
    this.stored = new Set(storedWork)
    this.prefix = `${user} ${article ?? "new"} `
    this.id = newUuid()
    this.sent = null
    form.elements.namedItem("work").value = this.id
    this.started = this.texts()
    desk.onChange(() => this.keep())
    addEventListener("pagehide", () => this.keep())
    form.addEventListener("submit", (event) => event.defaultPrevented || this.send())
  }

  texts() {
    return Object.fromEntries(this.desk.fields.map(({ name, editor }) => [name, editor.getHTML()]))
  }

  isChanged(texts) {
    return this.isRefused || Object.keys(texts).some((name) => texts[name] !== this.started[name])
  }

  send() {
    this.sent = JSON.stringify(this.texts())
    this.keep()
  }

  /* `isSent`: the server has been sent just these texts, and says by the work's id if it stored them. */
  keep() {
    const texts = this.texts()
    if (!this.isChanged(texts)) return forget(this.prefix + this.id)
    const newcomers = this.desk.people.newcomersAmong(new Set(this.desk.people.known.keys()))
    const isSent = this.sent === JSON.stringify(texts)
    return keep(this.prefix + this.id, { id: this.id, base: this.base, texts, newcomers, isSent, at: Date.now() })
  }

  /* What is stored is done with; all else is offered, what was sent and refused too. */
  offer() {
    forgetOld()
    const shown = JSON.stringify(this.texts())
    for (const [key, work] of kept(this.prefix)) {
      const isSame = JSON.stringify(work.texts) === shown
      const isStored = work.isSent && this.stored.has(work.id)
      if (isStored || isSame) forget(key)
      else this.ask(key, work)
    }
    if (this.isRefused) this.keep()
  }

  ask(key, work) {
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
    const settle = (act) => () => {
      bar.remove()
      act()
      forget(key)
    }
    back.addEventListener("click", settle(() => this.putBack(work)))
    drop.addEventListener("click", settle(() => {}))
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
    this.keep()
    this.desk.editor("body").view.focus()
  }
}
