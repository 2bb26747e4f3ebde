"""GET /api/v1/mentions/: who is named where."""

import pytest

from articles.models import Mention
from tests.api.reading import faults, ids, read, results
from tests.api.stories import rich_article
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    merge,
    published_article,
)

pytestmark = pytest.mark.django_db


def uuids(**fields: object) -> list[str]:
    return [str(uuid) for uuid in Mention.objects.filter(**fields).values_list("uuid", flat=True)]


def test_mention_has_its_entity_its_words_and_its_article() -> None:
    ada = make_person("Ada Löf")
    article = published_article("Mills", body=f"<p>Then {mention(ada, 'Löf')} left.</p>")
    (named,) = results("/mentions/")
    assert read(f"/mentions/{named['id']}/") == named
    assert (named["entity"]["id"], named["entity"]["name"]) == (ada.pk, "Ada Löf")
    assert (named["field"], named["start"], named["end"], named["exact"]) == ("body", 5, 8, "Löf")
    assert named["article"]["id"] == article.pk


def test_mentions_of_a_list_and_of_their_article_say_the_same() -> None:
    article = rich_article()
    listed = {named["id"]: named for named in results("/mentions/")}
    for named in read(f"/articles/{article.pk}/")["mentions"]:
        shown = listed.pop(named["id"])
        del shown["article"]
        assert {**shown, "entity": shown["entity"]["id"]} == named
    assert listed == {}


def test_mentions_of_an_entity_by_id_and_slug() -> None:
    ada, works = make_person(slug="ada"), make_organisation()
    published_article(body=f"<p>{mention(ada)} {mention(works)}</p>")
    assert ids("/mentions/", entity="ada") == uuids(entity=ada)
    assert ids("/mentions/", entity=works.pk) == uuids(entity=works)


def test_mentions_of_a_merged_entity_are_the_survivors() -> None:
    ada, old = make_person(), make_person(slug="old")
    merge(old, ada)
    published_article(body=f"<p>{mention(old)}</p>")
    assert ids("/mentions/", entity="old") == ids("/mentions/", entity=ada.pk) == uuids()


def test_mentions_in_a_field_of_an_article() -> None:
    article = rich_article()
    rich = {"article": article.pk}
    published_article(f"{mention(make_person())} again")
    assert len(ids("/mentions/", **rich, field="headline")) == 1
    assert len(ids("/mentions/", field="headline")) == 2
    assert faults("/mentions/", field="byline") == {"field": "invalid_choice"}


def test_mention_that_is_not_public_is_not_found() -> None:
    secret = make_person(slug="secret")
    draft_article(body=f"<p>{mention(secret)}</p>")
    (uuid,) = uuids()
    assert read(f"/mentions/{uuid}/", 404)["code"] == "not_found"
    assert results("/mentions/") == []
    assert faults("/mentions/", entity="secret") == {"entity": "unknown"}
