"""GET /api/v1/articles/: what is public, newest first, narrowed by what was asked."""

import re
from datetime import datetime, timedelta, timezone
from itertools import product

import pytest

from articles.models import Article
from articles.revisions.details import Details, change_details
from entities.models import Entity
from tests.api.reading import client, faults, ids, read, results
from tests.api.stories import rich_article
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    make_section,
    mention,
    merge,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 5, 1, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)


def test_list_is_newest_first() -> None:
    old = published_article(at=NOON)
    new = published_article(at=NOON + DAY)
    assert ids("/articles/") == [new.pk, old.pk]


def test_listed_article_says_what_its_own_resource_does_but_has_no_text_to_count_in() -> None:
    article = rich_article()
    (listed,) = results("/articles/")
    detail = read(f"/articles/{article.pk}/")
    for name in ("body_html", "body_text", "mentions"):
        del detail[name]
    for said, name in product(detail["quotes"], ("field", "start", "end", "exact", "segments")):
        del said[name]
    assert listed == detail


def test_articles_by_person_are_those_that_name_or_quote_the_person() -> None:
    ada, bob = make_person("Ada", slug="ada"), make_person("Bob")
    named = published_article(at=NOON, body=f"<p>{mention(ada)}</p>")
    quoted = published_article(at=NOON + DAY, body=f"<p>{quote(ada, '“Yes.”')} {mention(bob)}</p>")
    published_article(body=f"<p>{mention(bob)}</p>")
    assert ids("/articles/", person=ada.pk) == ids("/articles/", person="ada")
    assert ids("/articles/", person="ada") == [quoted.pk, named.pk]
    assert ids("/articles/", speaker="ada") == [quoted.pk]


def test_articles_by_organisation_are_those_that_name_it() -> None:
    works = make_organisation("Works", slug="works")
    article = published_article(body=f"<p>{mention(works)}</p>")
    published_article()
    assert ids("/articles/", organisation="works") == [article.pk]
    assert ids("/articles/", organisation=works.pk) == [article.pk]


def test_organisation_can_be_a_speaker() -> None:
    works = make_organisation("Works")
    article = published_article(body=f"<p>{quote(works, '“Yes.”')}</p>")
    assert ids("/articles/", speaker=works.pk) == [article.pk]


def test_person_is_no_organisation() -> None:
    ada = make_person("Ada", slug="ada")
    published_article(body=f"<p>{mention(ada)}</p>")
    assert faults("/articles/", organisation=ada.pk) == {"organisation": "unknown"}
    assert faults("/articles/", organisation="ada") == {"organisation": "unknown"}


def test_slug_of_a_person_and_an_organisation_does_not_say_who_spoke() -> None:
    person, works = make_person("Rolls", slug="rolls"), make_organisation("Rolls", slug="rolls")
    article = published_article(body=f"<p>{mention(works)} {quote(person, '“Yes.”')}</p>")
    assert faults("/articles/", speaker="rolls") == {"speaker": "ambiguous"}
    assert ids("/articles/", speaker=person.pk) == [article.pk]
    assert ids("/articles/", person="rolls", organisation="rolls") == [article.pk]


def test_id_and_slug_of_a_merged_entity_lead_to_the_survivor() -> None:
    survivor, twice, once = make_person("Ada"), make_person(slug="twice"), make_person(slug="once")
    merge(twice, once)
    merge(once, survivor)
    article = published_article(body=f"<p>{mention(twice, 'Ada')} {quote(once, '“Yes.”')}</p>")
    for asked in (survivor.pk, once.pk, twice.pk, "once", "twice"):
        assert ids("/articles/", person=asked) == ids("/articles/", speaker=asked) == [article.pk]


def test_name_that_stands_in_a_draft_only_is_as_unknown_as_one_that_is_nobodys() -> None:
    secret, survivor = make_person(slug="secret"), make_person(slug="survivor")
    merge(make_person(slug="old-secret"), survivor)
    draft_article(body=f"<p>{mention(secret)} {mention(survivor)}</p>")
    nobody = read("/articles/", 400, person="nobody")
    for asked in ("secret", secret.pk, "survivor", "old-secret"):
        assert read("/articles/", 400, person=asked) == nobody


def test_articles_of_a_section() -> None:
    article = published_article(section=make_section("Sport"))
    published_article(section=make_section("World"))
    assert ids("/articles/", section="sport") == [article.pk]
    assert faults("/articles/", section="nowhere") == {"section": "invalid_choice"}


def test_dates_include_the_first_moment_and_exclude_the_last() -> None:
    first, second, _ = [published_article(at=NOON + n * DAY) for n in range(3)]
    found = ids(
        "/articles/", published_after=NOON.isoformat(), published_before="2024-05-03T12:00:00Z"
    )
    assert found == [second.pk, first.pk]


def test_dates_are_compared_as_moments_whatever_their_zone() -> None:
    article = published_article(at=NOON)
    assert ids("/articles/", published_after="2024-05-01T14:00:00+02:00") == [article.pk]
    assert ids("/articles/", published_after="2024-05-01T14:00:01+02:00") == []


