from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Mention, Quote
from entities.models import Affiliation, Alias
from entities.services.editing import change_entity
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    merge,
    published_article,
    quote,
)
from tests.site.pages import client, link, links_to_cards, read

pytestmark = pytest.mark.django_db


def test_a_person_s_page_says_who_it_is_and_what_it_said() -> None:
    ada = make_person(
        "Ada Quimby", description="Engineer", aliases=["A. Quimby"], wikidata_id="Q42"
    )
    said = quote(ada, "we shall see", said_on="2024-09-19")
    published_article("Wind", slug="wind", body=f"<p>Rain fell. {mention(ada)} said {said}.</p>")
    html = read("/people/ada-quimby/")
    assert '<p class="deck">Engineer</p>' in html
    assert "Also known as <bdi>A. Quimby</bdi>" in html
    assert "https://www.wikidata.org/wiki/Q42" in html
    spoken, named = Quote.objects.get(), Mention.objects.get()
    assert f'<a href="/quotes/{spoken.uuid}/">we shall see</a>' in html
    assert f'href="/articles/wind/#q-{spoken.uuid}"' in html
    assert f'href="/quotes/?speaker={ada.pk}"' in html
    assert "1 mention, 1 quote" in html
    passage = (
        f'<a href="/articles/wind/#m-{named.uuid}"><mark>Ada Quimby</mark> said we shall see.</a>'
    )
    assert passage in html


def test_offices_show_the_other_side_where_it_is_public() -> None:
    ada, works, secret = make_person("Ada"), make_organisation("Works"), make_organisation("Secret")
    published_article(body=f"<p>{mention(ada)} {mention(works)}</p>")
    draft_article(body=f"<p>{mention(secret)}</p>")
    for organisation in (works, secret):
        Affiliation.objects.create(
            person_id=ada.pk,
            organisation_id=organisation.pk,
            title="Head",
            from_on="2020-01-02",
        )
    html = read("/people/ada/")
    assert '<a class="organisation" href="/organisations/works/"><bdi>Works</bdi></a>' in html
    assert "since 2 Jan 2020" in html
    assert "Secret" not in html
    assert '<a class="person" href="/people/ada/"><bdi>Ada</bdi></a>, <bdi>Head</bdi>' in read(
        "/organisations/works/"
    )


def test_office_that_begins_later_is_not_said_to_be_held() -> None:
    ada, works = make_person("Ada"), make_organisation("Works")
    published_article(body=f"<p>{mention(ada)} {mention(works)}</p>")
    tomorrow = timezone.now() + timedelta(days=1)
    Affiliation.objects.create(
        person_id=ada.pk, organisation_id=works.pk, from_on=tomorrow.date().isoformat()
    )
    day = date_format(tomorrow.date())
    assert f"from {day}" in read("/people/ada/")
    with time_machine.travel(tomorrow, tick=False):
        assert f"since {day}" in read("/people/ada/")


def test_articles_come_in_pages() -> None:
    ada = make_person("Ada")
    for number in range(11):
        published_article(f"Article {number}", body=f"<p>{mention(ada)}</p>")
    first = read("/people/ada/")
    second = read(f"/people/ada/{link(first, 'next')}")
    assert len(links_to_cards(first)) == 10
    assert links_to_cards(second) == ["Article 0"]


def test_a_kind_s_pages_hold_that_kind_only() -> None:
    ada = make_person("Ada")
    published_article(body=f"<p>{mention(ada)}</p>")
    read("/organisations/ada/", 404)
    read("/people/nobody/", 404)


def test_a_merged_entity_s_address_leads_to_the_survivor() -> None:
    one, two, three = make_person("One"), make_person("Two"), make_person("Three")
    published_article(body=f"<p>{mention(one)}</p>")
    merge(one, two)
    merge(two, three)
    response = client.get("/people/one/")
    assert (response.status_code, response["Location"]) == (301, "/people/three/")


def test_a_merge_does_not_give_away_a_survivor_whom_nobody_knows() -> None:
    one, two = make_person("One"), make_person("Secret")
    merge(one, two)
    read("/people/one/", 404)


def test_lists_are_in_the_order_of_names_and_hold_whom_readers_know() -> None:
    names = ["Zoë", "Ångström", "bell", "Äther"]
    people = [make_person(name) for name in names]
    published_article(body=f"<p>{' '.join(mention(person) for person in people)}</p>")
    draft_article(body=f"<p>{mention(make_person('Hidden'))}</p>")
    html = read("/people/")
    assert sorted(names, key=html.index) == ["Ångström", "Äther", "bell", "Zoë"]
    assert "Hidden" not in html
    assert "Nobody has been named yet." in read("/organisations/")


def test_names_and_aliases_are_searched_with_typing_errors() -> None:
    ada = make_person("Ada Quimby", aliases=["The Countess"])
    published_article(body=f"<p>{mention(ada)} {mention(make_person('Bertram Ode'))}</p>")
    for q in ("Quimbey", "quimby", "countess"):
        html = read(f"/people/?q={q}")
        assert "Ada Quimby" in html, q
        assert "Bertram" not in html, q
        assert f'value="{q}"' in html
    assert "No name is like" in read("/people/?q=zzzzzz")


@pytest.mark.parametrize(
    "q", ["%00", "a%00da", "%F0%9F%98%80", "...", "x" * 10_000, "%22><script>"]
)
def test_no_search_for_a_name_is_an_error(q: str) -> None:
    assert "<script" not in read(f"/people/?q={q}")


def test_names_come_in_pages() -> None:
    people = [make_person(f"Person {letter}") for letter in "abcdefghijklmnopqrstuvwxyz"]
    published_article(body=f"<p>{' '.join(mention(person) for person in people)}</p>")
    first = read("/people/")
    assert first.count('<a class="person"') == 20
    assert read(f"/people/{link(first, 'next')}").count('<a class="person"') == 6
    found = read("/people/?q=person")
    assert read(f"/people/{link(found, 'next')}").count('<a class="person"') == 6


def test_somebody_who_is_quoted_and_not_named_has_a_page_without_passages() -> None:
    published_article("Wind", body=f"<p>Rain, {quote(make_person('Ada'), 'she said')}.</p>")
    html = read("/people/ada/")
    assert links_to_cards(html) == ["Wind"]
    assert "passages" not in html


def test_hostile_sentences_and_headlines_are_escaped() -> None:
    ada = make_person("Ada")
    body = f"<p>&lt;script&gt; {mention(ada)} &amp; {quote(ada, '&lt;script&gt;')}</p>"
    published_article("&lt;script&gt;", body=body)
    for path in ("/people/ada/", "/quotes/"):
        html = read(path)
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_what_changed_since_a_page_was_last_read_shows_at_once() -> None:
    ada = make_person("Ada Quimby", description="Engineer")
    published_article(body=f"<p>{mention(ada)} said {quote(ada, 'we shall see')}.</p>")
    assert "Engineer" in read("/people/ada-quimby/")
    ada.description = "Inventor"
    change_entity(entity=ada, by=None)
    Alias.objects.create(entity=ada, name="The Quimby", folded_name="the quimby")
    html = read("/people/ada-quimby/")
    assert "Inventor" in html
    assert "Engineer" not in html
    assert "Also known as <bdi>The Quimby</bdi>" in html
    published_article(body=f"<p>{mention(ada)} said {quote(ada, 'now we know')}.</p>")
    assert "now we know" in read("/people/ada-quimby/")
