"""What sidecars say of an entity beside what is known of it: they may add, not contradict."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from articles.importing.errors import UnusableFile
from articles.importing.sidecar import SidecarEntity
from entities.models import Entity
from entities.models.names import folded
from entities.services.additions import Additions, Office
from newsroom.lib.text import one_line


class Profile:
    """An entity as it will be with what sidecars add to it.

    `offices` are those it has; its aliases are read from it. `additions` is what is to be stored.
    """

    def __init__(self, entity: Entity, offices: Iterable[Office]) -> None:
        self.entity = entity
        self.names = {entity.folded_name, *(alias.folded_name for alias in entity.aliases.all())}
        self.offices = {(pk, folded(title)) for pk, title in offices}
        self.description, self.wikidata_id = entity.description, entity.wikidata_id
        self.additions = Additions()

    def add(self, given: SidecarEntity, offices: Collection[Office]) -> list[str]:
        """Add what is given and not known; return in words what was added, and what was not.

        Raises `UnusableFile` for a name or a Wikidata id of somebody else.
        """
        self._refuse_another(given)
        said = [
            *self._add_aliases(given.aliases),
            *self._add_offices(offices),
            *self._add_description(one_line(given.description)),
            *self._add_wikidata_id(given.wikidata_id),
        ]
        return [f"{self.entity}: {line}" for line in said]

    def _refuse_another(self, given: SidecarEntity) -> None:
        if folded(given.name) not in self.names:
            raise UnusableFile(
                f"sidecar: “{given.key}” is {self.entity} here, not {given.name}. "
                "Give the entity another key, or add the name as an alias."
            )
        if given.wikidata_id and (self.wikidata_id or given.wikidata_id) != given.wikidata_id:
            raise UnusableFile(
                f"sidecar: “{given.key}” is {self.entity} with the Wikidata id {self.wikidata_id} "
                f"here, not {given.wikidata_id}: known to be two. Give the entity another key."
            )

    def _add_aliases(self, aliases: Iterable[str]) -> Iterator[str]:
        for alias in map(one_line, aliases):
            if folded(alias) not in self.names:
                self.names.add(folded(alias))
                self._store(aliases=(*self.additions.aliases, alias))
                yield f"alias added: {alias}"

    def _add_offices(self, offices: Iterable[Office]) -> Iterator[str]:
        for pk, title in offices:
            # Without a title it says no more than any office there does.
            known = {there for there, name in self.offices if name == folded(title) or not title}
            if pk not in known:
                self.offices.add((pk, folded(title)))
                self._store(offices=(*self.additions.offices, (pk, title)))
                yield f"affiliation added: {title or 'member'}"

    def _add_description(self, given: str) -> Iterator[str]:
        if given and not self.description:
            self.description = given
            self._store(description=given)
            yield f"description added: {given}"
        elif given not in ("", self.description):
            yield f"its description stays “{self.description}”, not “{given}”: is it a namesake?"

    def _add_wikidata_id(self, given: str | None) -> Iterator[str]:
        if given and not self.wikidata_id:
            self.wikidata_id = given
            self._store(wikidata_id=given)
            yield f"Wikidata id added: {given}"

    def _store(self, **added: object) -> None:
        self.additions = replace(self.additions, **added)  # type: ignore[arg-type]
