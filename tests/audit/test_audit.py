"""The audit is read by who acted and what they did, and taken along as a file."""

import csv
import io
import json
from datetime import datetime, timezone

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from articles.revisions.saving import save_revision
from newsroom import audit_export
from newsroom.models import Event, User
from tests.clients import sign_in, sign_in_superuser
from tests.factories import article_in, draft_article, make_draft, make_staff, move

pytestmark = pytest.mark.django_db
LIST, EXPORT = "/admin/newsroom/event/", "/admin/newsroom/event/export/"


def listed(client: Client, query: str) -> list[str]:
    rows = client.get(f"{LIST}?{query}").context["cl"].result_list
    return [event.verb for event in rows]


def exported(client: Client, name: str, query: str = "") -> str:
    response = client.get(f"{EXPORT}{name}/?{query}")
    assert response.status_code == 200
    return response.getvalue().decode()


def test_every_save_is_an_event_with_before_and_after() -> None:
    article, grace = draft_article("One", body="<p>Words.</p>"), make_staff("editor")
    draft = make_draft("One", body="<p>More words.</p>")
    for base in (1, 2):  # the second says what the head says
        save_revision(article_id=article.pk, base=base, draft=draft, by=grace)
    event = Event.objects.get(verb="article-saved")
    assert (event.actor, event.subject_id) == (grace, article.pk)
    changes = {"words_added": 2, "words_removed": 1}
    assert event.data == {"before": 1, "after": 2, "changes": changes}


@pytest.fixture
def history() -> User:
    """Three events: the system's, and two of an editor's."""
    editor = make_staff("editor", username="@grace")
    article = draft_article("One", slug="one")
    move(article, "submit", editor, comment="Fertig, „bitte“")
    move(article, "recall", editor)
    return editor


def test_list_is_filtered_by_actor_and_verb(history: User) -> None:
    desk = sign_in("administrator")
    assert listed(desk, f"actor={history.pk}") == ["article-recalled", "article-submitted"]
    assert listed(desk, "actor=none") == ["article-created"]
    assert listed(desk, f"verb=article-submitted&actor={history.pk}") == ["article-submitted"]
    assert listed(desk, "verb=nothing") == []
    assert listed(desk, f"subject_type=group&actor={history.pk}") == []
    page = desk.get(LIST).content.decode()
    for link in ("article submitted", "@grace", "export/csv/", "export/ndjson/"):
        assert link in page


@pytest.mark.parametrize("actor", ["x", "٣", "9" * 30, "-1"])
def test_filter_that_is_none_is_refused(history: User, actor: str) -> None:
    desk = sign_in("administrator")
    assert desk.get(LIST, {"actor": actor}).status_code == 302
    assert desk.get(f"{EXPORT}csv/", {"actor": actor}).status_code == 400


def test_verbs_are_found_without_reading_the_audit(
    history: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        verbs = Event.objects.verbs()
    assert verbs == ["article-created", "article-recalled", "article-submitted"]


def test_ndjson_has_what_the_list_has(history: User) -> None:
    desk = sign_in("administrator")
    lines = exported(desk, "ndjson", f"actor={history.pk}").splitlines()
    first, second = map(json.loads, lines)
    assert (first["verb"], second["verb"]) == ("article-recalled", "article-submitted")
    assert (second["actor"], second["actor_id"]) == ("@grace", history.pk)
    assert second["data"]["comment"] == "Fertig, „bitte“"
    assert datetime.fromisoformat(second["happened_at"]).tzinfo


def test_csv_is_safe_in_a_spreadsheet(history: User) -> None:
    text = exported(sign_in("administrator"), "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["actor"] for row in rows] == ["'@grace", "'@grace", ""]
    assert json.loads(rows[1]["data"])["comment"] == "Fertig, „bitte“"


def test_export_is_of_all_and_by_batches(history: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_export, "BATCH", 2)
    for order in (audit_export.NEWEST, audit_export.IN_TIME):
        with CaptureQueriesContext(connection) as queries:
            found = list(audit_export.in_batches(Event.objects.all(), order))
        assert len({event.pk for event in found}) == len(found) == 3
        assert len(queries) == 2
    assert found[0].verb == "article-created"


def test_export_is_for_those_who_may_read_the_audit(history: User) -> None:
    assert sign_in("reporter").get(f"{EXPORT}csv/").status_code == 403
    assert Client().get(f"{EXPORT}csv/").status_code == 302
    assert sign_in("administrator").get(f"{EXPORT}xlsx/").status_code == 404


def test_export_tells_of_a_killed_article_to_legal_alone() -> None:
    article_in("killed", slug="libel-slug")
    assert "libel-slug" not in exported(sign_in("administrator"), "ndjson")
    assert "libel-slug" in exported(sign_in("legal"), "ndjson")


def test_nobody_edits_the_audit_through_the_desk(history: User) -> None:
    desk = sign_in_superuser()
    event = Event.objects.latest("pk")
    assert desk.get(f"{LIST}add/").status_code == 403
    for address in (f"{LIST}{event.pk}/change/", f"{LIST}{event.pk}/delete/"):
        assert desk.post(address, {"verb": "other", "post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}
    desk.post(LIST, chosen)
    assert Event.objects.get(pk=event.pk).verb == "article-recalled"


def written(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("export_events", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_command_writes_a_span_of_time_oldest_first() -> None:
    for day in (1, 2, 3):
        moment = datetime(2026, 3, day, tzinfo=timezone.utc)
        Event.objects.create(verb=f"day-{day}", subject_type="x", subject_id=1, happened_at=moment)
    since = ["--since", "2026-03-02", "--until", "2026-03-03T00:00:00"]
    assert [json.loads(line)["verb"] for line in written(*since)] == ["day-2"]
    heading, *rows = written("--format", "csv", "--until", "2026-03-03")
    assert heading.startswith("id,happened_at,verb")
    assert [row.split(",")[2] for row in rows] == ["day-1", "day-2"]
    assert len(written()) == 3


@pytest.mark.parametrize("time", ["yesterday", "2026-02-30", "2026-13-01T00:00"])
def test_command_refuses_what_is_no_moment(time: str) -> None:
    with pytest.raises(CommandError, match="is no moment"):
        call_command("export_events", "--since", time)
