/* The suggestions beside the text, grouped by entity: accept or reject one, a group, or all sure
   ones. */
import { crel } from "django-prose-editor/editor"

import { keepFocus } from "newsroom/editor/interface/keep_focus"
import { doubtInWords, groupOf, nameOf } from "newsroom/editor/suggestions/proposals"
import { interpolate, gettext, kindName, labelled, shortened } from "newsroom/editor/interface/translations"

const MOST_ENTITIES = 8

export class SuggestionList {
  constructor(suggestions, decisions) {
    Object.assign(this, { suggestions, decisions })
    this.heading = crel("h3", { id: "suggestions-title", tabIndex: -1 })
    this.body = crel("div")
    this.dom = crel("section", { className: "panel-suggestions", "aria-labelledby": "suggestions-title" }, [
      this.heading,
      this.body,
    ])
    suggestions.onChange(() => this.draw())
    this.draw()
  }

  draw() {
    const open = this.suggestions.open()
    const sure = this.decisions.sureSuggestions()
    this.heading.textContent = interpolate(gettext("Suggested (%(count)s)"), { count: open.length })
    const groups = [...grouped(open)].map(([key, items]) => this.group(key, items))
    const state = this.describeState(open.length)
    const note = state ? [crel("p", { className: "quiet", textContent: state })] : []
    const parts = [...this.sureControls(sure), ...this.requestButtons(), ...note, crel("ul", {}, groups)]
    // Focus no button: a second Enter, meant for the suggestion before, must not accept all.
    keepFocus(
      this.dom,
      () => this.body.replaceChildren(...parts),
      () => this.heading,
    )
  }

  /* Return the button that accepts all sure suggestions, with their entities and those of which the editor
     has to accept a mention first. */
  sureControls(sure) {
    const text = interpolate(gettext("Accept all %(count)s sure"), { count: sure.length })
    const entities = sure.flatMap(({ proposal }) => proposal.entities)
    const button = sure.length ? [this.button(text, "sure", () => this.decisions.acceptSure())] : []
    return [
      ...button,
      ...this.entityList("", entities),
      ...this.entityList(
        gettext("Accept one mention of these yourself first:"),
        this.decisions.unsettledEntities(),
      ),
    ]
  }

  entityList(title, entities) {
    const lines = [...new Map(entities.map((entity) => [entity.id, entity])).values()].map(describeEntity)
    if (!lines.length) return []
    const more = lines.length > MOST_ENTITIES ? [`+ ${lines.length - MOST_ENTITIES}`] : []
    const items = [...lines.slice(0, MOST_ENTITIES), ...more].map((textContent) =>
      crel("li", { textContent, dir: "auto" }),
    )
    return [
      ...(title ? [crel("p", { className: "quiet", textContent: title })] : []),
      crel("ul", { className: "suggestion-entities" }, items),
    ]
  }

  describeState(count) {
    const { isTooLong, isFailed, isComplete } = this.suggestions
    if (isTooLong) return gettext("The text is too long to be read for suggestions.")
    if (isFailed) return gettext("The server could not be asked.")
    if (!count) return gettext("None.")
    return isComplete ? "" : interpolate(gettext("Only the first %(count)s are shown."), { count })
  }

  requestButtons() {
    const again = this.button(gettext("Suggest again"), "again", () => this.suggestions.askAgain())
    if (this.suggestions.withIndirect) return [again]
    const more = () => this.suggestions.askAgain({ withIndirect: true })
    return [again, this.button(gettext("Indirect speech too"), "indirect", more)]
  }

  group(key, items) {
    const [{ proposal }] = items
    const title =
      proposal.kind === "quote"
        ? gettext("Quotes")
        : `${proposal.name} (${kindName(proposal.entity_kind)}${noteOf(proposal)})`
    return crel("li", { className: proposal.entity_kind }, [
      crel("strong", { textContent: `${title} ${items.length} ` }),
      ...(proposal.kind === "quote" ? [] : distinctionsOf(proposal)),
      this.button(gettext("Accept all"), `all ${key}`, () => this.decisions.acceptGroup(key), title),
      this.button(gettext("Reject all"), `none ${key}`, () => this.decisions.rejectAll(items), title),
      crel(
        "ul",
        {},
        items.map((item) => this.item(item)),
      ),
    ])
  }

  item(item) {
    const { proposal } = item
    const by = proposal.kind === "quote" ? ` ${nameOf(proposal)}` : ""
    const words = shortened(proposal.exact, proposal.kind === "quote" ? 70 : 40)
    const jump = this.button(`“${words}”${by}`, `jump ${item.id}`, () => this.suggestions.goTo(item))
    jump.classList.add("panel-jump")
    const why = proposal.doubt
      ? [crel("small", { className: "suggestion-doubt", textContent: doubtInWords(proposal.doubt) })]
      : []
    return crel("li", { className: proposal.is_sure ? "" : "is-unsure" }, [
      jump,
      ...why,
      this.button(gettext("Accept"), `yes ${item.id}`, () => this.decisions.acceptOne(item), words),
      this.button(gettext("Reject"), `no ${item.id}`, () => this.decisions.rejectAll([item]), words),
    ])
  }

  button(text, key, act, of = "") {
    const button = crel("button", { type: "button", textContent: text })
    if (of) button.setAttribute("aria-label", `${text}: ${of}`)
    button.dataset.focusKey = key
    button.addEventListener("click", act)
    return button
  }
}

/* Return a line for each possible entity. */
const distinctionsOf = ({ entities }) =>
  entities
    .map(({ name, distinction }) => (entities.length > 1 ? labelled(name, distinction) : distinction))
    .filter(Boolean)
    .map((textContent) => crel("small", { className: "distinction", dir: "auto", textContent }))

function describeEntity({ name, distinction, accepted }) {
  const label = labelled(name, distinction)
  if (!accepted) return label
  return interpolate(gettext("%(whom)s, last accepted in “%(headline)s”"), {
    whom: label,
    headline: shortened(accepted.headline),
  })
}

const noteOf = ({ entities }) => {
  if (entities.length === 1) return ""
  return entities.length ? `, ${gettext("choose whom")}` : `, ${gettext("new")}`
}

function grouped(items) {
  const groups = new Map()
  for (const item of items) {
    const key = groupOf(item.proposal)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
