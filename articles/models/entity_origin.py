from django.db import models


class EntityOrigin(models.Model):
    """The article for which a person or an organisation was made.

    Until readers know the entity, whoever may not see the article is not told of the entity either
    (`articles.search.visible_entities.known_at_desk`). An entity made by itself has none.
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
