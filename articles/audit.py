"""Events of articles, as the audit records them."""

from collections.abc import Iterable

from articles.models import Article
from newsroom import audit
from newsroom.audit import EventData
from newsroom.models import User
from newsroom.verbs import Verb


def record_event(verb: Verb, article: Article, by: User | None, data: EventData) -> None:
    """Record what happened to one article, in the transaction of the change. One statement."""
    record_events(verb, [(article, data)], by)


def record_events(
    verb: Verb, happened: Iterable[tuple[Article, EventData]], by: User | None
) -> None:
    """Record that the same happened to several articles, each with its own data. One statement."""
    audit.record_events(verb, (("article", article.pk, data) for article, data in happened), by)
