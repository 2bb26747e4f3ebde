"""Nobody can miss what may not be published yet, or not any more."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings

from articles.collaboration.margin_comments import add_comment, reply_to_comment
from articles.exporting.export import export_article
from articles.models import Article
from articles.revisions.saving import save_revision
from articles.workflow.assignment import set_embargo
from tests.collaboration.comments import place_of
from tests.exporting.holding import held
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_person,
    make_staff,
    move,
    quote,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
MORNING = datetime(2126, 11, 25, 5, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)
WORDS = "EMBARGOED until 2126-11-25 06:00 CET"


@pytest.fixture(autouse=True)
def _berlin(settings: LazySettings) -> Iterator[None]:
    settings.TIME_ZONE = "Europe/Berlin"
    return


def export(article: Article, **options: Any) -> Any:
    return held(export_article(article_id=article.pk, by=None, **options).content)


def at(moment: datetime, article: Article, **options: Any) -> Any:
    with time_machine.travel(moment, tick=False):
        return export(article, **options)


def spoken(**fields: Any) -> Article:
    return draft_article("Bridge", body=f"<p>{quote(make_person(), '“Open.”')}</p>", **fields)


def test_embargo_is_told_to_programs_and_people_everywhere_it_can_be() -> None:
    article = set_embargo(article_id=spoken().pk, until=MORNING, by=None)
    exported = export(article)
    (said,) = exported["associations"]
    for item in (exported, said):
        assert (item["pubStatus"], item["embargoedUntil"]) == ("withheld", "2126-11-25T05:00:00Z")
        assert item["usageTerms"].startswith(f"{WORDS} (2126-11-25T05:00:00Z): nothing of it")
        assert "altIds" not in item
    assert exported["edNote"] == exported["usageTerms"]
    assert exported["title"] == f"{WORDS}. NOT FOR PUBLICATION. Bridge"
    assert exported["headlines"][0]["value"] == "Bridge"


def test_embargo_lasts_to_its_second_and_what_is_unreleased_stays_so() -> None:
    article = set_embargo(article_id=spoken().pk, until=MORNING, by=None)
    assert at(MORNING - SECOND, article)["embargoedUntil"] == "2126-11-25T05:00:00Z"
    after = at(MORNING, article)
    assert "embargoedUntil" not in after
    assert after["pubStatus"] == "withheld"
    assert after["edNote"] == "NOT FOR PUBLICATION until it is released. Its state: draft."


def test_scheduled_article_is_marked_until_its_second() -> None:
    article = move(spoken(), "schedule", at=MORNING)
    before = at(MORNING - SECOND, article)
    assert (before["pubStatus"], before["embargoedUntil"]) == ("withheld", "2126-11-25T05:00:00Z")
    assert before["title"] == f"{WORDS}. Bridge"
    assert "NOT FOR PUBLICATION" not in before["edNote"]
    after = at(MORNING, article)
    assert after["pubStatus"] == "usable"
    assert not after.keys() & {"embargoedUntil", "edNote", "usageTerms"}
    assert after["title"] == "Bridge"
    assert after["versionCreated"] == "2126-11-25T05:00:00Z"
    assert before["versionCreated"] < "2126"


def test_of_what_waits_the_revision_that_will_be_seen_is_exported() -> None:
    article = move(draft_article(), "schedule", at=MORNING)
    draft = make_draft("Newer", body="<p>Unseen.</p>")
    save_revision(article_id=article.pk, base=1, draft=draft, by=None)
    assert export(article)["version"] == "1"
    head = export(article, of_head=True)
    assert (head["version"], head["embargoedUntil"]) == ("2", "2126-11-25T05:00:00Z")
    assert head["title"].startswith(f"{WORDS}. NOT FOR PUBLICATION. ")


def test_part_of_a_second_does_not_shorten_an_embargo() -> None:
    until = MORNING + timedelta(milliseconds=500)
    article = set_embargo(article_id=spoken().pk, until=until, by=None)
    assert export(article)["embargoedUntil"] == "2126-11-25T05:00:00.500000Z"


@pytest.mark.parametrize("state", ["draft", "in_review", "ready"])
def test_what_is_not_released_says_so_in_the_newsrooms_words_and_no_others(state: str) -> None:
    exported = export(article_in(state))
    assert exported["pubStatus"] == "withheld"
    words = state.replace("_", " ")
    assert exported["edNote"] == f"NOT FOR PUBLICATION until it is released. Its state: {words}."


class TestGone:
    TEXT = ("headlines", "bodies", "descriptions", "associations", "people", "by", "altIds")

    def test_withdrawn_article_is_a_notice_without_text(self) -> None:
        article = article_in("withdrawn", headline="Bridge opens", body="<p>Secret.</p>")
        exported = export(article)
        assert (exported["pubStatus"], exported["representationType"]) == ("canceled", "partial")
        assert exported["edNote"] == "WITHDRAWN – Withdrawn."
        assert not exported.keys() & set(self.TEXT)
        assert "Bridge" not in json.dumps(exported)

    def test_withdrawn_article_that_is_worked_on_has_its_text_when_asked_for(self) -> None:
        exported = export(article_in("withdrawn", body="<p>Words.</p>"), of_head=True)
        assert exported["pubStatus"] == "canceled"
        assert exported["title"].startswith("WITHDRAWN. ")
        assert exported["bodies"][1]["value"] == "Words."

    @pytest.mark.parametrize("of_head", [False, True])
    def test_killed_article_is_a_notice_whatever_is_asked_for(self, of_head: bool) -> None:
        article = article_in("killed", headline="Bridge opens", body="<p>Secret.</p>")
        exported = export(article, of_head=of_head)
        notice = "This article is no longer available for legal reasons."
        assert (exported["title"], exported["edNote"]) == ("KILLED", f"KILLED – {notice}")
        assert exported["versionCreated"] > exported["firstCreated"]
        for secret in ("Bridge", "Secret", "Injunction"):
            assert secret not in json.dumps(exported)


def test_comments_in_the_margin_are_never_exported() -> None:
    article, ada = draft_article("Bridge", body="<p>The mayor.</p>"), make_staff("editor")
    place = place_of(article, "mayor")
    comment = add_comment(article_id=article.pk, place=place, text="Drunk, I hear", by=ada)
    reply_to_comment(uuid=comment.uuid, text="Careful now", by=ada)
    for options in ({}, {"of_head": True}):
        text = json.dumps(export(article, **options))
        assert "The mayor" in text
        assert "Drunk" not in text
        assert "Careful" not in text
