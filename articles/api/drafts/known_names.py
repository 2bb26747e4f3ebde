"""The people and organisations that a request may name by their keys."""

from collections.abc import Collection

from django.db.models import Q

from articles.importing.sidecar import SidecarEntity
from articles.search.visible_entities import unknown_to
from entities.models import Entity
from newsroom.lib.errors import DomainError, NotAllowed
from newsroom.models import User


def refuse_names(entities: Collection[SidecarEntity], by: User) -> None:
    """Raise `NotAllowed` for entities that the user may not make, or not add to.

    Raises `DomainError` for a key or Wikidata id of one that the user may not know of, without a
    word about whose it is. Three queries.
    """
    keys = {entity.key for entity in entities}
    ids = {entity.wikidata_id for entity in entities if entity.wikidata_id}
    named = Q(slug__in=keys) | Q(wikidata_id__in=ids)
    known = [*Entity._base_manager.filter(named).select_related("merged_into")]
    _refuse_secret(known, keys, by)
    slugs = {row.slug for row in known}
    for entity in entities:
        _refuse_addition(entity, is_known=entity.key in slugs, by=by)


def _refuse_secret(known: Collection[Entity], keys: Collection[str], by: User) -> None:
    meant = [*known, *(row.merged_into for row in known if row.merged_into)]
    secret = unknown_to(meant, by) if meant else frozenset()
    for row in known:
        if {row.pk, row.merged_into_id} & secret:
            name = row.slug if row.slug in keys else row.wikidata_id
            raise DomainError(f"entities: “{name}” cannot be had. Choose another, or leave it out.")


def _refuse_addition(entity: SidecarEntity, *, is_known: bool, by: User) -> None:
    action = "change" if is_known else "add"
    says_more = entity.aliases or entity.description or entity.wikidata_id or entity.affiliations
    if (says_more or not is_known) and not by.has_perm(f"entities.{action}_{entity.kind}"):
        message = "You may not %(action)s people and organisations: “%(key)s”."
        raise NotAllowed(message % {"action": action, "key": entity.key})
