import pytest

from tests.factories import published_article
from tests.site.pages import link, links_to_cards, read

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
    assert "<script" not in read(f"/search/?q={q}")
