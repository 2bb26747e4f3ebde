from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from articles.admin.form_errors import acting_user
from articles.models import Section
from articles.publication.sections import change_section, create_section
from newsroom.lib.admin.changelists import CheckedLists
from newsroom.lib.admin.stale_fields import StaleFieldsAdmin


@admin.register(Section)
class SectionAdmin(StaleFieldsAdmin, CheckedLists):
    list_display = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]

    def save_model(self, request: HttpRequest, obj: Section, form: ModelForm, change: bool) -> None:
        if change:
            change_section(section=obj, by=acting_user(request), fields=form.changed_data)
        else:
            create_section(section=obj, by=acting_user(request))
