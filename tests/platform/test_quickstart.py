"""`manage.py quickstart` as from a shell, with a var/ of its own."""

import http.client
import os
import re
import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.platform.conftest import is_serving, manage


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
    browser = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    browser.request("GET", "/admin/login/")
    response = browser.getresponse()
    assert response.status == 200
    assert response.read()
    os.killpg(process.pid, stop)
    rest, errors = process.communicate(timeout=9)  # Less than workers get to finish requests.
    browser.close()
    assert process.returncode in (0, 128 + stop)
    assert "Traceback" not in errors
    assert "Worker" not in errors
    assert rest == ""
    assert not is_serving(var / "postgres")
    return url, re.search(r"^Password: +(.+?) +\(", said, re.MULTILINE)[1], said


def refused(var: Path, *arguments: str) -> str:
    process = manage("quickstart", *arguments, var=var)
    said, errors = process.communicate(timeout=30)
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
