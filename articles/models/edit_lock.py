from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from newsroom.lib.database.stored_text import StorableText
from newsroom.models import User


class EditLock(models.Model):
    """A lock: nobody but its holder saves or publishes an article until a time.

    People set it, with a reason. An expired lock has no effect, removed or not.
    """

    article = models.OneToOneField(
        "articles.Article", primary_key=True, on_delete=models.CASCADE, related_name="edit_lock"
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    taken_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="edit_lock_has_a_reason"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("taken_at")), name="edit_lock_expires_later"
            ),
            StorableText(fields=["reason"], name="edit_lock_text_storable"),
        ]

    def __str__(self) -> str:
        return f"Lock of article {self.article_id}: {self.reason}"

    def keeps_out(self, user: User | None) -> bool:
        """Return whether the user (None is the system itself) may not save or publish now."""
        is_holder = user is not None and user.pk == self.held_by_id
        return not is_holder and not self.is_over

    @property
    def is_over(self) -> bool:
        return self.expires_at <= timezone.now()
