from django.conf import settings
from django.db import models
from django.db.models import Q

from entities.models.names import FOLDED_MAX_LENGTH
from newsroom.lib.database.stored_text import StorableText


class AcceptedName(models.Model):
    """A name that an editor has tagged in an article as a person or an organisation.

    "Accept all sure" accepts a name only if it was accepted in another article before. The row
    stays while a mention of the article's head has these words; imported tags are nobody's decision
    and have no row. `articles.suggestions.accepted_names` is the only writer.
    """

    entity = models.ForeignKey(
        "entities.Entity", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    folded_name = models.CharField(max_length=FOLDED_MAX_LENGTH)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "entity", "folded_name"], name="accepted_name_once_in_article"
            ),
            models.CheckConstraint(condition=~Q(folded_name=""), name="accepted_name_has_words"),
            StorableText(fields=["folded_name"], name="accepted_name_text_storable"),
        ]
        indexes = [
            models.Index(fields=["entity", "folded_name", "-accepted_at"], name="accepted_name"),
        ]

    def __str__(self) -> str:
        return self.folded_name
