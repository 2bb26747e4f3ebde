"""GET /api/v1/articles/ID/: the text, and tags whose offsets give exactly their words."""

import pytest

from articles.models import Article
from tests.api.reading import client, read
from tests.api.stories import rich_article
from tests.factories import draft_article, make_person, mention, published_article, quote

pytestmark = pytest.mark.django_db


def detail(article: Article) -> dict:
    return read(f"/articles/{article.pk}/")


def test_every_offset_gives_its_words() -> None:
    article = detail(rich_article())
    texts = {name: article[name] for name in ("headline", "deck")} | {"body": article["body_text"]}
    tags = [*article["mentions"], *article["quotes"]]
    assert {tag["field"] for tag in tags} == {"headline", "deck", "body"}
    assert len(tags) == 9
    for tag in tags:
        assert texts[tag["field"]][tag["start"] : tag["end"]] == tag["exact"]


def test_interrupted_quote_is_one_with_segments_and_its_own_words() -> None:
    article = detail(rich_article())
    (said,) = [quote for quote in article["quotes"] if len(quote["segments"]) > 1]
    assert said["text"] == "“Wheels, … turn.”"
    assert said["exact"] == "“Wheels,” she said, “turn.”"
    parts = [article["body_text"][start:end] for start, end in said["segments"]]
    assert parts == ["“Wheels,", "turn.”"]


def test_quote_says_who_when_and_how_we_know() -> None:
    by_kind = {}
    for said in detail(rich_article())["quotes"]:
        by_kind.setdefault(said["kind"], said)
    assert by_kind["indirect"]["speaker"]["name"] == "وزير الخارجية"
    assert (by_kind["indirect"]["role"], by_kind["indirect"]["cue"]) == ("minister", "said")
    assert by_kind["partial"]["speaker"] is None
    assert by_kind["partial"]["source"] == "heard"


def test_day_of_a_quote_is_given() -> None:
    days = {said["said_on"] for said in detail(rich_article())["quotes"]}
    assert days == {None, "2024-02-29"}


def test_cast_is_counted() -> None:
    people = {person["name"]: person for person in detail(rich_article())["people"]}
    ada = people["Ada “the Countess” Löf<b>"]
    assert (ada["mention_count"], ada["quote_count"]) == (2, 1)


def test_body_comes_as_html_with_tags_and_as_text() -> None:
    ada = make_person("Ada")
    article = detail(published_article(body=f"<p>Then {mention(ada)} left &amp; came.</p>"))
    assert article["body_text"] == "Then Ada left & came."
    assert f'data-entity="{ada.pk}">Ada</span> left &amp; came.</p>' in article["body_html"]


def test_words_that_look_like_the_mark_of_an_address_stay_as_they_are() -> None:
    words = '"\\u0001 and "\\\\u0001 and \\u0001'
    ada = make_person('"\\u0001 Ada')
    article = detail(
        published_article(f"\\u0001 {words}", body=f"<p>{words} {quote(ada, words)}</p>")
    )
    assert article["headline"] == f"\\u0001 {words}"
    assert article["body_text"] == f"{words} {words}"
    assert article["people"][0]["name"] == '"\\u0001 Ada'


def test_control_character_in_a_name_does_not_become_an_address() -> None:
    ada = make_person("\x01Ada\x02")
    article = detail(published_article(body=f"<p>{mention(ada, 'Ada')}</p>"))
    assert article["people"][0]["name"] == "Ada"


def test_what_is_not_public_is_not_found() -> None:
    assert read(f"/articles/{draft_article().pk}/", 404)["code"] == "not_found"


@pytest.mark.parametrize("pk", ["0", "999999999999999999", "9" * 30, "abc", "-1", "1.5", "١"])
def test_no_such_id_is_not_found(pk: str) -> None:
    assert read(f"/articles/{pk}/", 404)["code"] == "not_found"


def test_head_has_the_headers_and_no_body() -> None:
    path = f"/api/v1/articles/{published_article().pk}/"
    response = client.head(path)
    assert response.status_code == 200
    assert response.content == b""
    assert response["Content-Type"] == "application/json"
