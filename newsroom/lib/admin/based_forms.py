"""Forms with the version of what they showed, so that a stale form is refused."""

from django import forms


class BasedForm(forms.Form):
    """A form that carries the version (`newsroom.lib.versions`) of what it showed.

    After a refusal the page shows what was stored meanwhile. `rebase` then lets the same input be
    sent again, to replace that.
    """

    base = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def rebase(self, version: str) -> None:
        """Let the form carry another version from now on."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("base")] = version  # type: ignore[index]
