"""A form field for a date and time in the newsroom's time zone."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.lib.datetimes import AmbiguousDatetime, InvalidDatetime, is_doubled, local_datetime

LOCAL_FORMAT: Final = "%Y-%m-%dT%H:%M"
FIRST: Final = "first"
SECOND: Final = "second"
WHICH: Final = [("", "–"), (FIRST, _("the first time")), (SECOND, _("the second time"))]


class LocalDateTimeWidget(forms.MultiWidget):
    """A box for the time and, for a time that occurs twice, the choice of the first or second."""

    template_name = "admin/articles/moment.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        self.which = forms.Select(choices=WHICH)
        box = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL_FORMAT)
        super().__init__({"": box, "which": self.which}, attrs)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_

    def decompress(self, value: datetime | None) -> list[Any]:
        if value is None:
            return [None, ""]
        local = timezone.localtime(value)
        return [local.replace(tzinfo=None), SECOND if local.fold else FIRST]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = context["widget"]["subwidgets"][0]["value"]
        context["widget"]["is_doubled"] = _is_doubled(typed)
        return context


def _is_doubled(typed: str | None) -> bool:
    try:
        return bool(typed) and is_doubled(datetime.strptime(str(typed), LOCAL_FORMAT))  # noqa: DTZ007
    except ValueError:
        return False


class LocalDateTimeField(forms.MultiValueField):
    """An aware datetime, typed as a time of the newsroom's zone.

    A time that the clocks skip is refused; for one that occurs twice the form asks which is meant.
    """

    widget = LocalDateTimeWidget

    def __init__(self, **options: Any) -> None:
        box = forms.CharField()
        which = forms.ChoiceField(choices=WHICH, required=False)
        super().__init__((box, which), require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> datetime | None:
        if not data_list or not data_list[0]:
            return None
        typed, which = data_list
        try:
            local = datetime.strptime(typed, LOCAL_FORMAT)  # noqa: DTZ007 - the zone comes next
            return local_datetime(local, is_second=which == SECOND if which else None)
        except ValueError as error:
            raise forms.ValidationError(_("Give a day and a time.")) from error
        except AmbiguousDatetime as error:
            message = _("The clocks go back in that hour: choose the first or the second time.")
            raise forms.ValidationError(message) from error
        except InvalidDatetime as error:
            raise forms.ValidationError(error.message) from error
