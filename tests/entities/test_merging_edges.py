"""Merging by its three ways in: the admin, the API, the command."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.admin import entities
from entities.models import Affiliation, Entity
from entities.services.merging import merge_entity
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    make_staff,
    mention,
    merge,
    published_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_staff("publisher"))
    return client


def page_of(entity: Entity, step: str = "change") -> str:
    return f"/admin/entities/{entity.kind}/{entity.pk}/{step}/"


class TestAdmin:
    def test_both_are_shown_before_anything_is_done(self, desk: Client) -> None:
        ada = make_person("Ada Quimby", wikidata_id="Q7259", aliases=("A. Q.",))
        lady = make_person("Lady Quimby", description="Lady of the mill")
        published_article(body=f"<p>{mention(lady)}</p>")
        assert page_of(lady, "merge") in desk.get(page_of(lady)).content.decode()
        assert "Look at both" in desk.get(page_of(lady, "merge")).content.decode()
        page = desk.get(page_of(lady, "merge"), {"into": ada.pk}).content.decode()
        for shown in ("Q7259", "A. Q.", "Lady of the mill", "/people/lady-quimby/"):
            assert shown in page
        lady.refresh_from_db()
        assert lady.merged_into is None

    def test_merge_and_way_back(self, desk: Client) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        given = {"into": ada.pk, "comment": "One and the same."}
        answer = desk.post(page_of(lady, "merge"), given, follow=True)
        assert answer.redirect_chain == [(page_of(ada), 302)]
        page = answer.content.decode()
        assert "Lady is merged into Ada" in page
        assert "One and the same." in page
        assert page_of(lady, "unmerge") in page
        assert "Lady" in desk.get(page_of(lady, "unmerge")).content.decode()
        answer = desk.post(page_of(lady, "unmerge"), {"comment": "They are two."}, follow=True)
        assert answer.redirect_chain == [(page_of(lady), 302)]
        assert Entity.objects.current().count() == 2

    def test_page_of_a_merged_one_leads_to_the_survivors(self, desk: Client) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        merge(lady, ada)
        answer = desk.get(page_of(lady), follow=True)
        assert answer.redirect_chain == [(page_of(ada), 302)]
        assert "Lady has been merged into Ada." in answer.content.decode()
        assert desk.get("/admin/entities/person/99999/change/").status_code == 302

    def test_what_cannot_be_merged_is_said(self, desk: Client) -> None:
        ada, lady = make_person("Ada", wikidata_id="Q1"), make_person("Lady", wikidata_id="Q2")
        answer = desk.post(page_of(lady, "merge"), {"into": ada.pk})
        assert "two Wikidata ids" in answer.content.decode()
        assert Entity.objects.current().count() == 2

    @pytest.mark.parametrize("chosen", ["works", "oneself", "nobody"])
    def test_only_another_of_its_kind_can_be_chosen(self, desk: Client, chosen: str) -> None:
        lady = make_person("Lady")
        ids = {"works": make_organisation().pk, "oneself": lady.pk, "nobody": 99999}
        for answer in (
            desk.get(page_of(lady, "merge"), {"into": ids[chosen]}),
            desk.post(page_of(lady, "merge"), {"into": ids[chosen]}),
        ):
            assert "errorlist" in answer.content.decode()

    @pytest.mark.parametrize("given", ["abc", "", "-1", "\0", "²"])
    def test_what_is_no_id_is_asked_for_again(self, desk: Client, given: str) -> None:
        lady = make_person("Lady")
        for answer in (
            desk.get(page_of(lady, "merge"), {"into": given}),
            desk.post(page_of(lady, "merge"), {"into": given}),
        ):
            assert "Look at both" in answer.content.decode()

    def test_name_that_somebody_has_changed_outlives_the_undoing(self, desk: Client) -> None:
        """The merge brought it, but what it is now somebody has written."""
        ada, lady = make_person("Ada"), make_person("Lady", aliases=("Ladi",))
        merge(lady, ada)
        form = desk.get(page_of(ada)).context
        data = {"name": "Ada"}
        for inline in form["inline_admin_formsets"]:
            for field in inline.formset.management_form:
                data[field.html_name] = field.value()
            for row in inline.formset.initial_forms:
                data |= {field.html_name: field.value() or "" for field in row}
                data |= {field.html_initial_name: field.value() or "" for field in row}
        (changed,) = [
            key for key, value in data.items() if value == "Ladi" and "initial" not in key
        ]
        desk.post(page_of(ada), {**data, changed: "Lady A."})
        desk.post(page_of(lady, "unmerge"), {})
        assert list(ada.aliases.values_list("name", flat=True)) == ["Lady A."]

    def test_undo_in_the_wrong_order_is_said(self, desk: Client) -> None:
        first, second, third = (make_person(name) for name in ("One", "Two", "Three"))
        merge(first, second)
        merge(second, third)
        answer = desk.post(page_of(first, "unmerge"), {})
        assert "Two has been merged into Three." in answer.content.decode()

    def test_save_of_one_that_was_merged_meanwhile_is_refused_in_words(
        self, desk: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The merge comes between the admin's reading and its writing."""
        ada, lady = make_person("Ada"), make_person("Lady")
        change = entities.change_entity

        def late(**given: Any) -> None:
            merge(lady, ada)
            change(**given)

        monkeypatch.setattr(entities, "change_entity", late)
        inlines = {
            f"{name}-{count}": 0
            for name in ("aliases", "affiliations")
            for count in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
        typed = {"name": "Lady Ada", "initial-name": "Lady"}
        answer = desk.post(page_of(lady), {**inlines, **typed}, follow=True)
        assert "Lady has been merged into Ada." in answer.content.decode()

    def test_office_in_a_merged_organisation_is_shown_once(self, desk: Client) -> None:
        works, mill, ada = make_organisation("Works"), make_organisation("Mill"), make_person()
        Affiliation.objects.create(person_id=ada.pk, organisation_id=mill.pk, title="Head")
        merge(mill, works)
        formset = desk.get(page_of(ada)).context["inline_admin_formsets"][1].formset
        assert [form.instance.organisation.name for form in formset.initial_forms] == ["Works"]

    @pytest.mark.parametrize("role", ["reporter", "editor", "legal"])
    def test_without_the_right_there_is_neither_button_nor_page(
        self, client: Client, role: str
    ) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        merge(lady, ada)
        client.force_login(make_staff(role))
        page = client.get(page_of(ada)).content.decode()
        assert "Merge into another" not in page
        assert page_of(lady, "unmerge") not in page
        for address in (page_of(ada, "merge"), page_of(lady, "unmerge")):
            assert client.post(address, {}).status_code == 403


def post(client: Client, path: str, status: int, **given: object) -> Any:
    answer = client.post(f"/api/v1/entities/{path}/", json.dumps(given), "application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


class TestApi:
    def test_merge_and_way_back(self, desk: Client) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        shown = {"id": ada.pk, "kind": "person", "name": "Ada", "slug": "ada"}
        assert post(desk, f"{lady.pk}/merge", 200, into=ada.pk, comment="One.") == shown
        assert post(desk, f"{lady.pk}/unmerge", 200)["id"] == lady.pk

    def test_refusals(self, desk: Client) -> None:
        ada, works = make_person("Ada"), make_organisation()
        assert post(desk, f"{ada.pk}/merge", 409, into=works.pk)["code"] == "cannot_merge"
        assert post(desk, f"{ada.pk}/unmerge", 409)["code"] == "not_merged"
        post(desk, f"{ada.pk}/merge", 404, into=99999)
        post(desk, "99999/merge", 404, into=ada.pk)
        post(desk, f"{10**30}/merge", 404, into=ada.pk)
        for bad in ({}, {"into": "5"}, {"into": ada.pk, "other": 1}):
            post(desk, f"{works.pk}/merge", 400, **bad)

    @pytest.mark.parametrize("role", ["", "reporter", "editor", "legal"])
    def test_without_the_right(self, client: Client, role: str) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        if role:
            client.force_login(make_staff(role))
        post(client, f"{lady.pk}/merge", 403 if role else 401, into=ada.pk)
        post(client, f"{lady.pk}/unmerge", 403 if role else 401)


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("merge_entity", *map(str, arguments), stdout=out)
    return out.getvalue()


class TestCommand:
    def test_merge_and_way_back(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        draft_article(body=f"<p>{mention(lady)}</p>")
        assert run(lady.pk, "--into", ada.pk) == f"{lady.pk} is merged into Ada.\n"
        assert run(lady.pk, "--undo", "--comment", "Two.") == "Lady stands for itself again.\n"

    def test_refusals_are_said(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        make_staff("editor", username="ed")
        for arguments in (
            (lady.pk, "--into", 99999),
            (lady.pk, "--undo"),
            (lady.pk, "--into", ada.pk, "--by", "ed"),
            (lady.pk, "--into", ada.pk, "--by", "nobody"),
        ):
            with pytest.raises(CommandError):
                run(*arguments)
        assert Entity.objects.current().count() == 2

    def test_rights_of_whoever_does_it_are_asked(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        make_staff("publisher", username="pub")
        run(lady.pk, "--into", ada.pk, "--by", "pub")
        lady.refresh_from_db()
        assert lady.merged_into == ada


def test_merge_by_somebody_is_theirs() -> None:
    ada, lady, by = make_person(), make_person(), make_staff("administrator")
    assert merge_entity(entity_id=lady.pk, into_id=ada.pk, by=by) == ada