def test_articles_of_a_language() -> None:
    arabic = published_article("عنوان", language="ar")
    english = published_article()
    assert ids("/articles/", language="ar") == [arabic.pk]
    assert ids("/articles/", language="en") == [english.pk]
    assert faults("/articles/", language="EN") == {"language": "invalid_choice"}


@pytest.fixture
def asked() -> dict[str, object]:
    """Every filter at once."""
    ada, works = make_person("Ada", slug="ada"), make_organisation("Works", slug="works")
    make_section("World")
    # Else they would be unknown where a misfit does not name them.
    published_article(body=f"<p>{mention(ada)} {quote(ada, '“No.”')} {mention(works)}</p>")
    return {
        "person": ada.pk,
        "organisation": works.slug,
        "speaker": ada.slug,
        "section": "world",
        "published_after": NOON.isoformat(),
        "published_before": (NOON + DAY).isoformat(),
        "language": "en",
        "q": "turbine -peace",
    }


def write(**fields: object) -> Article:
    ada, works = Entity.objects.get(slug="ada"), Entity.objects.get(slug="works")
    parts = {"person": mention(ada), "speaker": quote(ada, "“Yes.”"), "works": mention(works)}
    text = " ".join(parts[name] for name in fields.pop("parts", parts))
    words = fields.pop("words", "Turbines turn")
    article = {"at": NOON, "section": make_section("World"), "body": f"<p>{text} {words}.</p>"}
    return published_article(**{**article, **fields})


def test_filters_together_find_what_fits_all_of_them(asked: dict[str, object]) -> None:
    article = write()
    assert ids("/articles/", **asked) == [article.pk]
    for name in asked:
        rest = {key: value for key, value in asked.items() if key != name}
        assert ids("/articles/", **rest) == [article.pk], name


@pytest.mark.parametrize(
    "misfit",
    [
        {"parts": ["person", "speaker"]},
        {"parts": ["person", "works"]},
        {"at": NOON - DAY},
        {"at": NOON + DAY},
        {"language": "ar"},
        {"words": "Turbines turn in peace"},
        {"words": "Nothing turns"},
    ],
    ids=str,
)
def test_filters_together_leave_out_what_misses_one(
    asked: dict[str, object], misfit: dict[str, object]
) -> None:
    write(**misfit)
    assert ids("/articles/", **asked) == []


def test_article_in_another_section_misses_the_section(asked: dict[str, object]) -> None:
    article = write(section=make_section("Sport"))
    assert ids("/articles/", **asked) == []
    del asked["section"]
    assert ids("/articles/", **asked) == [article.pk]


def test_new_section_is_listed_at_once() -> None:
    published_article(section=make_section("Arts"))
    article = published_article(section=make_section("World"))
    details = Details(section=make_section("Sport"), language="en")
    change_details(article_id=article.pk, details=details, by=None)
    assert ids("/articles/", section="sport") == [article.pk]
    assert faults("/articles/", section="world") == {"section": "invalid_choice"}


def test_search_ranks_and_shows_the_passage() -> None:
    below = published_article("Mills", body="<p>Every turbine turned &amp; stopped.</p>")
    best = published_article("Turbine turns", body="<p>Water.</p>")
    found = results("/articles/", q="turbines")
    assert [result["id"] for result in found] == [best.pk, below.pk]
    assert found[1]["snippet"] == "Every <mark>turbine</mark> turned &amp; stopped."


def test_snippet_holds_no_markup_but_its_marks() -> None:
    text = 'Every &lt;b&gt; &amp;amp; "turbine" turned &lt; 5 &lt;mark&gt;x&lt;/mark&gt; times'
    published_article(body=f"<p>{text} &lt;script&gt;alert(1)&lt;/script&gt; again</p>")
    snippet = results("/articles/", q="turbine")[0]["snippet"]
    assert "&quot;<mark>turbine</mark>&quot; turned &lt; 5" in snippet
    assert "<" not in re.sub("</?mark>", "", snippet)
    assert snippet.count("<mark>") == 1


def test_only_a_search_has_snippets() -> None:
    published_article()
    assert "snippet" not in results("/articles/")[0]


@pytest.mark.parametrize("q", ["«!»", "-peace", "🎉"])
def test_search_without_a_word_is_refused(q: str) -> None:
    assert faults("/articles/", q=q) == {"q": "empty_search"}


def test_search_of_more_than_200_characters_is_refused() -> None:
    assert faults("/articles/", q="x" * 201) == {"q": "max_length"}
    assert ids("/articles/", q="x" * 200) == []


def test_addresses_are_of_the_host_that_was_asked(settings) -> None:
    settings.ALLOWED_HOSTS = ["news.example"]
    rich_article()
    for path in ("/api/v1/articles/", "/api/v1/articles/?q=wheels", "/api/v1/quotes/"):
        response = client.get(path, headers={"host": "news.example"}, secure=True)
        text = response.content.decode()
        assert "https://news.example/quotes/" in text
        assert "testserver" not in text
        assert "\\u0001" not in text
