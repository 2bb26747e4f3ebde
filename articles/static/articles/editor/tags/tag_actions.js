/* What an editor does with tags, by key or button. */
import { pm } from "django-prose-editor/editor"

import { EntityPicker } from "newsroom/editor/tags/entity_picker"
import { MENTION, QUOTE, newUuid } from "newsroom/editor/tags/tag_marks"
import { PERSON } from "newsroom/editor/tags/entities"
import { Popover } from "newsroom/editor/interface/popover"
import { QuoteForm } from "newsroom/editor/quotes/quote_form"
import { markWithEntity, otherTagsOf, reassign, showReassign } from "newsroom/editor/tags/reassign"
import { currentState } from "newsroom/editor/text/selection"
import { otherPlaces, showTagAll } from "newsroom/editor/tags/tag_all"
import {
  entityOf,
  isMention,
  isQuote,
  retag,
  tagsAt,
  tagsOf,
  untag,
  wordsOf,
} from "newsroom/editor/tags/tags"
import { interpolate, gettext, ngettext } from "newsroom/editor/interface/translations"
import { trimmed, wordRangeAt } from "newsroom/editor/text/words"

const { TextSelection } = pm.state
const OTHERS_OFFERED = 8
const NO_QUOTE = () => gettext("Select what was said first, or put the caret in it.")

export class TagActions {
  constructor(article, quoteFinder) {
    Object.assign(this, { article, quoteFinder })
  }

  say(text, options) {
    this.article.announcer.say(text, options)
    return true
  }

  tagEntity(editor, kind) {
    const state = currentState(editor)
    const range = wordRangeAt(state)
    if (!range) return this.say(gettext("Select the words first, or put the caret in a name."))
    const tag = tagsAt(state).find(isMention)
    if (tag && tag.ranges[0].from === range.from && tag.ranges[0].to === range.to) {
      return this.editMention(editor, tag, kind)
    }
    this.pick(editor, range, { kind, onChoose: (entity) => this.addMention(editor, entity.id) })
    return true
  }

  pick(editor, range, { kind, query, doubt, onChoose }) {
    const label = kind === PERSON ? gettext("Tag as a person") : gettext("Tag as an organisation")
    const words = editor.state.doc.textBetween(range.from, range.to, " ", " ")
    const picker = new EntityPicker({
      entities: this.article.entities,
      kind,
      label,
      query: query ?? words.replace(/\s+/gu, " "),
      nearby: () => this.article.nearby(editor, range.from),
      doubt,
      onChoose: (entity) => onChoose(entity, popover),
    })
    const popover = new Popover(editor, range, { label, content: [picker.dom] })
    this.popover = popover
    picker.open()
  }

  addMention(editor, entity) {
    const range = this.popover.close()
    if (!range) return this.say(gettext("The words are gone."), { isAlert: true })
    const mark = editor.schema.marks[MENTION].create({ uuid: newUuid(), entity })
    const { tr } = editor.state
    tr.removeMark(range.from, range.to, editor.schema.marks[MENTION])
    tr.addMark(range.from, range.to, mark)
    moveCaretAfter(tr, range.to)
    editor.view.dispatch(tr)
    this.offerOthers(entity)
    return true
  }

  offerOthers(entity) {
    const count = otherPlaces(this.article, entity).filter((place) => place.isSure).length
    if (!count) return
    const text = ngettext("%(count)s more mention", "%(count)s more mentions", count)
    const offer = interpolate(gettext("Tag %(more)s"), { more: interpolate(text, { count }) })
    const message = interpolate(gettext("Tagged: %(name)s"), { name: this.article.entities.labelOf(entity) })
    this.say(message, { actions: [[offer, () => this.tagAll(entity)]] })
  }

  editMention(editor, tag, kind) {
    const entity = this.article.entities.get(tag.attrs.entity)
    this.pick(editor, tag.ranges[0], {
      kind: kind ?? entity?.kind ?? PERSON,
      onChoose: ({ id }) => {
        this.popover.close()
        const current = tagsOf(editor.state).get(tag.key)
        if (!current) return
        editor.view.dispatch(retag(editor.state.tr, current, markWithEntity(current, id)))
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
      suggestion: this.quoteFinder.find(editor, words),
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
      entities: this.article.entities,
      nearby: () => this.article.nearby(editor, range.from),
      others: options.isNew ? this.quotesBefore(editor, range.from) : [],
      onAdd: (key, words) => this.addQuote(editor, tagsOf(editor.state).get(key)?.attrs, words),
      ...options,
    })
  }

  /* Return the quotes that selected words may continue, the nearest first. */
  quotesBefore(editor, position) {
    const distance = (tag) => Math.min(...tag.ranges.map((range) => Math.abs(range.to - position)))
    return [...tagsOf(editor.state).values()]
      .filter(isQuote)
      .sort((a, b) => distance(a) - distance(b))
      .slice(0, OTHERS_OFFERED)
      .map((tag) => ({ key: tag.key, words: wordsOf(tag) }))
  }

  addQuote(editor, attributes, range) {
    if (!range || !attributes) return this.say(gettext("The words are gone."), { isAlert: true })
    const { tr, schema } = editor.state
    for (const { from, to } of range.ranges) tr.addMark(from, to, schema.marks[QUOTE].create(attributes))
    moveCaretAfter(tr, range.to)
    editor.view.dispatch(tr)
    return true
  }

  /* Offer to give the person's other tags along. */
  offerSameName(tag, id) {
    const others = otherTagsOf(this.article, tag)
    if (!id || id === entityOf(tag) || !others.length) return
    showReassign(this.article, others, {
      before: entityOf(tag),
      now: id,
      onDone: (keys) => this.reassignAll(keys, entityOf(tag), id),
    })
  }

  reassignAll(keys, before, now) {
    const count = reassign(this.article, keys, now)
    if (!count) return
    const text = ngettext("%(count)s tag names %(name)s now.", "%(count)s tags name %(name)s now.", count)
    const message = interpolate(text, { count, name: this.article.entities.labelOf(now) })
    this.say(message, { actions: [[gettext("Undo"), () => reassign(this.article, keys, before)]] })
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
    const { editor } = this.article.fieldOf(tag)
    editor.view.dispatch(untag(editor.state.tr, tag))
    return true
  }

  tagAllHere(editor) {
    const tag = tagsAt(currentState(editor)).find(isMention)
    if (!tag) return this.say(gettext("Put the caret in a tagged name first."))
    return this.tagAll(tag.attrs.entity)
  }

  tagAll(entity) {
    if (!otherPlaces(this.article, entity).length) return this.say(gettext("No other place has this name."))
    showTagAll(this.article, entity, {
      onDone: (count) =>
        this.say(
          interpolate(ngettext("%(count)s place tagged", "%(count)s places tagged", count), { count }),
        ),
    })
    return true
  }

  /* Select the tag's words, in whichever field they stand. */
  goTo(tag) {
    const field = this.article.fieldOf(tag)
    if (!field) return
    const { tr, doc } = field.editor.state
    tr.setSelection(TextSelection.create(doc, tag.ranges[0].from, tag.ranges[0].to))
    field.editor.view.dispatch(tr.scrollIntoView())
    field.editor.view.focus()
  }
}

/* Put the caret behind the tag and outside of it, so that what is typed next is not tagged. */
function moveCaretAfter(tr, position) {
  tr.setSelection(TextSelection.create(tr.doc, position)).setStoredMarks([])
}
