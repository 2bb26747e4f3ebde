from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Rendition(models.Model):
    """What readers and API clients get of a live article, prepared when it is published.

    `page` is the article's HTML without its body, `links` the links of the body's tags, `card` its
    HTML in lists. `summary` is its JSON in lists as text, `detail` what its own resource has
    besides; in both the site's origin stands as `renditions.ORIGIN`. The body is in the revision,
    and put in at reading. A stale one (an entity that it names has changed) is not served: it is
    rendered anew, in the request until `refresh_renditions` has stored it. `changed_at` is when
    anything that the JSON says last changed: words, details, corrections, or the names and the
    merges of those whom it names.
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
        indexes = [
            models.Index(fields=["article"], condition=Q(is_stale=True), name="rendition_stale"),
            models.Index(fields=["changed_at"], name="rendition_changed"),
        ]

    def __str__(self) -> str:
        return f"Rendition of article {self.article_id}"
