"""A revision's HTML becomes what readers see, without its document being read again."""

import re
from uuid import UUID

from hypothesis import given

from articles.publication.renditions.tag_markup import add_tag_markup
from articles.tagging import Document, MentionTag, parse, render
from tests.tagging.building import body, mention, mention_html, quote, quote_html, tagged
from tests.tagging.strategies import documents

LINKS = {"7": 'class="person" href="/people/ada/"', "8": 'class="organisation" href="/o/"'}


def uuid(n: int) -> UUID:
    return UUID(int=n)


def test_a_mention_is_a_link_and_a_quote_is_marked() -> None:
    html = f"<p>{quote_html(1, 'Hello, ' + mention_html(2, 'Ada'), kind='partial')}</p>"
    assert add_tag_markup(html, LINKS) == (
        f'<p><span class="quote partial" id="q-{uuid(1)}">Hello, '
        f'<a id="m-{uuid(2)}" class="person" href="/people/ada/">Ada</a></span></p>'
    )


def test_a_mention_in_or_around_a_link_is_no_link() -> None:
    html = (
        f'<p><a href="/x">see {mention_html(1, "Ada")}</a> '
        f"{mention_html(2, 'The <a href=' + chr(34) + '/y' + chr(34) + '>Works</a>', entity=8)} "
        f"{mention_html(3, 'Ada')}</p>"
    )
    assert add_tag_markup(render(body(html)), LINKS) == (
        f'<p><a href="/x">see <span class="person" id="m-{uuid(1)}">Ada</span></a> '
        f'<span class="organisation" id="m-{uuid(2)}">The <a href="/y">Works</a></span> '
        f'<a id="m-{uuid(3)}" class="person" href="/people/ada/">Ada</a></p>'
    )


def test_only_the_first_piece_of_a_tag_has_its_id() -> None:
    html = add_tag_markup(render(tagged("abc\n\ndef", quote(1, (0, 7)), mention(2, (1, 3)))), LINKS)
    assert html.count(f'id="q-{uuid(1)}"') == 1
    assert html.count('class="quote direct"') == 2


def test_words_and_attributes_that_look_like_tags_stay_words() -> None:
    said = tagged('<a> <span data-mention="x"> </span>', quote(1, (0, 3), role='"><a href="/">'))
    html = add_tag_markup(render(said), LINKS)
    assert "&lt;a&gt;" in html
    assert re.findall("<(?!/?(?:p|span)\\b)", html) == []


@given(documents())
def test_whatever_is_tagged_each_tag_has_its_place_once_and_no_link_holds_another(
    document: Document,
) -> None:
    ids = {str(tag.entity) for tag in document.tags if isinstance(tag, MentionTag)}
    html = add_tag_markup(render(document), dict.fromkeys(ids, 'class="person" href="/x/"'))
    places = re.findall(r' id="([mq])-([-0-9a-f]{36})"', html)
    kinds = {
        (("m" if isinstance(tag, MentionTag) else "q"), str(tag.uuid)) for tag in document.tags
    }
    assert sorted(places) == sorted(kinds)
    depth = 0
    for is_end in re.findall(r"<(/?)a\b", html):
        depth += -1 if is_end else 1
        assert depth in (0, 1)
    assert parse(html, field=document.field).document.text == document.text
