/* The quotes of the article, each with its speaker. */
import { crel } from "django-prose-editor/editor"

import { changeButtons, distinctionLine, jumpButton, section } from "newsroom/editor/tags/panel_controls"
import { isQuote, wordsOf } from "newsroom/editor/tags/tags"
import { gettext, quoteKindName, shortened } from "newsroom/editor/interface/translations"

export class QuoteList {
  constructor(article, actions) {
    Object.assign(this, { article, actions })
  }

  sections(tags) {
    const rows = tags.filter(isQuote).map((tag) => this.quote(tag))
    return [section("quotes", gettext("Quotes"), rows)]
  }

  quote(tag) {
    const { speaker, kind, source } = tag.attrs
    const { entities } = this.article
    const speakerName = speaker ? entities.nameOf(speaker) : gettext("nobody named")
    const details = [quoteKindName(kind), source].filter(Boolean).join(", ")
    return crel("li", { className: "quote" }, [
      jumpButton(this.actions, tag, shortened(wordsOf(tag), 90)),
      crel("span", { className: "quote-by", textContent: speakerName }),
      ...distinctionLine(entities, speaker),
      crel("span", { className: "quiet", textContent: ` ${details}` }),
      ...changeButtons(this.article, this.actions, tag),
    ])
  }
}
