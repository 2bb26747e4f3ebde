"""`manage.py quickstart` as from a shell, with a var/ of its own."""

import http.client
import os
import re
import signal
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from articles.models import Article
from articles.revisions.saving import save_revision
from newsroom.management.commands.quickstart import import_seeds
from tests.factories import make_draft
from tests.platform.conftest import PATIENCE_SECONDS, is_serving, manage


def test_first_start_sets_up_and_the_second_only_serves(var: Path) -> None:
    url, password, said = serve_once(var, signal.SIGINT)
    assert urlsplit(url).hostname == "127.0.0.1"
    assert len(password) >= 16
    assert "1 created" in said
    _, password, said = serve_once(var, signal.SIGTERM)
    assert password == "as shown at the first start"
    assert "0 created" in said


def serve_once(var: Path, stop: signal.Signals) -> tuple[str, str, str]:
    """Start, ask for a page on a connection that stays open, stop: address, password, output."""
    process = manage("quickstart", "--port", "0", var=var)
    said = ""
    while not said.splitlines()[-1:] or not said.splitlines()[-1].startswith("Password:"):
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        said += line
    url = re.search(r"^Site: +(\S+)/$", said, re.MULTILINE)[1]
    browser = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_SECONDS)
    browser.request("GET", "/admin/login/")
    response = browser.getresponse()
    assert response.status == 200
    assert response.read()
    browser.request("HEAD", "/")
    assert browser.getresponse().read() == b""
    os.killpg(process.pid, stop)
    # A worker that does not stop by itself is killed after ten seconds, with a line that says so.
    rest, errors = process.communicate(timeout=PATIENCE_SECONDS)
    browser.close()
    assert process.returncode in (0, 128 + stop)
    assert "Traceback" not in errors
    assert "Worker" not in errors
    assert "HEAD" not in errors  # monitors ask so each minute
    assert rest == ""
    assert not is_serving(var / "postgres")
    return url, re.search(r"^Password: +(.+?) +\(", said, re.MULTILINE)[1], said


def refused(var: Path, *arguments: str) -> str:
    process = manage("quickstart", *arguments, var=var)
    said, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode
    assert "Traceback" not in errors
    assert "Preparing" not in said
    return errors


def test_port_that_is_taken_is_said_before_anything_is_done(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port} of 127.0.0.1 is taken" in refused(var, "--port", str(port))
    assert not (var / "postgres").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "65536"], "is not a port"),
        (["--host", "192.0.2.1"], "is not an address of this machine"),
        (["--host", "no host"], "is not an address of this machine"),
    ],
)
def test_impossible_address_is_refused_in_words(
    var: Path, arguments: list[str], words: str
) -> None:
    assert words in refused(var, *arguments)


@pytest.mark.django_db
def test_seed_that_cannot_be_imported_keeps_no_site_from_being_served(
    tmp_path: Path, settings: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.BASE_DIR = tmp_path
    import_seeds()
    story = tmp_path / "seeds" / "story.txt"
    story.parent.mkdir()
    story.write_text("Headline\nDeck\nThe words of the body")
    import_seeds()
    head = Article.objects.get().head
    save_revision(article_id=head.article_id, base=1, draft=make_draft("Edited"), by=None)
    story.write_text("Headline\nDeck\nOther words of the body")
    import_seeds()
    assert "The newsroom has edited the text" in capfd.readouterr().err
    assert Article.objects.get().head.headline_text == "Edited"


def test_command_in_a_checkout_without_a_database_says_what_to_set(var: Path) -> None:
    for command in (("check_tags",), ("migrate",), ("shell", "-c", "pass")):
        process = manage(*command, var=var)
        _, errors = process.communicate(timeout=PATIENCE_SECONDS)
        is_asked = command[0] != "shell"
        assert ("There is no database in this checkout. Set DATABASE_URL" in errors) == is_asked
        assert bool(process.returncode) == is_asked
    assert not (var / "postgres").exists()


def test_command_may_be_told_to_make_the_database(var: Path) -> None:
    process = manage("migrate", "newsroom", var=var, EMBEDDED_POSTGRES="1")
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, errors
    process = manage("showmigrations", "newsroom", var=var)
    assert "[X]" in process.communicate(timeout=PATIENCE_SECONDS)[0]
