"""The part of ninjs 3.1 that we use, as JSON Schema; it allows nothing else.

For the API's description, and for the tests, which hold every export against it. The words are
ours; names, types and formats are those of IPTC's schema.
"""

from typing import Any, Final

Schema = dict[str, Any]


def _strings(*names: str) -> Schema:
    return {name: {"type": "string", "minLength": 1} for name in names}


def _object(properties: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


TEXT: Final[Schema] = {"type": "string"}
URI: Final[Schema] = {"type": "string", "format": "uri"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
VALUES: Final = _array(
    _object(
        {
            **_strings("role", "value"),
            "contentType": {"enum": ["text/plain", "text/html"]},
        },
        "role",
        "contentType",
        "value",
    )
)
NAMED: Final = _array(_object({**_strings("name", "rel", "literal"), "uri": URI}, "name", "uri"))
ADDRESSES: Final = _array(_object(_strings("role", "value"), "role", "value"))

SHARED: Final[Schema] = {
    "uri": _described(URI, "A tag URI: the same for good, whatever becomes of the address."),
    "type": {"const": "text"},
    "pubStatus": _described(
        {"enum": ["usable", "withheld", "canceled"]},
        "Withheld: not public (yet). Canceled: withdrawn or killed; remove every copy.",
    ),
    "embargoedUntil": _described(MOMENT, "Nothing of it may be published before."),
    "usageTerms": _described(TEXT, "Why it may not be published, and until when, in words."),
    "language": TEXT,
    "by": TEXT,
    "descriptions": VALUES,
    "bodies": VALUES,
    "people": NAMED,
    "organisations": NAMED,
    "altIds": _described(ADDRESSES, "`webUrl`: the address of its page, if readers see it."),
}
QUOTATION: Final = _object(
    {**SHARED, **_strings("name"), "rel": {"const": "quotation"}},
    *("uri", "name", "rel", "type", "pubStatus", "language", "descriptions", "bodies"),
)
NINJS: Final[Schema] = {
    **_object(
        {
            **SHARED,
            "standard": _object(
                {"name": {"const": "ninjs"}, "version": {"const": "3.1"}, "schema": URI},
                *("name", "version", "schema"),
            ),
            "representationType": _described(
                {"enum": ["full", "partial"]}, "Partial: a notice that it is gone, without text."
            ),
            "version": _described(TEXT, "The revision's number."),
            "firstCreated": MOMENT,
            "versionCreated": MOMENT,
            "contentCreated": MOMENT,
            "title": _described(
                TEXT, "For lists at a desk: it begins with EMBARGOED where that is so."
            ),
            "edNote": _described(TEXT, "The warning, if there is one, and the corrections."),
            "located": _described(TEXT, "The place that its dateline names."),
            "headlines": VALUES,
            "subjects": _described(NAMED, "The section."),
            "infoSources": _array(_object({**_strings("name", "role"), "uri": URI}, "name")),
            "associations": _described(
                _array(QUOTATION),
                "The quotes: their words, speakers, and by role the kind, the role as printed, "
                "the day they were said and how the newsroom knows.",
            ),
        },
        *("standard", "uri", "type", "representationType", "version", "pubStatus", "language"),
        *("firstCreated", "versionCreated", "title"),
    ),
    "description": "A part of ninjs 3.1, IPTC’s JSON for news.",
}
