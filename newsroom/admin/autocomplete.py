"""Choosing one row in the admin by typing, with what tells rows of one name apart."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class LabelledAutocomplete(AutocompleteJsonView):
    """Django's view, with the text of `autocomplete_label(row)` of the model's admin, if any."""

    model_admin: Any

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        label = getattr(self.model_admin, "autocomplete_label", None)
        return {**result, "text": label(obj)} if label else result


def autocomplete_view(request: HttpRequest) -> HttpResponseBase:
    return LabelledAutocomplete.as_view(admin_site=admin.site)(request)
