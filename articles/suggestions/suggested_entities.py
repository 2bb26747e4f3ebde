"""Those who may be meant by suggestions, as an editor has to see them before she accepts one."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Suggestion
from articles.search.namesakes import distinctions
from articles.suggestions.accepted_names import Acceptance, last_accepted
from articles.suggestions.proposals import Proposal, Proposals
from entities.models import Entity
from newsroom.models import User


@dataclass(frozen=True, slots=True)
class SuggestedEntity:
    """Somebody who may be meant: what tells them from a namesake, and where an editor has last
    accepted the name by which the text names them first."""

    entity: Entity
    distinction: str
    accepted: Acceptance | None


def find_suggested_entities(
    proposals: Proposals, *, article_id: int | None, user: User
) -> dict[int, SuggestedEntity]:
    """Return everybody whom the proposals name, by their ids. Three queries at the most."""
    asked = [proposals.asked] if proposals.asked else []
    told = [*proposals.all, *asked]
    entities = {entity.pk: entity for proposal in told for entity in proposal.entities}
    lines = distinctions(entities.values())
    accepted = last_accepted(_first_names(told), article_id=article_id, user=user)
    return {
        pk: SuggestedEntity(entity, lines[pk], accepted.get(pk)) for pk, entity in entities.items()
    }


def _first_names(proposals: Iterable[Proposal]) -> dict[int, str]:
    """The words of the first mention of each; of whom no words are proposed, the name."""
    names: dict[int, str] = {}
    spoken: dict[int, str] = {}
    for proposal in proposals:
        for entity in proposal.entities:
            if proposal.kind == Suggestion.Kind.MENTION:
                names.setdefault(entity.pk, proposal.exact)
            else:
                spoken.setdefault(entity.pk, entity.name)
    return spoken | names
