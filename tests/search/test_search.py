"""Full-text search: each article in its own language, headline over deck over body."""

import re
from datetime import datetime, timedelta
from datetime import timezone as zones

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.utils import timezone

from articles.models import Article, SearchEntry
from articles.publication.publishing import publish
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from articles.search import newest
from articles.search.indexing import index_articles
from articles.search.newest import RANKED_HITS, newest_hits, rank_newest
from articles.search.querying import EmptySearch, read_search
from articles.search.snippets import snippets
from tests.factories import draft_article, make_draft, make_section, published_article, withdraw

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 5, 1, 12, tzinfo=zones.utc)


def find(text: str, *languages: str) -> list[str]:
    """The headlines of what is found, best first."""
    search = read_search(text, languages=languages)
    found = rank_newest(SearchEntry.objects.all(), Article.objects.public(), search).articles
    order = found.order_by("-rank", "-published_at", "-pk")
    return list(order.values_list("live__headline_text", flat=True))


def write(headline: str, words: str = "Nothing.", **fields: object) -> Article:
    return published_article(headline, body=f"<p>{words}</p>", **fields)


def test_words_are_found_in_headline_deck_and_body_in_any_form() -> None:
    write("The ministers were speaking")
    write("B", deck="A minister speaks")
    write("C", "Ministers spoke. To speak is good.")
    assert sorted(find("minister speak")) == ["B", "C", "The ministers were speaking"]


def test_headline_counts_more_than_deck_and_deck_more_than_body() -> None:
    write("C", "The turbine stands.")
    write("B", deck="A turbine")
    write("Turbine")
    assert find("turbines") == ["Turbine", "B", "C"]


def test_arabic_is_read_as_arabic() -> None:
    write("عنوان", "وقال إن المفاوضات مستمرة", language="ar")
    assert find("مفاوضة") == find("قال") == find("المفاوضات") == ["عنوان"]
    assert find("وزير") == []


def test_each_article_is_read_in_its_own_language_and_one_query_asks_all() -> None:
    write("English", "They were running.")
    write("عربي", "running المفاوضات", language="ar")
    assert sorted(find("runs OR مفاوضة")) == ["English", "عربي"]
    assert find("runs") == ["English"]
    assert find("running", "ar") == ["عربي"]
    assert find("running", "en") == ["English"]


def test_accents_do_not_matter_on_either_side() -> None:
    write("A", "Erdoğan met Müller in Łódź.")
    write("B", "Erdogan met Muller in Lodz.")
    for text in ("Erdogan", "Erdoğan", "muller", "Müller", "Łódź lodz"):
        assert sorted(find(text)) == ["A", "B"], text


def test_phrase_is_found_as_it_stands() -> None:
    write("A", "Foreign ministers met.")
    write("B", "Ministers of foreign countries met.")
    assert find('"foreign minister"') == ["A"]
    assert sorted(find("foreign minister")) == ["A", "B"]


def test_or_finds_either() -> None:
    write("A", "Wind.")
    write("B", "Water.")
    write("C", "Sun.")
    assert sorted(find("wind or water")) == ["A", "B"]


def test_exclusion_excludes_in_the_language_of_the_article() -> None:
    write("A", "War and ministers.")
    write("B", "War alone.")
    write("عربي", "war المفاوضات", language="ar")
    assert sorted(find("war -minister")) == ["B", "عربي"]
    assert sorted(find("war -مفاوضة")) == ["A", "B"]
    assert find('war -"and minister" -مفاوضة') == ["B"]


@pytest.mark.parametrize(
    "text", ["", "  ", "…", "🎉", "-war", '""', "-war -peace", "\x00", "( & | !"]
)
def test_search_that_names_no_word_is_refused(text: str) -> None:
    with pytest.raises(EmptySearch, match="needs a word"):
        read_search(text)


def test_stop_words_are_left_out_beside_other_words() -> None:
    write("A", "The end of the road")
    search = read_search("the of road", languages=["en"])
    assert search.left_out == ("the", "of")
    assert find("the of road", "en") == ["A"]
    assert find('"end of the road"', "en") == ["A"]


def test_stop_words_alone_are_found_in_titles_and_in_capitals() -> None:
    write("The Who play again", "Nothing.")
    write("A", "The WHO warns of it.")
    write("B", "They ask who will play.")
    assert find("The Who", "en") == ["The Who play again"]
    assert sorted(find("WHO", "en")) == sorted(find("who", "en")) == ["A", "The Who play again"]
    assert find("WHO warns", "en") == ["A"]
    assert sorted(find("who play", "en")) == ["B", "The Who play again"]


