/* Starts the editor of the change page. All modules are imported statically: if one does not load, none runs,
   and the plain textareas stay with their tags. */
import { crel } from "django-prose-editor/editor"

import { TagActions } from "newsroom/editor/tags/tag_actions"
import { showChangedTags } from "newsroom/editor/tags/changed_tags"
import { CommentList } from "newsroom/editor/comments/comment_list"
import { Comments } from "newsroom/editor/comments/comments"
import { Decisions } from "newsroom/editor/suggestions/decisions"
import { ArticleEditor } from "newsroom/editor/article_editor"
import { openField } from "newsroom/editor/field"
import { showKeysDialog } from "newsroom/editor/keys/keys_dialog"
import { ChosenKeys } from "newsroom/editor/keys/chosen_keys"
import { TagPanel } from "newsroom/editor/tags/tag_panel"
import { QuoteFinder } from "newsroom/editor/quotes/quote_finder"
import { Recovery } from "newsroom/editor/saving/recovery"
import { SubmitHandler } from "newsroom/editor/saving/submit"
import { SuggestionList } from "newsroom/editor/suggestions/suggestion_list"
import { Suggestions } from "newsroom/editor/suggestions/suggestions"
import { StatusLine } from "newsroom/editor/interface/status_line"
import { UnsavedWarning } from "newsroom/editor/saving/unsaved_warning"
import { DecisionSender } from "newsroom/editor/suggestions/decision_sender"

function start(config, form) {
  const article = new ArticleEditor(config)
  const token = form.elements.namedItem("csrfmiddlewaretoken").value
  const engine = { address: config.addresses.suggestions, token }
  const actions = new TagActions(article, new QuoteFinder(article, engine))
  const suggestions = new Suggestions(article, { ...engine, mostCharacters: config.most_characters_read })
  const decisionSender = new DecisionSender({
    address: config.addresses.decisions,
    article: config.article,
    token,
  })
  const decisions = new Decisions(suggestions, actions, decisionSender)
  const comments = new Comments(article, actions, { token })

  const keys = new ChosenKeys(config.keys, { address: config.addresses.keys, token })
  const context = { actions, suggestions, decisions, comments, ...pageCommands(keys, form) }
  openFields(article, form, keys, context)
  const panel = new TagPanel(article, actions)
  form.querySelector(".article-tags")?.replaceWith(panel.dom)
  if (!panel.dom.isConnected) form.querySelector("fieldset").after(panel.dom)
  panel.dom.append(new CommentList(comments).dom, new SuggestionList(suggestions, decisions).dom)

  article.onChange(() => article.fields.forEach(({ editor }) => showChangedTags(editor, article.changedTags)))
  article.flushOn(form)
  new SubmitHandler(article, form)
  const recovery = new Recovery(article, form, config)
  recovery.offer()
  const moves = document.querySelector(".workflow-moves")
  if (moves) new UnsavedWarning(recovery, form, moves)
  comments.load()
  article.changed()
  form.classList.add("has-editor")
  // Django has focused the first control of the form, a button of the toolbar.
  if (!config.article) article.editor("headline").view.focus()
}

/* Commands of the page, which concern no single tag. */
const pageCommands = (keys, form) => ({
  showKeysDialog: () => showKeysDialog(keys),
  save: () => form.requestSubmit(form.elements.namedItem("_continue")),
  focusPanel: () => form.querySelector(".editor-panel").querySelector("button, summary")?.focus(),
})

function openFields(article, form, keys, context) {
  const { language: stored, right_to_left: rightToLeft } = article.config
  const language = form.elements.namedItem("language")
  const direction = () => (rightToLeft.includes(language?.value) ? "rtl" : "ltr")
  article.language = language?.value ?? stored
  language?.addEventListener("change", () => {
    article.language = language.value
    for (const { editor } of article.fields) editor.view.dom.dir = direction()
  })

  const status = new StatusLine(article, keys)
  for (const textarea of form.querySelectorAll("textarea[data-tagged-text]")) {
    status.follow(openField(article, textarea, { keys, context, direction: direction() }))
  }
  const foot = crel("div", { className: "editor-foot" }, [article.announcer.dom, status.dom])
  article.editor("body").view.dom.closest(".prose-editor").after(foot)
}

const data = document.getElementById("editor-config")
const form = document.getElementById("article_form")
if (data && form) start(JSON.parse(data.textContent), form)
