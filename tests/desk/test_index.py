"""The admin's front page: its lists stand in the groups that the desk thinks in."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client, RequestFactory

from newsroom.desk_site import GROUPS
from newsroom.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def groups_for(user: User) -> dict[str, list[str]]:
    request = RequestFactory().get("/admin/")
    request.user = user
    groups: list[Any] = admin.site.get_app_list(request)
    return {str(group["name"]): [str(row["name"]) for row in group["models"]] for group in groups}


def test_all_lists_stand_in_the_groups_of_the_desk() -> None:
    assert groups_for(User.objects.create_superuser("chief")) == {
        "Articles": ["Articles", "Quotes", "Mentions", "Sections"],
        "People and organisations": ["People", "Organisations"],
        "Suggestions": ["Suggestions", "Accuracy of suggestions", "Accepted and rejected names"],
        "Newsroom": ["Users", "Groups", "API keys", "Record of what was done", "Background jobs"],
    }


def test_user_sees_the_lists_that_they_may_open_and_no_empty_group() -> None:
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_quote", "view_person"]))
    assert groups_for(user) == {"Articles": ["Quotes"], "People and organisations": ["People"]}


def test_model_in_no_group_stays_with_its_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.desk_site.GROUPS", GROUPS[1:])
    groups = groups_for(User.objects.create_superuser("chief"))
    assert list(groups)[-1] == "Articles"
    assert sorted(groups["Articles"]) == ["Articles", "Mentions", "Quotes", "Sections"]


def test_page_of_one_app_has_all_of_its_lists(client: Client) -> None:
    client.force_login(User.objects.create_superuser("chief"))
    page = client.get("/admin/entities/").content.decode()
    assert "People and organisations" in page
    assert "/admin/entities/organisation/" in page
