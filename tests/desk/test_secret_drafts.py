"""A draft that somebody may not see is not told to them by a refusal or an offer either."""

from pathlib import Path

import pytest
from django.test import Client

from articles.models import AliasTally, Article, EntityOrigin
from articles.revisions.details import Details
from articles.revisions.new_articles import create_article
from articles.search.visible_entities import known_at_desk
from articles.workflow.checks.checks import find_obstacles
from entities.models import Affiliation, Entity
from entities.services.editing import NewEntity, reserve_ids
from newsroom.models import User
from tests.clients import sign_in
from tests.desk.editing import ADD
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_person,
    make_section,
    make_staff,
    mention,
    merge,
    move,
)
from tests.importing.files import Result, tagged, write

pytestmark = pytest.mark.django_db

SLUG = "the-secret-probe"


def add_with_slug(role: str) -> str:
    client = sign_in(role)
    given = {
        "headline": "Mine",
        "body": "<p>Words.</p>",
        "section": make_section().pk,
        "language": "en",
        "slug": SLUG,
    }
    page = client.post(ADD, given)
    assert page.status_code == 200
    assert not Article.objects.filter(head__headline="Mine").exists()
    return page.content.decode()


def test_taken_slug_does_not_tell_of_a_draft_that_its_user_may_not_see() -> None:
    draft_article("A minister took money", slug=SLUG)
    page = add_with_slug("reporter")
    assert "cannot be had: choose another" in page
    assert "A minister took money" not in page
    assert "article" not in page.partition("errorlist")[2].partition("</ul>")[0].casefold()


def test_taken_slug_names_the_article_to_those_who_may_see_it() -> None:
    draft_article("A minister took money", slug=SLUG)
    assert "The article “A minister took money” has or had" in add_with_slug("editor")


def test_killed_article_is_not_named_without_the_legal_right() -> None:
    article = article_in("published", headline="A minister took money", slug=SLUG)
    move(article, "kill", reason="Injunction.")
    assert "A minister took money" not in add_with_slug("editor")


@pytest.fixture
def secret() -> Entity:
    """Somebody whom an editor has made for a draft."""
    person = NewEntity(kind="person", name="Zebedee Kestrel", pk=reserve_ids(1)[0])
    body = f"<p>{mention(Entity(pk=person.pk), 'Zebedee Kestrel')} took money.</p>"
    create_article(
        draft=make_draft("A minister took money", body=body),
        details=Details(make_section(), "en"),
        new_entities=[person],
        by=make_staff("editor"),
    )
    return Entity.objects.get(pk=person.pk)


def offers(role: str, entity: Entity, *, author: User | None = None) -> dict[str, bool]:
    """Tell, of each place where people are listed, whether it shows the role the entity."""
    client = sign_in(author or make_staff(role))
    asked = {"app_label": "entities", "model_name": "affiliation", "field_name": "person"}
    pages = {
        "picker": client.get("/api/v1/entities/", {"q": entity.name}),
        "by id": client.get("/api/v1/entities/", {"ids": entity.pk}),
        "list": client.get("/admin/entities/person/"),
        "search": client.get("/admin/entities/person/", {"q": "Kestrel"}),
        "page": client.get(f"/admin/entities/person/{entity.pk}/change/", follow=True),
        "choice": client.get("/admin/autocomplete/", {**asked, "term": "Kestrel"}),
    }
    return {name: "Zebedee" in page.content.decode() for name, page in pages.items()}


def test_person_made_for_a_draft_is_offered_only_to_those_who_may_see_it(secret: Entity) -> None:
    assert not any(offers("reporter", secret).values())
    assert all(offers("editor", secret).values())


def test_person_is_offered_to_the_author_of_the_draft(secret: Entity) -> None:
    author = make_staff("reporter")
    Article.objects.update(created_by=author)
    assert offers("", secret, author=author)["picker"]


def test_person_is_offered_to_all_once_readers_know_them(secret: Entity) -> None:
    move(Article.objects.get(), "publish")
    assert offers("reporter", secret)["picker"]


def test_person_made_for_a_killed_draft_is_for_legal(secret: Entity) -> None:
    move(Article.objects.get(), "kill", reason="Injunction.")
    assert not offers("editor", secret)["picker"]
    assert known_at_desk(Entity.objects.all(), make_staff("legal")).exists()


def test_check_for_untagged_names_does_not_tell_of_another_draft_s_people(secret: Entity) -> None:
    article = draft_article(body="<p>I met Zebedee Kestrel.</p>")
    assert "untagged_name" not in {finding.code for finding in find_obstacles(article)}
    move(Article.objects.exclude(pk=article.pk).get(), "publish")
    assert "untagged_name" in {finding.code for finding in find_obstacles(article)}


@pytest.mark.parametrize("publish", [True, False])
def test_people_of_an_imported_draft_are_as_secret_as_it_is(tmp_path: Path, publish: bool) -> None:
    Result(tagged(tmp_path), publish=publish)
    client = sign_in("reporter")
    found = client.get("/api/v1/entities/", {"q": "Lloyd Austin"}).json()["results"]
    assert bool(found) == publish


def test_person_made_by_itself_is_offered_to_all() -> None:
    assert known_at_desk(
        Entity.objects.filter(pk=make_person().pk), make_staff("reporter")
    ).exists()


def test_person_made_by_a_later_save_or_import_is_as_secret_as_the_article(tmp_path: Path) -> None:
    Result(write(tmp_path))
    Result(tagged(tmp_path))
    assert EntityOrigin.objects.get().article == Article.objects.get()


@pytest.fixture
def killed(secret: Entity) -> Entity:
    move(Article.objects.get(), "kill", reason="Injunction.")
    return secret


def client_of(role: str) -> Client:
    return sign_in(role)


def test_merging_does_not_name_those_made_for_a_killed_draft(killed: Entity) -> None:
    page = f"/admin/entities/person/{killed.pk}/merge/"
    assert client_of("publisher").get(page).status_code == 404
    merge(make_person("Ann Other"), into=killed)
    merged = Entity.objects.get(merged_into=killed)
    for step in ("change", "unmerge"):
        address = f"/admin/entities/person/{merged.pk}/{step}/"
        shown = client_of("publisher").get(address, follow=True)
        assert "Zebedee" not in shown.content.decode()


def test_office_does_not_name_a_secret_organisation(secret: Entity) -> None:
    Entity.objects.filter(pk=secret.pk).update(kind="organisation")
    person = make_person("Ann Other")
    Affiliation.objects.create(person_id=person.pk, organisation_id=secret.pk, title="Chair")
    page = f"/admin/entities/person/{person.pk}/change/"
    assert "Zebedee" not in client_of("reporter").get(page).content.decode()
    assert "Zebedee" in client_of("editor").get(page).content.decode()


def test_audit_does_not_name_those_made_for_a_killed_draft(killed: Entity) -> None:
    administrator, legal = client_of("administrator"), client_of("legal")
    export = "/admin/newsroom/event/export/csv/"
    assert "Zebedee" not in b"".join(administrator.get(export)).decode()
    assert "Zebedee" in b"".join(legal.get(export)).decode()


def test_rejected_names_of_secret_people_are_not_listed(killed: Entity) -> None:
    AliasTally.objects.create(entity=killed, words="Zebedee")
    lists = "/admin/articles/aliastally/"
    assert "Zebedee" not in client_of("editor").get(lists).content.decode()
    assert "Zebedee" in client_of("legal").get(lists).content.decode()
