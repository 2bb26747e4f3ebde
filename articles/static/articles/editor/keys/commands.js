/* The commands of the editor, and the keymap that runs them. The default keys are in articles/editor_keys.py;
   `ChosenKeys` has those that this person uses. */
import { Extension, pm } from "django-prose-editor/editor"

import { ORGANISATION, PERSON } from "newsroom/editor/tags/entities"
import { gettext } from "newsroom/editor/interface/translations"

const { Plugin } = pm.state
const { keydownHandler } = pm.keymap

/* {name: [description, function(editor, context)]} */
export const commands = () => ({
  person: [gettext("Tag as a person"), (editor, { actions }) => actions.tagEntity(editor, PERSON)],
  organisation: [
    gettext("Tag as an organisation"),
    (editor, { actions }) => actions.tagEntity(editor, ORGANISATION),
  ],
  quote: [gettext("Tag as a quote"), (editor, { actions }) => actions.tagQuote(editor)],
  edit: [gettext("Change the tag here"), (editor, { actions }) => actions.edit(editor)],
  untag: [gettext("Remove the tag here"), (editor, { actions }) => actions.remove(editor)],
  all: [gettext("Tag all mentions of this name"), (editor, { actions }) => actions.tagAllHere(editor)],
  suggestion: [gettext("Go to the next suggestion"), (editor, { suggestions }) => suggestions.next(editor)],
  accept: [gettext("Accept the suggestion"), (editor, { decisions }) => decisions.accept(editor)],
  accept_all: [
    gettext("Accept all other mentions of the name"),
    (editor, { decisions }) => decisions.acceptRest(editor),
  ],
  reject: [gettext("Reject the suggestion"), (editor, { decisions }) => decisions.reject(editor)],
  comment: [gettext("Comment on these words"), (editor, { comments }) => comments.startComment(editor)],
  panel: [gettext("Go to the list of tags"), (_editor, { focusPanel }) => focusPanel()],
  help: [gettext("Show the keys"), (_editor, { showKeysDialog }) => showKeysDialog()],
  save: [gettext("Save"), (_editor, { save }) => save()],
})

export const Keymap = Extension.create({
  name: "newsroomKeys",
  priority: 1000,
  addOptions: () => ({ keys: null, context: {} }),
  addProseMirrorPlugins() {
    const { keys, context } = this.options
    const all = commands()
    const run = (name) => () => all[name][1](this.editor, context) ?? true
    const handlers = () =>
      keydownHandler(Object.fromEntries(keys.all().map(([name, key]) => [key, run(name)])))
    let handle = handlers()
    keys.onChange(() => (handle = handlers()))
    return [new Plugin({ props: { handleKeyDown: (view, event) => handle(view, event) } })]
  },
})
