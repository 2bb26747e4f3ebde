"""The OpenAPI description of msgspec structs, for `extend_schema(responses=…)`.

drf-spectacular finds the extension once this module is imported.
"""

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any, Final

import msgspec
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, build_choice_field, deep_import_string
from rest_framework.serializers import ChoiceField

from newsroom.lib.json_types import CHOICES

REFERENCE: Final = "#/components/schemas/{name}"

Schema = dict[str, Any]


class StructExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Describe each struct as a component that has the name of its class."""

    target_class = "msgspec.Struct"
    match_subclasses = True

    def get_name(self, auto_schema: AutoSchema, direction: Any) -> str:
        del auto_schema, direction
        return str(self.target.__name__)

    def map_serializer(self, auto_schema: AutoSchema, direction: Any) -> Schema:
        """Return the struct's schema, and register those that it refers to."""
        name = self.get_name(auto_schema, direction)
        _, schemas = msgspec.json.schema_components([self.target], ref_template=REFERENCE)
        described = {other: _describe(schema) for other, schema in schemas.items()}
        own = described.pop(name)
        structs = {struct.__name__: struct for struct in _structs(msgspec.Struct)}
        for other, schema in described.items():
            component = ResolvedComponent(  # type: ignore[no-untyped-call]
                other, ResolvedComponent.SCHEMA, schema, structs[other]
            )
            auto_schema.registry.register_on_missing(component)
        return own


def _structs(base: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """Yield all structs, which drf-spectacular tells apart by their classes."""
    for struct in base.__subclasses__():
        yield struct
        yield from _structs(struct)


def _describe(schema: Schema) -> Schema:
    """Return the schema of an object as drf-spectacular would have written it."""
    del schema["title"]  # the name of the class again
    if "description" in schema:
        schema["description"] = cleandoc(schema["description"])
    members = {name: _describe_choices(member) for name, member in schema["properties"].items()}
    return {**schema, "properties": members}


def _describe_choices(member: Schema) -> Schema:
    path = member.pop(CHOICES, None)
    if path is None:
        return {"type": "string", **member} if "enum" in member else member
    return {**member, **build_choice_field(ChoiceField(deep_import_string(path).choices))}
