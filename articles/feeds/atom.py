"""The format of the Atom feeds."""

from datetime import datetime, timezone
from typing import Any, Final

from django.utils.feedgenerator import Atom1Feed

EMPTY_SINCE: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)


class AtomFeed(Atom1Feed):
    """An Atom feed with the language and the full content of each entry."""

    def latest_post_date(self) -> datetime:
        """Return when an entry last changed or was removed.

        Without an entry that was removed, all others may be older.
        """
        updated = (item["updateddate"] for item in self.items)
        changed = [self.feed["changed_at"], *updated]
        return max(filter(None, changed), default=EMPTY_SINCE)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})
