"""Settings of each PostgreSQL session. docs/performance.md has the reasons and figures.

The other hint to the planner is in a migration of `articles`: how many rows an entity has.
"""

from typing import Any, Final

# Names with half of their trigrams in common are similar: one wrong letter in six is allowed.
SIMILARITY: Final = "-c pg_trgm.word_similarity_threshold=0.5"
# A prepared statement is planned once for all arguments: each one reads a range of one index.
GENERIC_PLANS: Final = "-c plan_cache_mode=force_generic_plan"
PREPARED_AFTER: Final = 5  # executions: psycopg's default, which Django turns off


def session_options(url_options: dict[str, Any], *, keeps_plans: bool) -> dict[str, Any]:
    """Return the `OPTIONS` of Django's database settings, including those of the URL.

    `keeps_plans` is False behind a pooler that shares sessions between transactions (PgBouncer):
    there a prepared statement could be another client's.
    """
    plans = [GENERIC_PLANS] if keeps_plans else []
    parameters = [SIMILARITY, *plans, url_options.get("options", "")]
    prepares = {"prepare_threshold": PREPARED_AFTER} if keeps_plans else {}
    return {**url_options, **prepares, "options": " ".join(filter(None, parameters))}
