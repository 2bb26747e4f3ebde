"""The entities that sidecars name, found by key or created.

A key is the slug of the entity, and the only identity: a namesake with another key is another
person. What a sidecar says of an entity may add to what is known, but not contradict it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from articles.importing.errors import UnusableFile
from articles.importing.profiles import Profile
from articles.importing.sidecar import Sidecar, SidecarEntity
from entities.models import Affiliation, Entity
from entities.services.additions import Office, complete_entities, lock_to_complete
from entities.services.editing import NewEntity, create_entities
from entities.services.merged_ids import resolve_entities
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.models import User

Entities = dict[str, Entity]  # by their keys


@dataclass(frozen=True, slots=True)
class NamedEntities:
    """The entities of a sidecar: ids by key, and the ids of new ones.

    `notes` say in words what was added to known entities, or left as it was.
    """

    ids: dict[str, int]
    new: frozenset[int]
    notes: tuple[str, ...]


def find_or_make_entities(sidecars: Sequence[Sidecar], by: User | None) -> list[NamedEntities]:
    """Return the entities of each sidecar, and create those that do not exist.

    Completes known entities with what the sidecars say. Needs a transaction that has locked the
    articles it changes. Locks new keys and Wikidata ids: of two imports that name the same new
    person, one creates it. Raises `UnusableFile`.
    """
    for sidecar in sidecars:
        _refuse_unsound(sidecar)
    wanted = [entity for sidecar in sidecars for entity in sidecar.entities]
    _lock_new_keys(wanted, _find_by_key(wanted))
    found = _find_by_key(wanted)
    _refuse_known_elsewhere(wanted, found)
    made = _create([entity for entity in wanted if entity.key not in found], by)
    everyone = found | made
    notes = _complete(sidecars, everyone, made.keys(), by)
    new = {entity.pk for entity in made.values()}
    named = []
    for sidecar, lines in zip(sidecars, notes, strict=True):
        ids = {entity.key: everyone[entity.key].pk for entity in sidecar.entities}
        named.append(NamedEntities(ids, frozenset(ids.values()) & new, tuple(lines)))
    return named


def _refuse_unsound(sidecar: Sidecar) -> None:
    if len({entity.key for entity in sidecar.entities}) < len(sidecar.entities):
        raise UnusableFile("sidecar: Two of its entities have the same key.")
    organisations = {entity.key for entity in sidecar.entities if entity.kind == "organisation"}
    for entity in sidecar.entities:
        if entity.affiliations and entity.key in organisations:
            raise UnusableFile(f"sidecar: “{entity.key}” is no person, and can hold no office.")
        for office in entity.affiliations:
            if office.organisation not in organisations:
                raise UnusableFile(f"sidecar: “{office.organisation}” is no organisation in it.")


def _find_by_key(wanted: Iterable[SidecarEntity]) -> Entities:
    """Return the current entity of each known key. Raises `UnusableFile` if the kind differs."""
    kinds: dict[str, str] = {}
    for entity in wanted:
        if kinds.setdefault(entity.key, entity.kind) != entity.kind:
            raise UnusableFile(f"sidecar: “{entity.key}” is a person and an organisation.")
    rows = list(Entity.objects.filter(kind__in=Entity.Kind.values, slug__in=kinds))
    found = {row.slug: row for row in rows if row.kind == kinds[row.slug]}
    for row in rows:
        if row.slug not in found:
            raise UnusableFile(
                f"sidecar: “{row.slug}” is the {row.get_kind_display()} {row} here, and no "
                f"{kinds[row.slug]}. Give the entity another key."
            )
    merged = resolve_entities(row.pk for row in found.values() if row.merged_into_id)
    return {key: merged.get(row.pk, row) for key, row in found.items()}


def _lock_new_keys(wanted: Iterable[SidecarEntity], found: Entities) -> None:
    names = set()
    for entity in wanted:
        known = found.get(entity.key)
        if known is None:
            names |= {f"{kind} {entity.key}" for kind in Entity.Kind.values}
        if entity.wikidata_id and not (known and known.wikidata_id):
            names.add(f"wikidata {entity.wikidata_id}")
    if names:
        advisory_lock(*names)


def _refuse_known_elsewhere(wanted: Iterable[SidecarEntity], found: Entities) -> None:
    """Refuse a Wikidata id that two sidecar entities have, or that another known entity has."""
    keys: dict[str, str] = {}
    for entity in wanted:
        if entity.wikidata_id:
            first = keys.setdefault(entity.wikidata_id, entity.key)
            if _identity(first, found) != _identity(entity.key, found):
                raise UnusableFile(
                    f"sidecar: “{first}” and “{entity.key}” have the same Wikidata id."
                )
    for holder in Entity.objects.current().filter(wikidata_id__in=keys) if keys else ():
        key = keys[holder.wikidata_id]
        if _identity(key, found) != holder.pk:
            raise UnusableFile(
                f"sidecar: The Wikidata id {holder.wikidata_id} of “{key}” is that of {holder} "
                f"here, whose key is “{holder.slug}”."
            )


def _identity(key: str, found: Entities) -> int | str:
    """Return the id of the entity with this key, or the key itself if it is new."""
    return found[key].pk if key in found else key


def _create(wanted: Sequence[SidecarEntity], by: User | None) -> Entities:
    """Create entities as the first sidecar that names them describes them, without offices."""
    first: dict[str, SidecarEntity] = {}
    for entity in wanted:
        first.setdefault(entity.key, entity)
    return dict(
        zip(first, create_entities([*map(_new_entity, first.values())], by=by), strict=True)
    )


def _new_entity(entity: SidecarEntity) -> NewEntity:
    return NewEntity(
        kind=entity.kind,
        name=entity.name,
        slug=entity.key,
        description=entity.description,
        wikidata_id=entity.wikidata_id,
        aliases=entity.aliases,
    )


def _complete(
    sidecars: Sequence[Sidecar], everyone: Entities, made: Collection[str], by: User | None
) -> list[list[str]]:
    """Store what the sidecars add, and return notes on that for each; none on new entities.

    Reads the entities again after locking them: what another import has added is not added twice.
    """
    profiles = _profiles(everyone)
    notes = [_add(sidecar, profiles, made) for sidecar in sidecars]
    lacking = {profile.entity.pk for profile in profiles.values() if profile.additions}
    known = {entity.pk for key, entity in everyone.items() if key not in made}
    if lacking:
        lock_to_complete(known if lacking & known else (), changing=lacking)
        profiles = _profiles(everyone)
        notes = [_add(sidecar, profiles, made) for sidecar in sidecars]
        additions = {
            profile.entity.pk: profile.additions
            for profile in profiles.values()
            if profile.additions
        }
        complete_entities(additions=additions, by=by)
    return notes


def _profiles(everyone: Entities) -> dict[str, Profile]:
    """Return profiles by key; two keys of one merged entity share one. Three queries."""
    ids = {entity.pk for entity in everyone.values()}
    offices: dict[int, list[Office]] = {pk: [] for pk in ids}
    held = Affiliation.objects.filter(person__in=ids).order_by()
    for pk, organisation, title in held.values_list("person", "organisation", "title"):
        offices[pk].append((organisation, title))
    rows = Entity.objects.filter(pk__in=ids).prefetch_related("aliases")
    known = {row.pk: Profile(row, offices[row.pk]) for row in rows}
    return {key: known[entity.pk] for key, entity in everyone.items()}


def _add(sidecar: Sidecar, profiles: dict[str, Profile], made: Collection[str]) -> list[str]:
    notes = []
    for entity in sidecar.entities:
        held = [
            (profiles[affiliation.organisation].entity.pk, affiliation.title)
            for affiliation in entity.affiliations
        ]
        lines = profiles[entity.key].add(entity, held)
        notes += [] if entity.key in made else lines
    return notes
