/* One field of the article: an editor in place of its textarea, which the form still sends. */
import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Dropcursor,
  Editor,
  Extension,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  Italic,
  Link,
  ListItem,
  OrderedList,
  Paragraph,
  Text,
  crel,
} from "django-prose-editor/editor"

import { ChangedTagMarks } from "newsroom/editor/tags/changed_tags"
import { CommentMarks } from "newsroom/editor/comments/comment_marks"
import { Keymap } from "newsroom/editor/keys/commands"
import { announceLostContent } from "newsroom/editor/clipboard/lost_content"
import { Mention, Quote } from "newsroom/editor/tags/tag_marks"
import { Paste } from "newsroom/editor/clipboard/paste"
import { PendingWords } from "newsroom/editor/tags/pending_words"
import { FreshSelection } from "newsroom/editor/text/selection"
import { SuggestionMarks } from "newsroom/editor/suggestions/suggestion_marks"
import { Tags } from "newsroom/editor/tags/tags"
import { Toolbar } from "newsroom/editor/interface/toolbar"

const PAUSE = 300

const Line = Document.extend({
  content: "paragraph",
  addKeyboardShortcuts: () => ({ Enter: () => true, "Shift-Enter": () => true }),
})

/* Enter over a selection: Tiptap's own throws on some selections over several blocks, and a browser's loses
   tags. */
const EnterOverBlocks = Extension.create({
  name: "newsroomEnterOverBlocks",
  priority: 1000,
  addKeyboardShortcuts() {
    const deleteFirst = () => {
      const { $from, $to } = this.editor.state.selection
      if (!$from.sameParent($to)) this.editor.commands.deleteSelection()
      return false
    }
    return { Enter: deleteFirst }
  },
})

const BODY = [
  EnterOverBlocks,
  Document,
  HardBreak,
  Heading.configure({ levels: [2, 3] }),
  Bold,
  Italic,
  Blockquote,
  BulletList,
  OrderedList,
  ListItem,
  Gapcursor,
  Link.configure({
    enableTarget: false,
    autolink: false,
    linkOnPaste: false,
    protocols: ["http", "https", "mailto"],
  }),
]

export function openField(article, textarea, { keys, context, direction }) {
  const name = textarea.dataset.taggedText
  const isLine = name !== "body"
  const dom = crel("div", { className: `prose-editor tagged-text tagged-${name}` })
  const editor = new Editor({
    element: dom,
    injectCSS: false,
    content: textarea.value,
    editable: !textarea.disabled,
    editorProps: { attributes: attributesOf(textarea, isLine, direction) },
    extensions: [
      ...(isLine ? [Line] : BODY),
      ...sharedExtensions(article, () => editor, { isLine, keys, context }),
    ],
  })
  const toolbar = new Toolbar(editor, { label: toolbarLabel(textarea), isLine, keys, context })
  dom.prepend(toolbar.dom)
  article.add(name, editor, textarea)
  follow(article, editor, textarea)
  textarea.before(dom)
  dom.append(textarea)
  return editor
}

function sharedExtensions(article, editor, { isLine, keys, context }) {
  const decorate = (element, mark) => article.decorate(element, mark)
  return [
    FreshSelection,
    Paragraph,
    Text,
    History,
    Dropcursor,
    PendingWords,
    ChangedTagMarks,
    SuggestionMarks,
    CommentMarks,
    Mention.configure({ decorate }),
    Quote.configure({ decorate }),
    Tags.configure({
      onTags: (before, after) => article.onTags(before, after),
      isElsewhere: (key) => article.has(key, { except: editor() }),
    }),
    Paste.configure({
      isLine,
      clipboardSource: article.clipboardSource,
      isCut: (key) => article.isCut(key),
      isPart: (key, words) => article.isPart(key, words),
      onPaste: (ids) => article.entities.fetchUnknown(ids).catch(() => {}),
      onLost: (lost) => announceLostContent(article.announcer, lost),
    }),
    Keymap.configure({ keys, context }),
  ]
}

function attributesOf(textarea, isLine, direction) {
  const label = labelOf(textarea)
  return {
    role: "textbox",
    "aria-multiline": String(!isLine),
    "aria-label": label?.textContent.replace(/:\s*$/, "").trim() ?? textarea.name,
    "aria-describedby": "editor-status",
    dir: direction,
    spellcheck: "true",
    ...(textarea.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
  }
}

const labelOf = (textarea) => document.querySelector(`label[for="${textarea.id}"]`)
const toolbarLabel = (textarea) => labelOf(textarea)?.textContent.replace(/:\s*$/, "").trim() ?? textarea.name

/* Keep the textarea up to date: not on every key, since writing the HTML is slow, but before anything reads
   it. */
function follow(article, editor, textarea) {
  let timer = 0
  let html = textarea.value
  const flush = () => {
    if (timer) html = editor.isEmpty ? "" : editor.getHTML()
    clearTimeout(timer)
    timer = 0
    // Even if nothing was typed: a browser that goes back fills a textarea with older words.
    textarea.value = html
  }
  editor.on("update", () => {
    timer ||= setTimeout(flush, PAUSE)
    article.changed()
  })
  editor.on("blur", flush)
  article.onFlush(flush)
  labelOf(textarea)?.addEventListener("click", () => editor.view.focus())
}
