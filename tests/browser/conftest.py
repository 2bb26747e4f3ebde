"""A browser for the few things that only a browser can show: headless Chromium, by Playwright."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.concurrency.racing import count, until

# The machine's Chromium before Playwright's own, which has to be downloaded.
PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", None]
ARGUMENTS = [
    # As root, as in containers, Chromium has no sandbox. It only sees our own pages.
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # All pages share one renderer, which keeps compiled modules: half of its processor time.
    "--process-per-site",
]
# What a test waits for comes at once on a machine that does nothing else.
PATIENCE_MILLISECONDS = 60_000
IN_CI = os.environ.get("CI") == "true"


@pytest.fixture(scope="session", autouse=True)
def _django_beside_playwright() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, which Django takes for asynchronous code."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="session")
def _server_lets_go(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The server's threads close their connections a moment after the browser has closed its own;
    until then the test database cannot be removed."""
    del django_db_setup
    yield
    with django_db_blocker.unblock():
        until(lambda: count("true") == 0)


@pytest.fixture(scope="session")
def browser(_server_lets_go: None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


def launch(playwright: Playwright) -> Browser:
    """Chromium. Where there is none the test is skipped, except in CI, where that is a failure."""
    places = [place for place in PLACES if place is None or os.access(place, os.X_OK)]
    try:
        return playwright.chromium.launch(executable_path=places[0], args=ARGUMENTS)
    except Error as error:
        reason = f"Chromium does not start: {error.message.splitlines()[0]}"
    return pytest.fail(reason) if IN_CI else pytest.skip(reason)


@pytest.fixture(scope="session")
def _static_files_are_kept() -> Iterator[None]:
    """The browser asks once for each static file, and not for seventy modules at each page.

    Without a header it guesses by the file's age, which in a fresh clone is none.
    """
    serve = StaticFilesHandler.serve

    def serve_for_an_hour(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = serve(self, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve_for_an_hour)
        yield


@pytest.fixture(scope="session")
def context(
    browser: Browser, live_server: LiveServer, _static_files_are_kept: None
) -> Iterator[BrowserContext]:
    """One for all: it keeps the editor's modules, which to load is most of a short test."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with browser.new_context() as shared:
        shared.set_default_timeout(PATIENCE_MILLISECONDS)
        # It stays open, so that the renderer does not end with a test's page.
        shared.new_page().goto(f"{live_server.url}/health/live")
        yield shared


@pytest.fixture
def page(
    context: BrowserContext, live_server: LiveServer, transactional_db: None
) -> Iterator[Page]:
    """A new one, which finds nothing of the last: no cookie, no right, nothing kept.

    Once it is closed, what it has asked for is waited for: a request that still runs would meet
    the emptying of the database.
    """
    del transactional_db
    context.clear_cookies()
    context.clear_permissions()
    page = context.new_page()
    everything = {"origin": live_server.url, "storageTypes": "local_storage,indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    yield page
    for opened in context.pages[1:]:
        opened.close()
    until(lambda: count("state <> 'idle'") == 0)
