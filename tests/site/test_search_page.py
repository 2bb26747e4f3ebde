from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from articles.search import newest
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    published_article,
)
from tests.site.pages import client, link, links_to_cards, main_of, read

pytestmark = pytest.mark.django_db


def test_articles_are_found_best_first_with_the_passage() -> None:
    published_article("Markets", body="<p>Every turbine turned &amp; stopped.</p>")
    published_article("Turbine turns", body="<p>Water flows.</p>")
    html = read("/search/?q=turbines")
    assert links_to_cards(html) == ["Turbine turns", "Markets"]
    assert "Every <mark>turbine</mark> turned &amp; stopped" in html
    assert 'value="turbines"' in html
    assert '<span lang="en">English</span>' in html


def test_each_language_is_read_as_its_own() -> None:
    published_article("عنوان", language="ar", body="<p>قال الوزير كلمات كثيرة</p>")
    html = read("/search/?q=الوزير")
    assert '<p class="snippet" lang="ar" dir="rtl">' in html
    assert '<span lang="ar">العربية</span>' in html


def test_hits_come_in_pages() -> None:
    for number in range(25):
        published_article(f"Turbine {number}")
    first = read("/search/?q=turbine")
    second = read(f"/search/{link(first, 'next')}")
    headlines = links_to_cards(first) + links_to_cards(second)
    assert len(headlines) == len(set(headlines)) == 25
    assert 'value="turbine"' in second


def test_no_hit_is_said_in_words() -> None:
    assert "No article holds “<bdi>turbine</bdi>”" in read("/search/?q=turbine")


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("«!»", "A search needs a word to look for"),
        ("-minister", "A search needs a word to look for"),
        ("x" * 10_000, "200 characters at the most"),
    ],
)
def test_what_cannot_be_searched_is_said_in_words(q: str, words: str) -> None:
    assert words in read(f"/search/?q={q}")


@pytest.mark.parametrize(
    "q", ["", "%20", "%00", "a%00b", "%ff", "%ED%A0%80", "'&|!():*<>", '"><script>']
)
def test_no_search_is_an_error(q: str) -> None:
    for path in ("/search/", "/quotes/"):
        assert "<script" not in main_of(read(f"{path}?q={q}"))


@limits(max_examples=20, deadline=None)
@example('the "of')
@example("\ud800 wind")
@example("wind " * 2000)
@given(st.text(max_size=250))
def test_no_text_breaks_a_page(q: str) -> None:
    query = urlencode({"q": q.encode(errors="surrogatepass")})
    for path in ("/search/", "/quotes/"):
        read(f"{path}?{query}")
    for path in ("/api/v1/articles/", "/api/v1/quotes/"):
        assert client.get(f"{path}?{query}").status_code in (200, 400)


def test_words_left_out_are_named() -> None:
    published_article("Wind", body="<p>The end of the road.</p>", language="en")
    html = read("/search/?q=zzz+the+road+of")
    assert "No article was found" in html
    assert "Left out, since nearly every text has them: “<bdi>the</bdi>”, “<bdi>of</bdi>”" in html
    assert "Left out" not in read("/search/?q=road")


def test_stop_words_alone_are_said_to_be_found_in_headlines() -> None:
    published_article("Wind", body="<p>Asked who will come.</p>")
    html = read("/search/?q=who")
    assert "No article holds" not in html
    assert "Nearly every text has “<bdi>who</bdi>”: found in headlines" in html


@pytest.mark.parametrize("q", ["WHO", "who", "W.H.O.", "“WHO”"])
def test_somebody_with_the_name_is_offered_first(q: str) -> None:
    health = make_organisation("World Health Body", aliases=["WHO"], description="In Geneva")
    published_article("Wind", body=f"<p>{mention(health)} warned.</p>")
    html = main_of(read(f"/search/?q={q}"))
    assert '<a class="organisation" href="/organisations/world-health-body/">' in html
    assert "In Geneva" in html


def test_nobody_from_a_draft_is_offered() -> None:
    secret = make_person("Vidal Secreto", aliases=["WHO"])
    draft_article(body=f"<p>{mention(secret)} met.</p>")
    for q in ("Vidal Secreto", "Vidal Secretu", "WHO"):
        assert "vidal-secreto" not in read(f"/search/?q={q}")


@pytest.mark.parametrize("q", ["Netanyaho", "netanyaho cabinet", "Benyamin Netanyahoo"])
def test_a_name_with_a_wrong_letter_leads_to_the_person(q: str) -> None:
    person = make_person("Benjamin Netanyahu")
    published_article("Wind", body=f"<p>{mention(person)} spoke.</p>")
    html = main_of(read(f"/search/?q={q}"))
    assert "Did you mean" in html
    assert '<a class="person" href="/people/benjamin-netanyahu/">' in html
    assert "Did you mean" not in read("/search/?q=Netanyahu")


def test_a_name_of_everyday_words_leads_to_who_has_it() -> None:
    will = make_person("Will Smithson")
    published_article("Who will come", body=f"<p>{mention(will)} spoke.</p>")
    html = main_of(read("/search/?q=will"))
    assert links_to_cards(html) == ["Who will come"]
    assert '<a class="person" href="/people/will-smithson/">' in html


def test_list_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        published_article(f"Turbine {number}")
    assert "Many articles match" not in read("/search/?q=turbine")
    monkeypatch.setattr(newest, "RANKED_HITS", 2)
    html = read("/search/?q=turbine")
    assert "Many articles match" in html
    assert len(links_to_cards(html)) == 2
