"""What comes in by paste is clean structure and words, and nothing that runs."""

import pytest

from articles.models import Article
from tests.browser.editor.editing import Desk
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
