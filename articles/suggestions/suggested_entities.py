"""Entities that suggestions name, with what an editor has to see before accepting one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.models import Suggestion
from articles.search.namesakes import distinctions
from articles.suggestions.accepted_names import Acceptance, last_accepted
from articles.suggestions.proposal import Proposal
from articles.suggestions.proposals import Proposals
from entities.models import Entity
from newsroom.models import User


@dataclass(frozen=True, slots=True)
class SuggestedEntity:
    """An entity that may be meant.

    `distinction` tells it from namesakes. `accepted` is where an editor last accepted the name by
    which the text first names it.
    """

    entity: Entity
    distinction: str
    accepted: Acceptance | None


def find_suggested_entities(
    proposals: Proposals, *, article_id: int | None, user: User
) -> dict[int, SuggestedEntity]:
    """Return all entities that the proposals name, by their ids. Three queries at the most."""
    shown = [*proposals.all, *([proposals.asked] if proposals.asked else [])]
    entities = {pk: proposals.entities[pk] for proposal in shown for pk in proposal.entities}
    lines = distinctions(entities.values())
    names = _first_names(shown, entities)
    accepted = last_accepted(names, article_id=article_id, user=user)
    return {
        pk: SuggestedEntity(entity, lines[pk], accepted.get(pk)) for pk, entity in entities.items()
    }


def _first_names(proposals: Iterable[Proposal], entities: Mapping[int, Entity]) -> dict[int, str]:
    """Return the words of each entity's first mention, or its name if no mention is proposed."""
    names: dict[int, str] = {}
    spoken: dict[int, str] = {}
    for proposal in proposals:
        for pk in proposal.entities:
            if proposal.kind == Suggestion.Kind.MENTION:
                names.setdefault(pk, proposal.exact)
            else:
                spoken.setdefault(pk, entities[pk].name)
    return spoken | names
