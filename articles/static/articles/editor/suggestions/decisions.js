/* Accepts and rejects suggestions: one, a group, or all that are sure. Nothing is accepted without the
   editor. A person's first mention is never accepted together with others, unless an editor has accepted this
   name for that person in another article. */
import { MENTION, QUOTE, newUuid } from "newsroom/editor/tags/tag_marks"
import { rangeOf } from "newsroom/editor/tags/pending_words"
import { QUOTES, groupOf, toEntity, entityKeyOf } from "newsroom/editor/suggestions/proposals"
import { suggestionsOf } from "newsroom/editor/suggestions/suggestion_marks"
import { interpolate, gettext, ngettext } from "newsroom/editor/interface/translations"

const MOST_LABELS = 3

export class Decisions {
  constructor(suggestions, actions, decisionSender) {
    Object.assign(this, { suggestions, actions, decisionSender })
    this.entities = actions.article.entities
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
      doubt: item.proposal.doubt,
      onChoose: ({ id }, popover) => {
        this.chosen.set(entityKeyOf(item.proposal), id)
        this.tagMention({ item, entity: id, range: popover.close() })
      },
    })
    return true
  }

  /* Return the entity that a proposal names: the editor's choice for the name, or the only possible one;
     undefined where the text speaks against it. */
  entityOf(proposal) {
    const { entities, entity_kind: kind, name, doubt } = proposal
    if (doubt?.kind === "guess") return undefined
    const chosen = this.chosen.get(entityKeyOf(proposal))
    if (chosen) return chosen
    if (entities.length)
      return entities.length === 1 && !doubt ? this.entities.add(toEntity(entities[0])).id : undefined
    const newEntities = this.entities.newEntitiesNamed(kind, name)
    return newEntities.length === 1 ? newEntities[0].id : undefined
  }

  /* Return whether an editor has decided on the entity: by a tag here, or by this name in another article. */
  isSettled(proposal, mentioned = this.actions.article.mentionedEntities()) {
    const { kind, name, entities } = proposal
    if (kind === "quote" && !name) return true
    const entity = this.entityOf(proposal)
    if (!entity) return false
    return mentioned.has(entity) || entities.some(({ id, accepted }) => accepted && String(id) === entity)
  }

  /* Return the suggestions that one press may accept. */
  sureSuggestions() {
    const mentioned = this.actions.article.mentionedEntities()
    return this.suggestions
      .open()
      .filter(({ proposal }) => proposal.is_sure && this.isSettled(proposal, mentioned))
  }

  /* Return the entities of sure suggestions of which the editor has to accept a mention first. */
  unsettledEntities() {
    const mentioned = this.actions.article.mentionedEntities()
    const waiting = this.suggestions
      .open()
      .filter(({ proposal }) => proposal.is_sure && !this.isSettled(proposal, mentioned))
    return waiting.flatMap(({ proposal }) => proposal.entities)
  }

  tagMention(accepted) {
    if (!this.addTags([accepted])) return this.wordsAreGone()
    const group = groupOf(accepted.item.proposal)
    const others = this.inGroup(group).length
    if (!others) return this.actions.say(this.tagged(accepted.entity))
    this.lastGroup = group
    const text = ngettext("Accept %(count)s more mention", "Accept all %(count)s other mentions", others)
    const offer = [interpolate(text, { count: others }), () => this.acceptGroup(group)]
    return this.actions.say(this.tagged(accepted.entity), { actions: [offer] })
  }

  tagged(entity) {
    return interpolate(gettext("Tagged: %(name)s"), { name: this.entities.labelOf(entity) })
  }

  inGroup(group) {
    return this.suggestions.open().filter(({ proposal }) => groupOf(proposal) === group)
  }

  acceptQuote(item, speaker = null) {
    const { quote_kind: kind, name, role, cue, source, entities, doubt } = item.proposal
    if (speaker || !name) return this.addTags([{ item, entity: speaker }]) ? true : this.wordsAreGone()
    this.actions.showQuoteForm(item.editor, rangeOf(item.ranges), {
      values: { kind, role, cue, source },
      speakers: entities.map((entity) => this.entities.add(toEntity(entity)).id),
      doubt,
      isNew: true,
      onDone: (attributes, range) => {
        const isDone = range && this.addTags([{ item, entity: attributes.speaker, attributes, range }])
        return isDone ? true : this.wordsAreGone()
      },
    })
    return true
  }

  /* Accept the rest of the group of the last decision, or of the suggestion at the caret. */
  acceptRest(editor) {
    const item = this.suggestions.at(editor)
    const group = item ? groupOf(item.proposal) : this.lastGroup
    return group ? this.acceptGroup(group) : this.nothingHere()
  }

  /* Accept a group; of the quotes, only those whose speaker has an accepted mention. */
  acceptGroup(group) {
    const items = this.inGroup(group)
    if (group !== QUOTES) return this.acceptAll(items)
    const settled = items.filter(({ proposal }) => this.isSettled(proposal))
    if (settled.length) return this.acceptAll(settled)
    return this.actions.say(gettext("Accept a mention of each speaker first, or each quote by itself."), {
      isAlert: true,
    })
  }

  acceptSure() {
    return this.acceptAll(this.sureSuggestions())
  }

  /* Accept those with one possible entity; leave the others for the editor to choose. */
  acceptAll(items) {
    const clear = items
      .map((item) => ({ item, entity: this.entityOf(item.proposal) ?? null }))
      .filter(({ item: { proposal }, entity }) => entity || (proposal.kind === "quote" && !proposal.name))
    if (!clear.length && items.length) return this.acceptOne(items[0])
    const count = this.addTags(clear)
    const message = interpolate(
      ngettext("%(count)s suggestion accepted.", "%(count)s suggestions accepted.", count),
      { count },
    )
    return this.actions.say(
      [message, this.labelsOf(clear.map(({ entity }) => entity))].filter(Boolean).join(" "),
    )
  }

  labelsOf(ids) {
    const entities = [...new Set(ids.filter(Boolean))]
    const more = entities.length > MOST_LABELS ? ` + ${entities.length - MOST_LABELS}` : ""
    return (
      entities
        .slice(0, MOST_LABELS)
        .map((id) => this.entities.labelOf(id))
        .join("; ") + more
    )
  }

  /* Tag the words of [{item, entity, attributes of a quote, range}] and return how many were tagged. It is
     one step to undo in each field; undo shows the suggestion again. `range`: where the words are, if they
     are no longer suggested. */
  addTags(accepted) {
    let count = 0
    for (const editor of new Set(accepted.map(({ item }) => item.editor))) {
      const { tr } = editor.state
      const standing = new Map(suggestionsOf(editor.state).map(({ id, ranges }) => [id, ranges]))
      for (const decision of accepted.filter(({ item }) => item.editor === editor)) {
        const ranges = standing.get(decision.item.id) ?? decision.range?.ranges ?? []
        if (!ranges.length) continue
        this.addTag(tr, ranges, decision)
        count++
      }
      editor.view.dispatch(tr.setStoredMarks([]))
    }
    this.suggestions.notify()
    return count
  }

  addTag(tr, ranges, { item: { proposal }, entity, attributes }) {
    const uuid = newUuid()
    const { marks } = tr.doc.type.schema
    const { quote_kind: kind, role, cue, source } = proposal
    const mark =
      proposal.kind === "quote"
        ? marks[QUOTE].create({ uuid, kind, speaker: entity, role, cue, source, ...attributes })
        : marks[MENTION].create({ uuid, entity })
    for (const { from, to } of ranges) tr.addMark(from, to, mark)
    this.decisionSender.add(proposal, {
      verdict: "accepted",
      tag: uuid,
      entity: /^[0-9]+$/.test(entity ?? "") ? Number(entity) : null,
    })
  }

  reject(editor) {
    const item = this.suggestions.at(editor)
    if (!item) return this.nothingHere()
    this.rejectAll([item])
    return this.suggestions.open().length ? this.suggestions.next(editor) : true
  }

  rejectAll(items) {
    this.suggestions.withhold(items)
    for (const { proposal } of items) this.decisionSender.add(proposal, { verdict: "rejected" })
    const count = items.length
    return this.actions.say(
      interpolate(ngettext("%(count)s suggestion rejected.", "%(count)s suggestions rejected.", count), {
        count,
      }),
    )
  }

  nothingHere() {
    return this.actions.say(gettext("There is no suggestion here."))
  }

  wordsAreGone() {
    return this.actions.say(gettext("The words are gone."), { isAlert: true })
  }
}
