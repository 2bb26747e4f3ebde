"""The worker: does what was left to it; and no process that serves loads a language model."""

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from procrastinate.contrib.django import app

from articles.models import Rendition, Suggestion
from articles.publication import stale_renditions
from articles.suggestions import language_model
from articles.suggestions.jobs import suggest_later, suggest_with_model
from entities.services.editing import change_entity
from tests.concurrency.racing import manage
from tests.factories import draft_article, make_person, mention, published_article

LEFT_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
LOADED = """
import sys, django
django.setup()
import newsroom.wsgi, newsroom.urls, newsroom.api.urls, articles.tasks
print([name for name in ("spacy", "thinc", "numpy") if name in sys.modules])
"""


def work() -> None:
    """In a thread of its own: Playwright keeps an event loop in that of the tests."""
    with ThreadPoolExecutor(1) as alone:
        alone.submit(run_worker).result()


def run_worker() -> None:
    connector: Any = app.connector
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    gc.collect()  # the threads that worked, whose connections nobody closes but their end


@LEFT_OPEN
@pytest.mark.django_db(transaction=True)
def test_bulk_is_worked_off_by_rules() -> None:
    make_person("Lloyd Austin")
    article = draft_article(body="<p>Lloyd Austin spoke.</p>")
    suggest_later([article.pk])
    work()
    assert [item.exact for item in Suggestion.objects.all()] == ["Lloyd Austin"]


@LEFT_OPEN
@pytest.mark.django_db(transaction=True)
def test_model_adds_the_names_that_it_finds(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SUGGESTIONS_MODEL = "en_stub"
    monkeypatch.setattr(language_model, "load_model", lambda _name: reads_brands)
    article = draft_article("Talks", body="<p>In that year it beat Sony hands down.</p>")
    suggest_with_model([article.pk])
    work()
    (made,) = Suggestion.objects.all()
    assert (made.exact, made.engine, made.rule) == ("Sony", "model", "language model")


@LEFT_OPEN
@pytest.mark.django_db(transaction=True)
def test_what_was_prepared_with_another_name_is_made_anew_job_by_job(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stale_renditions, "REFRESHED_AT_ONCE", 0)
    monkeypatch.setattr(stale_renditions, "IN_A_JOB", 1)
    person = make_person("Robert Galbraith")
    for _ in range(3):
        published_article(body=f"<p>{mention(person)}</p>")
    person.name = "J. K. Rowling"
    change_entity(entity=person, by=None)
    assert Rendition.objects.filter(is_stale=True).count() == 3
    work()
    assert [item.is_stale for item in Rendition.objects.all()] == [False] * 3
    assert all("J. K. Rowling" in item.summary for item in Rendition.objects.all())


@pytest.mark.django_db(transaction=True)
def test_worker_whose_input_ends_while_it_starts_ends_in_silence(var: Path) -> None:
    worker = manage("run_worker", "--until-input-ends", var=var, stdin=subprocess.DEVNULL)
    out, errors = worker.communicate(timeout=120)
    assert (worker.returncode, out, errors) == (0, "", "")


def reads_brands(text: str) -> Any:
    """As spaCy's pipelines are called."""
    start = text.index("Sony")
    brand = SimpleNamespace(label_="ORG", start_char=start, end_char=start + 4)
    place = SimpleNamespace(label_="GPE", start_char=0, end_char=5)
    return SimpleNamespace(ents=[place, brand])


def test_serving_imports_no_language_model() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "newsroom.settings", "PATH": ""},
    )
    assert done.stdout.strip() == "[]"


def test_model_that_is_switched_on_and_missing_is_said(settings: Any) -> None:
    assert "articles.W001" not in [message.id for message in run_checks()]
    for name in ("no_such_model", "not a module"):
        settings.SUGGESTIONS_MODEL = name
        assert "articles.W001" in [message.id for message in run_checks()]
