"""What every write to an article begins and ends with: its lock, and its event."""

from articles.models import Article
from newsroom.models import Event, User


def lock_article(article_id: int) -> Article:
    """The article, locked until the transaction ends, with its head, live revision and section."""
    locked = Article.objects.select_for_update(of=["self"])
    return locked.select_related("head", "live", "section").get(pk=article_id)


def record_event(verb: str, article: Article, by: User | None, data: dict[str, object]) -> None:
    """Add to the audit, in the transaction of what happened."""
    Event.objects.create(
        verb=verb, subject_type="article", subject_id=article.pk, actor=by, data=data
    )
