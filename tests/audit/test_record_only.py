"""The audit is a record: with no event in it, the newsroom works as it does with all of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.collaboration.edit_locks import take_lock
from articles.exporting.export import export_article
from articles.models import Article, Rendition
from articles.publication.corrections import Notice, change_correction, publish_correction
from articles.publication.sections import change_section
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from articles.workflow.assignment import assign_article, set_embargo
from articles.workflow.transitions import TRANSITIONS
from newsroom.models import Event, User
from tests.clients import sign_in_superuser
from tests.factories import (
    article_in,
    make_draft,
    make_person,
    make_section,
    make_staff,
    mention,
    merge,
    move,
    published_article,
    withdraw,
)
from tests.importing.files import STORY, Result, write

pytestmark = pytest.mark.django_db


FORGET = """
    CREATE FUNCTION pg_temp.forget() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER forget BEFORE INSERT ON newsroom_event
        FOR EACH ROW EXECUTE FUNCTION pg_temp.forget();
"""


@pytest.fixture(autouse=True)
def _no_events(db: None) -> None:
    """Have the database store no event, whoever records it."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)


def later(minutes: int = 90) -> datetime:
    return timezone.now() + timedelta(minutes=minutes)


def change_section_of(article: Article) -> None:
    details = Details(make_section("Sport"), article.language)
    change_details(article_id=article.pk, details=details, by=None)


def correct(article: Article) -> int:
    notice = Notice("correction", "It was six.")
    return publish_correction(article_id=article.pk, notice=notice, by=None).pk


def reword_correction(article: Article) -> None:
    (correction,) = article.corrections.all()
    change_correction(correction_id=correction.pk, notice=Notice("update", "Or not."), by=None)


def rename_section(article: Article) -> None:
    article.section.name = "Globe"
    change_section(section=article.section, by=None)


def save(article: Article) -> None:
    save_revision(article_id=article.pk, base=1, draft=make_draft("Newer"), by=None)


def republish(article: Article) -> None:
    save(article)
    move(article, "publish", no_correction=True)


CHANGES: dict[str, tuple[str, Callable[[Article], object]]] = {
    "submit": ("draft", lambda item: move(item, "submit")),
    "recall": ("in_review", lambda item: move(item, "recall")),
    "return": ("in_review", lambda item: move(item, "return", comment="Why?")),
    "approve": ("in_review", lambda item: move(item, "approve")),
    "publish": ("ready", lambda item: move(item, "publish")),
    "schedule": ("ready", lambda item: move(item, "schedule", at=later())),
    "schedule anew": ("scheduled", lambda item: move(item, "schedule", at=later())),
    "unschedule": ("scheduled", lambda item: move(item, "unschedule")),
    "withdraw": ("published", lambda item: move(item, "withdraw", notice="Gone.")),
    "kill": ("published", lambda item: move(item, "kill", reason="Injunction.")),
    "kill a draft": ("draft", lambda item: move(item, "kill", reason="Injunction.")),
    "revive": ("killed", lambda item: move(item, "revive", comment="Lifted.")),
    "publish anew": ("published", republish),
    "save a draft": ("draft", save),
    "save after withdrawal": ("withdrawn", save),
    "details of a draft": ("draft", change_section_of),
    "details": ("published", change_section_of),
    "embargo": ("draft", lambda item: set_embargo(article_id=item.pk, until=later(), by=None)),
    "correction": ("published", correct),
    "correction after withdrawal": ("withdrawn", correct),
    "section": ("published", rename_section),
}
SAME: dict[str, tuple[str, Callable[[Article], object]]] = {
    "save of what is live": ("published", save),
    "clear": ("in_review", lambda item: move(item, "clear")),
    "assign": ("draft", lambda item: assign_article(article_id=item.pk, to=make_staff(), by=None)),
    "lock": (
        "draft",
        lambda item: take_lock(
            article_id=item.pk,
            reason="Checking.",
            until=later(),
            by=make_staff("editor"),
        ),
    ),
    "export": ("draft", lambda item: export_article(article_id=item.pk, by=None)),
}


