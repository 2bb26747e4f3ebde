from django.db import models
from django.db.models import Q

from newsroom.lib.database.stored_text import StorableText


class ImportedFile(models.Model):
    """The article that a file became, so that importing the file again makes no second one.

    `slug` and `source_id` are those of its sidecar, or "". `path` (NFC) is where the file was last
    met; it is "" once another file is there and this one is nowhere. `digest` is of its text,
    sidecar and layout as last imported, `headline` the folded one of that import, and `revision`
    what it saved. `left_out` is the HTML of fields with those tags of the sidecar that the desk had
    removed or changed, and that the import left alone.
    """

    slug = models.TextField(blank=True, default="")
    source_id = models.TextField(blank=True, default="")
    path = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64)
    headline = models.TextField(blank=True, default="")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="files")
    revision = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="+")
    left_out = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        # Not `unique=True` and `db_index`, which make a second index each, for LIKE.
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=[name], condition=~Q(**{name: ""}), name=f"imported_file_{name}_unique"
                )
                for name in ("slug", "source_id", "path")
            ),
            StorableText(
                fields=["slug", "source_id", "path", "digest", "headline"],
                json_fields=["left_out"],
                name="imported_file_text_storable",
            ),
        ]
        indexes = [
            models.Index(fields=["digest"], name="imported_file_digest"),
            models.Index(fields=["headline"], name="imported_file_headline"),
        ]

    def __str__(self) -> str:
        return self.slug or self.path
