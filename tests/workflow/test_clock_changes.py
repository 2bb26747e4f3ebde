"""When the clocks change: no way in guesses at a time that does not exist, or that comes twice."""

import json
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import Article, EditLock
from newsroom.lib.datetimes import AmbiguousDatetime, InvalidDatetime, read_datetime
from tests.clients import sign_in
from tests.factories import COMPLETE, draft_article

pytestmark = pytest.mark.django_db

SKIPPED = "2027-03-28T02:30"
DOUBLED = "2027-10-31T02:30"
DAY = "2027-06-01"
OF_DOUBLED = {"+02:00": "2027-10-31T00:30Z", "+01:00": "2027-10-31T01:30Z"}


@pytest.fixture(autouse=True)
def _berlin(settings: LazySettings) -> Iterator[None]:
    settings.TIME_ZONE = "Europe/Berlin"
    with time_machine.travel(datetime(2027, 3, 25, 12, tzinfo=timezone.utc), tick=True):
        yield


@pytest.fixture
def desk() -> Client:
    return sign_in("publisher")


def written(moment: datetime | None) -> str:
    assert moment
    return f"{moment.astimezone(timezone.utc):%Y-%m-%dT%H:%MZ}"


def schedule_by_api(client: Client, at: str) -> Any:
    address = f"/api/v1/articles/{draft_article().pk}/transitions/"
    body = {"transition": "schedule", "at": at}
    return client.post(address, json.dumps(body), content_type="application/json")


def schedule_by_command(at: str) -> None:
    call_command("transition_article", str(draft_article().pk), "schedule", f"--at={at}")


def import_dated(folder: Path, date: str) -> None:
    (folder / "story.txt").write_text("Headline\nDeck\nWords.\n")
    (folder / "story.tags.json").write_text(json.dumps({"date": date}))
    call_command("import_articles", str(folder), "--publish")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2027-03-28T01:59", "2027-03-28T00:59Z"),
        ("2027-03-28T03:00", "2027-03-28T01:00Z"),
        ("2027-10-31 01:59:59", "2027-10-30T23:59Z"),
        ("2027-10-31T03:00", "2027-10-31T02:00Z"),
        ("2027-06-01t06:00:00z", "2027-06-01T06:00Z"),
        ("2027-10-31T02:30+0100", "2027-10-31T01:30Z"),
        ("2027-03-28T02:30Z", "2027-03-28T02:30Z"),
    ],
)
def test_time_that_exists_once_is_read(text: str, utc: str) -> None:
    assert written(read_datetime(text)) == utc


@pytest.mark.parametrize("zone", OF_DOUBLED)
def test_doubled_time_is_chosen_by_its_zone(zone: str) -> None:
    with pytest.raises(AmbiguousDatetime, match=r"2027-10-31T02:30:00\+02:00"):
        read_datetime(DOUBLED)
    assert written(read_datetime(DOUBLED + zone)) == OF_DOUBLED[zone]


@pytest.mark.parametrize(
    "text", ["", "soon", "2027-02-30T00:00", "2027-06-01T25:00", "1", "0999-01-01T00:00Z"]
)
def test_text_that_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(InvalidDatetime):
        read_datetime(text, takes_days=True)


def test_day_begins_with_the_first_time_that_the_clocks_show(settings: LazySettings) -> None:
    settings.TIME_ZONE = "Africa/Cairo"  # where summer time begins at midnight
    assert written(read_datetime("2027-04-30", takes_days=True)) == "2027-04-29T22:00Z"


@pytest.mark.parametrize("at", [SKIPPED, DOUBLED, DAY])
def test_unclear_time_of_publication_is_refused_by_every_way_in(desk: Client, at: str) -> None:
    answer = schedule_by_api(desk, at)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "invalid")
    with pytest.raises(CommandError, match=at[:10]):
        schedule_by_command(at)
    address = f"/admin/articles/article/{draft_article(**COMPLETE).pk}/transitions/schedule/"
    page = desk.post(address, {"at": at})
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert not Article.objects.filter(live__isnull=False).exists()


@pytest.mark.parametrize("zone", OF_DOUBLED)
def test_each_of_the_doubled_times_can_be_chosen(desk: Client, zone: str) -> None:
    assert schedule_by_api(desk, DOUBLED + zone).status_code == 200
    schedule_by_command(DOUBLED + zone)
    dates = Article.objects.values_list("published_at", flat=True)
    assert {written(date) for date in dates} == {OF_DOUBLED[zone]}


@pytest.mark.parametrize(("which", "zone"), [("first", "+02:00"), ("second", "+01:00")])
def test_desk_asks_which_of_the_doubled_times_is_meant(desk: Client, which: str, zone: str) -> None:
    article = draft_article(**COMPLETE)
    address = f"/admin/articles/article/{article.pk}/transitions/schedule/"
    assert 'name="at_which"' not in desk.get(address).content.decode()
    page = desk.post(address, {"at": DOUBLED}).content.decode()
    assert "The clocks go back in that hour" in page
    assert 'name="at_which"' in page
    assert f'value="{DOUBLED}"' in page
    assert desk.post(address, {"at": DOUBLED, "at_which": which}).status_code == 302
    article.refresh_from_db()
    assert written(article.published_at) == OF_DOUBLED[zone]
    again = desk.get(address).content.decode()
    assert f'<option value="{which}" selected>' in again


def moment_forms(article: Article) -> dict[str, dict[str, str]]:
    root = f"/admin/articles/article/{article.pk}"
    return {f"{root}/embargo/": {}, f"{root}/lock/": {"reason": "I am at it."}}


@pytest.mark.parametrize("at", [SKIPPED, "soon"])
def test_embargo_and_lock_ask_again_with_what_was_typed(desk: Client, at: str) -> None:
    for address, given in moment_forms(draft_article()).items():
        page = desk.post(address, given | {"until": at})
        assert page.status_code == 200
        assert all(typed in page.content.decode() for typed in (at, *given.values()))
    assert not Article.objects.filter(embargoed_until__isnull=False).exists()
    assert not EditLock.objects.exists()


def test_lock_by_api_follows_the_rule(desk: Client) -> None:
    address = f"/api/v1/articles/{draft_article().pk}/lock/"
    for until, status in ((SKIPPED, 400), (DAY, 400), ("2027-03-28T03:30", 200)):
        body = {"reason": "I am at it.", "until": until}
        answer = desk.put(address, json.dumps(body), content_type="application/json")
        assert answer.status_code == status


@pytest.mark.parametrize("date", [SKIPPED, DOUBLED])
def test_import_refuses_an_unclear_date(
    tmp_path: Path, date: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        import_dated(tmp_path, date)
    assert "Europe/Berlin" in capsys.readouterr().err
    assert not Article.objects.exists()


def test_import_takes_a_day(tmp_path: Path) -> None:
    import_dated(tmp_path, "2027-03-01")
    assert written(Article.objects.get().published_at) == "2027-02-28T23:00Z"


@pytest.mark.parametrize("name", ["published_after", "published_before"])
def test_filter_takes_a_day_and_no_unclear_time(name: str) -> None:
    for value, status in ((DAY, 200), (SKIPPED, 400), (DOUBLED, 400), ("%s", 400)):
        assert Client().get("/api/v1/articles/", {name: value}).status_code == status


@pytest.mark.parametrize("command", ["export_events", "export_articles"])
def test_commands_bounds_take_a_day_and_no_unclear_time(command: str) -> None:
    call_command(command, f"--since={DAY}")
    for value in (SKIPPED, DOUBLED):
        with pytest.raises(CommandError, match="Europe/Berlin"):
            call_command(command, f"--since={value}")
