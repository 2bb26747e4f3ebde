from django.db import models


class ArticleEntity(models.Model):
    """One entity that the head or the live revision of an article names or quotes.

    Leads the desk from an entity to its articles, newest first, by one index. Made from the rows of
    mentions and quotes by `articles.projection.article_entities`, the only writer.
    """

    pk = models.CompositePrimaryKey("entity", "article")
    entity = models.ForeignKey(
        "entities.Entity", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-article"]

    def __str__(self) -> str:
        return f"{self.entity_id} in article {self.article_id}"
