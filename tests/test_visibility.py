"""What is public can be seen everywhere, what is not nowhere, by anybody: state × role × place."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Mention, Quote
from articles.models.article_queryset import SITEMAP_RANGE
from articles.publication.corrections import Notice, publish_correction
from articles.revisions.saving import save_revision
from articles.workflow.assignment import assign_article, set_embargo
from entities.models import Entity
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_section,
    make_staff,
    make_user,
    mention,
    move,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db

HEADLINE, SAID, PERSON, WORKS = "Turbines turn", "“We shall see.”", "Ada Quimby", "Windmill Works"
NEWER_HEADLINE, NEWER_SAID, NEWCOMER = "Turbines stand", "“We have seen.”", "Grace Newcomer"
CORRECTED = "The blades were miscounted"
OLD, NEW = [HEADLINE, SAID, PERSON, WORKS, CORRECTED], [NEWER_HEADLINE, NEWER_SAID, NEWCOMER]

# A place, and what of a public article stands there.
LISTS = {
    "/": HEADLINE,
    "/people/": PERSON,
    "/people/?q=quimby": PERSON,
    "/organisations/": WORKS,
    "/quotes/": SAID,
    "/search/?q=turbines": HEADLINE,
    "/api/v1/articles/": HEADLINE,
    "/api/v1/articles/?q=turbines": HEADLINE,
    "/api/v1/people/": PERSON,
    "/api/v1/people/?q=quimby": PERSON,
    "/api/v1/organisations/": WORKS,
    "/api/v1/quotes/": SAID,
    "/api/v1/quotes/?q=see": SAID,
    "/api/v1/mentions/": PERSON,
    "/corrections/": CORRECTED,
    "/feed/": CORRECTED,
    "/corrections/feed/": CORRECTED,
    "/api/v1/corrections/": CORRECTED,
}
# What is not public has no such address: 404, or 400 where it is a filter's value.
OWN = {
    "/sections/world/": HEADLINE,
    "/sections/world/feed/": SAID,
    "/sitemap-articles.xml?p={page}": "/articles/turbines-turn/",
    "/api/v1/sections/world/": "World",
    "/api/v1/articles/?section=world": HEADLINE,
    "/articles/{article.slug}/": HEADLINE,
    "/people/{person.slug}/": HEADLINE,
    "/organisations/{works.slug}/": HEADLINE,
    "/quotes/{quote}/": SAID,
    "/quotes/?speaker={person.slug}": SAID,
    "/api/v1/articles/{article.pk}/": HEADLINE,
    "/api/v1/articles/?person={person.slug}": HEADLINE,
    "/api/v1/articles/?speaker={person.pk}": HEADLINE,
    "/api/v1/articles/?organisation={works.slug}&q=turbines": HEADLINE,
    "/api/v1/people/{person.pk}/": PERSON,
    "/api/v1/organisations/{works.pk}/": WORKS,
    "/api/v1/quotes/{quote}/": SAID,
    "/api/v1/quotes/?speaker={person.pk}": SAID,
    "/api/v1/quotes/?organisation={works.slug}": "results",
    "/api/v1/mentions/{mention}/": PERSON,
    "/api/v1/mentions/?entity={person.slug}": PERSON,
}
STEPS: dict[str, list[tuple[str, dict[str, str]]]] = {
    "taken back": [("withdraw", {"notice": "Gone."})],
    "killed": [("kill", {"reason": "Injunction."})],
    "in review": [("submit", {})],
    "ready, under embargo": [("approve", {})],
}
# Of what was taken back these say that it is gone.
GONE = ("/articles/{article.slug}/", "/api/v1/articles/{article.pk}/")
# How an export for partners marks what is in these states.
EXPORTED = {
    "published": "usable",
    "published with a newer draft": "usable",
    "taken back": "canceled",
    "killed": "canceled",
}
PUBLIC = {
    "draft": False,
    "published": True,
    "published with a newer draft": True,
    "awaiting its time": False,
    "taken back": False,
    "in review": False,
    "ready, under embargo": False,
    "killed": False,
}
STATES = pytest.mark.parametrize("state", PUBLIC)
ROLES = pytest.mark.parametrize("role", ["anonymous", "editor"])


@dataclass
class Written:
    article: Article
    person: Entity
    works: Entity
    new_entity: Entity
    quote: object
    mention: object

    @property
    def page(self) -> int:
        """Of the sitemap."""
        return self.article.pk // SITEMAP_RANGE


def write(state: str) -> Written:
    make_section("World")
    person, works, new_entity = make_person(PERSON), make_organisation(WORKS), make_person(NEWCOMER)
    named = mention(person)
    body = f"<p>{named} of {mention(works)} said: {quote(person, SAID)}</p>"
    unseen = ("draft", "in review", "ready, under embargo")
    make = draft_article if state in unseen else published_article
    later = {"at": timezone.now() + timedelta(hours=1)} if state == "awaiting its time" else {}
    article = make(HEADLINE, body=body, **later)
    tags = {
        "quote": Quote.objects.get(revision=article.head).uuid,
        "mention": Mention.objects.get(revision=article.head, entity=person).uuid,
    }
    if state == "published with a newer draft":
        edited = body.replace(SAID, NEWER_SAID) + f"<p>{mention(new_entity)}</p>"
        draft = make_draft(NEWER_HEADLINE, body=edited)
        save_revision(article_id=article.pk, base=1, draft=draft, by=None)
    if article.was_public:
        notice = Notice("correction", CORRECTED)
        publish_correction(article_id=article.pk, notice=notice, by=None)
    for transition, given in STEPS.get(state, []):
        move(article, transition, **given)
    if state == "ready, under embargo":
        until = timezone.now() + timedelta(hours=1)
        set_embargo(article_id=article.pk, until=until, by=None)
    return Written(article, person, works, new_entity, **tags)


def place(pattern: str, written: Written) -> str:
    return pattern.format(**vars(written), page=written.page)


def visitor(role: str) -> Client:
    client = Client()
    if role == "editor":
        client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def read(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    text = response.content.decode()
    # The site repeats what was searched for; that is no find.
    return response.status_code, text.partition("<main")[2] or text


@STATES
@ROLES
def test_lists_show_what_is_public_and_nothing_else(state: str, role: str) -> None:
    write(state)
    client = visitor(role)
    for address, words in LISTS.items():
        status, text = read(client, address)
        assert status == 200, address
        assert (words in text) is PUBLIC[state], address
        if not PUBLIC[state]:
            assert [secret for secret in OLD if secret in text] == [], address


@STATES
@ROLES
def test_addresses_of_what_is_not_public_lead_nowhere(state: str, role: str) -> None:
    written = write(state)
    client = visitor(role)
    for pattern, words in OWN.items():
        address = place(pattern, written)
        status, text = read(client, address)
        if PUBLIC[state]:
            assert (status, words in text) == (200, True), address
        else:
            wanted = 400 if address.startswith("/api/") and "?" in address else 404
            if state in ("taken back", "killed") and pattern in GONE:
                wanted = 410
            assert status == wanted, address
            assert [secret for secret in OLD if secret in text] == [], address


@STATES
@ROLES
def test_sitemap_s_index_lists_what_has_something_public_in_it(state: str, role: str) -> None:
    written = write(state)
    _, index = read(visitor(role), "/sitemap.xml")
    assert (f"/sitemap-articles.xml?p={written.page}<" in index) is PUBLIC[state]
    _, pages = read(visitor(role), "/sitemap-pages.xml")
    assert ("/sections/world/" in pages) is PUBLIC[state]


@STATES
@ROLES
def test_nothing_of_a_newer_draft_is_anywhere(state: str, role: str) -> None:
    written = write(state)
    client = visitor(role)
    for pattern in [*LISTS, *OWN]:
        _, text = read(client, place(pattern, written))
        assert [secret for secret in NEW if secret in text] == [], pattern
    for address in (
        f"/people/{written.new_entity.slug}/",
        f"/quotes/?speaker={written.new_entity.slug}",
        f"/api/v1/people/{written.new_entity.pk}/",
    ):
        assert read(client, address)[0] == 404, address
    assert read(client, f"/api/v1/articles/?person={written.new_entity.pk}")[0] == 400
    for address in (
        "/search/?q=stand",
        "/api/v1/articles/?q=stand",
        "/api/v1/people/?q=newcomer",
    ):
        assert [secret for secret in NEW if secret in read(client, address)[1]] == [], address


@STATES
@ROLES
def test_export_is_the_desks_and_says_whether_it_may_be_published(state: str, role: str) -> None:
    written = write(state)
    status, text = read(visitor(role), f"/api/v1/articles/{written.article.pk}/ninjs/")
    assert status == (403 if role == "anonymous" else 200)
    assert [secret for secret in NEW if secret in text] == []
    is_gone = EXPORTED.get(state) == "canceled"
    for words in (HEADLINE, SAID):
        assert (words in text) is (role == "editor" and not is_gone)
    if role == "editor":
        assert f'"pubStatus":"{EXPORTED.get(state, "withheld")}"' in text


# Who may see the working copy of anybody's article; of a killed one legal alone.
PREVIEWERS = {"": 302, "reporter": 404, "editor": 200, "publisher": 200, "legal": 200}


@STATES
@pytest.mark.parametrize("role", PREVIEWERS)
def test_preview_is_for_those_who_may_see_the_article_at_the_desk(state: str, role: str) -> None:
    written = write(state)
    client = Client()
    if role:
        client.force_login(make_staff(role))
    status, text = read(client, f"/admin/articles/article/{written.article.pk}/preview/")
    is_kept = state == "killed" and role in ("editor", "publisher")
    assert status == (404 if is_kept else PREVIEWERS[role])
    newest = NEWER_HEADLINE if state == "published with a newer draft" else HEADLINE
    assert (newest in text) is (status == 200)
    if status != 200:
        assert [secret for secret in (*OLD, *NEW) if secret in text] == []


def test_reporter_previews_what_is_in_own_hands() -> None:
    written, reporter = write("draft"), make_staff("reporter")
    assign_article(article_id=written.article.pk, to=reporter, by=None)
    client = Client()
    client.force_login(reporter)
    status, text = read(client, f"/admin/articles/article/{written.article.pk}/preview/")
    assert (status, HEADLINE in text) == (200, True)
