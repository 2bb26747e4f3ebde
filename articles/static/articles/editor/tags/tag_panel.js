/* The tags beside the text: what to look at, who is named and quoted, how often and where. */
import { crel } from "django-prose-editor/editor"

import { keepFocus } from "newsroom/editor/interface/keep_focus"
import { ChangedTagList } from "newsroom/editor/tags/changed_tag_list"
import { MentionList } from "newsroom/editor/tags/mention_list"
import { QuoteList } from "newsroom/editor/tags/quote_list"
import { gettext } from "newsroom/editor/interface/translations"

export class TagPanel {
  constructor(article, actions) {
    this.article = article
    this.lists = [ChangedTagList, MentionList, QuoteList].map((List) => new List(article, actions))
    this.sections = crel("div", { className: "panel-sections" })
    this.dom = crel("aside", { className: "editor-panel", "aria-labelledby": "panel-title" }, [
      crel("h2", { id: "panel-title", textContent: gettext("Tags") }),
      this.sections,
    ])
    article.onChange(() => this.draw())
    this.draw()
  }

  draw() {
    const tags = this.article.tags()
    keepFocus(this.dom, () =>
      this.sections.replaceChildren(...this.lists.flatMap((list) => list.sections(tags))),
    )
  }
}
