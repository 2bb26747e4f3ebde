/* Random edits through the real editor, and a model that follows each character: all are different,
   so that the text says which is which. Answers with the first fault, or null. */
;async ({ seed, edits, people }) => {
  const { collectTags } = await import("newsroom/editor/tags/tags")
  const { pm } = await import("django-prose-editor/editor")
  const FIELDS = ["headline", "deck", "body"]
  const editors = Object.fromEntries(
    FIELDS.map((name) => [name, document.querySelector(`.tagged-${name} .ProseMirror`).editor]),
  )

  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (count) => Math.floor(random() * count)
  const pick = (list) => list[below(list.length)]

  // Ideographs: letters that nothing composes, and every fourth of two UTF-16 units.
  let count = 0
  const letter = () => String.fromCodePoint((++count % 4 ? 0x4e00 : 0x20000) + (count % 20000))
  const letters = (most = 4) => Array.from({ length: 1 + below(most) }, letter).join("")
  const uuid = () => crypto.randomUUID()
  const mention = (words) => `<span data-mention="${uuid()}" data-entity="${pick(people)}">${words}</span>`
  const quote = (words, id = uuid()) =>
    `<span data-quote="${id}" data-kind="direct" data-speaker="${people[0]}">${words}</span>`

  const line = () => `<p>${letters()}${mention(letters())}${letters()}</p>`
  const twoBlocks = () => {
    const id = uuid()
    return `<p>${letters()}${quote(letters(8), id)}</p><p>${quote(`${letters()}${mention(letters())}`, id)}${letters()}</p>`
  }
  const body = () =>
    [
      `<p>${letters()}${mention(letters(6))}${letters()}${mention(letters(2))}</p>`,
      twoBlocks(),
      `<p>${quote(`${letters()}${quote(letters(6))}${letters()}`)}${letters()}</p>`,
      `<ul><li><p>${mention(letters())}</p></li><li><p>${letters()}</p></li></ul>`,
      `<blockquote><p>${quote(letters(6))}</p></blockquote><h2>${letters()}${mention(letters(3))}</h2>`,
    ].join("")

  /* [{sign, keys}] of all fields, a field after the other; white space is no sign. */
  const read = () => {
    const letters = []
    const tags = new Map()
    for (const name of FIELDS) {
      const { doc } = editors[name].state
      const all = [...collectTags(doc).values()]
      for (const tag of all) {
        const whole = `${name} ${tag.key}`
        tags.set(whole, {
          key: tag.key,
          name,
          who: JSON.stringify({ ...tag.attrs, uuid: "" }),
          words: tag.ranges.map(({ text }) => text).join(""),
        })
      }
      doc.descendants((node, position) => {
        if (!node.isInline) return
        let at = position
        for (const sign of node.text ?? "\n") {
          const keys = all
            .filter(({ ranges }) => ranges.some(({ from, to }) => from <= at && at < to))
            .map(({ key }) => key)
          letters.push({ sign: sign.trim(), keys })
          at += sign.length
        }
      })
      letters.push({ sign: "|", keys: [] })
    }
    return { letters, tags }
  }

  const allowed = new Map() // key: the letters that the tag has ever covered
  const seen = new Set() // whom and which words any tag has had
  const remember = ({ letters, tags }) => {
    for (const { sign, keys } of letters) {
      for (const key of keys) allowed.set(key, (allowed.get(key) ?? new Set()).add(sign))
    }
    for (const { who, words } of tags.values()) seen.add(`${who} ${words.replace(/\s/gu, "")}`)
  }

  /* Whether the tag covers the next letter that was not put there just now. */
  const besides = (letters, at, step, key, brought) => {
    const isPut = ({ sign, keys }) => (keys.includes(key) ? !allowed.get(key).has(sign) : brought.has(sign))
    while (letters[at] && isPut(letters[at])) at += step
    return letters[at]?.keys.includes(key)
  }

  const check = (before, after, act) => {
    const brought = new Set(act.brought && ["", ...act.brought])
    const isInside = (at, key) =>
      [-1, 1][act.replaced?.includes(key) ? "some" : "every"]((step) =>
        besides(after.letters, at, step, key, brought),
      )
    const fields = new Map()
    for (const { key, name, who, words } of after.tags.values()) {
      if (fields.has(key)) return `${key} stands in ${fields.get(key)} and ${name}`
      fields.set(key, name)
      if (!allowed.has(key) && !seen.has(`${who} ${words.replace(/\s/gu, "")}`))
        return `a tag on “${words}” that nobody made`
    }
    for (const [at, { sign, keys }] of after.letters.entries()) {
      for (const key of sign ? keys : []) {
        if (!allowed.has(key) || allowed.get(key).has(sign)) continue
        if (!isInside(at, key)) return `${key} covers “${sign}” now`
      }
    }
    if (act.mayUntag) return null
    const places = Map.groupBy(before.letters, ({ sign }) => sign)
    const covered = Map.groupBy(after.letters, ({ sign }) => sign)
    for (const { sign, keys } of before.letters) {
      if (!sign || places.get(sign).length > 1 || !covered.has(sign)) continue
      const now = covered.get(sign).flatMap(({ keys }) => keys)
      const lost = keys.find((key) => !act.parts?.has(key) && !now.includes(key))
      if (lost) return `${lost} has lost “${sign}”, which still stands`
    }
    return null
  }

  /* Where carets are likely to do harm: at the edges of tags, else anywhere in the text. */
  const placeIn = (doc) => {
    const edges = [...collectTags(doc).values()].flatMap(({ ranges }) =>
      ranges.flatMap(({ from, to }) => [from, to]),
    )
    if (edges.length && random() < 0.5) return pick(edges)
    const places = []
    doc.descendants((node, position) => {
      if (!node.isTextblock) return
      for (let at = 0; at <= node.content.size; at++) {
        const text = node.textBetween(0, at, "", " ")
        if (!/[\ud800-\udbff]$/.test(text)) places.push(position + 1 + at)
      }
    })
    return pick(places)
  }
  /* The tags of which the selection has a part and nothing else. */
  const replaced = ({ state: { doc, selection } }) => {
    const isAll = ({ ranges }) => ranges.some(({ from, to }) => from <= selection.from && selection.to <= to)
    return selection.empty ? [] : [...collectTags(doc).values()].filter(isAll).map(({ key }) => key)
  }
  const select = (editor, isCaret) => {
    const { doc } = editor.state
    const [one, other] = [placeIn(doc), placeIn(doc)]
    const near = random() < 0.6 && !isCaret ? [...collectTags(doc).values()] : []
    editor.view.focus()
    if (near.length) {
      const { ranges } = pick(near)
      return editor.commands.setTextSelection({
        from: ranges[0].from,
        to: random() < 0.5 ? ranges.at(-1).to : Math.max(one, ranges[0].from),
      })
    }
    editor.commands.setTextSelection(isCaret ? one : { from: Math.min(one, other), to: Math.max(one, other) })
  }
  const some = (isCaret) => {
    const name = random() < 0.7 ? "body" : pick(["headline", "deck"])
    select(editors[name], isCaret ?? random() < 0.5)
    return editors[name]
  }

  const key = (editor, name, options = {}) => {
    editor.view.focus()
    const codes = { Enter: 13, Backspace: 8, Delete: 46, b: 66, v: 86 }
    const given = { key: name, keyCode: codes[name], bubbles: true, cancelable: true, ...options }
    const isLeft = editor.view.dom.dispatchEvent(new KeyboardEvent("keydown", given))
    if (isLeft && name === "Backspace") document.execCommand("delete")
    if (isLeft && name === "Delete") document.execCommand("forwardDelete")
    editor.view.domObserver.flush()
    editor.view.dom.dispatchEvent(new KeyboardEvent("keyup", given))
  }
  // What a browser announces of its own typing, it does not of a command's.
  const write = (editor, data) => {
    editor.view.focus()
    const given = { inputType: "insertText", data, bubbles: true, cancelable: true }
    const inside = replaced(editor)
    if (editor.view.dom.dispatchEvent(new InputEvent("beforeinput", given)))
      document.execCommand("insertText", false, data)
    return { replaced: inside }
  }
  let clipboard = new DataTransfer()
  const clip = (editor, type) => {
    clipboard = new DataTransfer()
    editor.view.dom.dispatchEvent(
      new ClipboardEvent(type, { clipboardData: clipboard, bubbles: true, cancelable: true }),
    )
  }
  const holding = (html, text) => {
    const data = new DataTransfer()
    if (html) data.setData("text/html", html)
    if (text) data.setData("text/plain", text)
    return data
  }
  const textIn = (data) => data.getData("text/html").replace(/<[^>]*>/g, "") + data.getData("text/plain")
  const paste = (editor, clipboardData, isPlain) => {
    const inside = replaced(editor)
    if (isPlain)
      editor.view.dom.dispatchEvent(
        new KeyboardEvent("keydown", { key: "V", keyCode: 86, ctrlKey: true, shiftKey: true, bubbles: true }),
      )
    editor.view.dom.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    )
    if (isPlain)
      editor.view.dom.dispatchEvent(new KeyboardEvent("keyup", { key: "Shift", keyCode: 16, bubbles: true }))
    return { brought: textIn(clipboardData), replaced: inside }
  }
  // Where the mouse is, without a mouse: the rest is the editor's own.
  const drop = (editor, dataTransfer, options) => {
    const { view } = editor
    const pos = placeIn(view.state.doc)
    view.posAtCoords = () => ({ pos, inside: -1 })
    view.dom.dispatchEvent(
      new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true, ...options }),
    )
    delete view.posAtCoords
    return { brought: textIn(dataTransfer) }
  }
  const brought = () =>
    pick([
      () => holding("", letters()),
      () => holding("", `${letters()}\n${letters()}\n\n${letters()}`),
      () => holding(`<p>${letters()}<b>${letters()}</b></p>`, letters()),
      () => holding(`<b>${letters()}</b>${letters()}`, letters()),
      () => holding(`<h1>${letters()}</h1><ul><li>${letters()}</li></ul><p>${letters()}</p>`, letters()),
      () =>
        holding(
          `<meta charset="utf-8"><span style="font-style:italic">${letters()}</span><br>${letters()}`,
          letters(),
        ),
    ])()
  const partsIn = ({ state: { doc, selection } }) => {
    const isPart = ({ ranges }) => ranges.some(({ from, to }) => from < selection.from || to > selection.to)
    return new Set([...collectTags(doc).values()].filter(isPart).map(({ key }) => key))
  }

  const ACTS = {
    type: () => write(some(), letters()),
    typeOn: () => write(pick(Object.values(editors)), letters()),
    enter: () => key(some(true), "Enter"),
    enterOver: () => key(some(false), "Enter"),
    breakLine: () => key(some(true), "Enter", { shiftKey: true }),
    backspace: () => key(some(), "Backspace"),
    backspaceOn: () => key(pick(Object.values(editors)), "Backspace"),
    delete: () => key(some(), "Delete"),
    splitAndJoin: () => {
      const editor = some(true)
      key(editor, "Enter")
      key(editor, "Backspace")
    },
    bold: () => {
      some(false).commands.toggleBold?.()
    },
    list: () => {
      some().commands.toggleBulletList?.()
    },
    heading: () => {
      some().commands.toggleHeading?.({ level: 2 })
    },
    quoteBlock: () => {
      some().commands.toggleBlockquote?.()
    },
    undo: () => {
      pick(Object.values(editors)).commands.undo()
    },
    redo: () => {
      pick(Object.values(editors)).commands.redo()
    },
    copy: () => clip(some(false), "copy"),
    cut: () => clip(some(false), "cut"),
    cutAndBack: () => {
      const editor = some(false)
      clip(editor, "cut")
      return paste(editor, clipboard)
    },
    paste: () => paste(some(), clipboard),
    pastePlain: () => paste(some(), clipboard, true),
    pasteText: () => paste(some(), holding("", clipboard.getData("text/plain"))),
    pasteOther: () => paste(some(), brought(), random() < 0.3),
    dropOther: () => drop(some(), brought()),
    drag: () => {
      const source = some(false)
      const parts = partsIn(source)
      const dataTransfer = new DataTransfer()
      const isCopy = { ctrlKey: random() < 0.3 }
      source.view.dom.dispatchEvent(
        new DragEvent("dragstart", { dataTransfer, bubbles: true, cancelable: true, ...isCopy }),
      )
      const { brought } = drop(random() < 0.5 ? source : pick(Object.values(editors)), dataTransfer, {
        ctrlKey: random() < 0.3,
      })
      source.view.dragging = null
      return { parts, brought }
    },
  }
  // Not every letter that stands afterwards is the one that stood before: copies, and older texts.
  const MAY_UNTAG = new Set([
    "undo",
    "redo",
    "paste",
    "pastePlain",
    "pasteText",
    "cutAndBack",
    "enterOver",
    "cut",
  ])
  const names = Object.keys(ACTS)

  const reset = () => {
    editors.headline.commands.setContent(line())
    editors.deck.commands.setContent(line())
    editors.body.commands.setContent(body())
    remember(read())
  }
  reset()
  // Nothing to undo of what another drive has done.
  for (const editor of Object.values(editors)) {
    const { doc, plugins } = editor.state
    editor.view.updateState(pm.state.EditorState.create({ doc, plugins }))
  }
  const log = []
  for (let done = 0; done < edits; done++) {
    if (done % 60 === 59) reset()
    const before = read()
    const name = pick(names)
    const act = { mayUntag: MAY_UNTAG.has(name), ...ACTS[name]() }
    for (const editor of Object.values(editors)) editor.view.domObserver.flush()
    const after = read()
    log.push(name)
    const fault = check(before, after, act)
    if (fault) {
      const shown = ({ tags }) =>
        [...tags.values()].map(({ key, name, words }) => `${name} ${key.slice(0, 16)} ${words}`)
      return {
        fault,
        done,
        log: log.slice(-6),
        before: shown(before),
        after: shown(after),
        text: before.letters.map(({ sign }) => sign || " ").join(""),
        now: after.letters.map(({ sign }) => sign || " ").join(""),
      }
    }
    remember(after)
  }
  return null
}
