"""Measure the tagging editor in a browser: `python -m tests.benchmarks.bench_editor`.

Makes an article of 5,000 words with 300 tags and 100,000 people in the database of DATABASE_URL (or
the embedded one), serves it as `quickstart` does, and measures in headless Chromium: from
navigation to a ready editor, the script's time for a key, from the last letter of a name to the
server's candidates (without the pause that waits for further letters), saving. Aims: under a
second, 10 ms, 100 ms.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from articles.drafts.draft import Draft
from articles.models import Article
from articles.revisions.details import Details
from articles.revisions.new_articles import create_article
from articles.tagging import Field, MentionTag, Tag, document_from_lines
from entities.models import Entity
from entities.models.names import folded
from newsroom.lib.gunicorn_server import listen_at
from newsroom.models import User
from tests.benchmarks.bench_site import start, wait_until_ready
from tests.benchmarks.bench_tagging import make_document
from tests.benchmarks.generating import syllables
from tests.browser.conftest import ARGUMENTS
from tests.factories import make_section

PEOPLE = 100_000
WANTED = "Lloyd Austinsson"
RUNS = 7
KEYS = 60
# From the key to the next frame's task: what the script does, not what the screen does.
KEY = """async (keys) => {
  const { editor } = document.querySelector(".tagged-body .ProseMirror")
  editor.commands.setTextSelection(Math.floor(editor.state.doc.content.size / 2))
  const times = []
  for (let i = 0; i < keys; i++) {
    const began = performance.now()
    editor.view.dispatch(editor.state.tr.insertText("x"))
    times.push(performance.now() - began)
    await new Promise((done) => setTimeout(done, 20))
  }
  return times
}"""
CANDIDATES = """async () => {
  const began = performance.now()
  const box = document.querySelector(".entity-box")
  const names = () => [...box.querySelectorAll(".entity-name")].map((dom) => dom.textContent)
  while (!names().includes("Lloyd Austinsson")) await new Promise((done) => setTimeout(done, 2))
  return performance.now() - began
}"""


def main() -> None:
    make_people()
    rights = {"is_staff": True, "is_superuser": True}
    user = User.objects.get_or_create(username="bench", defaults=rights)[0]
    article = make_article()
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    listener = listen_at("127.0.0.1", 0)
    origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
    call_command("collectstatic", interactive=False, verbosity=0)
    stop = start(listener)
    try:
        wait_until_ready(int(origin.rpartition(":")[2]))
        measure(origin, cookie, article)
    finally:
        stop()


def make_people() -> None:
    missing = PEOPLE - Entity.objects.count()
    chance = random.Random(1)
    names = (f"{syllables(chance, 2)} {syllables(chance, 3)}" for _ in range(max(0, missing) - 1))
    Entity.objects.bulk_create(
        (
            Entity(kind="person", name=name, folded_name=folded(name), slug=f"bench-{n}")
            for n, name in enumerate([WANTED, *names] if missing > 0 else [])
        ),
        batch_size=5000,
        ignore_conflicts=True,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE entities_entity")  # autovacuum does it within a minute


def make_article() -> Article:
    people = list(
        Entity.objects.filter(slug__startswith="bench-").values_list("pk", flat=True)[:40]
    )
    body = make_document(5000, 300)
    body = replace(body, tags=tuple(named(tag, people) for tag in body.tags))
    headline = document_from_lines(["A long article"], field=Field.HEADLINE).document
    deck = document_from_lines([], field=Field.DECK).document
    details = Details(make_section(), "en")
    return create_article(draft=Draft(headline, deck, body), details=details, by=None)


def named(tag: Tag, people: list[int]) -> Tag:
    """The tag, of somebody whom the database knows."""
    if isinstance(tag, MentionTag):
        return replace(tag, entity=people[tag.entity % len(people)])
    return replace(tag, speaker=people[0])


def measure(origin: str, cookie: str, article: Article) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": origin}]
        )
        address = f"{origin}/admin/articles/article/{article.pk}/change/"
        opened = lambda: timed(lambda: open_editor(page, address))  # noqa: E731
        opened()
        report("ready editor", [opened() for _ in range(RUNS)])
        report("a key, script alone", page.evaluate(KEY, KEYS))
        report("list of candidates", [candidates(page) for _ in range(RUNS)])
        page.keyboard.press("Escape")
        report("save, until the editor is ready again", [timed(lambda: save(page))])
        browser.close()


def open_editor(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".has-editor")


def candidates(page: Page) -> float:
    page.locator(".tagged-body .ProseMirror").click()
    page.keyboard.press("Alt+p")
    page.fill(".entity-box input", "")
    page.wait_for_timeout(300)
    page.fill(".entity-box input", "lloyd austinson")
    taken: float = page.evaluate(CANDIDATES)
    page.keyboard.press("Escape")
    return taken - 120  # the pause after the last key


def save(page: Page) -> None:
    with page.expect_navigation():
        page.click("[name=_continue]")
    page.wait_for_selector(".has-editor")


def timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def report(name: str, times: list[float]) -> None:
    middle, worst = statistics.median(times), max(times)
    sys.stdout.write(f"{name:<40} median {middle:7.1f} ms   worst {worst:7.1f} ms\n")


if __name__ == "__main__":
    main()
