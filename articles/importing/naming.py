"""The entities that a sidecar names: found by their key, or made.

A key is the entity's slug here, and nothing else identifies: a namesake under another key is
another person. Where the key is known but the name is not one of the entity's, the file fails.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.errors import UnusableFile
from articles.importing.sidecar import Sidecar, SidecarEntity
from entities.models import Affiliation, Entity
from entities.services.editing import NewEntity, create_entities
from entities.services.resolving import resolve
from newsroom.lib.claims import claim
from newsroom.lib.text import fold
from newsroom.models import User

Identity = tuple[str, str]  # kind and key
Entities = dict[Identity, Entity]
Given = dict[Identity, list[SidecarEntity]]  # as each sidecar gives it, the first one first


@dataclass(frozen=True, slots=True)
class NamedEntities:
    """The ids of a sidecar's entities by their keys, and those among them that are new."""

    ids: dict[str, int]
    new: frozenset[int]


def find_or_make_entities(sidecars: Sequence[Sidecar], by: User | None) -> list[NamedEntities]:
    """For each sidecar the entity of each of its keys, made where there is none.

    Needs a transaction; raises `UnusableFile`. Claims the keys that it makes: of two imports that
    name the same new person, one makes it.
    """
    given: Given = {}
    for sidecar in sidecars:
        _refuse_unsound(sidecar)
        for its in sidecar.entities:
            given.setdefault((its.kind, its.key), []).append(its)
    found = _known(given)
    if missing := given.keys() - found.keys():
        claim(*(f"{kind} {key}" for kind, key in missing))
        found = _known(given)
    for key, entity in found.items():
        names = {entity.folded_name, *(alias.folded_name for alias in entity.aliases.all())}
        _refuse_another(given[key], entity.name, names)
    made = _make({key: its for key, its in given.items() if key not in found}, found, by)
    everyone, new = found | made, {entity.pk for entity in made.values()}
    keys = ({it.key: everyone[it.kind, it.key].pk for it in its.entities} for its in sidecars)
    return [NamedEntities(ids, frozenset(ids.values()) & new) for ids in keys]


def _refuse_unsound(sidecar: Sidecar) -> None:
    if len({entity.key for entity in sidecar.entities}) < len(sidecar.entities):
        raise UnusableFile("sidecar: Two of its entities have the same key.")
    organisations = {entity.key for entity in sidecar.entities if entity.kind == "organisation"}
    for office in (office for entity in sidecar.entities for office in entity.affiliations):
        if office.organisation not in organisations:
            raise UnusableFile(f"sidecar: “{office.organisation}” is no organisation in it.")


def _make(given: Given, known: Entities, by: User | None) -> Entities:
    """New entities, as the first sidecar that names them describes them, with their offices."""
    for its in given.values():
        _refuse_another(its, its[0].name, {fold(name) for name in (its[0].name, *its[0].aliases)})
    new = create_entities([_new(its[0]) for its in given.values()], by=by)
    made = dict(zip(given, new, strict=True))
    everyone = {**known, **made}
    Affiliation.objects.bulk_create(
        _affiliation(entity, everyone["organisation", office.organisation], office.title)
        for key, entity in made.items()
        for office in given[key][0].affiliations
    )
    return made


def _affiliation(person: Entity, organisation: Entity, title: str) -> Affiliation:
    affiliation = Affiliation(person_id=person.pk, organisation_id=organisation.pk, title=title)
    affiliation.clean_fields(exclude=["person", "organisation"])
    return affiliation


def _known(given: Given) -> Entities:
    slugs = [key for _, key in given]
    rows = Entity.objects.filter(slug__in=slugs).prefetch_related("aliases")
    found = {(row.kind, row.slug): row for row in rows if (row.kind, row.slug) in given}
    merged = resolve(row.pk for row in found.values() if row.merged_into_id)
    return {key: merged.get(row.pk, row) for key, row in found.items()}


def _new(given: SidecarEntity) -> NewEntity:
    return NewEntity(
        kind=given.kind,
        name=given.name,
        slug=given.key,
        description=given.description,
        wikidata_id=given.wikidata_id,
        aliases=given.aliases,
    )


def _refuse_another(given: list[SidecarEntity], name: str, names: set[str]) -> None:
    for it in given:
        if fold(it.name) not in names:
            raise UnusableFile(
                f"sidecar: “{it.key}” is {name} here, not {it.name}. "
                "Give the entity another key, or add the name as an alias."
            )
