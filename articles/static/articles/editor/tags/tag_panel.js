/* The list of tags beside the text: who is named and quoted, how often and where, and what to look at. */
import { crel } from "django-prose-editor/editor"

import { isMention, isQuote, wordsOf } from "newsroom/editor/tags/tags"
import { LONGEST_DESCRIPTION, ORGANISATION, PERSON } from "newsroom/editor/tags/people"
import {
  excerpts,
  fieldName,
  interpolate,
  gettext,
  kindName,
  quoteKindName,
  shortened,
} from "newsroom/editor/interface/translations"

export class TagPanel {
  constructor(desk, actions) {
    Object.assign(this, { desk, actions })
    this.title = crel("h2", { id: "panel-title", textContent: gettext("Tags") })
    this.sections = crel("div", { className: "panel-sections" })
    this.dom = crel("aside", { className: "editor-panel", "aria-labelledby": "panel-title" }, [
      this.title,
      this.sections,
    ])
    this.open = new Set()
    desk.onChange(() => this.draw())
    this.draw()
  }

  /* Draw the list anew; what was open or focused stays so. */
  draw() {
    const focused = this.dom.contains(document.activeElement) && document.activeElement.dataset.focusKey
    for (const { open, dataset } of this.sections.querySelectorAll("details")) {
      if (open) this.open.add(dataset.entity)
      else this.open.delete(dataset.entity)
    }
    const tags = this.desk.tags()
    const checks = this.desk.checks.among(tags)
    const removed = this.desk.removed()
    this.sections.replaceChildren(
      ...this.checking(checks),
      ...this.going(removed),
      this.group(gettext("People"), PERSON, tags),
      this.group(gettext("Organisations"), ORGANISATION, tags),
      ...this.nobody(tags),
      this.quotes(tags),
    )
    if (focused) this.refocus(focused)
  }

  refocus(key) {
    const wanted = [...this.dom.querySelectorAll("[data-focus-key]")].find(
      (it) => it.dataset.focusKey === key,
    )
    ;(wanted ?? this.dom.querySelector("button, summary"))?.focus()
  }

  section(name, title, count, rows) {
    const heading = crel("h3", {}, [
      title,
      " ",
      crel("span", { className: "quiet", textContent: String(count) }),
    ])
    const list = rows.length
      ? crel("ul", {}, rows)
      : crel("p", { className: "quiet", textContent: gettext("None yet.") })
    return crel("section", { className: `panel-${name}` }, [heading, list])
  }

  checking(checks) {
    if (!checks.length) return []
    const rows = checks.map((check) => this.check(check))
    return [this.section("checks", gettext("To look at"), rows.length, rows)]
  }

  check({ tag, old, now, wasPublic, names }) {
    const [before, after] = excerpts(old, now)
    const values = { tag: this.desk.title(tag), old: before, now: after }
    const reason = names ? renamed(values, names) : interpolate(changed(wasPublic), values)
    const answers = wasPublic
      ? [this.button(gettext("A slip, corrected"), tag, "slip", () => this.confirm(tag, { isSlip: true }))]
      : []
    return crel("li", {}, [
      this.jump(tag, reason, "check"),
      ...answers,
      this.button(gettext("Still right"), tag, "right", () => this.confirm(tag)),
      this.button(gettext("Remove tag"), tag, "drop", () => this.actions.removeTag(tag)),
    ])
  }

  confirm(tag, answer) {
    this.desk.checks.confirm(tag, answer)
    this.desk.announcer.say(
      interpolate(gettext("Confirmed with the next save: %(tag)s"), { tag: this.desk.label(tag) }),
    )
    this.desk.changed()
  }

  going(removed) {
    if (!removed.length) return []
    const rows = removed.map((tag) =>
      crel("li", { className: "is-gone" }, [crel("del", { textContent: this.desk.label(tag) })]),
    )
    return [this.section("removed", gettext("Removed by the next save"), rows.length, rows)]
  }

  group(title, kind, tags) {
    const mentions = tags.filter(
      (tag) => isMention(tag) && this.desk.people.get(tag.attrs.entity)?.kind === kind,
    )
    const named = grouped(mentions)
    const rows = [...named].map(([id, its]) => this.entity(id, its))
    return this.section(kind, title, rows.length, rows)
  }

