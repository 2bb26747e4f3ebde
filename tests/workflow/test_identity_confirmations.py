"""Before publishing the checks ask whom an article means, until somebody says that it is right."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, IdentityConfirmation
from articles.revisions.details import Details
from articles.revisions.new_articles import create_article
from articles.revisions.saving import save_revision
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.checks.findings import Finding
from articles.workflow.identity_confirmations import confirm_identity
from entities.models import Entity
from entities.services.editing import NewEntity, change_entity, reserve_ids
from newsroom.lib.errors import DomainError, NotAllowed
from newsroom.models import Event
from tests.desk.editing import change, seen, transition
from tests.factories import (
    COMPLETE,
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
CHECKS = ("new_person", "namesake", "contradiction")


def asked(article: Article) -> list[Finding]:
    return [finding for finding in find_obstacles(article) if finding.code in CHECKS]


def codes(article: Article) -> set[str]:
    return {item.code for item in asked(article)}


def known_person(name: str, **fields: Any) -> Entity:
    """Somebody whom readers have met."""
    person = make_person(name, **fields)
    published_article(body=f"<p>{mention(person)} spoke.</p>")
    return person


def confirm_all(article: Article, by: Any = None) -> None:
    for finding in asked(article):
        confirm_identity(article_id=article.pk, key=finding.key or "", by=by)


def test_carpenter_tagged_as_the_president_is_asked_about_with_both_in_words() -> None:
    president = known_person("Joe Biden", description=PRESIDENT)
    body = f"<p>{mention(president)}, 34, a carpenter from Vellmar, was fined.</p>"
    (found,) = asked(draft_article(body=body))
    assert found.code == "contradiction"
    assert PRESIDENT in found.text
    assert "carpenter" in found.text
    assert (found.place, found.start, found.end) == ("body", 0, 9)


def test_headline_is_held_against_what_is_known_too() -> None:
    president = known_person("Joe Biden", description=PRESIDENT)
    article = draft_article(f"Carpenter {mention(president)}, 34, a carpenter, fined")
    assert codes(article) == {"contradiction"}


@pytest.mark.parametrize("tag", [mention, lambda person: quote(person, "“No.”")])
def test_person_of_whom_nothing_public_tells_is_new(tag: Any) -> None:
    person = make_person("Rosa Almeida", description="marine biologist")
    article = draft_article(body=f"<p>Then {tag(person)} and so on.</p>")
    (found,) = asked(article)
    assert (found.code, found.start) == ("new_person", 5)
    assert "Rosa Almeida (marine biologist)" in found.text


def test_whom_readers_have_met_and_an_organisation_are_not_new() -> None:
    body = f"<p>{mention(known_person('Ada'))} of {mention(make_organisation('Works'))}.</p>"
    assert asked(draft_article(body=body)) == []


@pytest.mark.parametrize("by", ["name", "alias of the other", "own alias"])
def test_namesake_is_named_with_what_tells_the_two_apart(by: str) -> None:
    aliases = ("Rosa Almeida",) if by == "own alias" else ()
    name = "R. Almeida" if by == "own alias" else "Rosa Almeida"
    rosa = known_person(name, description="councillor", aliases=aliases)
    if by == "alias of the other":
        make_person("R. Almeida", description="biologist", aliases=("rosa almeida",))
    else:
        make_person("Rosa Almeida", description="biologist")
    (found,) = asked(draft_article(body=f"<p>{mention(rosa)} spoke.</p>"))
    assert found.code == "namesake"
    assert "councillor" in found.text
    assert "biologist" in found.text


def test_namesake_of_another_kind_and_a_merged_one_are_none() -> None:
    ada = known_person("Ada")
    make_organisation("Ada")
    Entity.objects.filter(pk=make_person("Ada").pk).update(merged_into=ada)
    assert asked(draft_article(body=f"<p>{mention(ada)} spoke.</p>")) == []


def test_namesake_made_for_another_draft_is_not_told() -> None:
    rosa = known_person("Rosa Almeida")
    secret = NewEntity(kind="person", name="Rosa Almeida", pk=reserve_ids(1)[0])
    body = f"<p>{mention(Entity(pk=secret.pk), 'Rosa Almeida')} took money.</p>"
    details = Details(make_section(), "en")
    create_article(draft=make_draft(body=body), details=details, new_entities=[secret], by=None)
    assert asked(draft_article(body=f"<p>{mention(rosa)} spoke.</p>")) == []


def test_confirmed_is_not_asked_again_and_is_an_event() -> None:
    editor = make_staff("editor")
    article = draft_article(body=f"<p>{mention(make_person('Ada'))} spoke.</p>")
    confirm_all(article, editor)
    assert asked(article) == []
    kept = IdentityConfirmation.objects.get()
    assert (kept.article, kept.confirmed_by) == (article, editor)
    event = Event.objects.get(verb="identity-confirmed")
    assert (event.actor, event.subject_id) == (editor, article.pk)
    assert "Ada" in event.data["text"]


def test_confirmation_of_one_article_says_nothing_of_another() -> None:
    ada = make_person("Ada")
    first, second = (draft_article(body=f"<p>{mention(ada)} spoke.</p>") for _ in range(2))
    confirm_all(first)
    assert codes(second) == {"new_person"}


def test_one_more_namesake_asks_again() -> None:
    ada = known_person("Ada")
    make_person("Ada", description="a cook")
    article = draft_article(body=f"<p>{mention(ada)} spoke.</p>")
    confirm_all(article)
    make_person("Ada", description="a pilot")
    (found,) = asked(article)
    assert "a pilot" in found.text


def test_other_words_against_the_description_and_another_description_ask_again() -> None:
    joe = known_person("Joe Biden", description=PRESIDENT)
    article = draft_article(body=f"<p>{mention(joe)}, a carpenter, spoke.</p>")
    confirm_all(article)
    assert asked(article) == []
    body = article.working_copy.body.replace("a carpenter", "a dentist")
    save_revision(article_id=article.pk, base=1, draft=make_draft("Joe", body=body), by=None)
    article = Article.objects.get(pk=article.pk)
    assert codes(article) == {"contradiction"}
    confirm_all(article)
    joe.description = "senator"
    change_entity(entity=joe, by=None)
    assert codes(article) == {"contradiction"}


def test_what_nothing_asks_is_not_confirmed() -> None:
    article = draft_article(body=f"<p>{mention(make_person('Ada'))} spoke.</p>")
    with pytest.raises(DomainError) as refused:
        confirm_identity(article_id=article.pk, key="0" * 32, by=None)
    assert refused.value.code == "finding_changed"
    assert not IdentityConfirmation.objects.exists()


def test_who_may_not_write_the_article_confirms_nobody() -> None:
    article = draft_article(body=f"<p>{mention(make_person('Ada'))} spoke.</p>")
    (found,) = asked(article)
    with pytest.raises(NotAllowed):
        confirm_identity(article_id=article.pk, key=found.key or "", by=make_staff("reporter"))


def test_levels_can_be_set(settings: Any) -> None:
    settings.CHECK_LEVELS = {"new_person": "must", "namesake": "off"}
    make_person("Ada")
    article = draft_article(body=f"<p>{mention(make_person('Ada'))} spoke.</p>")
    assert [(item.code, item.is_must) for item in asked(article)] == [("new_person", True)]


class TestPresses:
    @pytest.fixture
    def article(self) -> Article:
        body = f"<p>{mention(make_person('Ada', description='a cook'))} spoke.</p>"
        return draft_article(body=body, **COMPLETE)

    @pytest.fixture
    def desk(self, client: Client) -> Client:
        client.force_login(make_staff("publisher"))
        return client

    def test_from_the_list_on_the_articles_page(self, desk: Client, article: Article) -> None:
        page = desk.get(change(article)).content.decode()
        address = f"/admin/articles/article/{article.pk}/identities/"
        assert f'action="{address}"' in page
        found = re.search('name="confirm" value="([0-9a-f]{32})"', page)
        assert found
        page = desk.post(address, {"confirm": found[1]}, follow=True).content.decode()
        assert "Confirmed: Ada (a cook)" in page
        assert asked(article) == []

    def test_from_the_page_that_asks_before_publishing_which_keeps_what_was_typed(
        self, desk: Client, article: Article
    ) -> None:
        (found,) = asked(article)
        sent = {"confirm": found.key, "comment": "Typed.", "seen": ""}
        page = desk.post(transition(article, "publish"), sent).content.decode()
        assert "Confirmed:" in page
        assert "Typed." in page
        assert "The checks have found" not in page
        assert not Article.objects.public().exists()
        desk.post(transition(article, "publish"), seen(page))
        assert Article.objects.public().get() == article

    def test_time_that_was_typed_is_kept(self, desk: Client, article: Article) -> None:
        (found,) = asked(article)
        sent = {"confirm": found.key, "at": "2099-01-02T10:30"}
        page = desk.post(transition(article, "schedule"), sent).content.decode()
        assert "2099-01-02T10:30" in page

    def test_publishing_in_a_hurry_is_not_done_unseen(self, desk: Client, article: Article) -> None:
        page = desk.post(transition(article, "publish")).content.decode()
        assert "Ada (a cook) is new" in page
        assert not Article.objects.public().exists()

    def test_by_api(self, desk: Client, article: Article) -> None:
        address = f"/api/v1/articles/{article.pk}"
        (check,) = desk.get(f"{address}/transitions/").json()["checks"]
        assert (check["code"], check["level"]) == ("new_person", "should")
        given = {"key": check["key"]}
        answer = desk.post(f"{address}/identities/", given, content_type="application/json")
        assert answer.json()["checks"] == []
        again = desk.post(f"{address}/identities/", given, content_type="application/json")
        assert (again.status_code, again.json()["code"]) == (409, "finding_changed")

    def test_by_api_for_those_alone_who_see_it(self, client: Client, article: Article) -> None:
        (found,) = asked(article)
        client.force_login(make_staff("reporter"))
        address = f"/api/v1/articles/{article.pk}/identities/"
        answer = client.post(address, {"key": found.key}, content_type="application/json")
        assert answer.status_code == 404
