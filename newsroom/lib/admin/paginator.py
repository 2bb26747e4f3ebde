"""Lists that are too long to count."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator):
    """Counts 10,000 rows at the most: nobody pages further, and a whole count reads every row.

    What lies beyond is reached by searching and filtering.
    """

    @cached_property
    def count(self) -> int:
        rows: QuerySet = self.object_list  # type: ignore[assignment]
        return rows.order_by()[:MOST_COUNTED].count()