  /* List tags of entities that were deleted meanwhile: they keep the article from being saved. */
  nobody(tags) {
    const lost = tags.filter((tag) => isMention(tag) && !this.desk.people.get(tag.attrs.entity))
    return lost.length
      ? [
          this.section(
            "unknown",
            kindName(),
            lost.length,
            lost.map((tag) => this.mention(tag)),
          ),
        ]
      : []
  }

  entity(id, tags) {
    const entity = this.desk.people.get(id)
    const count = crel("span", {
      className: "quiet",
      textContent: ` ${tags.length}${entity.isNew ? `, ${gettext("new")}` : ""}`,
    })
    const name = crel("span", { className: "words", textContent: entity.name })
    const summary = crel("summary", {}, [name, count, ...this.distinction(id)])
    summary.dataset.focusKey = `entity ${id}`
    const all = this.button(gettext("Tag all mentions"), { key: id }, "all", () => this.actions.tagAll(id))
    const mentions = crel(
      "ul",
      {},
      tags.map((tag) => this.mention(tag)),
    )
    const details = crel("details", { open: this.open.has(id) }, [
      summary,
      ...this.describing(entity),
      mentions,
      all,
    ])
    details.dataset.entity = id
    return crel("li", { className: entity.kind }, [details])
  }

  distinction(id) {
    const text = this.desk.people.distinctionOf(id)
    return text ? [crel("small", { className: "distinction", dir: "auto", textContent: text })] : []
  }

  /* Return the box in which the editor describes somebody new. */
  describing({ id, isNew, description }) {
    if (!isNew) return []
    const input = crel("input", { type: "text", maxLength: LONGEST_DESCRIPTION, value: description })
    input.dataset.focusKey = `describe ${id}`
    input.addEventListener("input", () => this.desk.people.describe(id, input.value))
    input.addEventListener("change", () => this.desk.onPeople())
    return [crel("label", { className: "panel-describe" }, [gettext("Who is this?"), " ", input])]
  }

  mention(tag) {
    const { name } = this.desk.fieldOf(tag)
    const where = name === "body" ? "" : ` (${fieldName(name)})`
    return crel("li", {}, [this.jump(tag, `“${shortened(wordsOf(tag), 40)}”${where}`), ...this.changing(tag)])
  }

  quotes(tags) {
    const rows = tags.filter(isQuote).map((tag) => this.quote(tag))
    return this.section("quotes", gettext("Quotes"), rows.length, rows)
  }

  quote(tag) {
    const { speaker, kind, source } = tag.attrs
    const who = speaker ? this.desk.people.nameOf(speaker) : gettext("nobody named")
    const how = [quoteKindName(kind), source].filter(Boolean).join(", ")
    return crel("li", { className: "quote" }, [
      this.jump(tag, shortened(wordsOf(tag), 90)),
      crel("span", { className: "quote-by", textContent: who }),
      ...this.distinction(speaker),
      crel("span", { className: "quiet", textContent: ` ${how}` }),
      ...this.changing(tag),
    ])
  }

  changing(tag) {
    const change = () => {
      this.actions.goTo(tag)
      this.actions.edit(this.desk.fieldOf(tag).editor)
    }
    return [
      this.button(gettext("Change"), tag, "change", change, this.desk.label(tag)),
      this.button(gettext("Remove"), tag, "remove", () => this.actions.removeTag(tag), this.desk.label(tag)),
    ]
  }

  jump(tag, text, purpose = "jump") {
    const button = this.button(text, tag, purpose, () => this.actions.goTo(tag))
    button.classList.add("panel-jump")
    button.dir = "auto"
    return button
  }

  button(text, { key }, purpose, act, of = "") {
    const button = crel("button", { type: "button", textContent: text })
    if (of) button.setAttribute("aria-label", `${text}: ${of}`)
    button.dataset.focusKey = `${purpose} ${key}`
    button.addEventListener("click", act)
    return button
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

const entityOf = (tag) => tag.attrs.entity

function grouped(tags) {
  const groups = new Map()
  for (const tag of tags) groups.set(entityOf(tag), [...(groups.get(entityOf(tag)) ?? []), tag])
  return groups
}
