"""Datelines, the words before a story's first: "BEIRUT, Sept 21 (AP)"."""

import re
from typing import Final

AGENCY: Final = re.compile(r"\s*\([^)]*\)\s*$")
DATE: Final = re.compile(r",?\s+[^,]*\d[^,]*(,\s*\d{4})?$")


def place_of(dateline: str) -> str:
    """Return the place that a dateline names, without agency and date: BEIRUT."""
    return DATE.sub("", AGENCY.sub("", dateline)).strip(" ,") or dateline
