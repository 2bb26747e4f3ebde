"""Atom as our feeds write it."""

from datetime import datetime, timezone
from typing import Any, Final

from django.utils.feedgenerator import Atom1Feed

EMPTY_SINCE: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)


class AtomFeed(Atom1Feed):
    """With each entry's language and whole content."""

    def latest_post_date(self) -> datetime:
        """When an entry last changed, or one was taken back: a feed can change to older ones."""
        updated = (item["updateddate"] for item in self.items)
        changed = [self.feed["changed_at"], *updated]
        return max(filter(None, changed), default=EMPTY_SINCE)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})
