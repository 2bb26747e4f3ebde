"""Full-text search: each article in its own language, headline over deck over body."""

from datetime import datetime, timedelta, timezone

import pytest

from articles.models import Article, SearchEntry
from articles.publication.publishing import publish
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from articles.search.querying import RANKED_HITS, EmptySearch, ranked, read_search, snippets
from tests.factories import draft_article, make_draft, make_section, published_article, withdraw

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 5, 1, 12, tzinfo=timezone.utc)


def find(text: str, *languages: str) -> list[str]:
    """The headlines of what is found, best first."""
    search = read_search(text, languages=languages)
    found = ranked(SearchEntry.objects.all(), Article.objects.public(), search)
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


def test_stop_words_are_words_to_the_other_languages_only() -> None:
    write("The end of the road")
    assert find("the of") == []
    with pytest.raises(EmptySearch):
        read_search("the of", languages=["en"])


def test_search_has_200_characters_at_the_most() -> None:
    read_search("x" * 200)
    with pytest.raises(EmptySearch, match="200 characters"):
        read_search("x" * 201)


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
    found = ranked(SearchEntry.objects.all(), Article.objects.all(), search)
    hits = set(found.values_list("pk", flat=True))
    assert best.pk in hits
    assert articles[0].pk not in hits
    assert len(hits) == RANKED_HITS + 1


def test_snippet_is_the_passage_and_is_safe_in_a_page() -> None:
    article = write("A", "Fish &amp; chips. " * 30 + "Every turbine &lt; 5 metres turned. " * 2)
    snippet = snippets([article.pk], read_search("turbines"))[article.pk]
    assert "<mark>turbine</mark> &lt; 5 metres turned" in snippet
    assert len(snippet) < 400


def test_snippet_of_an_article_taken_back_meanwhile_is_none() -> None:
    stays, goes = write("A", "Turbine."), write("B", "Turbine.")
    search = read_search("turbine")
    withdraw(goes)
    assert snippets([stays.pk, goes.pk], search).keys() == {stays.pk}
