"""Reading the site's pages in tests."""

import re
from html import unescape

from django.test import Client

client = Client()


def read(path: str, status: int = 200) -> str:
    """The page's HTML, after a look at its status."""
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


def main_of(html: str) -> str:
    """Return what stands between the site's header and footer."""
    return html.partition("<main")[2].partition("</main>")[0]


def links_to_cards(html: str) -> list[str]:
    """The headlines of a list, in order."""
    return [unescape(text) for text in re.findall(r'<h3><a href="[^"]*">(.*?)</a></h3>', html)]


def link(html: str, rel: str) -> str:
    """The address of the pager's link `rel`, "" where there is none."""
    found = re.search(rf'rel="{rel}" href="([^"]*)"', html)
    return unescape(found[1]) if found else ""
