"""A public article is seen everywhere, another nowhere, by anybody: state × role × place.

A class a state, which is built once; each test goes through the roles of the desk and a reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client, TestCase
from django.utils import timezone

from articles.models import Article, Mention, Quote
from articles.models.article_queryset import SITEMAP_RANGE
from articles.publication.corrections import Notice, publish_correction
from articles.revisions.saving import save_revision
from articles.workflow.assignment import assign_article, set_embargo
from entities.models import Entity
from tests.clients import sign_in
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_section,
    make_staff,
    mention,
    move,
    published_article,
    quote,
)

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
    "/quotes/?speaker={person.pk}": SAID,
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
# Of what was taken back these say that it is gone.
GONE = ("/articles/{article.slug}/", "/api/v1/articles/{article.pk}/")
# Who may see the working copy of anybody's article; of a killed one legal alone.
PREVIEWERS = {"": 302, "reporter": 404, "editor": 200, "publisher": 200, "legal": 200}
# A reader ("") and the desk.
ROLES = tuple(PREVIEWERS)
# Who may have an export.
EXPORT_STATUSES = {"": 401, "reporter": 404, "editor": 200, "publisher": 200, "legal": 200}
# Searches for words of a newer draft.
UNSEEN = (
    "/search/?q=stand",
    "/api/v1/articles/?q=stand",
    "/api/v1/people/?q=newcomer",
)


@dataclass
class Story:
    """An article, and what stands in it."""

    article: Article
    person: Entity
    works: Entity
    new_entity: Entity
    quote: object
    mention: object

    def address(self, pattern: str) -> str:
        return pattern.format(**vars(self), page=self.sitemap_page)

    @property
    def sitemap_page(self) -> int:
        return self.article.pk // SITEMAP_RANGE


def write(*, is_published: bool, at: datetime | None = None) -> Story:
    make_section("World")
    person, works, new_entity = make_person(PERSON), make_organisation(WORKS), make_person(NEWCOMER)
    named = mention(person)
    body = f"<p>{named} of {mention(works)} said: {quote(person, SAID)}</p>"
    if is_published:
        article = published_article(HEADLINE, body=body, at=at)
    else:
        article = draft_article(HEADLINE, body=body)
    if article.was_public:
        notice = Notice("correction", CORRECTED)
        publish_correction(article_id=article.pk, notice=notice, by=None)
    tags = {
        "quote": Quote.objects.get(revision=article.head).uuid,
        "mention": Mention.objects.get(revision=article.head, entity=person).uuid,
    }
    return Story(article, person, works, new_entity, **tags)


def in_an_hour() -> datetime:
    return timezone.now() + timedelta(hours=1)


def clients() -> Iterator[tuple[str, Client]]:
    for role in ROLES:
        yield role, sign_in(role) if role else Client()


def read(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.content.decode()


def without_search_words(text: str) -> str:
    """The site repeats above the page's own part what was searched for; that is no find."""
    return text.partition("<main")[2] or text


def found(secrets: list[str], text: str) -> list[str]:
    return [secret for secret in secrets if secret in text]


