from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Affiliation(models.Model):
    """A person's office in an organisation, with its title and dates.

    `merged_from` is the merged person or organisation that the office was copied from.
    """

    person = models.ForeignKey(
        "entities.Person", on_delete=models.CASCADE, related_name="affiliations"
    )
    organisation = models.ForeignKey(
        "entities.Organisation", on_delete=models.PROTECT, related_name="members"
    )
    title = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    merged_from = models.ForeignKey(
        "entities.Entity",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        ordering = [F("from_on").desc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "title", "from_on"],
                nulls_distinct=False,
                name="affiliation_unique",
            ),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="affiliation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.person}, {self.title} ({self.organisation})"
            if self.title
            else f"{self.person} ({self.organisation})"
        )

    def clean(self) -> None:
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValidationError({"until_on": _("The end lies before the beginning.")})
