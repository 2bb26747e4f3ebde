/* Fills in the hidden fields of the form (removed tags, new entities, confirmations), and asks about changed
   quotes that readers have seen. */
import { crel } from "django-prose-editor/editor"

import { AS_IT_WAS } from "newsroom/editor/clipboard/inserted_text"
import { newUuid } from "newsroom/editor/tags/tag_marks"
import { collectTags, entityOf, retag, tagsOf } from "newsroom/editor/tags/tags"
import { excerpts, gettext } from "newsroom/editor/interface/translations"

const SLIP = "slip"
const OTHER = "other"
const UNDO = "undo"
const ANSWER_TIMEOUT = 10_000

export class SubmitHandler {
  constructor(article, form) {
    Object.assign(this, { article, form })
    article.onChange(() => this.write())
    form.addEventListener("submit", (event) => this.onSubmit(event))
    addEventListener("pageshow", () => (this.isSending = false))
  }

  input(name) {
    return this.form.elements.namedItem(name)
  }

  write() {
    const { article } = this
    const tags = article.tags()
    const entities = new Set(tags.map(entityOf))
    this.input("removed_tags").value = article
      .removed()
      .map((tag) => tag.uuid)
      .join(" ")
    this.input("new_entities_json").value = JSON.stringify(article.entities.newEntitiesAmong(entities))
    this.input("confirmed_json").value = JSON.stringify(article.changedTags.confirmations(tags))
  }

  onSubmit(event) {
    // A second press would make a second article, or be stale by the first one's save.
    if (this.isSending) return event.preventDefault()
    const changed = this.article.changedTags
      .among(this.article.tags())
      .filter((check) => check.wasPublic && !this.wasFlagged(check))
    if (changed.length) {
      event.preventDefault()
      return this.ask(changed, event.submitter)
    }
    this.write()
    this.isSending = true
    setTimeout(() => (this.isSending = false), ANSWER_TIMEOUT)
  }

  /* Return whether the server had flagged the tag before: then no answer is needed now. */
  wasFlagged({ tag, now }) {
    const base = this.article.changedTags.base.get(tag.key)
    return this.article.changedTags.open.has(tag.key) && base?.words === now
  }

  ask(changed, submitter) {
    const questions = changed.map((check, index) => question(check, index, this.canUndo(check)))
    const go = crel("button", { type: "submit", className: "is-default", textContent: gettext("Save") })
    const back = crel("button", { type: "button", textContent: gettext("Back to the text") })
    const form = crel("form", { method: "dialog" }, [
      crel("h2", {
        id: "changed-title",
        textContent: gettext("Readers have seen these quotes with other words"),
      }),
      ...questions,
      crel("div", { className: "dialog-buttons" }, [go, back]),
    ])
    const dialog = crel("dialog", { className: "editor-dialog", "aria-labelledby": "changed-title" }, [form])
    back.addEventListener("click", () => dialog.close())
    form.addEventListener("submit", () => {
      const answers = new FormData(form)
      changed.forEach((check, index) => this.answer(check, answers.get(`answer-${index}`)))
      this.send(submitter)
    })
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }

  answer({ tag }, answer) {
    if (answer === SLIP) this.article.changedTags.confirm(tag, { isSlip: true })
    else if (answer === OTHER) this.makeOther(tag)
    else this.undo(tag)
  }

  /* Make it another quote: the old one is removed. */
  makeOther(tag) {
    const { editor } = this.article.fieldOf(tag)
    const current = tagsOf(editor.state).get(tag.key)
    editor.view.dispatch(
      retag(editor.state.tr, current, current.mark.type.create({ ...current.attrs, uuid: newUuid() })),
    )
  }

  /* Return whether the old words are of the same field, so that they can be put back. */
  canUndo({ tag }) {
    return collectTags(this.article.fieldOf(tag).start).has(tag.key)
  }

  undo(tag) {
    const { editor, start } = this.article.fieldOf(tag)
    const base = collectTags(start).get(tag.key)
    const current = tagsOf(editor.state).get(tag.key)
    const { tr } = editor.state
    for (const [now, then] of pairs(current.ranges, base.ranges).reverse()) {
      tr.replace(now.from, now.to, start.slice(then.from, then.to))
    }
    editor.view.dispatch(tr.setMeta(AS_IT_WAS, true))
  }

  send(submitter) {
    this.article.flush()
    this.write()
    this.form.requestSubmit(submitter ?? undefined)
  }
}

/* Pair old and new ranges, so that text between the parts of a quote stays; if their numbers differ, pair the
   whole stretches. */
function pairs(now, then) {
  if (now.length === then.length) return now.map((range, index) => [range, then[index]])
  return [[whole(now), whole(then)]]
}

const whole = (ranges) => ({ from: ranges[0].from, to: ranges.at(-1).to })

function question({ old, now }, index, canUndo) {
  const options = [
    [SLIP, gettext("A slip was corrected: it is the same quote")],
    [OTHER, gettext("It is a different quote")],
    ...(canUndo ? [[UNDO, gettext("Undo: put the old words back")]] : []),
  ]
  const [before, after] = excerpts(old, now, 160)
  const legend = crel("legend", {}, [
    crel("del", { textContent: before }),
    " ",
    crel("ins", { textContent: after }),
  ])
  return crel("fieldset", {}, [
    legend,
    ...options.map(([value, text]) => radio(`answer-${index}`, value, text)),
  ])
}

const radio = (name, value, text) =>
  crel("label", {}, [crel("input", { type: "radio", name, value, required: true }), " ", text])
