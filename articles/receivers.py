"""When an entity changes, what was prepared of articles must not go on naming it wrongly."""

from functools import partial
from typing import Any, Final

from django.db import transaction

from articles.models import Rendition
from articles.services.showing import refresh_renditions

# Rendered anew at once, after the commit; of more articles, `refresh_renditions` does it by cron.
REFRESHED_AT_ONCE: Final = 50


def mark_stale(sender: object, entity_id: int, **options: Any) -> None:
    """In the transaction of the change: from its commit on, no old copy is served.

    Until a rendition is rendered anew it is made when it is read. Locks the renditions in the
    order of their articles, so that two changes at once do not wait for each other.
    """
    del sender, options
    naming = Rendition.objects.filter(article__appearances__entity=entity_id)
    stale = list(naming.order_by("pk").select_for_update(of=["self"]).values_list("pk", flat=True))
    Rendition.objects.filter(pk__in=stale).update(is_stale=True)
    if len(stale) <= REFRESHED_AT_ONCE:
        transaction.on_commit(partial(refresh_renditions, stale))
