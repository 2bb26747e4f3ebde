/* The list of comments beside the text, in the order of the text; those without a place come last. */
import { crel } from "django-prose-editor/editor"

import { keepFocus } from "newsroom/editor/interface/keep_focus"
import { TextForm } from "newsroom/editor/comments/comment_form"
import { interpolate, gettext, shortened } from "newsroom/editor/interface/translations"

export class CommentList {
  constructor(comments) {
    Object.assign(this, { comments, writing: null })
    this.heading = crel("h3", { id: "comments-title" })
    this.body = crel("div")
    this.dom = crel("section", { className: "panel-comments", "aria-labelledby": "comments-title" }, [
      this.heading,
      this.body,
    ])
    comments.onChange(() => this.draw())
    this.draw()
  }

  /* Draw the list anew, but keep forms that somebody writes in. */
  draw() {
    keepFocus(this.dom, () => this.drawComments())
  }

  drawComments() {
    const isOpen = this.body.querySelector("details")?.open ?? false
    const placed = this.comments.placed()
    const open = this.comments.all.filter((comment) => comment.resolved_at === null)
    const resolved = this.comments.all.filter((comment) => comment.resolved_at !== null)
    this.heading.textContent = interpolate(gettext("Comments (%(count)s)"), { count: open.length })
    const note = this.comments.isFailed
      ? gettext("The comments could not be read.")
      : open.length
        ? ""
        : gettext("None.")
    this.body.replaceChildren(
      ...(note ? [crel("p", { className: "quiet", textContent: note })] : []),
      crel(
        "ul",
        {},
        inOrder(open, placed, this.comments.article).map((comment) =>
          this.row(comment, placed.has(comment.id)),
        ),
      ),
      ...this.resolvedSection(resolved, isOpen),
    )
  }

  row(comment, isPlaced) {
    return crel("li", { className: isPlaced ? "" : "is-adrift" }, [
      isPlaced ? this.jump(comment) : lostPlace(comment),
      ...textAndAuthor(comment),
      this.replyList(comment),
      ...this.form(comment),
      this.button(gettext("Reply"), "reply", comment, () => this.startReply(comment)),
      this.button(gettext("Resolve"), "resolve", comment, () =>
        this.reportFailure(this.comments.resolve(comment)),
      ),
      ...this.authorButtons(comment),
    ])
  }

  resolvedSection(comments, isOpen) {
    if (!comments.length) return []
    const rows = comments.map((comment) =>
      crel("li", {}, [
        crel("q", { dir: "auto", textContent: shortened(comment.exact, 60) }),
        ...textAndAuthor(comment),
        this.replyList(comment),
        ...this.form(comment),
        crel("p", {
          className: "quiet",
          textContent: interpolate(gettext("Resolved by %(name)s"), { name: comment.resolved_by }),
        }),
        this.button(gettext("Reopen"), "reopen", comment, () =>
          this.reportFailure(this.comments.reopen(comment)),
        ),
      ]),
    )
    const summary = crel("summary", {
      textContent: interpolate(gettext("Resolved (%(count)s)"), { count: comments.length }),
    })
    summary.dataset.focusKey = "resolved"
    const isWriting = comments.some(({ id }) => id === this.writing?.id)
    return [crel("details", { open: isOpen || isWriting }, [summary, crel("ul", {}, rows)])]
  }

  /* Return the form that somebody writes in, also when the comment was resolved meanwhile. */
  form({ id }) {
    return this.writing?.id === id ? [this.writing.form.dom] : []
  }

  jump(comment) {
    const button = this.button(`“${shortened(comment.exact, 60)}”`, "jump", comment, () =>
      this.comments.goTo(comment),
    )
    button.removeAttribute("aria-label")
    button.classList.add("panel-jump")
    button.dir = "auto"
    return button
  }

  replyList({ replies }) {
    return crel(
      "ul",
      { className: "comment-replies" },
      replies.map((reply) => crel("li", {}, textAndAuthor(reply))),
    )
  }

  /* Return the buttons for the author alone. A comment that has answers cannot be deleted. */
  authorButtons(comment) {
    if (!comment.is_mine) return []
    const change = this.button(gettext("Edit"), "edit", comment, () => this.startChange(comment))
    if (comment.replies.length) return [change]
    return [
      change,
      this.button(gettext("Delete"), "delete", comment, () =>
        this.reportFailure(this.comments.delete(comment)),
      ),
    ]
  }

  startReply(comment) {
    this.write(comment, {
      label: gettext("Your reply"),
      submit: gettext("Send reply"),
      store: (text) => this.comments.reply(comment, text),
    })
  }

  /* Open the form to change a comment. If the comment was changed elsewhere meanwhile, the newer text is
     shown, and only a second press replaces it. */
  startChange(comment) {
    let base = comment.version
    const store = async (text) => {
      try {
        await this.comments.change(comment, text, base)
      } catch (error) {
        if (error.code !== "stale_form") throw error
        base = this.comments.all.find(({ id }) => id === comment.id)?.version
        throw new Error(
          gettext(
            "This comment was changed meanwhile, to the text above. Press again to put yours in its place.",
          ),
          { cause: error },
        )
      }
    }
    const form = this.write(comment, {
      label: gettext("Your comment"),
      submit: gettext("Change the comment"),
      store,
    })
    form.input.value = comment.text
  }

  write(comment, { label, submit, store }) {
    const stop = () => {
      this.writing = null
      this.draw()
    }
    const onDone = async (text) => {
      await store(text)
      stop()
    }
    const form = new TextForm({ label, submit, onDone, onCancel: stop })
    this.writing = { id: comment.id, form }
    this.draw()
    form.input.focus()
    return form
  }

  reportFailure(request) {
    request.catch((error) => this.comments.actions.say(error.message, { isAlert: true }))
  }

  button(text, purpose, { id, exact }, act) {
    const label = `${text}: ${shortened(exact, 40)}`
    const button = crel("button", { type: "button", textContent: text, "aria-label": label })
    button.dataset.focusKey = `${purpose} ${id}`
    button.addEventListener("click", act)
    return button
  }
}

function textAndAuthor({ text, author, created_at: at, changed_at: changed }) {
  const when = new Date(at).toLocaleString(document.documentElement.lang || [], {
    dateStyle: "medium",
    timeStyle: "short",
  })
  return [
    crel("p", { className: "comment-text", dir: "auto", textContent: text }),
    crel("p", { className: "quiet" }, [
      crel("b", { textContent: author }),
      " ",
      crel("time", { dateTime: at, textContent: when }),
      changed ? ` ${gettext("(edited)")}` : "",
    ]),
  ]
}

const lostPlace = ({ exact }) =>
  crel("p", {}, [
    crel("q", { dir: "auto", textContent: shortened(exact, 60) }),
    crel("span", { className: "quiet", textContent: ` ${gettext("These words are not in the text now.")}` }),
  ])

/* Sort comments as they stand in the text, headline first, then those without a place. */
function inOrder(comments, placed, article) {
  const order = article.fields.map(({ editor }) => editor)
  const key = ({ id }) => {
    const at = placed.get(id)
    return at ? [order.indexOf(at.editor), at.from] : [Infinity, 0]
  }
  return [...comments].sort((a, b) => {
    const [[fieldA, fromA], [fieldB, fromB]] = [key(a), key(b)]
    return fieldA === fieldB ? fromA - fromB : fieldA - fieldB
  })
}
