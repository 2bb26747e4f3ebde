from django.db import models


class EntityOrigin(models.Model):
    """The article for which a person or an organisation was created.

    Until readers know the entity, it is hidden from everybody who may not see the article
    (`articles.search.visible_entities.known_at_desk`). An entity created by itself has no row.
    """

    entity = models.OneToOneField(
        "entities.Entity", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["entity"]

    def __str__(self) -> str:
        return f"{self.entity_id} was made for article {self.article_id}"
