/* The line that says which tags the caret is in, and the keys for them. */
import { crel } from "django-prose-editor/editor"

import { readable } from "newsroom/editor/keys/chosen_keys"
import { isQuote, tagsAt } from "newsroom/editor/tags/tags"
import { gettext, quoteKindName } from "newsroom/editor/interface/translations"

export class StatusLine {
  constructor(article, keys) {
    Object.assign(this, { article, keys })
    this.dom = crel("p", { className: "editor-status", id: "editor-status" })
  }

  follow(editor) {
    editor.on("transaction", () => this.show(editor.state))
    editor.on("focus", () => this.show(editor.state))
  }

  show(state) {
    const text = this.text(state)
    if (text !== this.shown) this.dom.textContent = this.shown = text
  }

  text(state) {
    const tags = tagsAt(state)
    if (!tags.length) return this.keyed(["person", "organisation", "quote", "help"])
    const here = tags.map((tag) => {
      const kind = isQuote(tag) ? ` (${quoteKindName(tag.attrs.kind)})` : ""
      return this.article.title(tag) + kind
    })
    return `${here.join(" · ")} — ${this.keyed(["edit", "untag", ...(isQuote(tags[0]) ? [] : ["all"])])}`
  }

  keyed(names) {
    const words = {
      person: gettext("person"),
      organisation: gettext("organisation"),
      quote: gettext("quote"),
      help: gettext("all keys"),
      edit: gettext("change"),
      untag: gettext("untag"),
      all: gettext("all mentions"),
    }
    return names.map((name) => `${readable(this.keys.get(name))} ${words[name]}`).join(", ")
  }
}
