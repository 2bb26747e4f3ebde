"""Forms with the version they were made from, so that an outdated form is refused."""

from django import forms


class BasedForm(forms.Form):
    """A form with the version (`newsroom.lib.versions`) that it was made from.

    After a refusal `rebase` lets the same words be sent again, on top of what was stored meanwhile
    and is shown beside them.
    """

    base = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def rebase(self, version: str) -> None:
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("base")] = version  # type: ignore[index]
