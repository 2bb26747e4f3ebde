/* Accepting and rejecting suggestions: one, a group, or all that are sure. Nothing is ever accepted
   without the editor. */
import { MENTION, QUOTE, newUuid } from "newsroom/editor/marks"
import { rangeOf } from "newsroom/editor/pending"
import { groupOf, offered, whomOf } from "newsroom/editor/proposals"
import { suggestionsOf } from "newsroom/editor/suggestion_marks"
import { filled, gettext, ngettext } from "newsroom/editor/wording"

export class Deciding {
  /* `verdicts` is told what became of what. */
  constructor(suggestions, actions, verdicts) {
    Object.assign(this, { suggestions, actions, verdicts })
    this.people = actions.desk.people
    this.chosen = new Map()
  }

  accept(editor) {
    const item = this.suggestions.at(editor)
    return item ? this.acceptOne(item) : this.nothingHere()
  }

  acceptOne(item) {
    const entity = this.entityOf(item.proposal)
    if (item.proposal.kind === "quote") return this.acceptQuote(item, entity)
    if (entity) return this.tagMention({ item, entity })
    this.actions.pick(item.editor, item.ranges[0], {
      kind: item.proposal.entity_kind,
      query: item.proposal.name,
      onChoose: ({ id }, popover) => {
        this.chosen.set(whomOf(item.proposal), id)
        this.tagMention({ item, entity: id, range: popover.close() })
      },
    })
    return true
  }

  /* Whom it names: the only one who may be meant, or whom the editor has chosen for the name. */
  entityOf(proposal) {
    const { entities } = proposal
    if (entities.length === 1) return this.people.add(offered(entities[0])).id
    return this.chosen.get(whomOf(proposal))
  }

  tagMention(accepted) {
    if (!this.mark([accepted])) return this.wordsAreGone()
    const group = groupOf(accepted.item.proposal)
    const others = this.inGroup(group).length
    if (!others) return true
    this.lastGroup = group
    const text = ngettext("Accept %(count)s more mention", "Accept all %(count)s other mentions", others)
    const offer = [filled(text, { count: others }), () => this.acceptGroup(group)]
    const said = filled(gettext("Tagged: %(name)s"), { name: this.people.nameOf(accepted.entity) })
    return this.actions.say(said, { actions: [offer] })
  }

  inGroup(group) {
    return this.suggestions.open().filter(({ proposal }) => groupOf(proposal) === group)
  }

  acceptQuote(item, speaker = null) {
    const { quote_kind: kind, name, role, cue, source } = item.proposal
    if (speaker || !name) return this.mark([{ item, entity: speaker }]) ? true : this.wordsAreGone()
    this.actions.showQuoteForm(item.editor, rangeOf(item.ranges), {
      values: { kind, role, cue, source },
      isNew: true,
      onDone: (attributes, range) => {
        const isDone = range && this.mark([{ item, entity: attributes.speaker, attributes, range }])
        return isDone ? true : this.wordsAreGone()
      },
    })
    return true
  }

  /* All of the group that was just begun, or of the one here. */
  acceptRest(editor) {
    const item = this.suggestions.at(editor)
    const group = item ? groupOf(item.proposal) : this.lastGroup
    return group ? this.acceptGroup(group) : this.nothingHere()
  }

  acceptGroup(group) {
    return this.acceptAll(this.inGroup(group))
  }

  acceptSure() {
    return this.acceptAll(this.suggestions.open().filter(({ proposal }) => proposal.is_sure))
  }

  /* Those of whom one is meant; the others are left for the editor to choose. */
  acceptAll(items) {
    const clear = items
      .map((item) => ({ item, entity: this.entityOf(item.proposal) ?? null }))
      .filter(({ item: { proposal }, entity }) => entity || (proposal.kind === "quote" && !proposal.name))
    if (!clear.length && items.length) return this.acceptOne(items[0])
    const count = this.mark(clear)
    return this.actions.say(filled(ngettext("%(count)s suggestion accepted.", "%(count)s suggestions accepted.", count), { count }))
  }

  /* Tags the words and says how many were: [{item, entity, attributes of a quote, range}]; one step
     to undo in each field, which shows the suggestion again, since it waits under its tag. `range`:
     where the words are if they are proposed no more. */
  mark(accepted) {
    let count = 0
    for (const editor of new Set(accepted.map(({ item }) => item.editor))) {
      const { tr } = editor.state
      const standing = new Map(suggestionsOf(editor.state).map(({ id, ranges }) => [id, ranges]))
      const here = accepted.filter(({ item }) => item.editor === editor)
      for (const one of here) {
        const ranges = standing.get(one.item.id) ?? one.range?.ranges ?? []
        if (ranges.length) count += this.markOne(tr, ranges, one)
      }
      editor.view.dispatch(tr.setStoredMarks([]))
    }
    this.suggestions.tell()
    return count
  }

  markOne(tr, ranges, { item: { proposal }, entity, attributes }) {
    const uuid = newUuid()
    const { marks } = tr.doc.type.schema
    const { quote_kind: kind, role, cue, source } = proposal
    const mark =
      proposal.kind === "quote"
        ? marks[QUOTE].create({ uuid, kind, speaker: entity, role, cue, source, ...attributes })
        : marks[MENTION].create({ uuid, entity })
    for (const { from, to } of ranges) tr.addMark(from, to, mark)
    this.verdicts.add(proposal, { verdict: "accepted", tag: uuid, entity: /^[0-9]+$/.test(entity ?? "") ? Number(entity) : null })
    return 1
  }

  reject(editor) {
    const item = this.suggestions.at(editor)
    if (!item) return this.nothingHere()
    this.rejectAll([item])
    return this.suggestions.open().length ? this.suggestions.next(editor) : true
  }

  rejectAll(items) {
    this.suggestions.withhold(items)
    for (const { proposal } of items) this.verdicts.add(proposal, { verdict: "rejected" })
    const count = items.length
    return this.actions.say(filled(ngettext("%(count)s suggestion rejected.", "%(count)s suggestions rejected.", count), { count }))
  }

  nothingHere() {
    return this.actions.say(gettext("There is no suggestion here."))
  }

  wordsAreGone() {
    return this.actions.say(gettext("The words are gone."), { isAlert: true })
  }
}
