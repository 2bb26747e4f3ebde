"""The editor's modules that need no page, run by Node."""

import os
import shutil
import subprocess
from pathlib import Path

import django_prose_editor
import pytest

HERE = Path(__file__).parent
NODE = shutil.which("node")
OLDEST_NODE = (18, 19)


def version_of(node: str) -> tuple[int, ...]:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    return tuple(int(part) for part in answer.stdout.strip().lstrip("v").split(".")[:2])


def is_missing() -> bool:
    return NODE is None or version_of(NODE) < OLDEST_NODE


@pytest.mark.skipif(
    is_missing() and not os.environ.get("CI"), reason="Node 18.19 or newer is not installed."
)
@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.stem)
def test_modules_of_the_editor(path: Path) -> None:
    static = Path(django_prose_editor.__file__).parent / "static" / "django_prose_editor"
    done = subprocess.run(
        [NODE or "node", "--import", str(HERE / "setup.mjs"), "--test", str(path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PROSE_EDITOR": str(static), "NODE_NO_WARNINGS": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
