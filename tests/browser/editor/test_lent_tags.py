"""Words that are put beside, over or into a tag: none makes a tag that nobody made."""

import re
from collections.abc import Callable

import pytest

from articles.models import TagReview
from tests.browser.editor.desk import Desk, mentions, quotes
from tests.factories import draft_article, make_person, mention, quote

pytestmark = pytest.mark.django_db(transaction=True)

RESET = """([field, html]) =>
  document.querySelector(`.tagged-${field} .ProseMirror`).editor.commands.setContent(html)"""
PLAIN_PASTE = """(text) => {
  const dom = document.querySelector(".tagged-body .ProseMirror")
  const key = { key: "V", keyCode: 86, ctrlKey: true, shiftKey: true, bubbles: true }
  dom.dispatchEvent(new KeyboardEvent("keydown", key))
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/html", `<b>${text}</b>`)
  clipboardData.setData("text/plain", text)
  dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
  dom.dispatchEvent(new KeyboardEvent("keyup", { key: "Shift", keyCode: 16, bubbles: true }))
}"""

Way = Callable[[Desk, str], None]
PASTES: dict[str, Way] = {
    "as plain text": lambda desk, text: desk.page.evaluate(PLAIN_PASTE, text),
    "plain text": lambda desk, text: desk.paste("", text),
    "of another program": lambda desk, text: desk.paste(f"<b>{text}</b>", text),
}
WAYS = PASTES | {"typed": lambda desk, text: desk.type(text)}
DROPS: dict[str, Way] = {**PASTES, "dropped": lambda desk, text: desk.drop_text(text)}


def tags(desk: Desk, kind: str) -> list[str]:
    """The words of each tag, its pieces joined; two tags of one id are one."""
    spans = re.findall(rf'<span data-{kind}="([^"]+)"[^>]*>(.*?)</span>', desk.html())
    said: dict[str, str] = {}
    for uuid, words in spans:
        said[uuid] = said.get(uuid, "") + re.sub("<[^>]*>", "", words)
    return list(said.values())


def test_words_over_a_part_of_a_tag_and_others_are_of_no_tag(desk: Desk) -> None:
    falk = make_person("Jon Falk")
    desk.open(draft_article("Talks", body="<p>x</p>"))
    for way, put in WAYS.items():
        desk.page.evaluate(RESET, ["body", f"<p>{mention(falk)} was late</p>"])
        desk.select("Falk was")
        put(desk, "Osei was")
        assert tags(desk, "mention") == ["Jon "], way
        assert desk.text() == "Jon Osei was late", way


def test_input_method_over_a_part_of_a_tag_and_other_words_writes_into_no_tag(desk: Desk) -> None:
    falk = make_person("Jon Falk")
    desk.open(draft_article("Talks", body=f"<p>{mention(falk)} was late</p>"))
    session = desk.page.context.new_cdp_session(desk.page)
    desk.select("Falk was")
    for text in ("か", "かん"):
        given = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        session.send("Input.imeSetComposition", given)
    session.send("Input.insertText", {"text": "漢"})
    assert desk.text() == "Jon 漢 late"
    assert tags(desk, "mention") == ["Jon "]


def test_words_put_into_a_tag_change_its_words(desk: Desk) -> None:
    falk = make_person("Jon Falk")
    said = quote(falk, "“I have the house.”")
    desk.open(draft_article("Talks", body=f"<p>{said} he said.</p>"))
    for way, put in DROPS.items():
        desk.page.evaluate(RESET, ["body", f"<p>{said} {mention(falk)} said.</p>"])
        desk.caret_before(".”")
        put(desk, "(which he owns)")
        assert tags(desk, "quote") == ["“I have the house(which he owns).”"], way
        desk.caret_after("Jon")
        put(desk, "ny")
        assert tags(desk, "mention") == ["Jonny Falk"], way
    desk.save()
    assert TagReview.objects.filter(tag="quote").count() == 1
    assert quotes() == [("“I have the house(which he owns).”", "Jon Falk")]