def test_query_all_in_capitals_is_no_list_of_names() -> None:
    write("A", "They were on the road.")
    assert find("THE ROAD", "en") == ["A"]
    write("B", "WHO met in 2024.")
    assert find("WHO 2024", "en") == find("WHO met", "en") == ["B"]


def test_or_of_stop_words_and_words_reads_each_alternative() -> None:
    write("The Who play again")
    write("B", "Wind.")
    assert sorted(find("who or wind", "en")) == ["B", "The Who play again"]
    assert find("wind or -who", "en") == ["B"]


def test_beginning_of_a_word_is_found(settings: LazySettings) -> None:
    settings.ARTICLE_LANGUAGES = ["en", "de"]
    write("A", "Herr Müllermann und Frau Müllerin.", language="de")
    write("B", "Herr Müller.", language="de")
    write("C", "Herr Meier.", language="de")
    assert sorted(find("Mülle*", "de")) == ["A", "B"]
    assert find("müllerm* -meier", "de") == ["A"]
    assert find("M*", "de") == []


def test_search_has_200_characters_at_the_most() -> None:
    read_search("x" * 200)
    with pytest.raises(EmptySearch, match="200 characters"):
        read_search("x" * 201)


def test_search_has_three_beginnings_of_words_at_the_most() -> None:
    read_search("abc* abd* abe*")
    with pytest.raises(EmptySearch, match="3 beginnings"):
        read_search("abc* abd* abe* abf*")


def test_emoji_and_signs_beside_words_are_no_hindrance() -> None:
    write("A", "A 👩‍🚀 launched a rocket 🚀 at 3 o’clock, costing €5.")
    for text in (
        "👩‍🚀 rocket",
        "rocket 🚀",
        "rocket & | ! ( ) : *",
        "'rocket'",
        "\\rocket",
        "%rocket",
    ):
        assert find(text) == ["A"], text


def test_language_lexeme_cannot_be_asked_for() -> None:
    write("A", "Wind.")
    assert find("lang:en") == find("'lang:en'") == find("wind lang:en") == []


def test_only_what_is_live_is_found() -> None:
    article = write("Turbine")
    draft_article("Turbine in a draft")
    save_revision(
        article_id=article.pk, base=1, draft=make_draft("Rocket", body="<p>New.</p>"), by=None
    )
    assert find("turbine") == ["Turbine"]
    assert find("rocket") == find("new") == []
    publish(article_id=article.pk, by=None)
    assert find("turbine") == []
    assert find("rocket") == ["Rocket"]
    withdraw(article)
    assert find("rocket") == []


def test_changed_language_is_read_anew() -> None:
    article = write("A", "They were running.")
    details = Details(section=make_section(), language="ar")
    change_details(article_id=article.pk, details=details, by=None)
    assert find("runs") == []
    assert find("running") == ["A"]


def test_frequent_word_is_ranked_among_its_newest_hits_only() -> None:
    """Titles and all words are bounded apart, so that a title is not crowded out by bodies."""
    best = write("Turbine turbine turbine", "turbine", at=NOON - timedelta(days=1))
    articles = [write("A", "Turbine.", at=NOON)]
    entry = SearchEntry.objects.get(article=articles[0])
    for number in range(RANKED_HITS):
        articles.append(draft_article())
        entry.pk = articles[-1].pk
        entry.published_at = NOON + timedelta(seconds=number)
        entry.save(force_insert=True)
    search = read_search("turbine")
    found = rank_newest(SearchEntry.objects.all(), Article.objects.all(), search).articles
    hits = set(found.values_list("pk", flat=True))
    assert best.pk in hits
    assert articles[0].pk not in hits
    assert len(hits) == RANKED_HITS + 1


