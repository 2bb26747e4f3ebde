"""What PostgreSQL is told about each session. docs/performance.md has the reasons and figures.

The other hint to the planner is in the articles' migrations: how many rows an entity has.
"""

from typing import Any, Final

# A name is similar from half of its trigrams on: one wrong letter in six is forgiven.
SIMILARITY: Final = "-c pg_trgm.word_similarity_threshold=0.5"
# A prepared statement is planned once for all arguments: each is a range of one index.
GENERIC_PLANS: Final = "-c plan_cache_mode=force_generic_plan"
PREPARED_AFTER: Final = 5  # executions of a statement; psycopg's default, and it has to be set


def session_options(given: dict[str, Any], *, keeps_plans: bool) -> dict[str, Any]:
    """Return the `OPTIONS` of Django's database settings, with those `given` in the URL.

    `keeps_plans` is False behind a pooler that shares sessions (PgBouncer by transactions): there a
    prepared statement would be another client's.
    """
    parameters = [SIMILARITY, *([GENERIC_PLANS] if keeps_plans else []), given.get("options", "")]
    prepares = {"prepare_threshold": PREPARED_AFTER} if keeps_plans else {}
    return {**given, **prepares, "options": " ".join(filter(None, parameters))}
