"""What the desk decides on suggestions, and what the system learns from it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from articles.models import AliasTally, Suggestion
from entities.services.merged_ids import lock_entities
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.errors import DomainError
from newsroom.models import User

REJECTED_AGAIN_AND_AGAIN: Final = 3
"""After so many rejections, and four for each acceptance, words stop proposing an entity."""

COUNT_RULES: Final = """
    INSERT INTO articles_ruletally AS tally (engine, rule, month, accepted, rejected)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (month, engine, rule) DO UPDATE SET
        accepted = tally.accepted + EXCLUDED.accepted, rejected = tally.rejected + EXCLUDED.rejected
"""
COUNT_ALIASES: Final = """
    INSERT INTO articles_aliastally AS tally (entity_id, words, accepted, rejected, is_unwanted)
    VALUES (%s, %s, %s, %s, false)
    ON CONFLICT (entity_id, words) DO UPDATE SET
        accepted = tally.accepted + EXCLUDED.accepted,
        rejected = tally.rejected + EXCLUDED.rejected,
        is_unwanted = tally.rejected + EXCLUDED.rejected
            >= greatest(%s, 4 * (tally.accepted + EXCLUDED.accepted))
"""


EarlierDecision = tuple[str, str, str, int | None]


class UnknownEntity(DomainError):
    """A decision names an entity that does not exist. Nothing was stored."""

    code = "unknown_entity"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody made of a proposal: `tag` is the uuid of the tag that an accepted one became,
    `entity` whom that names (none for a quote without a known speaker)."""

    is_accepted: bool
    kind: str
    field: str
    segments: tuple[tuple[int, int], ...]
    exact: str
    fingerprint: str
    name: str
    entity_kind: str
    entities: tuple[int, ...]
    quote_kind: str
    engine: str
    rule: str
    score: float
    is_sure: bool
    tag: UUID | None = None
    entity: int | None = None


@transaction.atomic
def decide_suggestions(*, article_id: int | None, decisions: Sequence[Decision], by: User) -> None:
    """Keep decisions: the origin of the tags that were accepted, and what not to propose again.

    `article_id` is None for an article that is not stored yet: what is rejected there is not
    remembered, but counted. Deciding again replaces what was decided of the same words; of one
    place the last decision counts. Counts rules and names, but not what was decided so before: a
    client may send again what it does not know to have arrived. Raises `UnknownEntity`.
    """
    decisions = [
        *{
            (decision.fingerprint, decision.field, decision.segments): decision
            for decision in decisions
        }.values()
    ]
    named = {decision.entity for decision in decisions if decision.is_accepted and decision.entity}
    entities = lock_entities(named | {pk for decision in decisions for pk in decision.entities})
    if unknown := named - entities.keys():
        raise UnknownEntity(f"Nobody has the id {', '.join(map(str, sorted(unknown)))}.")
    rows = [_row(decision, article_id, entities, by) for decision in decisions]
    before = _take_back(article_id, rows) if article_id else set()
    Suggestion.objects.bulk_create(rows)
    news = [it for it, row in zip(decisions, rows, strict=True) if _earlier(row) not in before]
    _count_rules(news)
    _count_aliases(news, entities)


def _take_back(article_id: int, rows: Sequence[Suggestion]) -> set[EarlierDecision]:
    """What was decided before of the words that `rows` decide on; it stands no more."""
    advisory_lock(
        f"decisions on article {article_id}"
    )  # two at once would not see each other's rows
    prints = [row.fingerprint for row in rows]
    former = Suggestion.objects.filter(article=article_id, fingerprint__in=prints)
    said = {_earlier(row) for row in former}
    former.delete()
    return said


def _earlier(row: Suggestion) -> EarlierDecision:
    return row.fingerprint, row.field, row.state, row.entity_id


def allow_alias(*, tally_id: int) -> None:
    """Let words propose their entity again: what was rejected so far counts no more."""
    AliasTally.objects.filter(pk=tally_id).update(rejected=0, is_unwanted=False)


def _row(
    decision: Decision, article_id: int | None, entities: dict[int, Any], by: User
) -> Suggestion:
    accepted = decision.is_accepted
    return Suggestion(
        article_id=article_id,
        kind=decision.kind,
        field=decision.field,
        start=decision.segments[0][0],
        end=decision.segments[-1][1],
        segments=[list(segment) for segment in decision.segments],
        exact=decision.exact,
        fingerprint=decision.fingerprint,
        name=decision.name,
        entity_kind=decision.entity_kind,
        entities=list(decision.entities),
        quote_kind=decision.quote_kind,
        engine=decision.engine,
        rule=decision.rule,
        score=decision.score,
        is_sure=decision.is_sure,
        state=Suggestion.State.ACCEPTED if accepted else Suggestion.State.REJECTED,
        tag=decision.tag if accepted else None,
        entity=entities[decision.entity] if accepted and decision.entity else None,
        decided_by=by,
        decided_at=timezone.now(),
    )


def _count_rules(decisions: Iterable[Decision]) -> None:
    month = timezone.localdate().replace(day=1)
    accepted, rejected = Counter[Any](), Counter[Any]()
    for it in decisions:
        (accepted if it.is_accepted else rejected)[it.engine, it.rule, month] += 1
    _execute(COUNT_RULES, _counted(accepted, rejected))


def _count_aliases(decisions: Iterable[Decision], entities: dict[int, Any]) -> None:
    """A name is right where whom it offered was taken, and wrong where it was refused.

    Who was offered may have been merged into another since, or be gone.
    """
    accepted, rejected = Counter[Any](), Counter[Any]()
    for it in decisions:
        if it.kind != Suggestion.Kind.MENTION:
            continue
        taken = entities.get(it.entity) if it.is_accepted and it.entity else None
        for offered in {entities[pk] for pk in it.entities if pk in entities}:
            key = offered.pk, it.exact.casefold()[:200]
            (accepted if offered == taken else rejected)[key] += 1
    rows = _counted(accepted, rejected)
    _execute(COUNT_ALIASES, [(*row, REJECTED_AGAIN_AND_AGAIN) for row in rows])


def _counted(accepted: "Counter[Any]", rejected: "Counter[Any]") -> list[tuple[Any, ...]]:
    keys = sorted(accepted.keys() | rejected.keys())
    return [(*key, accepted[key], rejected[key]) for key in keys]


def _execute(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """In the order of their keys, so that two who count at once do not wait for each other."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)
