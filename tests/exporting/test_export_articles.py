"""The command: many articles, a line each, to a file or a pipe."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import timezone as zones
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.exporting import export
from articles.models import Article
from articles.publication.corrections import Notice, change_correction, publish_correction
from articles.revisions.saving import save_revision
from articles.workflow.assignment import set_embargo
from newsroom.models import Event
from tests.api.stories import rich_article
from tests.exporting.holding import held
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_person,
    mention,
    published_article,
    quote,
    withdraw,
)

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2001, 1, 1, tzinfo=zones.utc)
STATES = ["draft", "in_review", "ready", "scheduled", "published", "withdrawn", "killed"]


def run(*arguments: Any) -> list[Any]:
    out = StringIO()
    call_command("export_articles", *map(str, arguments), stdout=out, stderr=StringIO())
    return [held(json.loads(line)) for line in out.getvalue().splitlines()]


def ids(exported: list[Any]) -> list[int]:
    return [int(item["uri"].rpartition("/")[2]) for item in exported]


def rewrite(article: Article, **fields: Any) -> None:
    """Change an article's revisions, which the database refuses to anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE articles_revision DISABLE TRIGGER revision_stands")
        article.revisions.update(**fields)
        cursor.execute("ALTER TABLE articles_revision ENABLE TRIGGER revision_stands")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_exports_what_is_public_by_rising_ids_and_nothing_else() -> None:
    made = {state: article_in(state) for state in STATES}
    newer = published_article("Another", at=LONG_AGO)
    assert ids(run()) == [made["published"].pk, newer.pk]
    assert not Event.objects.filter(verb="article-exported").exists()


def test_lines_come_back_as_what_the_service_gives() -> None:
    articles = [rich_article(), published_article("New\u2028line 👩‍🚀 وزير")]
    given = [export.export_article(article_id=article.pk, by=None).content for article in articles]
    assert run() == given


@pytest.mark.parametrize("state", STATES)
def test_state_widens_to_what_is_not_public(state: str) -> None:
    made = {state: article_in(state) for state in STATES}
    assert ids(run("--state", state)) == [made[state].pk]
    assert Event.objects.filter(verb="article-exported").count() == (state != "published")


def test_several_states_are_exported_together() -> None:
    made = [article_in(state) for state in ("ready", "scheduled", "published")]
    states = ["--state=published", "--state=scheduled", "--state=ready"]
    assert ids(run(*states)) == [item.pk for item in made]


def test_only_the_articles_named() -> None:
    one, _, three = (published_article() for _ in range(3))
    assert ids(run(three.pk, one.pk, one.pk)) == [one.pk, three.pk]


@pytest.mark.parametrize("pk", [-1, 999999, 2**70])
def test_article_that_is_not_there_or_not_public_is_named_and_nothing_is_written(pk: int) -> None:
    public, draft = published_article(), draft_article()
    out = StringIO()
    with pytest.raises(CommandError, match=rf"state\): .*{pk}") as raised:
        call_command("export_articles", "--", str(pk), str(public.pk), str(draft.pk), stdout=out)
    assert str(draft.pk) in str(raised.value)
    assert out.getvalue() == ""


