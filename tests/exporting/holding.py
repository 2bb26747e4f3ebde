"""Holding an export against what ninjs 3.1 says."""

import json
import os
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from articles.exporting.ninjs.schema import NINJS

# The path of IPTC's own schema (ninjs-schema_3.1.json), for whoever has it.
OFFICIAL: Final = os.environ.get("NINJS_SCHEMA")
# To which that schema refers, for places, which we have none of.
ELSEWHERE: Final = Registry().with_resource(
    "https://geojson.org/schema/GeoJSON.json",
    Resource.from_contents({}, default_specification=DRAFT202012),
)
FORMATS: Final = FormatChecker()


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    return datetime.fromisoformat(str(value).replace("Z", "+00:00")).tzinfo is not None


@FORMATS.checks("uri", raises=ValueError)
def is_uri(value: object) -> bool:
    text = str(value)
    return text.isascii() and " " not in text and bool(urlsplit(text).scheme)


@cache
def validators() -> tuple[Draft202012Validator, ...]:
    schemas = [NINJS, *([json.loads(Path(OFFICIAL).read_bytes())] if OFFICIAL else [])]
    return tuple(
        Draft202012Validator(schema, registry=ELSEWHERE, format_checker=FORMATS)
        for schema in schemas
    )


def faults(exported: Any) -> list[str]:
    """Return an export's faults by our profile and, where it is given, by IPTC's schema."""
    return [
        f"{fault.json_path}: {fault.message}"
        for validator in validators()
        for fault in validator.iter_errors(exported)
    ]


def held(exported: Any) -> Any:
    """The export, if it is as it has to be."""
    assert faults(exported) == []
    return exported


def by_role(values: list[dict[str, str]]) -> dict[str, str]:
    return {item["role"]: item["value"] for item in values}
