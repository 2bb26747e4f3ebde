/* The buttons of the workflow act on the stored article. If the page has unsaved work, they ask first whether
   to save it. */
import { crel } from "django-prose-editor/editor"

import { interpolate, gettext } from "newsroom/editor/interface/translations"

export class UnsavedWarning {
  constructor(recovery, form, moves) {
    Object.assign(this, { recovery, form, moves })
    for (const element of moves.querySelectorAll("[data-move]")) {
      element.addEventListener("click", (event) => this.onPress(event, element))
    }
  }

  onPress(event, element) {
    if (element === this.confirmed || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (!this.recovery.isUnsaved()) return
    event.preventDefault()
    this.ask(element)
  }

  ask(element) {
    const label = element.textContent.trim()
    const save = crel("button", {
      className: "is-default",
      value: "save",
      textContent: gettext("Save first"),
    })
    const without = crel("button", { value: "without", textContent: gettext("Go on without it") })
    const back = crel("button", { value: "", textContent: gettext("Back to the text") })
    const dialog = crel("dialog", { className: "editor-dialog", "aria-labelledby": "unsaved-title" }, [
      crel("form", { method: "dialog" }, [
        crel("h2", { id: "unsaved-title", textContent: gettext("Your work on this page is not saved") }),
        crel("p", {
          textContent: interpolate(gettext("“%(label)s” acts on the article as it was last saved."), {
            label,
          }),
        }),
        crel("div", { className: "dialog-buttons" }, [save, without, back]),
      ]),
    ])
    dialog.addEventListener("close", () => {
      dialog.remove()
      if (dialog.returnValue === "save") this.save(element)
      else if (dialog.returnValue === "without") this.goOn(element)
      else element.focus()
    })
    document.body.append(dialog)
    dialog.showModal()
  }

  /* Save, and then open the page that asks about the transition. */
  save(element) {
    this.add("then", element.dataset.move)
    this.add("then_comment", this.moves.elements.namedItem("comment")?.value ?? "")
    this.form.requestSubmit(this.form.elements.namedItem("_continue"))
  }

  add(name, value) {
    const before = this.form.elements.namedItem(name)
    if (before) before.value = value
    else this.form.append(crel("input", { type: "hidden", name, value }))
  }

  goOn(element) {
    this.confirmed = element
    this.recovery.leave()
    element.click()
  }
}
