"""People and organisations for programs of the desk: made, read and changed."""

from http import HTTPStatus
from typing import Annotated, Any, Literal, cast

import msgspec
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from msgspec import UNSET, Meta, Struct, UnsetType
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.drafts.views import IF_MATCH
from articles.choices import CLEAR
from articles.search.visible_entities import known_at_desk, unknown_to
from entities.models import Affiliation, Alias, Entity
from entities.services.editing import change_entity, register_entity
from entities.services.merged_ids import resolve_entities
from entities.services.replacing import Office, replace_aliases, replace_offices
from newsroom.desk_api.views import DeskView
from newsroom.lib.api.bodies import read_body
from newsroom.lib.api.origin import origin_of
from newsroom.lib.api.preconditions import is_match, read_if_match, stale
from newsroom.lib.errors import DomainError, NotAllowed
from newsroom.lib.json_types import one_of
from newsroom.lib.numbers import LARGEST_ID
from newsroom.lib.versions import version_of
from newsroom.models import User
from newsroom.scopes import Scope

FIELDS = ("name", "description", "wikidata_id", "is_sensitive")
KINDS = ("person", "organisation")
FEW = Meta(max_length=200)
Kind = Annotated[Literal["person", "organisation"], one_of(Entity.Kind)]
Day = Annotated[str, Meta(description="A year, a month or a day: 2024, 2024-05, 2024-05-17.")]


class OfficeInput(Struct, forbid_unknown_fields=True, kw_only=True):
    """An office of a person in an organisation, by its id."""

    organisation: Annotated[int, Meta(ge=1, le=LARGEST_ID)]
    title: str = ""
    from_on: Day = ""
    until_on: Day = ""


class EntityChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """Changes of a person or organisation; lists replace what is there as a whole."""

    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    wikidata_id: str | UnsetType | None = UNSET
    is_sensitive: bool | UnsetType = UNSET
    aliases: Annotated[tuple[str, ...], FEW] | UnsetType = UNSET
    affiliations: Annotated[tuple[OfficeInput, ...], FEW] | UnsetType = UNSET


class EntityInput(EntityChange, forbid_unknown_fields=True, kw_only=True):
    """A new person or organisation."""

    kind: Kind
    name: str
    slug: Annotated[str, Meta(description="Made from the name, if it is left out.")] = ""


class DeskOffice(Struct):
    """An office of a person, with its organisation."""

    organisation: int
    organisation_name: str
    title: str
    from_on: Day
    until_on: Day


class DeskEntity(Struct):
    """A person or organisation as the desk has it. A merged one names who stands for it."""

    id: int
    kind: Kind
    name: str
    slug: str
    description: str
    wikidata_id: str | None
    is_sensitive: bool
    aliases: list[str]
    affiliations: list[DeskOffice]
    merged_into: int | None


