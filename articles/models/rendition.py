from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from newsroom.lib.database.stored_text import StorableText


class Rendition(models.Model):
    """The page and the JSON of a live article, prepared when it is published.

    `page` is the article's HTML without its body, `links` the links of the body's tags, `card` its
    HTML in lists. `summary` is its JSON in lists as text, `detail` what its own resource has in
    addition; in both, `renditions.api_json.ORIGIN` stands for the site's origin. The body is
    inserted from the revision at reading. A stale rendition (an entity that it names has changed)
    is not served: the request renders the article again, until `refresh_renditions` has stored it.
    `changed_at` is when anything in the JSON last changed: words, details, corrections, names or
    merges.
    """

    article = models.OneToOneField(
        "articles.Article", primary_key=True, on_delete=models.CASCADE, related_name="rendition"
    )
    page = models.TextField()
    links = models.JSONField(default=dict)
    card = models.TextField()
    summary = models.TextField()
    detail = models.TextField()
    is_stale = models.BooleanField(default=False)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # The others hold marks of ours, which no text that they are made of can hold.
            StorableText(fields=["card"], json_fields=["links"], name="rendition_text_storable"),
        ]
        indexes = [
            models.Index(fields=["article"], condition=Q(is_stale=True), name="rendition_stale"),
            models.Index(fields=["changed_at"], name="rendition_changed"),
        ]

    def __str__(self) -> str:
        return f"Rendition of article {self.article_id}"
