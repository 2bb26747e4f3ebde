import re
from datetime import datetime, timezone

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.models import Mention, Quote, Rendition
from articles.publication.publishing import publish
from articles.revisions.saving import save_revision
from entities.services.editing import change_entity
from tests.factories import (
    make_draft,
    make_organisation,
    make_person,
    mention,
    merge,
    published_article,
    quote,
)
from tests.site.pages import client, main_of, read

pytestmark = pytest.mark.django_db


def test_one_query_gives_the_page(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = make_person()
    article = published_article(body=f"<p>{mention(person) * 9} {quote(person, 'so it is')}</p>")
    read("/people/")  # the menu is read once a minute
    with django_assert_num_queries(1):
        read(article.get_absolute_url())


def test_mentions_lead_to_who_they_name() -> None:
    person, works = make_person("Ada Quimby"), make_organisation("Windmill Works")
    body = f"<p>{mention(person)} left {mention(works, 'the works')}.</p>"
    html = read(published_article(body=body).get_absolute_url())
    first, second = Mention.objects.order_by("start")
    assert (
        f'<a id="m-{first.uuid}" class="person" href="/people/ada-quimby/">Ada Quimby</a>' in html
    )
    link = f'<a id="m-{second.uuid}" class="organisation" href="/organisations/windmill-works/">'
    assert f"{link}the works</a>" in html


def test_mentions_in_headline_and_deck_are_linked_but_not_in_cards() -> None:
    person = make_person("Ada Quimby")
    article = published_article(f"{mention(person)} wins", deck=f"A prize for {mention(person)}")
    header = main_of(read(article.get_absolute_url())).partition("</header>")[0]
    assert header.count('href="/people/ada-quimby/"') == 2
    assert 'wins</a></h3>\n<p class="deck">A prize for Ada Quimby</p>' in read("/")


def test_a_mention_in_a_link_is_no_link_itself() -> None:
    person = make_person("Ada Quimby")
    body = f'<p><a href="https://example.org/">what {mention(person)} did</a></p>'
    html = read(published_article(body=body).get_absolute_url())
    place = f'<span class="person" id="m-{Mention.objects.get().uuid}">Ada Quimby</span>'
    assert f'<a href="https://example.org/">what {place} did</a>' in html


def test_a_quote_in_pieces_has_its_id_once() -> None:
    person = make_person()
    whole = quote(person, "first words</span></p><p>", role="chair", kind="direct")
    start = whole.partition(">")[0] + ">"
    body = f"<p>{start}First words.</span></p><p>{start}More words.</span></p>"
    html = read(published_article(body=body).get_absolute_url())
    assert html.count(f'id="q-{Quote.objects.get().uuid}"') == 1
    assert html.count('<span class="quote direct"') == 2


def test_who_is_in_the_article_is_counted_below() -> None:
    person = make_person("Ada Quimby")
    said = quote(person, "we shall see", role="chair")
    body = f"<p>{mention(person)} came. {mention(person, 'Quimby')}: {said}</p>"
    html = read(published_article(body=body).get_absolute_url())
    assert '<span class="counts">2 mentions, 1 quote</span>' in html
    assert f'<a class="about" href="/quotes/{Quote.objects.get().uuid}/">' in html
    assert "<bdi>chair</bdi>" in html


def test_hostile_words_are_escaped() -> None:
    person = make_person("<script>alert(1)</script>")
    article = published_article(
        "&lt;script&gt;alert(2)&lt;/script&gt;",
        deck="&lt;b onmouseover=x&gt;",
        body=f"<p>{mention(person)} {quote(person, 'a', role='&quot;&gt;&lt;script&gt;')}</p>",
        byline='"><script>alert(3)</script>',
        source="<script>alert(4)</script>",
    )
    for path in (
        article.get_absolute_url(),
        "/",
        person.get_absolute_url(),
        "/quotes/",
        "/people/",
    ):
        html = read(path)
        assert "<script" not in html, path
        assert "<b " not in html, path


def test_a_right_to_left_article_says_so() -> None:
    article = published_article("عنوان", language="ar", body="<p>نص المقال</p>")
    assert article.slug == "عنوان"
    html = read(article.get_absolute_url())
    assert '<div class="body" lang="ar" dir="rtl">' in html
    assert '<header lang="ar" dir="rtl">' in html
    assert '<article class="card" lang="ar" dir="rtl">' in read("/")


def test_dates_are_in_the_article_s_language() -> None:
    at = datetime(2024, 9, 21, 10, 30, tzinfo=timezone.utc)
    english, arabic = published_article(at=at), published_article("عنوان", language="ar", at=at)
    time = '<time datetime="2024-09-21T10:30:00Z">'
    assert f"{time}21 Sep 2024, 10:30 UTC</time>" in read(english.get_absolute_url())
    assert f"{time}21 سبتمبر، 2024, 10:30 UTC</time>" in read(arabic.get_absolute_url())


def test_a_change_after_publication_is_dated() -> None:
    article = published_article(at=datetime(2024, 9, 21, tzinfo=timezone.utc))
    assert "Updated" not in main_of(read(article.get_absolute_url()))
    save_revision(article_id=article.pk, base=1, draft=make_draft(body="<p>New.</p>"), by=None)
    publish(article_id=article.pk, by=None)
    assert '<p class="updated">Updated <time' in read(article.get_absolute_url())


def test_a_renamed_person_has_the_new_name_at_once() -> None:
    person = make_person("Ada Quimby")
    article = published_article(body=f"<p>{mention(person, 'She')} came.</p>")
    person.name = "Ada Lovell"
    change_entity(entity=person, by=None)
    Rendition.objects.update(is_stale=True)
    html = read(article.get_absolute_url())
    assert "Ada Lovell" in html
    assert "Ada Quimby" not in html


def test_the_head_describes_the_article() -> None:
    at = datetime(2024, 9, 21, 10, 30, tzinfo=timezone.utc)
    article = published_article("Wind & water", deck="Both “rise”", slug="wind", at=at)
    html = read(article.get_absolute_url())
    assert "<title>Wind &amp; water – Newsroom</title>" in html
    assert '<meta name="description" content="Both “rise”">' in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/articles/wind/">' in html
    assert '<meta property="og:type" content="article">' in html


def test_no_id_stands_twice() -> None:
    person = make_person()
    body = f"<p>{quote(person, f'we {mention(person)} shall')} <em>{mention(person)}</em></p>"
    ids = re.findall(r'\bid="([^"]*)"', read(published_article(body=body).get_absolute_url()))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("slug", ["unknown", "غير-معروف", "%00", "a%00b", "a b", "x" * 500, "%ff"])
def test_an_unknown_slug_is_not_found(slug: str) -> None:
    assert client.get(f"/articles/{slug}/").status_code == 404


def test_tags_of_a_merged_person_lead_to_the_survivor() -> None:
    one, two = make_person("One"), make_person("Two")
    body = f"<p>{mention(one, 'Uno')} and {mention(two)}: {quote(one, 'words')}</p>"
    article = published_article(body=body)
    merge(one, two)
    Rendition.objects.update(is_stale=True)
    html = read(article.get_absolute_url())
    assert "/people/one/" not in html
    assert 'href="/people/two/">Uno</a>' in html
    assert '<span class="counts">2 mentions, 1 quote</span>' in html
