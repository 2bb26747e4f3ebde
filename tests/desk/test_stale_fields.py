"""Of two people at one form the second is told what the first has stored, and loses no word."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from entities.models import Affiliation, Alias
from newsroom.models import User
from tests.clients import sign_in
from tests.desk.editing import LIST
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    make_section,
    make_staff,
)

pytestmark = pytest.mark.django_db
INPUT = re.compile(r'<input type="(\w+)"[^>]*?name="([^"]+)"([^>]*)>')
REFUSED = "Somebody else has changed this to"


@pytest.fixture
def desk() -> Client:
    return sign_in(make_staff(is_superuser=True, username="root"))


def shown(page: str) -> dict[str, Any]:
    """Return what the page's form would send as it stands: inputs and selects."""
    page = page[page.index("<form", page.index('id="content-main"')) :]
    fields: dict[str, Any] = {}
    for kind, name, rest in INPUT.findall(page):
        value = re.search(r'value="([^"]*)"', rest)
        if kind in ("text", "number", "hidden", "email"):
            fields.setdefault(name, []).append(unescape(value[1]) if value else "")
        elif kind == "checkbox" and "checked" in rest:
            fields[name] = ["on"]
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        fields.setdefault(name, []).extend(chosen)
    return fields


def change_page(thing: Any) -> str:
    kind = getattr(thing, "kind", thing._meta.model_name)
    return reverse(f"admin:{thing._meta.app_label}_{kind}_change", args=[thing.pk])


class Form:
    """A form that somebody has opened and sends later, with `fields` typed over."""

    def __init__(self, desk: Client, thing: Any) -> None:
        self.desk, self.address = desk, change_page(thing)
        self.fields = shown(desk.get(self.address).content.decode())

    def send(self, **fields: str) -> str:
        answer = self.desk.post(self.address, {**self.fields, **fields, "_continue": "1"})
        if answer.status_code == 302:
            return ""
        page = answer.content.decode()
        self.fields = shown(page)
        return page


def things() -> dict[str, tuple[Any, str]]:
    """Each kind of thing with a form at the desk, and a field of it."""
    return {
        "person": (make_person("Jane Roe"), "description"),
        "organisation": (make_organisation("Works"), "name"),
        "section": (make_section("World"), "name"),
        "account": (make_staff("editor", username="ada"), "first_name"),
    }


@pytest.mark.parametrize("kind", ["person", "organisation", "section", "account"])
def test_second_save_of_one_field_is_refused_and_keeps_what_was_typed(
    desk: Client, kind: str
) -> None:
    thing, name = things()[kind]
    first, second = Form(desk, thing), Form(desk, thing)
    assert first.send(**{name: "First"}) == ""
    page = second.send(**{name: "Second"})
    assert f"{REFUSED} “First”" in unescape(page)
    assert 'value="Second"' in page
    thing.refresh_from_db()
    assert getattr(thing, name) == "First"
    assert second.send(**{name: "Second"}) == ""
    thing.refresh_from_db()
    assert getattr(thing, name) == "Second"


def test_other_fields_of_one_row_are_both_kept(desk: Client) -> None:
    roe = make_person("Jane Roe")
    first, second = Form(desk, roe), Form(desk, roe)
    first.send(description="Councillor")
    assert second.send(name="Jane Doe") == ""
    roe.refresh_from_db()
    assert (roe.name, roe.description) == ("Jane Doe", "Councillor")


def test_same_change_by_two_is_no_conflict(desk: Client) -> None:
    roe = make_person("Jane Roe")
    first, second = Form(desk, roe), Form(desk, roe)
    first.send(description="Councillor")
    assert second.send(description="Councillor") == ""


def test_alias_that_both_have_changed_is_refused(desk: Client) -> None:
    roe = make_person("Jane Roe", aliases=["Roe"])
    first, second = Form(desk, roe), Form(desk, roe)
    first.send(**{"aliases-0-name": "J. Roe"})
    assert f"{REFUSED} “J. Roe”" in unescape(second.send(**{"aliases-0-name": "Janie"}))
    assert Alias.objects.get().name == "J. Roe"
    assert second.send(**{"aliases-0-name": "Janie"}) == ""
    assert Alias.objects.get().name == "Janie"


def test_office_that_both_have_changed_is_refused(desk: Client) -> None:
    roe, works = make_person("Jane Roe"), make_organisation("Works")
    Affiliation.objects.create(person_id=roe.pk, organisation_id=works.pk, title="Head")
    first, second = Form(desk, roe), Form(desk, roe)
    (name,) = (name for name in first.fields if name.endswith("-0-title") and "initial" not in name)
    first.send(**{name: "Chair"})
    assert f"{REFUSED} “Chair”" in unescape(second.send(**{name: "Clerk"}))
    assert Affiliation.objects.get().title == "Chair"


def test_rights_that_both_have_changed_are_refused(desk: Client) -> None:
    ada = make_staff("editor", username="ada")
    groups = {group.name: str(group.pk) for group in type(ada.groups.get()).objects.all()}
    first, second = Form(desk, ada), Form(desk, ada)
    first.send(groups=groups["Reporter"])
    assert REFUSED in unescape(second.send(groups=groups["Publisher"]))
    assert User.objects.get(username="ada").groups.get().name == "Reporter"


def test_rights_that_somebody_else_has_changed_meanwhile_stay(desk: Client) -> None:
    account, role = make_staff("editor", username="ada"), Group.objects.create(name="Interns")
    opened = [Form(desk, thing) for thing in (account, role)]
    User.objects.filter(pk=account.pk).update(is_active=False)
    Group.objects.filter(pk=role.pk).update(name="Trainees")
    permission = str(Permission.objects.order_by("pk").values_list("pk", flat=True)[0])
    assert opened[0].send(first_name="Ada") == ""
    assert opened[1].send(permissions=permission) == ""
    account.refresh_from_db()
    role.refresh_from_db()
    assert (account.is_active, account.first_name) == (False, "Ada")
    assert (role.name, role.permissions.count()) == ("Trainees", 1)


def test_detail_of_an_article_that_somebody_else_has_changed_is_refused(desk: Client) -> None:
    article = draft_article("Talks")
    opened = {**shown(desk.get(f"{LIST}{article.pk}/change/").content.decode()), "_continue": "1"}
    opened |= {"headline": "Talks", "body": "<p>Words.</p>"}

    def send(**fields: str) -> str:
        return desk.post(f"{LIST}{article.pk}/change/", {**opened, **fields}).content.decode()

    send(slug="first-talks")
    page = send(slug="second-talks")
    assert f"{REFUSED} “first-talks”" in page
    assert "second-talks" in page
    article.refresh_from_db()
    assert article.slug == "first-talks"
    send(slug="second-talks", **{"initial-slug": shown(page)["initial-slug"][0]})
    article.refresh_from_db()
    assert article.slug == "second-talks"


def test_alias_that_somebody_else_has_changed_is_not_deleted_unseen(desk: Client) -> None:
    roe = make_person("Jane Roe", aliases=["Roe"])
    first, second = Form(desk, roe), Form(desk, roe)
    first.send(**{"aliases-0-name": "J. Roe"})
    page = second.send(**{"aliases-0-DELETE": "on"})
    assert "Somebody else has changed “J. Roe”" in unescape(page)
    assert Alias.objects.get().name == "J. Roe"
    assert Form(desk, roe).send(**{"aliases-0-DELETE": "on"}) == ""
    assert not Alias.objects.exists()
