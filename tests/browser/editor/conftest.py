from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.editor.desk import Desk


@pytest.fixture(autouse=True)
def _tags_are_proven(transactional_db: None, tags_are_proven: None) -> None:
    """Whatever a test has saved is proved."""


@pytest.fixture
def desk(page: Page, live_server: LiveServer) -> Iterator[Desk]:
    """A signed-in editor; the page says nothing on its console and breaks no policy."""
    desk = Desk(page, live_server.url)
    desk.sign_in()
    # A page with unsaved work asks before it is left: whoever goes on says yes.
    page.on("dialog", lambda dialog: dialog.accept())
    page.on("console", lambda message: desk.errors.append(message.text))
    page.on("pageerror", lambda error: desk.errors.append(str(error)))
    yield desk
    assert desk.errors == []
