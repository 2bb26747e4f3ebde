/* The people and organisations of the article, each with its mentions. */
import { crel } from "django-prose-editor/editor"

import { LONGEST_DESCRIPTION, ORGANISATION, PERSON } from "newsroom/editor/tags/entities"
import {
  button,
  changeButtons,
  distinctionLine,
  jumpButton,
  section,
} from "newsroom/editor/tags/panel_controls"
import { isMention, wordsOf } from "newsroom/editor/tags/tags"
import { fieldName, gettext, kindName, shortened } from "newsroom/editor/interface/translations"

export class MentionList {
  constructor(article, actions) {
    Object.assign(this, { article, actions })
    // The <details> that were drawn last, by entity: what was open stays open.
    this.details = new Map()
  }

  sections(tags) {
    const mentions = tags.filter(isMention)
    return [
      this.group(gettext("People"), PERSON, mentions),
      this.group(gettext("Organisations"), ORGANISATION, mentions),
      ...this.unknownEntities(mentions),
    ]
  }

  group(title, kind, mentions) {
    const ofKind = mentions.filter((tag) => this.entityOf(tag)?.kind === kind)
    const rows = [...byEntity(ofKind)].map(([id, tags]) => this.entity(id, tags))
    return section(kind, title, rows)
  }

  entityOf(tag) {
    return this.article.entities.get(tag.attrs.entity)
  }

  /* List mentions of entities that were deleted meanwhile: they keep the article from being saved. */
  unknownEntities(mentions) {
    const rows = mentions.filter((tag) => !this.entityOf(tag)).map((tag) => this.mention(tag))
    return rows.length ? [section("unknown", kindName(), rows)] : []
  }

  entity(id, tags) {
    const entity = this.article.entities.get(id)
    const mentions = tags.map((tag) => this.mention(tag))
    const details = crel("details", { open: this.details.get(id)?.open ?? false }, [
      this.summary(entity, tags.length),
      ...this.descriptionBox(entity),
      crel("ul", {}, mentions),
      button(gettext("Tag all mentions"), { key: id }, "all", () => this.actions.tagAll(id)),
    ])
    this.details.set(id, details)
    return crel("li", { className: entity.kind }, [details])
  }

  summary({ id, name, isNew }, total) {
    const count = crel("span", {
      className: "quiet",
      textContent: ` ${total}${isNew ? `, ${gettext("new")}` : ""}`,
    })
    const words = crel("span", { className: "words", textContent: name })
    const dom = crel("summary", {}, [words, count, ...distinctionLine(this.article.entities, id)])
    dom.dataset.focusKey = `entity ${id}`
    return dom
  }

  /* Return the box in which the editor describes a new entity. */
  descriptionBox({ id, isNew, description }) {
    if (!isNew) return []
    const input = crel("input", { type: "text", maxLength: LONGEST_DESCRIPTION, value: description })
    input.dataset.focusKey = `describe ${id}`
    input.addEventListener("input", () => this.article.entities.describe(id, input.value))
    input.addEventListener("change", () => this.article.onEntities())
    return [crel("label", { className: "panel-describe" }, [gettext("Who is this?"), " ", input])]
  }

  mention(tag) {
    const { name } = this.article.fieldOf(tag)
    const where = name === "body" ? "" : ` (${fieldName(name)})`
    return crel("li", {}, [
      jumpButton(this.actions, tag, `“${shortened(wordsOf(tag), 40)}”${where}`),
      ...changeButtons(this.article, this.actions, tag),
    ])
  }
}

function byEntity(tags) {
  const groups = new Map()
  for (const tag of tags) {
    const { entity } = tag.attrs
    groups.set(entity, [...(groups.get(entity) ?? []), tag])
  }
  return groups
}
