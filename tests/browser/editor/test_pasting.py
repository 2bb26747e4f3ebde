"""A paste brings in clean structure and words, and nothing that runs."""

import pytest

from articles.models import Article
from tests.browser.editor.desk import Desk, expect
from tests.factories import draft_article

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = """<p onclick="alert(1)" style="position:fixed">Hi <a href="javascript:alert(2)">link</a>
<img src="x" onerror="document.title='owned'"><script>document.title='owned'</script>
<iframe src="https://example.com"></iframe><svg onload="document.title='owned'"></svg>
<a href="https://example.com/ok">fine</a></p><style>body{display:none}</style>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{color:red}</style><title>Document1</title></head><body lang=EN-US>
<h1>Big title<o:p></o:p></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Bold</b> and <i>italic</i>
words.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;</span></span>
<![endif]>First</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>
<span>·<span>&nbsp;</span></span>Second</p>
<table><tr><td><p>one</p></td><td>two</td></tr></table></body></html>"""

DOCS = """<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr">
<span style="font-weight:700">Strong</span>
<span style="font-style:italic;white-space:pre-wrap">slanted</span></p></b>"""

REVISED = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-US>
<p class=MsoNormal>We will <del cite="mailto:Jo" datetime="2026-11-30T10:00">never</del><span
class=msoIns><ins cite="mailto:Jo">always</ins></span> pay <s>him</s><strike>her</strike>
<span style='text-decoration:line-through'>them</span><span style='display:none;mso-hide:all'>secret
</span><span style='font-size:0'>tiny</span><span style='visibility:hidden'>unseen</span>
<a style='mso-comment-reference:JD_1;mso-comment-date:20261130T1000'>the money</a><span
class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor id="_anchor_1"
href="#_msocom_1" name="_msoanchor_1">[JD1]</a><span style='mso-special-character:comment'>&nbsp;
</span></span></span>.</p><p><img src="a.png"><img src="b.png"></p>
<table><tr><td>one</td><td>two</td></tr></table>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Is
this true?</p></div></div></body></html>"""

RAISED = """<p>10<sup>6</sup> m<sup>2</sup>, H<sub>2</sub>O, x<span
style="font-size:0.6em;vertical-align:super">-1</span>, the 21<sup>st</sup>, e<sup>2π</sup>,
Berlin<sup><span style="vertical-align:super">[1]</span></sup></p>"""


NUMBERED = "".join(
    f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>"
    f"{marker}<span>&nbsp;</span></span>{words}</p>"
    for marker, words in (("iv.", "Four"), ("1.2.", "Five"), ("Ü", "Wing"), ("–", "Dash"))
)


@pytest.fixture
def empty(desk: Desk) -> Desk:
    desk.open(draft_article("Talks", body="<p>Old words</p>"))
    desk.select("Old words")
    return desk


def body() -> str:
    return str(Article.objects.get().head.body)


def test_hostile_html_runs_nothing_and_leaves_words(empty: Desk) -> None:
    empty.paste(HOSTILE)
    assert "owned" not in empty.page.title()
    html = empty.html()
    for bad in ("script", "onerror", "onclick", "javascript:", "iframe", "svg", "style", "img"):
        assert bad not in html, bad
    empty.save()
    assert body() == '<p>Hi link <a href="https://example.com/ok">fine</a></p>'


def test_word_comes_in_as_headings_lists_and_emphasis(empty: Desk) -> None:
    empty.paste(WORD)
    empty.save()
    assert body() == (
        "<h2>Big title</h2><p><strong>Bold</strong> and <em>italic</em> words.</p>"
        "<ul><li><p>First</p></li><li><p>Second</p></li></ul><p>one</p><p>two</p>"
    )


def test_google_docs_bold_is_what_is_bold(empty: Desk) -> None:
    empty.paste(DOCS)
    empty.save()
    assert body() == "<p><strong>Strong</strong> <em>slanted</em></p>"


def test_plain_text_comes_in_as_paragraphs(empty: Desk) -> None:
    empty.paste("", "First line\n\nSecond <b>line</b>")
    empty.save()
    assert body() == "<p>First line</p><p>Second &lt;b&gt;line&lt;/b&gt;</p>"


def test_forged_tags_do_not_name_anybody(empty: Desk) -> None:
    empty.paste('<p><span data-mention="x" data-entity="99999">Who</span> went.</p>')
    empty.page.click("[name=_continue]")
    empty.page.wait_for_selector("text=No person or organisation has the id 99999")
    assert body() == "<p>Old words</p>"
    empty.errors.clear()


def test_deleted_hidden_and_struck_text_and_comments_stay_out(empty: Desk) -> None:
    empty.paste(REVISED)
    expect(empty.said).to_contain_text("2 pictures, ")
    expect(empty.said).to_contain_text("1 table is now paragraphs")
    empty.save()
    assert body() == "<p>We will always pay the money.</p><p>one</p><p>two</p>"


def test_comments_and_struck_text_of_google_docs_stay_out(empty: Desk) -> None:
    empty.paste(
        """<p>Paid<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> <span
        style="text-decoration:line-through">never</span>today</p>
        <div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Really?</span></p></div>"""
    )
    empty.save()
    assert body() == "<p>Paid today</p>"


SIGNS = {
    "superscripts and subscripts": (RAISED, "10⁶ m², H₂O, x⁻¹, the 21st, e^(2π), Berlin[¹]"),
    "what a style raises or lowers": (
        """<p>10<span style="mso-text-raise:3.0pt">6</span>,
        m<span style="vertical-align:4pt">2</span>, H<span style="vertical-align:-20%">2</span>O,
        <span style="vertical-align:0">1</span></p>""",
        "10⁶, m², H₂O, 1",
    ),
    "marks that only a browser shows": (
        "<p>Falk: <q>I <b>will</b> go</q>, he said.</p>",
        "Falk: “I will go”, he said.",
    ),
}


def test_what_only_a_page_shows_is_kept_as_characters(empty: Desk) -> None:
    for name, (html, text) in SIGNS.items():
        empty.press("Control+a")
        empty.paste(html)
        assert empty.text() == text, name


def test_markers_of_word_s_lists_are_no_words(empty: Desk) -> None:
    empty.paste(NUMBERED)
    assert empty.text().split() == ["Four", "Five", "Wing", "Dash"]
    assert "<ol" in empty.html()
    assert "<ul" in empty.html()


def test_link_to_a_place_of_another_page_leads_nowhere(empty: Desk) -> None:
    empty.paste('<p>Paid<a href="#_ftn1">[1]</a>, <a href="https://example.com/#a">here</a></p>')
    assert empty.html() == '<p>Paid[1], <a href="https://example.com/#a">here</a></p>'


def test_picture_that_is_pasted_or_dropped_alone_is_named(empty: Desk) -> None:
    for event in ("paste", "drop"):
        empty.page.evaluate(
            """(name) => {
              const data = new DataTransfer()
              data.items.add(new File(["x"], "a.png", { type: "image/png" }))
              const options = { bubbles: true, cancelable: true, clientX: 300, clientY: 300 }
              const made = name === "paste"
                ? new ClipboardEvent(name, { ...options, clipboardData: data })
                : new DragEvent(name, { ...options, dataTransfer: data })
              const dom = document.querySelector(".tagged-body .ProseMirror")
              if (dom.dispatchEvent(made)) throw new Error("left to the browser")
            }""",
            event,
        )
        expect(empty.said).to_contain_text("1 picture")
        empty.press("ArrowLeft")