def test_words_put_at_the_edges_of_a_tag_are_of_no_tag(desk: Desk) -> None:
    falk = make_person("Jon Falk")
    desk.open(draft_article("Talks", body="<p>x</p>"))
    for way, put in {**WAYS, **DROPS}.items():
        for name, tag in (("mention", mention(falk)), ("quote", quote(falk, "Jon Falk"))):
            desk.page.evaluate(RESET, ["body", f"<p>a {tag} b</p>"])
            desk.caret_before("Jon")
            put(desk, "x")
            desk.caret_after("Falk")
            put(desk, "y")
            assert tags(desk, name) == ["Jon Falk"], (way, name)
            assert desk.text() == "a xJon Falky b", (way, name)


def test_lines_put_into_a_name_part_it_and_name_nobody(desk: Desk) -> None:
    falk = make_person("Jon Falk")
    desk.open(draft_article("Talks", body=f"<p>{mention(falk)} went.</p>"))
    desk.caret_after("Jon")
    desk.paste("", "one\ntwo")
    assert tags(desk, "mention") == ["Jon Falk"]
    assert desk.text() == "Jonone\n\ntwo Falk went."
    desk.save()
    assert mentions() == [("Jon", "Jon Falk"), ("Falk", "Jon Falk")]
    assert TagReview.objects.count() == 2


def test_part_of_a_tag_is_copied_without_it_and_the_whole_with_it(desk: Desk) -> None:
    falk = make_person("Jon Falk")
    said = quote(falk, f"“We met {mention(falk, 'old Jon Falk')} there.”")
    desk.open(draft_article("Talks", body=f"<p>{said}</p><p>The paper’s.</p>"))
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for words, copied in (
        ("Jon Falk", 0),
        ("met old Jon Falk there", 1),
        ("“We met old Jon Falk there.”", 2),
    ):
        desk.select(words)
        desk.press("Control+c")
        desk.caret_after("The paper’s")
        desk.press("Control+v")
        assert len(tags(desk, "mention")) + len(tags(desk, "quote")) == 2 + copied, words
        desk.press("Control+z")
    foreign = said.replace("“We met ", "").replace(" there.”", "")
    desk.caret_after("The paper’s")
    desk.paste(f"<p>{foreign}</p>")
    assert len(tags(desk, "quote")) == 1
    shown = mention(falk, "Fal").replace("<span ", '<span class="tag tag-mention" ')
    desk.paste(f'<meta charset="utf-8">{shown}')
    assert tags(desk, "mention") == ["old Jon Falk"] * 2  # the second was pasted whole, in a part


def test_part_of_a_name_that_is_cut_and_put_back_is_of_it_again(desk: Desk) -> None:
    falk = make_person("Jon Falk")
    desk.open(draft_article("Talks", body=f"<p>{mention(falk)} went.</p>"))
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.select("Falk")
    desk.press("Control+x", "Control+v")
    assert tags(desk, "mention") == ["Jon Falk"]
    desk.select("Falk")
    desk.press("Control+x")
    desk.caret_after("went")
    desk.press("Control+v")
    assert tags(desk, "mention") == ["Jon "]
    desk.press("Control+z", "Control+z")
    desk.save()
    assert "Nothing was changed" in desk.messages()


def test_lines_pasted_or_dropped_into_a_line_are_joined(desk: Desk) -> None:
    falk = make_person("Jon Falk")
    rich = f"<h1>First</h1><ul><li>{mention(falk)}</li></ul><p>last<br>line</p>"
    for field in ("headline", "deck"):
        desk.open(draft_article("Talks", deck="Talks", body="<p>x</p>"))
        desk.select("Talks", field=field)
        desk.paste("", "First\r\nsecond\n\nthird ", field=field)
        desk.drop_text("one\ntwo ", field=field)
        assert desk.text(field) in ("one two First second third ", "First second third one two ")
        desk.page.evaluate(RESET, [field, "<p></p>"])
        desk.paste(rich, "x", field=field)
        assert desk.text(field) == "First Jon Falk last line"
        desk.drag("x", before="First", to=field)
        desk.paste("", "x")
        desk.save()
        assert mentions()[-1] == ("Jon Falk", "Jon Falk")
