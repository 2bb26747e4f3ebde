"""Pages of lists that are too long to count."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator):
    """A paginator that counts 10,000 rows at most, since a full count reads every row.

    Rows beyond these are found by searching and filtering.
    """

    @cached_property
    def count(self) -> int:
        rows: QuerySet = self.object_list  # type: ignore[assignment]
        return rows.order_by()[:MOST_COUNTED].count()
