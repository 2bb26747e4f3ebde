/* Keeps unsaved work in this browser and offers it again, never over a newer revision. */
import { crel } from "django-prose-editor/editor"

import { removeItem, removeOldItems, storeItem, storedItems } from "newsroom/editor/saving/browser_storage"
import { newUuid } from "newsroom/editor/tags/tag_marks"
import { interpolate, gettext } from "newsroom/editor/interface/translations"

const DETAILS = ["section", "language", "slug", "byline", "dateline", "source"]

export class Recovery {
  /* Work is kept by user, article and page, so that two pages of one article do not meet. After a refused
     save, `isRefused`, what the page shows is not stored. */
  constructor(
    article,
    form,
    { user, article: articleId, base, is_refused: isRefused, stored_work: storedWork },
  ) {
    Object.assign(this, { article, form, base, isRefused })
    this.stored = new Set(storedWork)
    this.prefix = `${user} ${articleId ?? "new"} `
    this.id = newUuid()
    this.sent = null
    form.elements.namedItem("work").value = this.id
    this.startTexts = this.texts()
    this.isLeaving = false
    article.onChange(() => this.keep())
    for (const name of ["input", "change"]) form.addEventListener(name, () => article.changed())
    addEventListener("pagehide", () => this.keep())
    addEventListener("pageshow", () => (this.isLeaving = false))
    addEventListener("beforeunload", (event) => this.isLeaving || !this.isUnsaved() || event.preventDefault())
    form.addEventListener("submit", (event) => event.defaultPrevented || this.send())
  }

  texts() {
    return Object.fromEntries(this.article.fields.map(({ name, editor }) => [name, editor.getHTML()]))
  }

  /* Return the details (slug, section …) that differ from what is stored. */
  details() {
    const fields = DETAILS.map((name) => [name, this.form.elements.namedItem(name)])
    const changed = fields.filter(
      ([, field]) => field && !field.disabled && field.value !== this.storedValue(field),
    )
    return Object.fromEntries(changed.map(([name, field]) => [name, field.value]))
  }

  storedValue(field) {
    return this.form.elements.namedItem(`initial-${field.name}`)?.value ?? field.defaultValue
  }

  work() {
    return { texts: this.texts(), details: this.details() }
  }

  /* Return whether the page holds anything that is not stored. */
  isUnsaved({ texts, details } = this.work()) {
    const isChanged = Object.keys(texts).some((name) => texts[name] !== this.startTexts[name])
    return this.isRefused || isChanged || Object.keys(details).length > 0
  }

  /* Let the page be left without a question. */
  leave() {
    this.isLeaving = true
  }

  send() {
    this.sent = JSON.stringify(this.work())
    this.keep()
    this.leave()
  }

  /* `isSent`: the server has been sent exactly these texts, and says by the work's id whether it has stored
     them. */
  keep() {
    const work = this.work()
    if (!this.isUnsaved(work)) return removeItem(this.prefix + this.id)
    const newEntities = this.article.entities.newEntitiesAmong(new Set(this.article.entities.known.keys()))
    const isSent = this.sent === JSON.stringify(work)
    return storeItem(this.prefix + this.id, {
      id: this.id,
      base: this.base,
      ...work,
      newEntities,
      isSent,
      at: Date.now(),
    })
  }

  /* Remove work that is stored, and offer all other, also what was sent and refused. */
  offer() {
    removeOldItems()
    const shown = JSON.stringify(this.work())
    for (const [key, work] of storedItems(this.prefix)) {
      const isSame = JSON.stringify({ texts: work.texts, details: work.details ?? {} }) === shown
      const isStored = work.isSent && this.stored.has(work.id)
      if (isStored || isSame) removeItem(key)
      else this.ask(key, work)
    }
    if (this.isRefused) this.keep()
  }

  ask(key, work) {
    const when = new Date(work.at).toLocaleString()
    const isOutdated = (work.base ?? null) !== (this.base ?? null)
    const text = isOutdated
      ? gettext(
          "Unsaved work of %(when)s was made on revision %(base)s; the article is at another by now. Put back, it is compared with that before it is saved.",
        )
      : gettext("There is unsaved work of %(when)s.")
    const back = crel("button", {
      type: "button",
      className: "is-default",
      textContent: gettext("Put it back"),
    })
    const drop = crel("button", { type: "button", textContent: gettext("Discard it") })
    const bar = crel("div", { className: "editor-recovery", role: "alert" }, [
      crel("p", { textContent: interpolate(text, { when, base: work.base ?? "–" }) }),
      back,
      " ",
      drop,
    ])
    const settle = (act) => () => {
      bar.remove()
      act()
      removeItem(key)
    }
    back.addEventListener(
      "click",
      settle(() => this.putBack(work)),
    )
    drop.addEventListener(
      "click",
      settle(() => {}),
    )
    this.form.prepend(bar)
  }

  /* Put work back as edits that can be undone. Work on an older revision is refused by the server when it is
     sent. */
  putBack(work) {
    for (const entity of work.newEntities) this.article.entities.add({ ...entity, isNew: true })
    for (const { name, editor } of this.article.fields) {
      if (work.texts[name] !== undefined) editor.commands.setContent(work.texts[name], { emitUpdate: true })
    }
    for (const [name, value] of Object.entries(work.details ?? {})) this.putBackDetail(name, value)
    if (work.base !== this.base) this.form.elements.namedItem("base").value = work.base ?? ""
    this.base = work.base
    this.keep()
    this.article.editor("body").view.focus()
  }

  /* Put a detail back, if this editor may still change it. */
  putBackDetail(name, value) {
    const field = this.form.elements.namedItem(name)
    if (!field || field.disabled) return
    field.value = value
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }
}
