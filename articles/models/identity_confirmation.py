from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.choices import IdentityCheck
from newsroom.lib.database.stored_text import StorableText


class IdentityConfirmation(models.Model):
    """Somebody has confirmed that an article means this person or organisation.

    `check_name` is the check before publishing that asked, `reason` is what it had found: for
    another reason, such as one more namesake, the check asks again.
    """

    Check = IdentityCheck

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    entity = models.ForeignKey(
        "entities.Entity", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    check_name = models.CharField(max_length=13, choices=IdentityCheck.choices)
    reason = models.TextField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "entity", "check_name"], name="identity_confirmed_once"
            ),
            models.CheckConstraint(
                condition=Q(check_name__in=IdentityCheck.values),
                name="identity_confirmation_check_known",
            ),
            StorableText(fields=["reason"], name="identity_confirmation_text_storable"),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} in article {self.article_id}: {self.check_name}"