def exported(pk: int) -> datetime:
    version = export_article(article_id=pk, by=None).content["versionCreated"]
    return datetime.fromisoformat(version.replace("Z", "+00:00"))


@pytest.mark.parametrize("name", CHANGES)
def test_what_partners_get_has_changed(name: str) -> None:
    state, change = CHANGES[name]
    article = article_in(state)
    before, moment = exported(article.pk), timezone.now()
    change(article)
    assert list(Article.objects.changed_since(moment)) == [article]
    assert exported(article.pk) >= moment > before


def test_every_transition_that_changes_an_export_is_among_them() -> None:
    assert TRANSITIONS.keys() - CHANGES.keys() == {"clear"}


@pytest.mark.parametrize("name", SAME)
def test_what_partners_get_is_the_same(name: str) -> None:
    state, change = SAME[name]
    article = article_in(state)
    before, moment = exported(article.pk), timezone.now()
    change(article)
    assert not Article.objects.changed_since(moment).exists()
    assert exported(article.pk) == before


def test_correction_that_is_changed_is_a_change_of_the_export() -> None:
    article = article_in("withdrawn")
    correct(article)
    moment = timezone.now()
    reword_correction(article)
    assert list(Article.objects.changed_since(moment)) == [article]


def test_merge_is_a_change_of_what_names_either() -> None:
    jane, roe = make_person("Jane"), make_person("Roe")
    article = published_article(body=f"<p>{mention(jane)} spoke.</p>")
    moment = timezone.now()
    merge(jane, roe)
    assert list(Article.objects.changed_since(moment)) == [article]


def test_changes_are_found_by_indexes() -> None:
    section = make_section()
    rows = [Article(slug=f"a-{number}", section=section) for number in range(200)]
    Article.objects.bulk_create(rows)
    Rendition.objects.bulk_create(Rendition(article=row) for row in rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article, articles_rendition")
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Article.objects.changed_since(later()).explain()
    assert "article_export_changed" in plan
    assert "rendition_changed" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize("change", [withdraw, change_section_of, rename_section])
def test_feed_is_newer_after_what_no_entry_dates(change: Callable[[Article], Any]) -> None:
    article = published_article(at=later(-5000))
    Rendition.objects.update(changed_at=later(-4000))
    before = Client().get("/feed/")
    change(article)
    for header, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        assert Client().get("/feed/", headers={header: before[name]}).status_code == 200


def test_feed_does_not_tell_of_what_readers_do_not_see() -> None:
    published_article(at=later(-5000))
    Rendition.objects.update(changed_at=later(-4000))
    before = Client().get("/feed/")
    article_in("scheduled")
    move(article_in("draft"), "kill", reason="Injunction.")
    after = Client().get("/feed/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 304


def test_import_leaves_the_section_that_the_desk_has_chosen(tmp_path: Path) -> None:
    Result(write(tmp_path, STORY, section="World", slug="gone"))
    article = Article.objects.get()
    details = Details(make_section("Sport"), article.language)
    change_details(article_id=article.pk, details=details, by=make_staff("editor"))
    again = write(tmp_path, STORY.replace("Gone", "Over"), section="Economy", slug="gone")
    assert "the desk's stay" in Result(again).out
    article.refresh_from_db()
    assert article.section.name == "Sport"


def test_account_that_an_article_names_is_not_deleted() -> None:
    author = make_staff("reporter")
    Article.objects.filter(pk=article_in("draft").pk).update(created_by=author)
    client = sign_in_superuser()
    client.post(f"/admin/newsroom/user/{author.pk}/delete/", {"post": "yes"})
    assert User.objects.filter(pk=author.pk).exists()
    assert not Event.objects.exists()
