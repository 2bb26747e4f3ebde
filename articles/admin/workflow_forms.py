"""Forms of the workflow: transitions, assigning, embargo, locks and corrections."""

from collections.abc import Mapping
from typing import Any, Final, cast
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.admin.datetime_field import LocalDateTimeField
from articles.models import Article, Correction
from articles.publication.corrections import Notice
from articles.workflow.transition_input import TransitionInput
from articles.workflow.transitions import Transition
from newsroom.lib.admin.based_forms import BasedForm
from newsroom.models import User

ABOUT_CORRECTIONS: Final = (
    "no_correction",
    "correction_kind",
    "correction_text",
    "correction_place",
    "correction_about",
    "offers_about",
)


def shorten(text: str) -> str:
    return Truncator(text).chars(90)


def zone_name() -> str:
    return timezone.get_current_timezone_name()


class TransitionForm(forms.Form):
    """The data of one transition, with only the fields that it needs or takes."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at = LocalDateTimeField(label=_("When"))
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
    no_correction = forms.BooleanField(label=_("No correction is due"))
    correction_kind = forms.ChoiceField(
        label=_("Publish a correction with it"),
        choices=[("", "–"), *Correction.Kind.choices],
    )
    correction_text = forms.CharField(
        label=_("Text of the correction"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    correction_place = forms.ChoiceField(
        label=_("Where it stands"), choices=Correction.Place.choices
    )
    correction_about = forms.TypedMultipleChoiceField(
        label=_("The correction names these quotes and mentions"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )
    # That the boxes were shown: without it none that is ticked does not mean that none is named.
    offers_about = forms.BooleanField(initial=True, widget=forms.HiddenInput)
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
        asks_for_correction: bool = False,
        changed: Mapping[UUID, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["correction_about"]
        offered.choices = [(str(pk), words) for pk, words in (changed or {}).items()]  # type: ignore[attr-defined]
        offered.initial = [str(pk) for pk in changed or ()]
        wanted = {"revision", "comment", *transition.needs, *transition.takes}
        if asks_for_correction and "correction" in transition.takes:
            wanted |= {*ABOUT_CORRECTIONS}
        else:
            wanted -= {*ABOUT_CORRECTIONS}
        for name in self.fields.keys() - wanted:
            del self.fields[name]
        if not changed:
            self.fields.pop("correction_about", None)
            self.fields.pop("offers_about", None)
        if not article.is_embargoed:
            self.fields.pop("lifts_embargo", None)
        if not may_override:
            self.fields.pop("override", None)
        for name, field in self.fields.items():
            field.required = name in transition.needs
        for name in transition.needs[:1]:
            self.fields[name].widget.attrs["autofocus"] = True
        if "at" in self.fields:
            self.fields["at"].help_text = _("In the newsroom’s time: %s.") % zone_name()

    def typed_in(self, sent: Any) -> dict[str, Any]:
        """Return the unchecked values of a form that was sent, to show them again."""
        return {
            name: field.widget.value_from_datadict(sent, {}, self.add_prefix(name))
            for name, field in self.fields.items()
        }

    def rebase(self, head: int) -> None:
        """Add the error that somebody else has saved, and set the form to revision `head`."""
        message = _(
            "Somebody else saved this article meanwhile: it is now at revision %d. Nothing was "
            "done yet. Look at its text, then press the button again."
        )
        self.add_error(None, message % head)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["revision"] = head
        self.data = data

    @property
    def transition_input(self) -> TransitionInput:
        data = {name: value for name, value in self.cleaned_data.items() if value is not None}
        if not data.pop("offers_about", False):
            data.pop("correction_about", None)
        notice = [data.pop(f"correction_{name}", "") for name in ("kind", "text", "place")]
        correction = Notice(*notice) if notice[0] or notice[1] else None
        return TransitionInput(**data, correction=correction)


class ColleagueField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return cast("User", obj).name_and_account


class AssignmentForm(forms.Form):
    to = ColleagueField(
        User.objects.filter(is_active=True, is_staff=True).order_by(
            "first_name", "last_name", "username"
        ),
        label=_("Assigned to"),
        required=False,
        empty_label=_("nobody"),
    )
    comment = forms.CharField(label=_("Comment"), required=False, max_length=2000)


class EmbargoForm(forms.Form):
    until = LocalDateTimeField(label=_("Embargo until"), required=False)


class LockForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)
    until = LocalDateTimeField(label=_("Until"))


class ReleaseForm(forms.Form):
    comment = forms.CharField(required=False, max_length=300)


class CorrectionForm(BasedForm):
    """A public notice. `choices` are the words of the tags that it may name, by their ids."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Correction.Kind.choices)
    text = forms.CharField(
        label=_("Text"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For readers: what was wrong, and what is right."),
    )
    place = forms.ChoiceField(label=_("Where it stands"), choices=Correction.Place.choices)
    about = forms.TypedMultipleChoiceField(
        label=_("The quotes and mentions that were wrong"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(str(pk), words) for pk, words in choices.items()]  # type: ignore[attr-defined]

    @property
    def notice(self) -> Notice:
        return Notice(*(self.cleaned_data[name] for name in ("kind", "text", "place")))
