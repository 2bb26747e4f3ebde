"""Every change of what somebody may do is recorded: by whom, what it was and what it is."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from newsroom.models import Event, User
from tests.clients import sign_in
from tests.factories import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> User:
    return make_staff(username="root", is_superuser=True)


@pytest.fixture
def desk(root: User) -> Client:
    return sign_in(root)


def form_of(user: User, **changed: Any) -> dict[str, Any]:
    """The admin's form as it comes, with what is changed; False and [] are not sent."""
    joined = user.date_joined
    shown = {
        "username": user.username,
        "is_active": user.is_active,
        "is_staff": user.is_staff,
        "groups": [group.pk for group in user.groups.all()],
        "date_joined_0": f"{joined:%Y-%m-%d}",
        "date_joined_1": f"{joined:%H:%M:%S}",
    }
    typed = {name: value for name, value in (shown | changed).items() if value not in (False, [])}
    return typed | {f"initial-{name}": value for name, value in shown.items()}


def change(desk: Client, user: User, **changed: Any) -> None:
    address = f"/admin/newsroom/user/{user.pk}/change/"
    assert desk.post(address, form_of(user, **changed)).status_code == 302


def changes(user: User) -> list[Any]:
    events = Event.objects.filter(verb="user-rights-changed", subject_id=user.pk).order_by("pk")
    return [event.data for event in events]


def test_flags_and_groups_with_before_and_after(desk: Client, root: User) -> None:
    grace = make_staff("reporter", username="grace")
    editors = Group.objects.get(name="Editor")
    change(desk, grace, groups=[editors.pk], is_staff=False)
    change(desk, grace, is_active=False, groups=[editors.pk], is_staff=False)
    assert changes(grace) == [
        {
            "before": {"is_staff": True, "groups": ["Reporter"]},
            "after": {"is_staff": False, "groups": ["Editor"]},
        },
        {"before": {"is_active": True}, "after": {"is_active": False}},
    ]
    event = Event.objects.filter(verb="user-rights-changed").latest("pk")
    assert (event.actor, event.subject_type) == (root, "user")


def test_permissions_of_a_person(desk: Client) -> None:
    grace = make_staff()
    kill = Permission.objects.get(codename="kill_article")
    change(desk, grace, user_permissions=[kill.pk])
    assert changes(grace) == [
        {"before": {"permissions": []}, "after": {"permissions": ["articles.kill_article"]}}
    ]


def test_what_is_no_right_is_no_event(desk: Client) -> None:
    grace = make_staff()
    change(desk, grace, first_name="Grace")
    grace.refresh_from_db()
    assert grace.first_name == "Grace"
    assert changes(grace) == []


def test_new_account_and_its_deletion(desk: Client) -> None:
    secret = "correct horse battery"
    form = {"username": "ada", "usable_password": "true", "password1": secret, "password2": secret}
    assert desk.post("/admin/newsroom/user/add/", form).status_code == 302
    ada = User.objects.get(username="ada")
    assert Event.objects.get(verb="user-created").data["after"]["is_staff"] is False
    desk.post(f"/admin/newsroom/user/{ada.pk}/delete/", {"post": "yes"})
    event = Event.objects.get(verb="user-deleted")
    assert (event.subject_id, event.data["before"]["username"]) == (ada.pk, "ada")


def test_password_given_by_another_without_the_password(desk: Client) -> None:
    grace, address = make_staff(), "/admin/newsroom/user/{}/password/"
    new = {"password1": "correct horse battery", "password2": "correct horse battery"}
    desk.post(address.format(grace.pk), {**new, "usable_password": "true"})
    desk.post(address.format(grace.pk), {"password1": "x", "password2": "y"})
    assert desk.get(address.format(10**9)).status_code in (302, 404)
    event = Event.objects.get(verb="user-password-changed")
    assert (event.subject_id, event.data) == (grace.pk, {"may_sign_in": True})


def test_groups_made_changed_and_deleted(desk: Client) -> None:
    kill = Permission.objects.get(codename="kill_article")
    desk.post("/admin/auth/group/add/", {"name": "Interns", "permissions": []})
    group = Group.objects.get(name="Interns")
    make_staff(username="ida").groups.add(group)
    address = f"/admin/auth/group/{group.pk}/change/"
    desk.post(address, {"name": "Interns", "permissions": [kill.pk]})
    chosen = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    desk.post("/admin/auth/group/", chosen)
    told = list(Event.objects.filter(subject_type="group").order_by("pk"))
    assert [event.verb for event in told] == [
        "group-created",
        "group-rights-changed",
        "group-deleted",
    ]
    after = ["articles.kill_article"]
    assert told[1].data == {"before": {"permissions": []}, "after": {"permissions": after}}
    before = {"name": "Interns", "permissions": after, "members": ["ida"]}
    assert told[2].data == {"before": before}


def test_list_of_people_leads_to_what_each_did(desk: Client, root: User) -> None:
    page = desk.get("/admin/newsroom/user/").content.decode()
    assert f"/admin/newsroom/event/?actor={root.pk}" in page
