from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class RememberingAdmin(admin.ModelAdmin):
    """Its form remembers what it showed: `changed_data` is what this editor changed.

    What another editor has changed since is not among it, so it is not undone.
    """

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.show_hidden_initial = True
        return field
