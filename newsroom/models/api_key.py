"""Keys of the API: by one, a program acts for an account."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken, AuthTokenManager
from knox.settings import CONSTANTS

from newsroom.lib.database.stored_text import StorableText
from newsroom.scopes import SEES_DRAFTS, Scope, permissions_of

LONGEST_NAME = 80


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def usable(self) -> "ApiKeyQuerySet":
        """Return those that are neither revoked nor expired."""
        is_in_time = models.Q(expiry__isnull=True) | models.Q(expiry__gt=timezone.now())
        return self.filter(is_in_time, revoked_at__isnull=True)


class ApiKey(AbstractAuthToken):
    """A key of an account. Only a hash of the key itself is stored, by django-rest-knox.

    Through the key its owner has the permissions of its `scopes` that they have now. Rows stay, so
    that the audit's names of keys lead to something.
    """

    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=CONSTANTS.DIGEST_LENGTH, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("owner"),
    )
    name = models.CharField(
        _("name"), max_length=LONGEST_NAME, help_text=_("The program that has it, for the record.")
    )
    scopes = ArrayField(
        models.CharField(max_length=20, choices=Scope.choices), verbose_name=_("may")
    )
    requests_per_minute = models.PositiveIntegerField(
        _("requests a minute"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as any key."),
    )
    expiry = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    used_on = models.DateField(_("last used"), null=True, editable=False)
    used_from = models.GenericIPAddressField(_("from"), null=True, editable=False)

    objects: ClassVar[Any] = AuthTokenManager.from_queryset(ApiKeyQuerySet)()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [
            StorableText(fields=["name", "digest", "token_key"], name="api_key_text_storable"),
            models.CheckConstraint(
                condition=models.Q(scopes__len__gt=0), name="api_key_has_a_scope"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def allows(self, permission: str) -> bool:
        """Return whether the scopes include a permission; the owner may still lack it."""
        return permission in permissions_of(self.scopes)

    @property
    def sees_drafts(self) -> bool:
        return not SEES_DRAFTS.isdisjoint(self.scopes)

    def is_usable_at(self, moment: datetime) -> bool:
        return self.revoked_at is None and (self.expiry is None or self.expiry > moment)
