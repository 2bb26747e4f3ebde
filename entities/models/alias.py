from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entities.models.names import FOLDED_MAX_LENGTH, folded
from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.names import Named


class Alias(Named):
    """Another name of an entity. Namesakes may share one: an alias is a hint, not an identity.

    `merged_from` is the merged entity that the name was copied from: the alias is deleted when the
    merge is undone.
    """

    entity = models.ForeignKey("entities.Entity", on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=FOLDED_MAX_LENGTH, editable=False)
    merged_from = models.ForeignKey(
        "entities.Entity",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(fields=["entity", "name"], name="alias_unique_per_entity"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_a_name"),
            StorableText(fields=["name", "folded_name"], name="alias_text_storable"),
        ]
        indexes = [
            models.Index(fields=["folded_name"], name="alias_by_name"),
            GinIndex(
                fields=["folded_name"], opclasses=["gin_trgm_ops"], name="alias_name_trigrams"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.folded_name = folded(self.name)
