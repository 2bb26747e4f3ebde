"""The entities that a sidecar names: found by their key, or made.

A key is the entity's slug here, and nothing else identifies: a namesake under another key is
another person. Where the key is known but the name is not one of the entity's, the file fails.
"""

from collections.abc import Mapping

from articles.importing.errors import UnusableFile
from articles.importing.sidecar import Sidecar, SidecarEntity
from entities.models import Affiliation, Entity
from entities.services.editing import NewEntity, create_entities
from entities.services.resolving import resolve
from newsroom.lib.claims import claim
from newsroom.lib.text import fold
from newsroom.models import User

Identity = tuple[str, str]  # kind and key


def find_or_make_entities(sidecar: Sidecar, by: User | None) -> dict[str, int]:
    """Each key's entity, made where there is none. Needs a transaction; raises `UnusableFile`.

    Claims the keys that it makes: of two imports that name the same new person, one makes it.
    """
    given: dict[Identity, SidecarEntity] = {
        (entity.kind, entity.key): entity for entity in sidecar.entities
    }
    if len({entity.key for entity in sidecar.entities}) < len(sidecar.entities):
        raise UnusableFile("sidecar: Two of its entities have the same key.")
    known = _known(given)
    if given.keys() - known.keys():
        claim(*(f"{kind} {key}" for kind, key in given.keys() - known.keys()))
        known = _known(given)
    new = [key for key in given if key not in known]
    made = dict(zip(new, create_entities([_new(given[key]) for key in new], by=by), strict=True))
    for key, entity in known.items():
        _refuse_another(given[key], entity)
    everyone = {entity.key: (known | made)[kind, entity.key] for (kind, _), entity in given.items()}
    for key, entity in made.items():
        _affiliate(entity, given[key], everyone)
    return {key: entity.pk for key, entity in everyone.items()}


def _known(given: Mapping[Identity, SidecarEntity]) -> dict[Identity, Entity]:
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


def _refuse_another(given: SidecarEntity, entity: Entity) -> None:
    names = {entity.folded_name, *(alias.folded_name for alias in entity.aliases.all())}
    if fold(given.name) not in names:
        raise UnusableFile(
            f"sidecar: “{given.key}” is {entity.name} here, not {given.name}. "
            "Give the entity another key, or add the name as an alias."
        )


def _affiliate(entity: Entity, given: SidecarEntity, everyone: Mapping[str, Entity]) -> None:
    for office in given.affiliations:
        if office.organisation not in everyone:
            raise UnusableFile(f"sidecar: “{office.organisation}” is not among its entities.")
        Affiliation.objects.create(
            person_id=entity.pk,
            organisation_id=everyone[office.organisation].pk,
            title=office.title,
        )
