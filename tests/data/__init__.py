"""Tables of cases that the tests of Python and of JavaScript share."""

import json
from pathlib import Path
from typing import Any


def table(name: str) -> Any:
    return json.loads((Path(__file__).parent / f"{name}.json").read_text())