class TestSince:
    @pytest.fixture
    def old(self) -> Article:
        return published_article(at=LONG_AGO)

    def since(self, *arguments: Any) -> Callable[..., list[Any]]:
        """An export of what changes between this call and the answer's."""
        moment = timezone.now().isoformat()
        return lambda: run("--since", moment, *arguments)

    def test_what_has_not_changed_is_left_out(self, old: Article) -> None:
        assert self.since()() == []
        assert ids(run("--since", "2001-01-01")) == [old.pk]

    def test_correction_is_a_change(self, old: Article) -> None:
        changed = self.since()
        notice = Notice("correction", "It was Tuesday.")
        correction = publish_correction(article_id=old.pk, notice=notice, by=None)
        (exported,) = changed()
        changed = self.since()
        change_correction(correction_id=correction.pk, notice=Notice("update", "Or so."), by=None)
        (again,) = changed()
        assert exported["versionCreated"] < again["versionCreated"]

    def test_withdrawal_is_a_change(self, old: Article) -> None:
        changed = self.since("--state=withdrawn")
        withdraw(old)
        assert ids(changed()) == [old.pk]

    def test_longer_embargo_is_a_change(self) -> None:
        article = draft_article()
        versions = []
        for hours in (1, 2):
            changed = self.since("--state=draft")
            until = timezone.now() + timedelta(hours=hours)
            set_embargo(article_id=article.pk, until=until, by=None)
            (exported,) = changed()
            versions.append((exported["versionCreated"], exported["embargoedUntil"]))
        assert versions[0][0] < versions[1][0]
        assert versions[0][1] < versions[1][1]

    def test_draft_that_was_saved_is_a_change_of_the_draft_alone(self, old: Article) -> None:
        public, drafts = self.since(), self.since("--state=draft")
        save_revision(article_id=old.pk, base=1, draft=make_draft("Newer"), by=None)
        draft = draft_article()
        assert public() == []
        assert ids(drafts()) == [draft.pk]

    def test_article_whose_time_has_come_is_a_change(self, old: Article) -> None:
        changed = self.since()
        came = timezone.now()
        Article.objects.update(published_at=came, updated_at=came)
        (exported,) = changed()
        assert exported["versionCreated"] == came.isoformat().replace("+00:00", "Z")

    def test_export_is_no_change(self) -> None:
        draft_article()
        changed = self.since("--state=draft")
        assert len(run("--state=draft")) == 1
        assert changed() == []

    def test_what_will_be_seen_later_has_not_changed_again(self, old: Article) -> None:
        changed = self.since("--state=scheduled")
        later = timezone.now() + timedelta(hours=1)
        Article.objects.update(published_at=later, updated_at=later)
        assert changed() == []

    @pytest.mark.parametrize("time", ["tomorrow", "2026-13-45"])
    def test_time_that_is_none_is_refused(self, time: str) -> None:
        with pytest.raises(CommandError, match="is no moment"):
            run("--since", time)


class TestOutput:
    def test_file_is_there_when_it_is_whole(self, tmp_path: Path) -> None:
        published_article("أخبار")
        file = tmp_path / "articles.ndjson"
        assert run("--output", file) == []
        (line,) = file.read_text(encoding="utf-8").splitlines()
        assert held(json.loads(line))["title"] == "أخبار"
        assert list(tmp_path.iterdir()) == [file]

    def test_file_stays_as_it_was_when_something_goes_wrong(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "articles.ndjson"
        file.write_text("yesterday's")
        monkeypatch.setattr(export, "BATCH", 1)
        first, second = published_article(), published_article()
        broken = mention(make_person(), "nobody").replace('data-entity="', 'data-entity="9')
        rewrite(second, body=f"<p>{broken}</p>")
        with pytest.raises(KeyError):
            run("--output", file)
        assert file.read_text() == "yesterday's"
        assert list(tmp_path.iterdir()) == [file]
        assert first.pk < second.pk

    def test_folder_that_is_not_there_is_an_error_in_words(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="was not written"):
            run("--output", tmp_path / "nowhere" / "articles.ndjson")

    def test_reader_that_goes_is_an_error_in_words(self) -> None:
        class Gone(StringIO):
            def write(self, text: str) -> int:
                raise BrokenPipeError

        published_article()
        with pytest.raises(CommandError, match="not whole"):
            call_command("export_articles", stdout=Gone())

    def test_says_how_many(self) -> None:
        published_article()
        errors = StringIO()
        call_command("export_articles", stdout=StringIO(), stderr=errors)
        assert errors.getvalue() == "1 exported.\n"


def test_ten_articles_cost_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    def write(number: int) -> None:
        ada = make_person()
        draft_article(f"Wheels {number}", body=f"<p>{quote(ada, '“Turn.”')}</p>")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            run("--state=draft")
        return len(captured)

    write(0)
    one = queries()
    for number in range(1, 10):
        write(number)
    assert queries() == one


def test_many_are_read_a_batch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BATCH", 2)
    made = [published_article().pk for _ in range(5)]
    assert ids(run()) == made
