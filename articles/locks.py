"""Locks on the rows of articles. Every write to an article takes one first."""

from collections.abc import Collection

from articles.models import Article


def lock_article(article_id: int) -> Article:
    """Return an article, with its row locked as `lock_articles` does."""
    (article,) = lock_articles([article_id])
    return article


def lock_articles(article_ids: Collection[int]) -> list[Article]:
    """Lock the rows of articles until the transaction ends, in the order of their ids.

    Return the articles with head, live revision, section and edit lock. Two queries. Raises
    `Article.DoesNotExist` if one of them does not exist.
    """
    wanted = Article.objects.filter(pk__in=article_ids).order_by("pk")
    # FOR NO KEY UPDATE: a transaction that adds rows that refer to the article, as a merge does,
    # need not wait. Two statements: one that waits for a lock returns the row as it is afterwards,
    # but what it joins as it was before (PostgreSQL's manual, 13.2.1): the new head would be
    # missing.
    locked = wanted.select_for_update(no_key=True).values_list("pk", flat=True)
    if len(locked) < len(set(article_ids)):
        raise Article.DoesNotExist
    return list(wanted.select_related("head", "live", "section", "edit_lock__held_by"))
