"""What the desk is asked for when it moves an article on, assigns it, or sets an embargo."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.workflow import Particulars, Transition
from newsroom.models import User

LOCAL_MOMENT: Final = "%Y-%m-%dT%H:%M"


def moment_field(**options: Any) -> forms.DateTimeField:
    """A day and time in the newsroom's zone, which its label names."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL_MOMENT)
    return forms.DateTimeField(widget=widget, input_formats=[LOCAL_MOMENT], **options)


def zone_name() -> str:
    return timezone.get_current_timezone_name()


class TransitionForm(forms.Form):
    """What goes with one transition: only the fields that it needs or takes."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at = moment_field(label=_("When"))
    notice = forms.CharField(
        label=_("Notice for readers"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the article’s place, in words that readers understand."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the newsroom; never shown to readers."),
    )
    override = forms.CharField(
        label=_("Publish in spite of what must be mended, because"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Recorded with your name."),
    )
    lifts_embargo = forms.BooleanField(label=_("Lift the embargo"))
    comment = forms.CharField(
        label=_("Comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For colleagues; kept in the article’s history."),
    )

    def __init__(
        self,
        transition: Transition,
        article: Article,
        *args: Any,
        may_override: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        wanted = {"revision", "comment", *transition.needs, *transition.takes}
        for name in self.fields.keys() - wanted:
            del self.fields[name]
        if not article.is_embargoed:
            self.fields.pop("lifts_embargo", None)
        if not may_override:
            self.fields.pop("override", None)
        for name, field in self.fields.items():
            field.required = name in transition.needs
        if "at" in self.fields:
            self.fields["at"].help_text = _("In the newsroom’s time: %s.") % zone_name()

    @property
    def particulars(self) -> Particulars:
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return Particulars(**given)


class AssignmentForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.filter(is_active=True, is_staff=True).order_by("username"),
        label=_("Assigned to"),
        required=False,
        empty_label=_("nobody"),
    )
    comment = forms.CharField(label=_("Comment"), required=False, max_length=2000)


class EmbargoForm(forms.Form):
    until = moment_field(label=_("Embargo until"), required=False)
