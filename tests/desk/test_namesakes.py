"""Wherever the desk names somebody it says what tells them from a namesake, and to whom it may."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.revisions.details import Details
from articles.revisions.new_articles import create_article
from articles.search.namesakes import distinctions
from articles.suggestions.open_suggestions import open_suggestions, suggest_tags
from entities.models import Affiliation, Entity
from entities.services.editing import NewEntity, reserve_ids
from newsroom.models import User
from tests.desk.editing import ADD, change
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_section,
    make_staff,
    mention,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db

PRESIDENT = "president of the United States"
TEXT = {"headline": "Talks", "body": "<p>Zebedee Kestrel took money. Kestrel left.</p>"}


def line_of(entity: Entity) -> str:
    return distinctions([entity])[entity.pk]


def test_description_tells_apart() -> None:
    assert line_of(make_person("Ada", description="a cook")) == "a cook"


def test_without_a_description_office_and_last_article_do() -> None:
    ada, works = make_person("Ada"), make_organisation("Works")
    yesterday = timezone.localdate() - timedelta(days=1)
    for title, until in (("Founder", yesterday.isoformat()), ("Head", "")):
        Affiliation.objects.create(
            person_id=ada.pk, organisation_id=works.pk, title=title, until_on=until
        )
    assert line_of(ada) == "Head, Works"
    published_article("Old", body=f"<p>{mention(ada)}</p>")
    published_article("New", body=f"<p>{mention(ada)}</p>")
    draft_article("Secret", body=f"<p>{mention(ada)}</p>")
    assert line_of(ada) == "Head, Works; last in “New”"


def test_of_whom_nothing_is_known_nothing_is_said() -> None:
    assert line_of(make_person("Ada")) == ""


def test_one_query_for_many(django_assert_num_queries: Any) -> None:
    people = [make_person() for _ in range(20)]
    with django_assert_num_queries(1):
        distinctions(people)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_staff("publisher"))
    return client


@pytest.fixture
def joe() -> Entity:
    return make_person("Joe Biden", description=PRESIDENT)


@pytest.fixture
def article(joe: Entity) -> Article:
    return draft_article("Talks", body=f"<p>{mention(joe)} said {quote(joe, '“No.”')}.</p>")


AUTOCOMPLETE = (
    "/admin/autocomplete/?app_label=entities&model_name=affiliation&field_name=person&term=biden"
)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/entities/person/",
        "/admin/articles/quote/?speaker=x",
        "/admin/articles/mention/",
        AUTOCOMPLETE,
        "/admin/articles/article/?person={joe}",
        "/admin/articles/quote/?person={joe}",
        "/admin/entities/person/{other}/merge/?into={joe}",
        "/admin/articles/article/{article}/change/",
        "/api/v1/entities/?q=biden",
    ],
)
def test_pages_of_the_desk_tell_apart(
    address: str, desk: Client, joe: Entity, article: Article
) -> None:
    other = make_person("Joe Biden", description="a carpenter")
    ids = {"joe": joe.pk, "other": other.pk, "article": article.pk}
    page = desk.get(address.removesuffix("?speaker=x").format(**ids)).content.decode()
    assert PRESIDENT in page


def test_comparison_of_revisions_tells_apart(desk: Client, joe: Entity, article: Article) -> None:
    other = make_person("Joe Biden", description="a carpenter")
    head = article.working_copy
    body = head.body.replace(f'="{joe.pk}"', f'="{other.pk}"')
    page = desk.post(
        change(article),
        {
            "headline": head.headline,
            "body": body,
            "section": article.section.pk,
            "language": "en",
            "slug": article.slug,
            "base": 1,
        },
        follow=True,
    ).content.decode()
    assert "Joe Biden (a carpenter)" in page
    page = desk.get(
        f"/admin/articles/article/{article.pk}/revisions/compare/?old=1&new=2"
    ).content.decode()
    assert f"Joe Biden ({PRESIDENT})" in page
    assert "Joe Biden (a carpenter)" in page


def save_new(client: Client, new_entity: str, body: str) -> Any:
    given = {
        "headline": "Mine",
        "body": body,
        "section": make_section().pk,
        "language": "en",
        "new_entities_json": new_entity,
    }
    return client.post(ADD, given, follow=True)


UUID = "00000000-0000-4000-8000-00000000abcd"
NEWCOMER = (
    f'[{{"id": "{UUID}", "kind": "person", "name": "Joe Biden", "description": "a carpenter"}}]'
)
BODY = (
    f'<p><span data-mention="00000000-0000-4000-8000-00000000abce" data-entity="{UUID}">Joe Biden'
    "</span> spoke.</p>"
)


@pytest.fixture
def reporter(client: Client) -> User:
    user = make_staff("reporter")
    client.force_login(user)
    return user


def test_who_makes_somebody_describes_them_at_once(client: Client, reporter: User) -> None:
    page = save_new(client, NEWCOMER, BODY).content.decode()
    made = Entity.objects.get()
    assert (made.description, made.created_by) == ("a carpenter", reporter)
    assert "Joe Biden (a carpenter)" in page


def change_person(client: Client, person: Entity, **fields: str) -> Any:
    inlines = {
        f"{name}-{count}": 0
        for name in ("aliases", "affiliations")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    address = f"/admin/entities/person/{person.pk}/change/"
    given = {"name": person.name, "description": person.description, **fields}
    initial = {"initial-name": person.name, "initial-description": person.description}
    return client.post(address, {**inlines, **initial, **given})


def test_maker_describes_anew_until_readers_know_them(client: Client, reporter: User) -> None:
    save_new(client, NEWCOMER, BODY)
    made = Entity.objects.get()
    change_person(client, made, description="a carpenter from Vellmar", is_sensitive="1")
    made.refresh_from_db()
    assert (made.description, made.is_sensitive) == ("a carpenter from Vellmar", False)
    published_article(body=f"<p>{mention(made)} spoke.</p>")
    assert change_person(client, made, description="a pilot").status_code == 403


def test_reporter_describes_nobody_whom_others_have_made(client: Client, reporter: User) -> None:
    assert change_person(client, make_person("Ada"), description="x").status_code == 403


@pytest.fixture
def secret() -> Entity:
    """Somebody whom an editor has made for a draft."""
    person = NewEntity(kind="person", name="Zebedee Kestrel", pk=reserve_ids(1)[0])
    create_article(
        draft=make_draft(body=f"<p>{mention(Entity(pk=person.pk), 'Zebedee Kestrel')}</p>"),
        details=Details(make_section(), "en"),
        new_entities=[person],
        by=make_staff("editor"),
    )
    return Entity.objects.get(pk=person.pk)


@pytest.mark.parametrize(("role", "is_told"), [("reporter", False), ("editor", True)])
def test_suggestions_name_nobody_of_a_secret_draft(
    role: str, is_told: bool, client: Client, secret: Entity
) -> None:
    client.force_login(make_staff(role))
    tag = mention(secret, "Mr Z")
    for body in (TEXT["body"], f"<p>{tag} met Zebedee Kestrel.</p>"):
        answer = client.post(
            "/api/v1/suggestions/", {**TEXT, "body": body}, content_type="application/json"
        ).json()
        offered = {one["id"] for item in answer["results"] for one in item["entities"]}
        assert (secret.pk in offered) is is_told


def test_stored_suggestions_name_nobody_of_a_secret_draft(secret: Entity) -> None:
    reporter = make_staff("reporter")
    article = draft_article(body=TEXT["body"])
    suggest_tags(article_id=article.pk)
    for user, is_told in ((reporter, False), (make_staff("editor"), True)):
        found = open_suggestions(article_id=article.pk, user=user).all
        assert any(secret.pk in item.entities for item in found) is is_told


def test_filter_by_id_does_not_tell_the_name_of_a_secret(
    client: Client, reporter: User, secret: Entity
) -> None:
    page = client.get(f"/admin/articles/article/?person={secret.pk}")
    assert page.status_code == 200
    assert "Zebedee" not in page.content.decode()


def test_tag_by_a_guessed_id_tells_no_name_and_is_refused(
    client: Client, reporter: User, secret: Entity
) -> None:
    page = save_new(client, "[]", f"<p>{mention(secret, 'Mr Z')} spoke.</p>").content.decode()
    assert f"No person or organisation has the id {secret.pk}." in page
    assert "Kestrel" not in page
    assert not Article.objects.filter(created_by=reporter).exists()


def test_tag_that_somebody_else_has_made_in_the_article_stays(
    client: Client, reporter: User, secret: Entity
) -> None:
    article = draft_article("Mine", body=f"<p>{mention(secret, 'Mr Z')} spoke.</p>")
    Article.objects.filter(pk=article.pk).update(assigned_to=reporter)
    head = article.working_copy
    given = {
        "headline": "Mine again",
        "body": head.body,
        "section": article.section.pk,
        "language": "en",
        "slug": article.slug,
        "base": 1,
        "_continue": "1",
    }
    page = client.post(change(article), given, follow=True).content.decode()
    assert "Zebedee Kestrel" in page
    article.refresh_from_db()
    assert article.working_copy.headline == "Mine again"