@pytest.mark.parametrize("months_apart", [1, 11])
def test_newest_period_is_searched_first_and_then_all(
    months_apart: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One article is the newest period here, so that each search but the fullest has to go on."""
    monkeypatch.setattr(newest, "NEWEST_ARTICLES", 1)
    now = timezone.now()
    monkeypatch.setattr(newest, "RANKED_HITS", 1)
    write("Turbine", at=now)
    write("A", "Turbine.", at=now - timedelta(days=30 * months_apart))
    write("B", "Turbine and rocket.", at=now - timedelta(days=3000))
    cache.clear()
    assert find("turbine") == ["Turbine"]
    assert find("rocket") == ["B"]
    assert find("turbine -rocket or turbine rocket") == ["Turbine"]


def test_scheduled_articles_are_in_the_newest_period(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "NEWEST_ARTICLES", 1)
    article = write("Turbine")
    write("Turbine of old", at=NOON)
    later = timezone.now() + timedelta(days=400)
    Article.objects.filter(pk=article.pk).update(published_at=later)
    index_articles([article.pk])
    cache.clear()
    search = read_search("turbine")
    assert newest_hits(SearchEntry.objects.all(), search, limit=1) == [article.pk]


def test_snippet_is_the_passage_and_is_safe_in_a_page() -> None:
    article = write("A", "Fish &amp; chips. " * 30 + "Every turbine &lt; 5 metres turned. " * 2)
    snippet = snippets([article.pk], read_search("turbines"))[article.pk]
    assert "<mark>turbine</mark> &lt; 5 metres turned" in snippet
    assert len(snippet) < 400


@pytest.mark.parametrize(
    ("language", "text", "query", "snippet"),
    [
        ("en", "At Kestrel/Wolframite.", "wolframite", "At Kestrel/<mark>Wolframite</mark>."),
        ("en", "An offer.Zebedee said", "zebedee", "An offer.<mark>Zebedee</mark> said"),
        ("en", "Zebe\u00addee won.", "zebedee", "<mark>Zebe\u00addee</mark> won."),
        ("en", "The U.N., here", "UN", "The <mark>U.N.</mark>, here"),
        ("en", "See <Quokkaville>!", "quokkaville", "See &lt;<mark>Quokkaville</mark>&gt;!"),
        ("en", "Of AT&T & co", "AT&T", "Of <mark>AT&amp;T</mark> &amp; co"),
        ("en", "If WHO says who", "WHO", "If <mark>WHO</mark> says who"),
        ("en", "War -- no peace", "war -treaty", "<mark>War</mark> -- no peace"),
        ("en", "Presidents rule", "pres*", "<mark>Presidents</mark> rule"),
        ("ar", "قال والوزير هنا", "وزير", "قال <mark>والوزير</mark> هنا"),
    ],
)
def test_snippet_marks_the_words_that_were_found(
    language: str, text: str, query: str, snippet: str
) -> None:
    body = text.replace("&", "&amp;").replace("<", "&lt;")
    article = write("The title is of stop words", body, deck="And a deck", language=language)
    assert snippets([article.pk], read_search(query)) == {article.pk: snippet}


def test_snippet_without_a_hit_is_the_beginning() -> None:
    article = write("Turbine", "Word " * 100)
    found = snippets([article.pk], read_search("turbine"))[article.pk]
    assert found == " ".join(["Word"] * 32)


def test_snippet_of_a_text_without_words_is_empty() -> None:
    article = write("Turbine", "… ! ـ")
    assert snippets([article.pk], read_search("turbine")) == {article.pk: ""}


def test_snippet_shows_the_passage_with_most_words() -> None:
    article = write(
        "A", "wind. " + "no " * 50 + "water " + "no " * 50 + "wind and water. " + "no " * 50
    )
    found = snippets([article.pk], read_search("wind water"))[article.pk]
    assert "<mark>wind</mark> and <mark>water</mark>." in found


def test_snippet_of_an_article_taken_back_meanwhile_is_none() -> None:
    stays, goes = write("A", "Turbine."), write("B", "Turbine.")
    search = read_search("turbine")
    withdraw(goes)
    assert snippets([stays.pk, goes.pk], search).keys() == {stays.pk}


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("5m", ["5m"]),
        ("F16", ["F", "16"]),
        ("F 16", ["F", "16"]),
        ("email", ["e", "mail"]),
        ("e-mail", ["e", "mail"]),
    ],
)
def test_part_of_a_phrase_is_marked_only_beside_the_others(query: str, marked: list[str]) -> None:
    body = "<p>At 5 a.m. he paid 5m by e-mail for an F-16, by mail.</p>"
    article = published_article("Headline", body=body, language="en")
    found = snippets([article.pk], read_search(query))[article.pk]
    assert re.findall("<mark>(.*?)</mark>", found) == marked
