"""The admin's choice of one row by typing, with what tells rows of one name apart."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class LabelledAutocomplete(AutocompleteJsonView):
    """As Django's; a model's admin may have `autocomplete_label(row)`, the text to show."""

    model_admin: Any

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        label = getattr(self.model_admin, "autocomplete_label", None)
        return {**result, "text": label(obj)} if label else result


def autocomplete_view(request: HttpRequest) -> HttpResponseBase:
    return LabelledAutocomplete.as_view(admin_site=admin.site)(request)
