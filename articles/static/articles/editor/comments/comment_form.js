/* The form of a margin comment. It keeps what was typed until that is stored. */
import { crel } from "django-prose-editor/editor"

import { Popover } from "newsroom/editor/interface/popover"
import { pendingWordsRange } from "newsroom/editor/tags/pending_words"
import { gettext } from "newsroom/editor/interface/translations"

const LENGTH = 5000
let count = 0
// Text of a form that was closed by a press outside: the next form begins with it.
let draft = ""

/* A text box and a button. `onDone(text)` may reject: its message is shown. This is no form element, since it
   stands within the article's form. */
export class TextForm {
  constructor({ label, submit, onDone, onCancel }) {
    const id = `comment-text-${++count}`
    this.onDone = onDone
    this.input = crel("textarea", { id, rows: 3, maxLength: LENGTH })
    this.button = crel("button", { type: "button", className: "is-default", textContent: submit })
    this.error = crel("p", { className: "comment-error", role: "alert" })
    const cancel = crel("button", { type: "button", textContent: gettext("Cancel") })
    this.dom = crel("div", { className: "comment-form" }, [
      crel("label", { htmlFor: id, textContent: label }),
      this.input,
      this.error,
      crel("div", { className: "quote-buttons" }, [this.button, cancel]),
    ])
    this.button.addEventListener("click", () => this.submit())
    cancel.addEventListener("click", onCancel)
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      this.submit()
    })
  }

  async submit() {
    const text = this.input.value.trim()
    if (!text || this.button.disabled) return this.input.focus()
    this.button.disabled = true
    this.error.textContent = ""
    try {
      await this.onDone(text)
    } catch (error) {
      this.error.textContent = error.message
    }
    this.button.disabled = false
  }
}

export class CommentForm {
  /* `onDone(text, range)` stores the comment on the words where they stand by then. */
  constructor(editor, range, { onDone }) {
    const form = new TextForm({
      label: gettext("Comment on these words"),
      submit: gettext("Comment"),
      onDone: async (text) => {
        await onDone(text, pendingWordsRange(editor.state))
        this.end()
      },
      onCancel: () => this.end(),
    })
    form.input.value = draft
    form.input.addEventListener("input", () => (draft = form.input.value))
    this.popover = new Popover(editor, range, {
      label: gettext("Comment on these words"),
      content: [form.dom],
    })
    form.input.focus()
  }

  end() {
    draft = ""
    this.popover.close()
  }
}
