/* What an editor does to tags, by key or button. */
import { pm } from "django-prose-editor/editor"

import { EntityPicker } from "newsroom/editor/tags/entity_picker"
import { MENTION, QUOTE, newUuid } from "newsroom/editor/tags/tag_marks"
import { PERSON } from "newsroom/editor/tags/people"
import { Popover } from "newsroom/editor/interface/popover"
import { QuoteForm } from "newsroom/editor/quotes/quote_form"
import { reassign, entityGivenTo, otherTagsOf, showReassign, entityOf } from "newsroom/editor/tags/reassign"
import { currentState } from "newsroom/editor/text/selection"
import { otherPlaces, showTagAll } from "newsroom/editor/tags/tag_all"
import { isMention, isQuote, retag, tagsAt, tagsOf, untag, wordsOf } from "newsroom/editor/tags/tags"
import { interpolate, gettext, ngettext } from "newsroom/editor/interface/translations"
import { trimmed, wordsAt } from "newsroom/editor/text/words"

const { TextSelection } = pm.state
const OTHERS_OFFERED = 8
const NO_QUOTE = () => gettext("Select what was said first, or put the caret in it.")

export class TagActions {
  constructor(desk, quoteFinder) {
    Object.assign(this, { desk, quoteFinder })
  }

  say(text, options) {
    this.desk.announcer.say(text, options)
    return true
  }

  tagEntity(editor, kind) {
    const state = currentState(editor)
    const range = wordsAt(state)
    if (!range) return this.say(gettext("Select the words first, or put the caret in a name."))
    const at = tagsAt(state).find(isMention)
    if (at && at.ranges[0].from === range.from && at.ranges[0].to === range.to) {
      return this.editMention(editor, at, kind)
    }
    this.pick(editor, range, { kind, onChoose: (entity) => this.addMention(editor, entity.id) })
    return true
  }

  pick(editor, range, { kind, query, doubt, onChoose }) {
    const label = kind === PERSON ? gettext("Tag as a person") : gettext("Tag as an organisation")
    const words = editor.state.doc.textBetween(range.from, range.to, " ", " ")
    const box = new EntityPicker({
      people: this.desk.people,
      kind,
      label,
      query: query ?? words.replace(/\s+/gu, " "),
      nearby: () => this.desk.nearby(editor, range.from),
      doubt,
      onChoose: (entity) => onChoose(entity, popover),
    })
    const popover = new Popover(editor, range, { label, content: [box.dom] })
    this.popover = popover
    box.open()
  }

  addMention(editor, entity) {
    const range = this.popover.close()
    if (!range) return this.say(gettext("The words are gone."), { isAlert: true })
    const mark = editor.schema.marks[MENTION].create({ uuid: newUuid(), entity })
    const { tr } = editor.state
    tr.removeMark(range.from, range.to, editor.schema.marks[MENTION])
    tr.addMark(range.from, range.to, mark)
    caretAfter(tr, range.to)
    editor.view.dispatch(tr)
    this.offerOthers(entity)
    return true
  }

  offerOthers(entity) {
    const count = otherPlaces(this.desk, entity).filter((place) => place.isSure).length
    if (!count) return
    const text = ngettext("%(count)s more mention", "%(count)s more mentions", count)
    const offer = interpolate(gettext("Tag %(more)s"), { more: interpolate(text, { count }) })
    const said = interpolate(gettext("Tagged: %(name)s"), { name: this.desk.people.labelOf(entity) })
    this.say(said, { actions: [[offer, () => this.tagAll(entity)]] })
  }

  editMention(editor, tag, kind) {
    const entity = this.desk.people.get(tag.attrs.entity)
    this.pick(editor, tag.ranges[0], {
      kind: kind ?? entity?.kind ?? PERSON,
      onChoose: ({ id }) => {
        this.popover.close()
        const current = tagsOf(editor.state).get(tag.key)
        if (!current) return
        editor.view.dispatch(retag(editor.state.tr, current, entityGivenTo(current, id)))
        this.offerSameName(tag, id)
      },
    })
    return true
  }

  /* Tag the selected words, or the quote around the caret: the server's engine says which words and whose. */
  tagQuote(editor) {
    const state = currentState(editor)
    const { from, to, empty } = state.selection
    const tag = empty && tagsAt(state).find(isQuote)
    if (tag) return this.editQuote(editor, tag)
    const words = empty ? { from, to } : trimmed(state.doc, from, to)
    if (!words) return this.say(NO_QUOTE())
    this.showQuoteForm(editor, words, {
      values: {},
      asked: this.quoteFinder.find(editor, words),
      onNothing: () => this.say(NO_QUOTE()),
      onDone: (attributes, range) => this.addQuote(editor, { uuid: newUuid(), ...attributes }, range),
      isNew: true,
    })
    return true
  }

