"""Pages that merge two people or organisations, and undo a merge."""

from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.entity_choice import EntityChoiceField, entity_choice_field
from articles.admin.form_errors import acting_user
from articles.search.visible_entities import known_at_desk
from entities.errors import AlreadyMerged
from entities.models import Entity
from entities.services.merged_ids import resolve_entities
from entities.services.merging import MERGE, merge_entity, unmerge_entity
from newsroom.lib.errors import DomainError
from newsroom.lib.numbers import parse_whole_number
from newsroom.models import Event, User
from newsroom.verbs import Verb

STYLES: Final = forms.Media(css={"all": ["articles/workflow.css"]})


class MergeForm(forms.Form):
    into = EntityChoiceField(Entity.objects.none(), label=_("Merge into"))
    comment = forms.CharField(label=_("Comment"), max_length=500, required=False)

    def __init__(
        self, entity: Entity, site: admin.AdminSite, user: User, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        current = Entity.objects.current().filter(kind=entity.kind).exclude(pk=entity.pk)
        others = known_at_desk(current, user)
        into: Any = self.fields["into"]
        into.queryset, into.widget = others, entity_choice_field(entity.kind, site, user)
        into.widget.choices = into.choices


class UnmergeForm(forms.Form):
    comment = forms.CharField(label=_("Comment"), max_length=500, required=False)


class MergeAdmin(admin.ModelAdmin):
    """An admin of entities with pages to merge them. It shows no merged entity."""

    kind: str

    def get_urls(self) -> list[Any]:
        view, name = self.admin_site.admin_view, f"entities_{self.kind}"
        return [
            path("<int:entity_id>/merge/", view(self.merge_view), name=f"{name}_merge"),
            path("<int:entity_id>/unmerge/", view(self.unmerge_view), name=f"{name}_unmerge"),
            *super().get_urls(),
        ]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except AlreadyMerged as error:  # while the form was open
            messages.error(request, error.message)
            return redirect(self._address("changelist"))

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Redirect a merged entity's page to its survivor's, if the user may know the survivor."""
        merged = Entity.objects.filter(kind=self.kind, merged_into__isnull=False)
        number = parse_whole_number(object_id)
        entity = merged.filter(pk=number).first() if number else None
        survivor = entity and self._visible_survivor(request, entity)
        if entity is None or survivor is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]
        message = _("%(one)s has been merged into %(other)s.") % {"one": entity, "other": survivor}
        messages.info(request, message)
        return redirect(self._address("change", survivor.pk))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (entity := kwargs.get("obj")) is not None:
            context |= {
                "may_merge": acting_user(request).has_perm(MERGE),
                "merge_address": self._address("merge", entity.pk),
                "merged_entities": self._merged_entities(entity),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _merged_entities(self, survivor: Entity) -> list[dict[str, Any]]:
        """Return the entities merged into this one, each with the event of its merge."""
        rows = list(survivor.merged_entities.order_by("folded_name", "pk"))
        events = Event.objects.filter(verb=Verb.ENTITY_MERGED, subject_type=self.kind)
        events = events.filter(subject_id__in=[row.pk for row in rows]).select_related("actor")
        newest = {event.subject_id: event for event in events.order_by("pk")}
        return [
            {"entity": row, "event": newest.get(row.pk), "undo": self._address("unmerge", row.pk)}
            for row in rows
        ]

    def merge_view(self, request: HttpRequest, entity_id: int) -> HttpResponse:
        """Ask which entity to merge into, then show both and ask for confirmation."""
        entity = self._entity_or_404(request, Entity.objects.current(), entity_id)
        data = request.POST if request.method == "POST" else request.GET
        is_chosen = parse_whole_number(data.get("into", "")) is not None
        user = acting_user(request)
        form = MergeForm(entity, self.admin_site, user, data if is_chosen else None)
        into = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
        if request.method == "POST" and into:
            survivor = self._merge(request, entity, form)
            if survivor:
                return redirect(self._address("change", survivor.pk))
        context = {"both": self._rows_with_counts(request, entity, into) if into else []}
        title = _("Merge %s into another") % entity
        return self._page(request, entity, title, "merge", {**context, "form": form})

    def _merge(self, request: HttpRequest, entity: Entity, form: MergeForm) -> Entity | None:
        into, comment = form.cleaned_data["into"], form.cleaned_data["comment"]
        try:
            survivor = merge_entity(
                entity_id=entity.pk, into_id=into.pk, comment=comment, by=acting_user(request)
            )
        except DomainError as error:
            form.add_error(None, error.message)
            return None
        message = _("%(one)s is merged into %(other)s, and leads there from now on.")
        messages.success(request, message % {"one": entity, "other": survivor})
        return survivor

    def _rows_with_counts(self, request: HttpRequest, *entities: Entity) -> list[Any]:
        found = self.get_queryset(request).filter(pk__in=[one.pk for one in entities])
        rows = {row.pk: row for row in self.with_counts(found).prefetch_related("aliases")}
        return [rows[one.pk] for one in entities if one.pk in rows]

    def with_counts(self, entities: "QuerySet[Any]") -> "QuerySet[Any]":
        raise NotImplementedError

    def unmerge_view(self, request: HttpRequest, entity_id: int) -> HttpResponse:
        merged = Entity.objects.filter(merged_into__isnull=False).select_related("merged_into")
        entity = self._entity_or_404(request, merged, entity_id)
        form = UnmergeForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid() and self._unmerge(request, entity, form):
            return redirect(self._address("change", entity.pk))
        title = _("Let %s stand for itself again") % entity
        return self._page(request, entity, title, "unmerge", {"form": form})

    def _unmerge(self, request: HttpRequest, entity: Entity, form: UnmergeForm) -> bool:
        comment = form.cleaned_data["comment"]
        try:
            unmerge_entity(entity_id=entity.pk, comment=comment, by=acting_user(request))
        except DomainError as error:
            form.add_error(None, error.message)
            return False
        messages.success(request, _("%s stands for itself again.") % entity)
        return True

    def _entity_or_404(
        self, request: HttpRequest, among: "QuerySet[Any]", entity_id: int
    ) -> Entity:
        if not acting_user(request).has_perm(MERGE):
            raise PermissionDenied
        entity: Entity | None = among.filter(pk=entity_id, kind=self.kind).first()
        if entity is None or self._visible_survivor(request, entity) is None:
            raise Http404
        return entity

    def _visible_survivor(self, request: HttpRequest, entity: Entity) -> Entity | None:
        """Return the entity, or its survivor, if the user may know it."""
        survivor = resolve_entities([entity.pk])[entity.pk]
        return self.get_queryset(request).filter(pk=survivor.pk).first()

    def _page(
        self, request: HttpRequest, entity: Entity, title: Any, step: str, more: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media + more["form"].media + STYLES,
            "title": title,
            "original": entity,
            "back": self._address("change", entity.merged_into_id or entity.pk),
            **more,
        }
        return TemplateResponse(request, f"admin/entities/{step}.html", context)

    def _address(self, name: str, *ids: int) -> str:
        return reverse(f"admin:entities_{self.kind}_{name}", args=ids)
