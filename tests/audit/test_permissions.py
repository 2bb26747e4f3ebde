"""Nobody gives a right that they do not have, or changes somebody who has more rights."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from newsroom.grantable_rights import grantable_groups, has_no_more_rights
from newsroom.models import User
from tests.audit.test_rights import form_of
from tests.clients import sign_in
from tests.factories import draft_article, make_staff, move

pytestmark = pytest.mark.django_db

PASSWORD = {"password1": "correct horse battery", "password2": "correct horse battery"}


@pytest.fixture
def admin() -> User:
    return make_staff("administrator", username="ada")


def client_of(user: User) -> Client:
    return sign_in(user)


def page(subject: User | Group, name: str = "change") -> str:
    kind = "newsroom_user" if isinstance(subject, User) else "auth_group"
    return reverse(f"admin:{kind}_{name}", args=[subject.pk])


def change(actor: User, subject: User, **changed: Any) -> int:
    return client_of(actor).post(page(subject), form_of(subject, **changed)).status_code


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


@pytest.mark.parametrize("actor_is_superuser", [False, True])
def test_superuser_flag_is_never_given_at_the_desk(admin: User, actor_is_superuser: bool) -> None:
    actor = make_staff(is_superuser=True) if actor_is_superuser else admin
    for subject in (actor, make_staff("reporter")):
        before = subject.is_superuser
        change(actor, subject, is_superuser=True)
        subject.refresh_from_db()
        assert subject.is_superuser == before


@pytest.mark.parametrize("codename", ["kill_article", "clear_article"])
def test_right_that_the_actor_lacks_is_not_given(admin: User, codename: str) -> None:
    for subject in (admin, make_staff("reporter")):
        assert change(admin, subject, user_permissions=[permission(codename).pk]) == 200
        assert not subject.user_permissions.exists()


def test_group_with_a_right_that_the_actor_lacks_is_not_given(admin: User) -> None:
    for subject in (admin, make_staff("reporter")):
        groups = [*subject.groups.values_list("pk", flat=True), group("Legal").pk]
        assert change(admin, subject, groups=groups) == 200
        assert not subject.groups.filter(name="Legal").exists()


@pytest.mark.parametrize("name", ["Reporter", "Editor", "Publisher", "Administrator"])
def test_administrator_gives_every_role_but_legal(admin: User, name: str) -> None:
    subject = make_staff()
    assert change(admin, subject, groups=[group(name).pk]) == 302
    assert subject.groups.get().name == name


def test_administrator_cannot_give_a_group_a_right_that_they_lack(admin: User) -> None:
    subject = group("Administrator")
    chosen = [*subject.permissions.values_list("pk", flat=True), permission("kill_article").pk]
    form = {"name": "Administrator", "permissions": chosen}
    assert client_of(admin).post(page(subject), form).status_code == 200
    assert not subject.permissions.filter(codename="kill_article").exists()


def test_group_with_more_rights_is_neither_changed_nor_deleted(admin: User) -> None:
    legal, client = group("Legal"), client_of(admin)
    assert client.post(page(legal), {"name": "Jokers", "permissions": []}).status_code == 403
    assert client.post(page(legal, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [legal.pk], "post": "yes"}
    client.post(reverse("admin:auth_group_changelist"), chosen)
    assert group("Legal").permissions.exists()


def more_powerful() -> list[User]:
    directly = make_staff("reporter")
    directly.user_permissions.add(permission("kill_article"))
    return [
        make_staff("legal"),
        directly,
        make_staff(is_superuser=True),
        # Whoever activates these accounts, or gives them a password, has their rights.
        make_staff("legal", is_active=False),
        make_staff(is_superuser=True, is_active=False),
    ]


def test_account_with_more_rights_is_not_changed(admin: User) -> None:
    client = client_of(admin)
    for subject in more_powerful():
        before = (subject.password, subject.is_active, subject.email)
        form = form_of(subject, email="new@example.com", is_active=True)
        assert client.post(page(subject), form).status_code == 403
        password = reverse("admin:auth_user_password_change", args=[subject.pk])
        given = {**PASSWORD, "usable_password": "true"}
        assert client.post(password, given).status_code == 403
        assert client.post(page(subject, "delete"), {"post": "yes"}).status_code == 403
        subject.refresh_from_db()
        assert (subject.password, subject.is_active, subject.email) == before


def test_page_of_an_account_with_more_rights_says_why_it_cannot_be_changed(admin: User) -> None:
    shown = client_of(admin).get(page(make_staff("legal"))).content.decode()
    assert "it has rights that you do not have" in shown
    assert "it has rights" not in client_of(admin).get(page(admin)).content.decode()


def test_legal_who_also_administers_appoints_legal() -> None:
    both = make_staff("legal")
    both.groups.add(group("Administrator"))
    subject = make_staff("reporter")
    assert change(both, subject, groups=[group("Legal").pk]) == 302
    assert subject.groups.get().name == "Legal"


def test_superuser_changes_everybody() -> None:
    root = make_staff(is_superuser=True)
    assert all(has_no_more_rights(subject, root) for subject in more_powerful())
    assert grantable_groups(root).count() == Group.objects.count()


def test_rights_that_grew_while_the_form_was_open_are_seen(admin: User) -> None:
    subject = make_staff("reporter")
    assert has_no_more_rights(subject, admin)
    User.objects.filter(pk=subject.pk).update(is_superuser=True)
    assert not has_no_more_rights(subject, admin)


def test_somebody_who_is_in_the_records_is_deactivated_and_not_deleted() -> None:
    root, author = make_staff(is_superuser=True), make_staff("editor")
    move(draft_article(), "submit", by=author)
    response = client_of(root).post(page(author, "delete"), {"post": "yes"}, follow=True)
    assert "Deactivate it instead" in response.content.decode()
    assert User.objects.filter(pk=author.pk).exists()
    client_of(root).post(page(make_staff(), "delete"), {"post": "yes"})


def test_page_of_deletion_names_nobody_to_those_who_may_not_delete() -> None:
    author, client = make_staff("editor", first_name="Zebedee"), client_of(make_staff("reporter"))
    move(draft_article(), "submit", by=author)
    assert client.get(page(author, "delete")).status_code == 403
    assert "Zebedee" not in client.get("/admin/").content.decode()


def test_many_accounts_are_not_deleted_at_once() -> None:
    root, author = make_staff(is_superuser=True), make_staff("editor")
    chosen = {"action": "delete_selected", "_selected_action": [author.pk], "post": "yes"}
    client_of(root).post(reverse("admin:newsroom_user_changelist"), chosen)
    assert User.objects.filter(pk=author.pk).exists()
