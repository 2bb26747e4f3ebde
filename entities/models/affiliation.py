from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.names import Named
from newsroom.lib.partial_dates import PartialDateField, in_order, written_as_dates


class Affiliation(Named):
    """A person's office in an organisation, with its title and dates, as far as they are known.

    `merged_from` is the merged person or organisation that the office was copied from.
    """

    lines = ("title",)

    person = models.ForeignKey(
        "entities.Person", on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(
        "entities.Organisation", on_delete=models.PROTECT, related_name="members"
    )
    title = models.CharField(max_length=200, blank=True)
    from_on = PartialDateField(_("from"))
    until_on = PartialDateField(_("until"))
    merged_from = models.ForeignKey(
        "entities.Entity",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        ordering = ["-from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "title", "from_on"],
                name="affiliation_unique",
            ),
            written_as_dates("from_on", "until_on", name="affiliation_dates"),
            in_order("from_on", "until_on", name="affiliation_ends_after_it_begins"),
            StorableText(fields=["title"], name="affiliation_text_storable"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.person}, {self.title} ({self.organisation})"
            if self.title
            else f"{self.person} ({self.organisation})"
        )

    def clean(self) -> None:
        super().clean()
        first, last = self.from_on, self.until_on
        if first and last and last < first[: len(last)]:
            raise ValidationError({"until_on": _("The end lies before the beginning.")})
