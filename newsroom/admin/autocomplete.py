"""Choose a row in the admin by typing; labels tell rows with the same name apart."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class LabelledAutocomplete(AutocompleteJsonView):
    """Django's view with the label that the model's admin makes by `autocomplete_label`, if any."""

    model_admin: Any

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        label = getattr(self.model_admin, "autocomplete_label", None)
        return {**result, "text": label(obj)} if label else result


def autocomplete_view(request: HttpRequest) -> HttpResponseBase:
    return LabelledAutocomplete.as_view(admin_site=admin.site)(request)
