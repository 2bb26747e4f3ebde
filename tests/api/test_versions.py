"""Whatever changes for a client moves a version, and a merged id says who it is now."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from articles.exporting.export import export_article
from articles.models import Article, Rendition
from articles.publication.sections import change_section
from articles.publication.stale_renditions import refresh_renditions
from articles.revisions.details import Details, change_details
from entities.models import Entity
from entities.services.editing import change_entity
from entities.services.merging import unmerge_entity
from tests.api.reading import API, client, read, results
from tests.factories import (
    make_organisation,
    make_person,
    make_section,
    mention,
    merge,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db
Change = Callable[[], object]


@pytest.fixture
def roe() -> Entity:
    return make_person("Jane Roe")


@pytest.fixture
def article(roe: Entity) -> Article:
    body = f"<p>{mention(roe)}: {quote(roe, '“We will pay.”')}</p>"
    return published_article("Talks", body=body, section=make_section("World"))


def rename(entity: Entity) -> None:
    entity.name = "Jane Doe"
    change_entity(entity=entity, by=None, fields=["name"])


def rename_section(article: Article) -> None:
    article.section.name = "Planet"
    change_section(section=article.section, by=None, fields=["name"])


def move_to_another_section(article: Article) -> None:
    details = Details(make_section("Sport"), "en", article.slug)
    change_details(article_id=article.pk, details=details, by=None)


def changes(roe: Entity, article: Article) -> Iterator[Change]:
    doe = make_person("J. Roe")
    yield lambda: rename(roe)
    yield lambda: merge(roe, doe)
    yield lambda: unmerge_entity(entity_id=roe.pk, by=None)
    yield lambda: rename_section(article)
    yield lambda: move_to_another_section(article)


def versions(article: Article) -> list[Any]:
    """The article's moment of change, as its resource and its list say it, and its ETag."""
    address = f"/articles/{article.pk}/"
    (listed,) = results("/articles/")
    changed_at = read(address)["changed_at"]
    assert listed["changed_at"] == changed_at
    return [
        datetime.fromisoformat(changed_at.replace("Z", "+00:00")),
        client.get(f"{API}{address}")["ETag"],
    ]


def test_every_change_for_a_client_moves_the_version_and_no_other_date(
    roe: Entity, article: Article
) -> None:
    shown = read(f"/articles/{article.pk}/")["updated_at"]
    before = versions(article)
    for change in changes(roe, article):
        change()
        after = versions(article)
        assert after[0] > before[0]
        assert after[1] != before[1]
        before = after
    assert read(f"/articles/{article.pk}/")["updated_at"] == shown


def test_refreshing_what_is_stale_moves_nothing(roe: Entity, article: Article) -> None:
    rename(roe)
    before = versions(article)
    refresh_renditions([article.pk])
    assert not Rendition.objects.get().is_stale
    assert versions(article) == before


def test_export_is_newer_after_a_merge_and_is_found_by_its_time(
    roe: Entity, article: Article
) -> None:
    before = export_article(article_id=article.pk, by=None).content["versionCreated"]
    merge(roe, make_person("J. Roe"))
    assert export_article(article_id=article.pk, by=None).content["versionCreated"] > before
    moment = Rendition.objects.get().changed_at
    assert list(Article.objects.changed_since(moment)) == [article]


@pytest.mark.parametrize("kind", ["people", "organisations"])
def test_merged_id_says_who_it_is_now(kind: str) -> None:
    make = make_person if kind == "people" else make_organisation
    roe, doe = make("Roe"), make("Doe")
    published_article(body=f"<p>{mention(doe)}</p>")
    merge(roe, doe)
    answer = client.get(f"{API}/{kind}/{roe.pk}/")
    assert answer.json()["id"] == doe.pk
    assert answer.json()["redirected_from"] == roe.pk
    assert answer["Content-Location"] == f"{API}/{kind}/{doe.pk}/"
    plain = client.get(f"{API}/{kind}/{doe.pk}/")
    assert plain.json()["redirected_from"] is None
    assert "Content-Location" not in plain
    assert "redirected_from" not in results(f"/{kind}/")[0]