  showQuoteForm(editor, range, options) {
    new QuoteForm({
      editor,
      range,
      people: this.desk.people,
      nearby: () => this.desk.nearby(editor, range.from),
      others: options.isNew ? this.quotesBefore(editor, range.from) : [],
      onAdd: (key, words) => this.addQuote(editor, tagsOf(editor.state).get(key)?.attrs, words),
      ...options,
    })
  }

  /* Return the quotes that selected words may continue, the nearest first. */
  quotesBefore(editor, position) {
    const far = (tag) => Math.min(...tag.ranges.map((range) => Math.abs(range.to - position)))
    return [...tagsOf(editor.state).values()]
      .filter(isQuote)
      .sort((a, b) => far(a) - far(b))
      .slice(0, OTHERS_OFFERED)
      .map((tag) => ({ key: tag.key, words: wordsOf(tag) }))
  }

  addQuote(editor, attributes, range) {
    if (!range || !attributes) return this.say(gettext("The words are gone."), { isAlert: true })
    const { tr, schema } = editor.state
    for (const { from, to } of range.ranges) tr.addMark(from, to, schema.marks[QUOTE].create(attributes))
    caretAfter(tr, range.to)
    editor.view.dispatch(tr)
    return true
  }

  /* Offer to give the person's other tags along. */
  offerSameName(tag, id) {
    const others = otherTagsOf(this.desk, tag)
    if (!id || id === entityOf(tag) || !others.length) return
    showReassign(this.desk, others, {
      before: entityOf(tag),
      now: id,
      onDone: (keys) => this.giveAll(keys, entityOf(tag), id),
    })
  }

  giveAll(keys, before, now) {
    const count = reassign(this.desk, keys, now)
    if (!count) return
    const text = ngettext("%(count)s tag names %(name)s now.", "%(count)s tags name %(name)s now.", count)
    const said = interpolate(text, { count, name: this.desk.people.labelOf(now) })
    this.say(said, { actions: [[gettext("Undo"), () => reassign(this.desk, keys, before)]] })
  }

  edit(editor) {
    const [tag] = tagsAt(currentState(editor))
    if (!tag) return this.say(gettext("There is no tag here."))
    return isMention(tag) ? this.editMention(editor, tag) : this.editQuote(editor, tag)
  }

  editQuote(editor, tag) {
    const { uuid, ...values } = tag.attrs
    const change = (update) => {
      const current = tagsOf(editor.state).get(tag.key)
      if (current) editor.view.dispatch(update(editor.state.tr, current))
    }
    this.showQuoteForm(editor, tag.ranges[0], {
      values,
      isNew: false,
      onDone: (attributes) => {
        change((tr, current) => retag(tr, current, current.mark.type.create({ uuid, ...attributes })))
        this.offerSameName(tag, attributes.speaker)
      },
      onRemove: () => change(untag),
    })
    return true
  }

  remove(editor) {
    const [tag] = tagsAt(currentState(editor))
    if (!tag) return this.say(gettext("There is no tag here."))
    return this.removeTag(tag)
  }

  removeTag(tag) {
    const { editor } = this.desk.fieldOf(tag)
    editor.view.dispatch(untag(editor.state.tr, tag))
    return true
  }

  tagAllHere(editor) {
    const tag = tagsAt(currentState(editor)).find(isMention)
    if (!tag) return this.say(gettext("Put the caret in a tagged name first."))
    return this.tagAll(tag.attrs.entity)
  }

  tagAll(entity) {
    if (!otherPlaces(this.desk, entity).length) return this.say(gettext("No other place has this name."))
    showTagAll(this.desk, entity, {
      onDone: (count) =>
        this.say(
          interpolate(ngettext("%(count)s place tagged", "%(count)s places tagged", count), { count }),
        ),
    })
    return true
  }

  /* Select the tag's words, in whichever field they stand. */
  goTo(tag) {
    const field = this.desk.fieldOf(tag)
    if (!field) return
    const { tr, doc } = field.editor.state
    tr.setSelection(TextSelection.create(doc, tag.ranges[0].from, tag.ranges[0].to))
    field.editor.view.dispatch(tr.scrollIntoView())
    field.editor.view.focus()
  }
}

/* Put the caret behind the tag and outside of it, so that what is typed next is not tagged. */
function caretAfter(tr, position) {
  tr.setSelection(TextSelection.create(tr.doc, position)).setStoredMarks([])
}
