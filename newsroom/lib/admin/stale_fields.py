"""Admin forms that do not overwrite what somebody else has stored since they were shown."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import Manager, Model
from django.http import HttpRequest
from django.utils.translation import gettext as _


class RefusesStaleFields(forms.ModelForm):
    """A form that can refuse a field that somebody else has changed meanwhile."""

    def refuse_stale(self, stored: Model) -> None:
        """Add an error to each field that is stale. `stored` is the present row, locked."""
        now = forms.model_to_dict(stored, self.changed_data)
        for name in self.stale_fields(stored, self.changed_data):
            field, shown = self.fields[name], self.add_initial_prefix(name)
            if field.has_changed(now[name], self[name].data):
                message = _(
                    "Somebody else has changed this to “%s” since you opened the page. Save again "
                    "to put yours in its place."
                )
                self.add_error(name, message % _in_words(getattr(stored, name)))
                self._rebase(shown, field, now[name])

    def stale_fields(self, stored: Model, names: Collection[str]) -> list[str]:
        """Return the names of fields whose stored values differ from those that the form showed."""
        now = forms.model_to_dict(stored, names)
        return [
            name
            for name in names
            if name in now and self.fields[name].has_changed(now[name], self._shown(name))
        ]

    def _shown(self, name: str) -> Any:
        hidden = self.fields[name].hidden_widget()
        return hidden.value_from_datadict(self.data, self.files, self.add_initial_prefix(name))

    def _rebase(self, shown: str, field: forms.Field, value: Any) -> None:
        """Store the value as one that the form has shown: sent again, the field is not stale."""
        hidden = field.hidden_widget().get_context(shown, field.prepare_value(value), {})["widget"]
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data.setlist(shown, [])
        for part in hidden.get("subwidgets", [hidden]):
            if part["value"] is not None:
                data.appendlist(part["name"], str(part["value"]))
        self.data = data


class StaleFieldsForm(RefusesStaleFields):
    """A form that refuses each field that somebody else has changed since the form was shown.

    Fields that this editor did not change keep their stored values. A refused field keeps what was
    typed, and its error shows the stored value; sent again, the field replaces it. Locks the row,
    so that the check holds until the end of the transaction in which the admin saves.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            rows = type(self.instance)._base_manager.select_for_update(of=("self",))
            if stored := rows.filter(pk=self.instance.pk).first():
                self.refuse_stale(stored)
                self._keep_unchanged(stored, cleaned)
        return cleaned

    def _keep_unchanged(self, stored: Model, cleaned: dict[str, Any]) -> None:
        """Give the fields that the editor did not change their stored values."""
        for name in cleaned.keys() - set(self.changed_data):
            if self.fields[name].show_hidden_initial:
                value = getattr(stored, name)
                cleaned[name] = value.all() if isinstance(value, Manager) else value


def _in_words(value: Any) -> str:
    return ", ".join(map(str, value.all() if isinstance(value, Manager) else [value or ""]))


class StaleFieldsAdmin(BaseModelAdmin):
    """A base of admins and inlines whose forms send back the values that they showed."""

    form: Any = StaleFieldsForm

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.show_hidden_initial = True
        return field
