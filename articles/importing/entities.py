"""The entities that a sidecar names: found by their key, or made.

A key is the entity's slug here, and nothing else identifies: a namesake under another key is
another person. What a sidecar says beside the key may add to what is known, and not contradict it.
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
    """The ids of a sidecar's entities by their keys, those among them that are new, and in words
    what was added to known ones or left as it is."""

    ids: dict[str, int]
    new: frozenset[int]
    notes: tuple[str, ...]


def find_or_make_entities(sidecars: Sequence[Sidecar], by: User | None) -> list[NamedEntities]:
    """For each sidecar the entity of each of its keys, made where there is none.

    What is known of an entity is completed by what the sidecars say. Needs a transaction, which
    has locked the articles that it changes; raises `UnusableFile`. Claims the keys and Wikidata
    ids that it gives: of two imports that name the same new person, one makes it.
    """
    for sidecar in sidecars:
        _refuse_unsound(sidecar)
    given = [entity for sidecar in sidecars for entity in sidecar.entities]
    found = _known(given)
    _claim_new(given, found)
    found = _known(given)
    _refuse_known_elsewhere(given, found)
    made = _make([entity for entity in given if entity.key not in found], by)
    everyone = found | made
    notes = _complete(sidecars, everyone, made.keys(), by)
    new = {entity.pk for entity in made.values()}
    named = []
    for sidecar, said in zip(sidecars, notes, strict=True):
        ids = {entity.key: everyone[entity.key].pk for entity in sidecar.entities}
        named.append(NamedEntities(ids, frozenset(ids.values()) & new, tuple(said)))
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


def _known(given: Iterable[SidecarEntity]) -> Entities:
    """Those whom the keys stand for today. Raises `UnusableFile` for a key of another kind."""
    kinds: dict[str, str] = {}
    for entity in given:
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


def _claim_new(given: Iterable[SidecarEntity], found: Entities) -> None:
    names = set()
    for entity in given:
        known = found.get(entity.key)
        if known is None:
            names |= {f"{kind} {entity.key}" for kind in Entity.Kind.values}
        if entity.wikidata_id and not (known and known.wikidata_id):
            names.add(f"wikidata {entity.wikidata_id}")
    if names:
        advisory_lock(*names)


def _refuse_known_elsewhere(given: Iterable[SidecarEntity], found: Entities) -> None:
    """Refuse a Wikidata id that two are given, or that another has than whom the key stands for."""
    keys: dict[str, str] = {}
    for entity in given:
        if entity.wikidata_id:
            first = keys.setdefault(entity.wikidata_id, entity.key)
            if _whom(first, found) != _whom(entity.key, found):
                raise UnusableFile(
                    f"sidecar: “{first}” and “{entity.key}” have the same Wikidata id."
                )
    for holder in Entity.objects.current().filter(wikidata_id__in=keys) if keys else ():
        key = keys[holder.wikidata_id]
        if _whom(key, found) != holder.pk:
            raise UnusableFile(
                f"sidecar: The Wikidata id {holder.wikidata_id} of “{key}” is that of {holder} "
                f"here, whose key is “{holder.slug}”."
            )


def _whom(key: str, found: Entities) -> int | str:
    """The id of whom a key stands for; of somebody new the key itself."""
    return found[key].pk if key in found else key


def _make(given: Sequence[SidecarEntity], by: User | None) -> Entities:
    """New entities, as the first sidecar that names them describes them, without their offices."""
    first: dict[str, SidecarEntity] = {}
    for entity in given:
        first.setdefault(entity.key, entity)
    return dict(zip(first, create_entities([*map(_new, first.values())], by=by), strict=True))


def _new(given: SidecarEntity) -> NewEntity:
    return NewEntity(
        kind=given.kind,
        name=given.name,
        slug=given.key,
        description=given.description,
        wikidata_id=given.wikidata_id,
        aliases=given.aliases,
    )


def _complete(
    sidecars: Sequence[Sidecar], everyone: Entities, made: Collection[str], by: User | None
) -> list[list[str]]:
    """Store what the sidecars add; for each, in words, what that is. Nothing is said of new ones.

    Read once more once the rows are locked: what another import has added is not added again.
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
    """By key; two keys that lead to one entity, since a merge, share one. Three queries."""
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
        said = profiles[entity.key].add(entity, held)
        notes += [] if entity.key in made else said
    return notes