class DeskEntityBase(DeskView):
    """The base of operations on people and organisations, by who may see or change them."""

    permissions_any = tuple(
        f"entities.{action}_{kind}" for action in ("view", "add", "change") for kind in KINDS
    )
    read_scopes = frozenset({Scope.READ_DRAFTS, Scope.WRITE_ENTITIES})
    write_scopes = frozenset({Scope.WRITE_ENTITIES})

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    def find(self, pk: int) -> Entity:
        known = known_at_desk(Entity.objects.all(), self.user)
        entity: Entity | None = known.filter(pk=min(pk, LARGEST_ID)).first()
        if entity is None:
            raise Http404
        return entity

    def refuse(self, action: str, kind: str) -> None:
        if not self.user.has_perm(f"entities.{action}_{kind}"):
            raise NotAllowed(f"You may not {action} a {kind}.")

    def store_lists(self, entity: Entity, asked: EntityChange) -> None:
        """Store the aliases and offices that a request gives."""
        if not isinstance(asked.aliases, UnsetType):
            replace_aliases(entity_id=entity.pk, names=asked.aliases, by=self.user)
        if isinstance(asked.affiliations, UnsetType):
            return
        if asked.affiliations and entity.kind != Entity.Kind.PERSON:
            raise DomainError("An organisation has no affiliations.")
        self._refuse_unknown({office.organisation for office in asked.affiliations})
        offices = [Office(**msgspec.structs.asdict(office)) for office in asked.affiliations]
        held = Affiliation.objects.filter(person=entity.pk)
        secret = {*held.values_list("pk", flat=True)} - {row.pk for row in self._offices(entity)}
        replace_offices(person_id=entity.pk, offices=offices, keeping=secret, by=self.user)

    def _refuse_unknown(self, ids: set[int]) -> None:
        organisations = Entity.objects.current().filter(kind=Entity.Kind.ORGANISATION, pk__in=ids)
        known = {*known_at_desk(organisations, self.user).values_list("pk", flat=True)}
        if missing := ids - known:
            raise DomainError(f"No organisation has the id {min(missing)}.")

    def _offices(self, entity: Entity) -> list[Affiliation]:
        """Return the offices in organisations that the user may know of. Two queries."""
        rows = list(Affiliation.objects.filter(person=entity.pk).select_related("organisation"))
        secret = unknown_to([row.organisation for row in rows], self.user) if rows else ()
        return [row for row in rows if row.organisation_id not in secret]

    def answer(self, entity: Entity, status: int = HTTPStatus.OK, **headers: str) -> Response:
        """Return an entity with its version."""
        answer = Response(self.members(entity), status, headers=headers)
        answer["ETag"] = etag_of(answer.data)
        return answer

    def members(self, entity: Entity) -> dict[str, Any]:
        """Return what the API says of an entity."""
        held = [
            DeskOffice(
                row.organisation_id, row.organisation.name, row.title, row.from_on, row.until_on
            )
            for row in self._offices(entity)
        ]
        survivor = self._survivor(entity)
        shown = DeskEntity(
            id=entity.pk,
            kind=cast("Any", entity.kind),
            name=entity.name,
            slug=entity.slug,
            description=entity.description,
            wikidata_id=entity.wikidata_id,
            is_sensitive=entity.is_sensitive,
            aliases=[*Alias.objects.filter(entity=entity.pk).values_list("name", flat=True)],
            affiliations=held,
            merged_into=survivor,
        )
        return cast("dict[str, Any]", msgspec.to_builtins(shown))

    def _survivor(self, entity: Entity) -> int | None:
        """Return the id of the entity that a merged one stands for, if the user may know of it."""
        if entity.merged_into_id is None:
            return None
        survivor = resolve_entities([entity.pk])[entity.pk]
        return None if unknown_to([survivor], self.user) else survivor.pk


class DeskEntityView(DeskEntityBase):
    @extend_schema(
        operation_id="entities_retrieve",
        summary="One person or organisation as the desk has it",
        responses=DeskEntity,
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(self.find(pk))

    @extend_schema(
        operation_id="entities_change",
        summary="Change a person or an organisation",
        request=EntityChange,
        responses=DeskEntity,
        parameters=[IF_MATCH],
    )
    def patch(self, request: Request, pk: int) -> Response:
        asked = read_body(request, EntityChange)
        with transaction.atomic():
            entity = self.find(pk)
            self.refuse("change", entity.kind)
            _lock(entity, asked)
            entity = self.find(pk)
            self._refuse_stale(request, entity)
            self._change(entity, asked)
            return self.answer(self.find(pk))

    def _refuse_stale(self, request: Request, entity: Entity) -> None:
        etag = etag_of(self.members(entity))
        if not is_match(read_if_match(request), etag):
            raise stale(etag, f"{entity.name} has been changed; read it again.")

    def _change(self, entity: Entity, asked: EntityChange) -> None:
        given = [name for name in FIELDS if getattr(asked, name) is not UNSET]
        was_sensitive = entity.is_sensitive
        for name in given:
            setattr(entity, name, getattr(asked, name))
        if was_sensitive and not entity.is_sensitive and not self.user.has_perm(CLEAR):
            raise NotAllowed("Only legal says that somebody is not sensitive any more.")
        entity.clean()
        change_entity(entity=entity, by=self.user, fields=given)
        self.store_lists(entity, asked)


def create_by_request(view: DeskEntityBase, request: Request) -> Response:
    """Store a new entity and answer it."""
    asked = read_body(request, EntityInput)
    view.refuse("add", asked.kind)
    given = {name: getattr(asked, name) for name in FIELDS if getattr(asked, name) is not UNSET}
    entity = Entity(kind=asked.kind, slug=asked.slug, **given)
    with transaction.atomic():
        register_entity(entity=entity, by=view.user)
        view.store_lists(entity, asked)
    address = origin_of(request) + reverse("api:entity", args=[entity.pk])
    return view.answer(entity, HTTPStatus.CREATED, Location=address)


def _lock(entity: Entity, asked: EntityChange) -> None:
    """Lock an entity and those that its new offices name, by rising ids: so no two deadlock."""
    offices = () if isinstance(asked.affiliations, UnsetType) else asked.affiliations
    ids = {entity.pk, *(office.organisation for office in offices)}
    rows = Entity._base_manager.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk"))


def etag_of(members: dict[str, Any]) -> str:
    return f'"{version_of(members)}"'
