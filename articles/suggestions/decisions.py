"""Decisions of the desk on suggestions, and the counts that the system learns from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from articles.models import AliasTally, Suggestion
from articles.suggestions.proposal import Proposal
from entities.models import Entity
from entities.services.merged_ids import lock_entities
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.errors import DomainError
from newsroom.models import User

TOO_MANY_REJECTIONS: Final = 3
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

# What tells a decision from an earlier one on the same words: fingerprint, field, state, entity.
DecisionKey = tuple[str, str, str, int | None]


class UnknownEntity(DomainError):
    """A decision names an entity that does not exist. Nothing was stored."""

    code = "unknown_entity"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a proposal.

    `tag` is the uuid of the tag that an accepted one became, `entity` the id that this tag names
    (None for a quote without a known speaker).
    """

    proposal: Proposal
    is_accepted: bool
    tag: UUID | None = None
    entity: int | None = None


@transaction.atomic
def decide_suggestions(*, article_id: int | None, decisions: Sequence[Decision], by: User) -> None:
    """Store decisions: the origin of the accepted tags, and what not to propose again.

    `article_id` is None for an article that is not stored yet: what is rejected there is counted
    and not remembered. A new decision replaces an earlier one on the same words; of several on one
    place the last counts. Counts rules and names, but not a decision that is stored already: a
    client may send again what it does not know to have arrived. Locks the entities and the
    article's decisions. Raises `UnknownEntity`.
    """
    decisions = _last_of_each_place(decisions)
    named = {decision.entity for decision in decisions if decision.is_accepted and decision.entity}
    proposed = {pk for decision in decisions for pk in decision.proposal.entities}
    entities = lock_entities(named | proposed)
    if unknown := named - entities.keys():
        raise UnknownEntity(f"Nobody has the id {', '.join(map(str, sorted(unknown)))}.")
    rows = [_make_row(decision, article_id, entities, by) for decision in decisions]
    earlier = _delete_earlier_decisions(article_id, rows) if article_id else set()
    Suggestion.objects.bulk_create(rows)
    pairs = zip(decisions, rows, strict=True)
    new = [decision for decision, row in pairs if _key_of(row) not in earlier]
    _count_rules(new)
    _count_aliases(new, entities)


def _last_of_each_place(decisions: Iterable[Decision]) -> list[Decision]:
    places = {
        (
            decision.proposal.fingerprint,
            decision.proposal.field,
            decision.proposal.segments,
        ): decision
        for decision in decisions
    }
    return list(places.values())


def _delete_earlier_decisions(article_id: int, rows: Sequence[Suggestion]) -> set[DecisionKey]:
    """Delete earlier decisions on the words of `rows`, and return their keys."""
    # Two at once would not see each other's rows.
    advisory_lock(f"decisions on article {article_id}")
    fingerprints = [row.fingerprint for row in rows]
    earlier = Suggestion.objects.filter(article=article_id, fingerprint__in=fingerprints)
    keys = {_key_of(row) for row in earlier}
    earlier.delete()
    return keys


def _key_of(row: Suggestion) -> DecisionKey:
    return row.fingerprint, row.field, row.state, row.entity_id


def allow_alias(*, tally_id: int) -> None:
    """Let words propose their entity again, and forget the rejections so far."""
    AliasTally.objects.filter(pk=tally_id).update(rejected=0, is_unwanted=False)


def _make_row(
    decision: Decision, article_id: int | None, entities: Mapping[int, Entity], by: User
) -> Suggestion:
    accepted = decision.is_accepted
    return Suggestion(
        **decision.proposal.columns(),
        article_id=article_id,
        state=Suggestion.State.ACCEPTED if accepted else Suggestion.State.REJECTED,
        tag=decision.tag if accepted else None,
        entity=entities[decision.entity] if accepted and decision.entity else None,
        decided_by=by,
        decided_at=timezone.now(),
    )


def _count_rules(decisions: Iterable[Decision]) -> None:
    month = timezone.localdate().replace(day=1)
    accepted, rejected = Counter[Any](), Counter[Any]()
    for decision in decisions:
        counter = accepted if decision.is_accepted else rejected
        counter[decision.proposal.engine, decision.proposal.rule, month] += 1
    _execute(COUNT_RULES, _make_tally_rows(accepted, rejected))


def _count_aliases(decisions: Iterable[Decision], entities: Mapping[int, Entity]) -> None:
    """Count a name as accepted for the entity that was chosen, as rejected for all others.

    An entity that was proposed may have been merged since, or be gone.
    """
    accepted, rejected = Counter[Any](), Counter[Any]()
    for decision in decisions:
        proposal = decision.proposal
        if proposal.kind != Suggestion.Kind.MENTION:
            continue
        chosen = entities.get(decision.entity or 0) if decision.is_accepted else None
        for proposed in {entities[pk] for pk in proposal.entities if pk in entities}:
            key = proposed.pk, proposal.exact.casefold()[:200]
            (accepted if proposed == chosen else rejected)[key] += 1
    rows = _make_tally_rows(accepted, rejected)
    _execute(COUNT_ALIASES, [(*row, TOO_MANY_REJECTIONS) for row in rows])


def _make_tally_rows(accepted: "Counter[Any]", rejected: "Counter[Any]") -> list[tuple[Any, ...]]:
    """Return the counts in the order of their keys: two at once then do not wait for each other."""
    keys = sorted(accepted.keys() | rejected.keys())
    return [(*key, accepted[key], rejected[key]) for key in keys]


def _execute(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)
