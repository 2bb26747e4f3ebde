/* The tags that the next save changes: those with other words, which somebody has to look at, and those that
   were removed. */
import { crel } from "django-prose-editor/editor"

import { button, jumpButton, section } from "newsroom/editor/tags/panel_controls"
import { excerpts, gettext, interpolate } from "newsroom/editor/interface/translations"

export class ChangedTagList {
  constructor(article, actions) {
    Object.assign(this, { article, actions })
  }

  sections(tags) {
    const changed = this.article.changedTags.among(tags).map((change) => this.changedTag(change))
    const removed = this.article.removed().map((tag) => this.removedTag(tag))
    return [
      ...(changed.length ? [section("checks", gettext("To look at"), changed)] : []),
      ...(removed.length ? [section("removed", gettext("Removed by the next save"), removed)] : []),
    ]
  }

  changedTag({ tag, old, now, wasPublic, names }) {
    const [before, after] = excerpts(old, now)
    const values = { tag: this.article.title(tag), old: before, now: after }
    const reason = names ? renamed(values, names) : interpolate(changed(wasPublic), values)
    const answers = wasPublic
      ? [button(gettext("A slip, corrected"), tag, "slip", () => this.confirm(tag, { isSlip: true }))]
      : []
    return crel("li", {}, [
      jumpButton(this.actions, tag, reason, "check"),
      ...answers,
      button(gettext("Still right"), tag, "right", () => this.confirm(tag)),
      button(gettext("Remove tag"), tag, "drop", () => this.actions.removeTag(tag)),
    ])
  }

  confirm(tag, answer) {
    this.article.changedTags.confirm(tag, answer)
    this.article.announcer.say(
      interpolate(gettext("Confirmed with the next save: %(tag)s"), { tag: this.article.label(tag) }),
    )
    this.article.changed()
  }

  removedTag(tag) {
    return crel("li", { className: "is-gone" }, [crel("del", { textContent: this.article.label(tag) })])
  }
}

const changed = (wasPublic) =>
  wasPublic
    ? gettext("%(tag)s: readers have seen “%(old)s”, it is now “%(now)s”.")
    : gettext("%(tag)s: it was on “%(old)s” and is now on “%(now)s”.")

const renamed = (values, [was, is]) =>
  interpolate(gettext("“%(old)s” named %(was)s, “%(now)s” names %(is)s."), {
    ...values,
    was: was ?? gettext("nobody"),
    is: is ?? gettext("nobody"),
  })
