from django.db import models

from newsroom.lib.database.stored_text import StorableText


class ImportedFile(models.Model):
    """The article that a file became, so that importing the file again makes no second one.

    `key` is the slug in its sidecar, else the file's full path; `path` is where it was last
    imported from, which identifies it when a sidecar is added or removed. `digest` is the SHA-256
    of text and sidecar as last imported, `revision` what that import saved. `left_out` is the HTML
    of fields with those tags of the sidecar that the desk had removed or changed, and that the
    import left alone.
    """

    key = models.TextField()
    path = models.TextField()
    digest = models.CharField(max_length=64)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="files")
    revision = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="+")
    left_out = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        # Not `unique=True` and `db_index`, which make a second index each, for LIKE.
        constraints = [
            models.UniqueConstraint(fields=["key"], name="imported_file_key_unique"),
            StorableText(
                fields=["key", "path", "digest"],
                json_fields=["left_out"],
                name="imported_file_text_storable",
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="imported_file_path"),
            models.Index(fields=["digest"], name="imported_file_digest"),
        ]

    def __str__(self) -> str:
        return self.key
