"""Outputs for readers and other systems: each is well formed, whatever was typed."""

import json
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.test import Client

from articles.exporting.export import export_in_batches
from articles.exporting.formats import DEFAULT_FORMAT
from articles.models import Article, Section

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LISTS = ("articles", "people", "organisations", "quotes", "sections", "corrections", "takedowns")
client = Client()


def prove_edges() -> None:
    """Assert that feeds and sitemap parse, and that addresses in the JSON are ours."""
    feeds = [
        f"/sections/{slug}/feed/"
        for slug in Section.objects.public().values_list("slug", flat=True)
    ]
    for path in ("/feed/", "/corrections/feed/", *feeds):
        read_xml(path)
    for place in (found.text or "" for found in read_xml("/sitemap.xml").iter(f"{SITEMAP}loc")):
        pages = read_xml(place.removeprefix("http://testserver"))
        assert all(is_ours(page.text) for page in pages.iter(f"{SITEMAP}loc"))
    for name in LISTS:
        assert_addresses_are_ours(read_json(f"/api/v1/{name}/"))
    for pk in Article.objects.public().values_list("pk", flat=True):
        assert_addresses_are_ours(read_json(f"/api/v1/articles/{pk}/"))
    for exported in export_in_batches(articles=Article.objects.public(), by=None):
        json.loads(DEFAULT_FORMAT.write_line(exported.content))


def read_xml(path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    return ET.fromstring(response.content)  # noqa: S314 - our own


def read_json(path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    return json.loads(response.content)


def is_ours(text: str | None) -> bool:
    return urlsplit(text or "")[:2] == ("http", "testserver")


def assert_addresses_are_ours(value: Any, name: str = "") -> None:
    """Assert that members called `url` have our origin, and that no other text begins with it."""
    if isinstance(value, dict):
        for key, part in value.items():
            assert_addresses_are_ours(part, key)
    elif isinstance(value, list):
        for part in value:
            assert_addresses_are_ours(part, name)
    elif isinstance(value, str) and name not in ("next", "previous"):
        assert is_ours(value) == (name == "url"), (name, value)


def account_form(user: Any) -> dict[str, str]:
    """Return what the page of an account sends back."""
    day, time = f"{user.date_joined:%Y-%m-%d}", f"{user.date_joined:%H:%M:%S}"
    return {"username": user.username, "initial-username": user.username} | {
        f"{shown}date_joined_{at}": part
        for shown in ("", "initial-")
        for at, part in enumerate((day, time))
    }
