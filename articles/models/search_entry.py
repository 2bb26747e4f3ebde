from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """The text of a live article for full-text search.

    A narrow table with its vectors out of line: the matches of a frequent word are sorted by date
    without reading the articles. `title` has headline and deck (weights A and B), `words` also the
    body (weight D); each has also a lexeme for the article's language.
    """

    article = models.OneToOneField(
        "articles.Article", primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    published_at = models.DateTimeField()
    title = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            GinIndex(fields=["title"], name="search_entry_title"),
            GinIndex(fields=["words"], name="search_entry_words"),
        ]

    def __str__(self) -> str:
        return f"Search entry of article {self.article_id}"
