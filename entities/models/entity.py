"""People and organisations, which mentions name and which are the speakers of quotes."""

from collections.abc import Collection

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entities.choices import EntityKind
from entities.models.entity_queryset import EntityManager
from entities.models.names import FOLDED_MAX_LENGTH, folded
from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.database.transactions import CurrentTransaction
from newsroom.lib.names import Named
from newsroom.lib.slugs import SLUG_MAX_LENGTH, TidySlugField, tidy_slug_constraint
from newsroom.lib.urls import address_of


class Entity(Named):
    """A person or an organisation that the newsroom knows.

    It is never deleted, since a revision may name it. A merged entity stays too: `merged_into` is
    the entity that its id and address lead to.
    """

    Kind = EntityKind
    lines = ("name", "description")

    kind = models.CharField(max_length=12, choices=EntityKind.choices, editable=False)
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=FOLDED_MAX_LENGTH, editable=False)
    slug = TidySlugField(max_length=SLUG_MAX_LENGTH, allow_unicode=True, db_index=False)
    description = models.CharField(max_length=300, blank=True)
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, null=True, blank=True)  # noqa: DJ001 - unique where given
    is_sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("Articles about them need a second look.")
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_entities",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    # Its creator may describe it until readers know it. Null: created by an import or the system.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # The number of the transaction that last changed its name, aliases or merge, set by triggers.
    # By it, processes update their index of names (`entities.services.names_index`).
    names_changed_in = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = EntityManager()

    class Meta:
        ordering = ["folded_name", "id"]
        verbose_name_plural = _("entities")
        permissions = [("merge_entity", "Can merge people and organisations")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entity_slug_unique_per_kind"),
            tidy_slug_constraint("entity_slug_tidy"),
            # A merged entity keeps its Wikidata id, which its survivor may have taken over.
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=Q(merged_into=None),
                name="entity_wikidata_id_unique",
                violation_error_message=_("Another one has this Wikidata id."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EntityKind.values), name="entity_kind_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="entity_has_a_name"),
            models.CheckConstraint(
                condition=Q(wikidata_id=None) | Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="entity_wikidata_id_wellformed",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="entity_not_merged_into_itself",
            ),
            StorableText(
                fields=["name", "folded_name", "slug", "description", "wikidata_id"],
                name="entity_text_storable",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "folded_name", "id"], name="entity_by_name"),
            models.Index(fields=["names_changed_in"], name="entity_names_changed"),
            GinIndex(
                fields=["folded_name"], opclasses=["gin_trgm_ops"], name="entity_name_trigrams"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of(f"articles:{self.kind}", self.slug)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Also check constraints on `merged_into`, which Django skips: no form has the field."""
        super().validate_constraints(exclude={*(exclude or ())} - {"merged_into"})

    def clean(self) -> None:
        super().clean()
        self.folded_name = folded(self.name)
        self.wikidata_id = self.wikidata_id or None


class Person(Entity):
    objects = EntityManager(EntityKind.PERSON)  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name_plural = _("people")


class Organisation(Entity):
    objects = EntityManager(EntityKind.ORGANISATION)  # type: ignore[misc]

    class Meta:
        proxy = True
