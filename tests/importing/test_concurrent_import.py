"""Imports that meet, are killed, or are told to stop: nothing twice, nothing half."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from articles.importing.batches import import_path
from articles.importing.options import ImportOptions
from articles.importing.outcomes import Outcome
from articles.models import Article, ImportedFile, Mention, Revision, Section
from entities.models import Alias, Entity
from newsroom.models import Event
from tests.concurrency.racing import (
    PATIENCE_SECONDS,
    Job,
    count,
    crowd,
    lock_table,
    manage,
    race,
    until,
    waiting,
)
from tests.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = "backend_type = 'client backend'"
PEOPLE = ["Ada Byron", "Bob Stone", "Cid Vega"]


def write(folder: Path, number: int, *, people: list[str] = PEOPLE, **sidecar: object) -> Path:
    """A story that names people, in this order in its sidecar."""
    text = f"Headline {number}\nDeck\n{', '.join(people)} met for the time {number}.\n"
    path = folder / f"story-{number:02}.txt"
    path.write_text(text)
    tags: dict[str, Any] = {"entities": [], "mentions": [], **sidecar}
    for name in people:
        key, start = name.lower().replace(" ", "-"), text.index(name)
        tags["entities"].append(
            {"key": key, "kind": "person", "name": name, "aliases": [f"the real {key}"]}
        )
        place = {"start": start, "end": start + len(name), "exact": name}
        tags["mentions"].append({"entity": key, **place})
    path.with_name(f"{path.stem}.tags.json").write_text(json.dumps(tags))
    return path


def importing(path: Path) -> Job:
    return lambda: import_path(path, ImportOptions())


def statuses(outcomes: list[Any]) -> list[str]:
    return sorted(
        outcome.status if isinstance(outcome, Outcome) else repr(outcome) for outcome in outcomes
    )


def test_one_file_imported_twice_at_once_is_one_article(tmp_path: Path) -> None:
    job = importing(write(tmp_path, 1))
    outcomes = race(lock_table("articles_importedfile"), job, job)
    assert statuses(outcomes) == ["created", "unchanged"]
    assert Article.objects.count() == Revision.objects.count() == 1


def test_one_text_under_two_names_imported_at_once_is_one_article(tmp_path: Path) -> None:
    first = write(tmp_path, 1)
    second = tmp_path / "copy.txt"
    second.write_bytes(first.read_bytes())
    second.with_name("copy.tags.json").write_bytes(
        first.with_name("story-01.tags.json").read_bytes()
    )
    jobs = [importing(first), importing(second)]
    assert statuses(race(lock_table("articles_importedfile"), *jobs)) == ["created", "unchanged"]
    assert Article.objects.count() == 1


def test_two_files_with_the_same_new_people_make_each_of_them_once(tmp_path: Path) -> None:
    """In opposite order, in which two that wait for each other would both be ended."""
    jobs = [
        importing(write(tmp_path, 1, people=PEOPLE)),
        importing(write(tmp_path, 2, people=PEOPLE[::-1])),
    ]
    assert statuses(race(lock_table("entities_entity"), *jobs)) == ["created", "created"]
    assert sorted(Entity.objects.values_list("name", flat=True)) == PEOPLE
    assert Alias.objects.count() == 3


def test_many_files_with_new_people_and_one_headline_are_all_imported(tmp_path: Path) -> None:
    paths = [write(tmp_path, number, people=PEOPLE[number % 3 :]) for number in range(8)]
    for path in paths:
        path.write_text(path.read_text().replace(f"Headline {path.stem[-1]}", "Headline X"))
    assert statuses(crowd(*map(importing, paths))) == ["created"] * 8
    assert Entity.objects.count() == 3
    assert Section.objects.count() == 1
    assert "headline-x-8" in Article.objects.values_list("slug", flat=True)


def test_two_files_that_add_the_same_to_a_known_person_add_it_once(tmp_path: Path) -> None:
    for name in PEOPLE:
        make_person(name, slug=name.lower().replace(" ", "-"))
    jobs = [
        importing(write(tmp_path, 1, people=PEOPLE)),
        importing(write(tmp_path, 2, people=PEOPLE[::-1])),
    ]
    assert statuses(race(lock_table("entities_entity"), *jobs)) == ["created", "created"]
    assert Alias.objects.count() == 3
    assert Event.objects.filter(verb="entity-changed").count() == 3


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize(
    ("people", "said"),
    [([("ada", "Q1"), ("ada", "Q2")], "known to be two"), ([("ada", "Q1"), ("bo", "Q1")], "Q1 of")],
    ids=["two ids for one key", "one id for two keys"],
)
def test_of_two_files_that_contradict_each_other_one_fails_in_words(
    tmp_path: Path, people: list[tuple[str, str]], said: str, is_known: bool
) -> None:
    for slug in ("ada", "bo") if is_known else ():
        make_person(slug, slug=slug)
    jobs = []
    for number, (key, wikidata_id) in enumerate(people):
        named = {"key": key, "kind": "person", "name": key, "wikidata_id": wikidata_id}
        jobs.append(importing(write(tmp_path, number, people=["Bob Stone"], entities=[named])))
    outcomes = race(lock_table("entities_entity"), *jobs)
    assert statuses(outcomes) == ["created", "failed"]
    (failed,) = (outcome for outcome in outcomes if outcome.status == "failed")
    assert said in failed.lines[0]
    assert Article.objects.count() == 1


def check_nothing_is_half_done() -> None:
    """Each article has its file, each person an article, and nothing is recorded of any other."""
    articles = set(Article.objects.values_list("pk", flat=True))
    assert set(ImportedFile.objects.values_list("article", flat=True)) == articles
    assert set(Revision.objects.values_list("article", flat=True)) == articles
    people = set(Entity.objects.values_list("pk", flat=True))
    late = set(Entity.objects.filter(name="Dan Late").values_list("pk", flat=True))
    assert set(Mention.objects.values_list("entity", flat=True)) >= people - late
    assert set(Event.objects.values_list("subject_id", "subject_type")) == {
        *((pk, "article") for pk in articles),
        *((pk, "person") for pk in people),
        *((pk, "section") for pk in Section.objects.values_list("pk", flat=True)),
    }


@contextmanager
def importing_folder(folder: Path, *options: object) -> Iterator["subprocess.Popen[str]"]:
    with manage("import_articles", folder, *options, var=folder / "var") as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def stopped_in_the_middle(
    folder: Path, by: signal.Signals, *options: object
) -> Iterator["subprocess.Popen[str]"]:
    """An import that gets a signal when it has come to a person whom this test holds.

    The signal goes to all of its group, as a terminal's Ctrl-C does.
    """
    dan = make_person("Dan Late")
    for number in range(25):
        write(folder, number, people=[*PEOPLE, "Dan Late"] if number >= 20 else PEOPLE)
    with importing_folder(folder, *options) as process:
        with transaction.atomic():
            Entity.objects.select_for_update().get(pk=dan.pk)
            until(lambda: waiting() >= 1)
            os.killpg(process.pid, by)
        yield process


def run_again(folder: Path) -> None:
    with importing_folder(folder) as process:
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, err) == (0, "")
    assert ", 0 failed" in out
    assert Article.objects.count() == ImportedFile.objects.count() == 25
    assert Entity.objects.count() == 4


def test_killed_import_leaves_nothing_half_done_and_the_next_completes(tmp_path: Path) -> None:
    before = count(CLIENTS)  # the server of browser tests may keep a connection of its own
    with stopped_in_the_middle(tmp_path, signal.SIGKILL) as process:
        process.communicate(timeout=PATIENCE_SECONDS)
    until(lambda: count(CLIENTS) <= before)
    assert Article.objects.count() < 25
    check_nothing_is_half_done()
    run_again(tmp_path)


@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted_import_says_so_and_keeps_what_is_done(tmp_path: Path, jobs: int) -> None:
    with stopped_in_the_middle(tmp_path, signal.SIGINT, "--jobs", jobs) as process:
        _, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 130
    assert err == "Interrupted. What was imported stays; run it again for the rest.\n"
    check_nothing_is_half_done()


def test_processes_side_by_side_import_everything_and_sum_up(tmp_path: Path) -> None:
    for number in range(25):
        write(tmp_path, number)
    (tmp_path / "bad.txt").write_text("")
    with importing_folder(tmp_path, "--jobs", 2, "--publish") as process:
        out, err = process.communicate(timeout=2 * PATIENCE_SECONDS)
    assert "25 created, 0 updated, 0 unchanged, 1 failed" in out, err
    assert process.returncode == 1
    assert err.splitlines()[0].split() == ["failed", str(tmp_path / "bad.txt")]
    assert out.count("created  ") == 25
    assert Article.objects.public().count() == 25
    assert Entity.objects.count() == 3
