"""Profiles of entities, to which sidecars may add but which they may not contradict."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from articles.importing.errors import UnusableFile
from articles.importing.sidecar import SidecarEntity
from entities.models import Entity
from entities.models.names import folded
from entities.services.additions import Additions, Office
from newsroom.lib.text import one_line


class Profile:
    """An entity together with what sidecars add.

    `offices` are the known ones; aliases are read from the entity. `additions` are to be stored.
    """

    def __init__(self, entity: Entity, offices: Iterable[Office]) -> None:
        self.entity = entity
        self.names = {entity.folded_name, *(alias.folded_name for alias in entity.aliases.all())}
        self.offices = {(pk, folded(title)) for pk, title in offices}
        self.description, self.wikidata_id = entity.description, entity.wikidata_id
        self.additions = Additions()

    def add(self, entity: SidecarEntity, offices: Collection[Office]) -> list[str]:
        """Add what is not known yet; return notes on what was added and what was not.

        Raises `UnusableFile` for a name or a Wikidata id of another entity.
        """
        self._refuse_another(entity)
        notes = [
            *self._add_aliases(entity.aliases),
            *self._add_offices(offices),
            *self._add_description(one_line(entity.description)),
            *self._add_wikidata_id(entity.wikidata_id),
        ]
        return [f"{self.entity}: {line}" for line in notes]

    def _refuse_another(self, entity: SidecarEntity) -> None:
        if folded(entity.name) not in self.names:
            raise UnusableFile(
                f"sidecar: “{entity.key}” is {self.entity} here, not {entity.name}. "
                "Give the entity another key, or add the name as an alias."
            )
        if entity.wikidata_id and (self.wikidata_id or entity.wikidata_id) != entity.wikidata_id:
            raise UnusableFile(
                f"sidecar: “{entity.key}” is {self.entity} with the Wikidata id {self.wikidata_id} "
                f"here, not {entity.wikidata_id}: known to be two. Give the entity another key."
            )

    def _add_aliases(self, aliases: Iterable[str]) -> Iterator[str]:
        for alias in map(one_line, aliases):
            if folded(alias) not in self.names:
                self.names.add(folded(alias))
                self._store(aliases=(*self.additions.aliases, alias))
                yield f"alias added: {alias}"

    def _add_offices(self, offices: Iterable[Office]) -> Iterator[str]:
        for pk, title in offices:
            # An office without a title says no more than any other office there.
            known = {held for held, name in self.offices if name == folded(title) or not title}
            if pk not in known:
                self.offices.add((pk, folded(title)))
                self._store(offices=(*self.additions.offices, (pk, title)))
                yield f"affiliation added: {title or 'member'}"

    def _add_description(self, description: str) -> Iterator[str]:
        if description and not self.description:
            self.description = description
            self._store(description=description)
            yield f"description added: {description}"
        elif description not in ("", self.description):
            stays = f"its description stays “{self.description}”, not “{description}”"
            yield f"{stays}: is it a namesake?"

    def _add_wikidata_id(self, wikidata_id: str | None) -> Iterator[str]:
        if wikidata_id and not self.wikidata_id:
            self.wikidata_id = wikidata_id
            self._store(wikidata_id=wikidata_id)
            yield f"Wikidata id added: {wikidata_id}"

    def _store(self, **added: object) -> None:
        self.additions = replace(self.additions, **added)  # type: ignore[arg-type]