class StateTests:
    """Tests that hold for an article in any state; a subclass is a state."""

    is_public = False
    # How an export for partners marks the article.
    pub_status = "withheld"
    is_gone = False
    newest_headline = HEADLINE
    # Roles that may not see the article at the desk though they may see others.
    kept_from: tuple[str, ...] = ()

    story: Story

    @classmethod
    def setUpTestData(cls) -> None:
        cls.story = cls.make()

    @classmethod
    def make(cls) -> Story:
        raise NotImplementedError

    def test_lists_show_what_is_public_and_nothing_else(self) -> None:
        for role, client in clients():
            for address, words in LISTS.items():
                status, text = read(client, address)
                text = without_search_words(text)
                assert status == 200, (role, address)
                assert (words in text) is self.is_public, (role, address)
                assert found(NEW if self.is_public else [*OLD, *NEW], text) == [], (role, address)

    def test_addresses_of_what_is_not_public_lead_nowhere(self) -> None:
        for role, client in clients():
            for pattern, words in OWN.items():
                address = self.story.address(pattern)
                status, text = read(client, address)
                assert status == self.status_of(pattern), (role, address)
                assert (words in text) or not self.is_public, (role, address)
                assert found(NEW if self.is_public else [*OLD, *NEW], text) == [], (role, address)

    def status_of(self, pattern: str) -> int:
        if self.is_public:
            return 200
        if self.is_gone and pattern in GONE:
            return 410
        return 400 if pattern.startswith("/api/") and "?" in pattern else 404

    def test_sitemap_s_index_lists_what_has_something_public_in_it(self) -> None:
        for role, client in clients():
            _, index = read(client, "/sitemap.xml")
            page = f"/sitemap-articles.xml?p={self.story.sitemap_page}<"
            assert (page in index) is self.is_public, role
            _, pages = read(client, "/sitemap-pages.xml")
            assert ("/sections/world/" in pages) is self.is_public, role

    def test_who_is_named_in_a_newer_draft_alone_has_no_page_and_is_not_found(self) -> None:
        new = self.story.new_entity
        statuses = {
            f"/people/{new.slug}/": 404,
            f"/quotes/?speaker={new.slug}": 404,
            f"/api/v1/people/{new.pk}/": 404,
            f"/api/v1/articles/?person={new.pk}": 400,
            **dict.fromkeys(UNSEEN, 200),
        }
        for role, client in clients():
            for address, expected in statuses.items():
                status, text = read(client, address)
                assert status == expected, (role, address)
                assert found(NEW, without_search_words(text)) == [], (role, address)

    def test_export_is_the_desks_and_says_whether_it_may_be_published(self) -> None:
        for role, client in clients():
            address = f"/api/v1/articles/{self.story.article.pk}/ninjs/"
            status, text = read(client, address)
            assert found(NEW, text) == [], role
            assert status == (404 if role in self.kept_from else EXPORT_STATUSES[role]), role
            for words in (HEADLINE, SAID):
                assert (words in text) is (status == 200 and self.pub_status != "canceled"), role
            if status == 200:
                assert f'"pubStatus":"{self.pub_status}"' in text, role

    def test_preview_is_for_those_who_may_see_the_article_at_the_desk(self) -> None:
        for role, client in clients():
            address = f"/admin/articles/article/{self.story.article.pk}/preview/"
            status, text = read(client, address)
            assert status == (404 if role in self.kept_from else PREVIEWERS[role]), role
            assert (self.newest_headline in text) is (status == 200), role
            assert status == 200 or found([*OLD, *NEW], text) == [], role


class DraftTests(StateTests, TestCase):
    @classmethod
    def make(cls) -> Story:
        return write(is_published=False)

    def test_reporter_previews_what_is_assigned_to_them(self) -> None:
        reporter = make_staff("reporter")
        assign_article(article_id=self.story.article.pk, to=reporter, by=None)
        address = f"/admin/articles/article/{self.story.article.pk}/preview/"
        status, text = read(sign_in(reporter), address)
        assert (status, HEADLINE in text) == (200, True)


class InReviewTests(StateTests, TestCase):
    @classmethod
    def make(cls) -> Story:
        story = write(is_published=False)
        move(story.article, "submit")
        return story


class ReadyUnderEmbargoTests(StateTests, TestCase):
    @classmethod
    def make(cls) -> Story:
        story = write(is_published=False)
        move(story.article, "approve")
        set_embargo(article_id=story.article.pk, until=in_an_hour(), by=None)
        return story


class ScheduledTests(StateTests, TestCase):
    @classmethod
    def make(cls) -> Story:
        return write(is_published=True, at=in_an_hour())


class PublishedTests(StateTests, TestCase):
    is_public = True
    pub_status = "usable"

    @classmethod
    def make(cls) -> Story:
        return write(is_published=True)


class PublishedWithNewerDraftTests(StateTests, TestCase):
    is_public = True
    pub_status = "usable"
    newest_headline = NEWER_HEADLINE

    @classmethod
    def make(cls) -> Story:
        story = write(is_published=True)
        body = story.article.head.body.replace(SAID, NEWER_SAID)
        draft = make_draft(NEWER_HEADLINE, body=f"{body}<p>{mention(story.new_entity)}</p>")
        save_revision(article_id=story.article.pk, base=1, draft=draft, by=None)
        return story


class WithdrawnTests(StateTests, TestCase):
    pub_status = "canceled"
    is_gone = True

    @classmethod
    def make(cls) -> Story:
        story = write(is_published=True)
        move(story.article, "withdraw", notice="Gone.")
        return story


class KilledTests(StateTests, TestCase):
    pub_status = "canceled"
    is_gone = True
    kept_from = ("editor", "publisher")

    @classmethod
    def make(cls) -> Story:
        story = write(is_published=True)
        move(story.article, "kill", reason="Injunction.")
        return story
