"""When an entity changes, what was prepared of articles must not go on naming it wrongly."""

from typing import Any

from articles.models import Rendition


def mark_stale(sender: object, entity_id: int, **options: Any) -> None:
    """In the transaction of the change: from its commit on, no old copy is served.

    One statement whatever the number of articles; `refresh_renditions` renders them anew, and
    until then each is rendered when it is read.
    """
    del sender, options
    Rendition.objects.filter(article__appearances__entity=entity_id).update(is_stale=True)
