"""The head, header and footer of every page, rendered once a minute."""

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import Section

KEPT_SECONDS: Final = 60


class Link(NamedTuple):
    address: str
    name: str


class Menu(NamedTuple):
    sections: tuple[Link, ...]
    indexes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """HTML for the head of a page, and before and after its content."""

    head: str
    header: str
    footer: str


def frame(path: str) -> Frame:
    """Return the frame of the page at `path`, which the menu marks as the current one."""
    kept = menu(int(time.monotonic() // KEPT_SECONDS))
    is_in_menu = any(path == link.address for links in kept for link in links)
    return _render(kept, path if is_in_menu else "")


@lru_cache(maxsize=1)
def menu(minute: int) -> Menu:
    """Return the site's navigation. One query a minute in each process.

    Sections change a few times a year. Reading them for each page would double the queries of an
    article's page. A change shows a minute later.
    """
    del minute
    sections = tuple(
        Link(section.get_absolute_url(), section.name) for section in Section.objects.public()
    )
    names = ("people", "organisations", "quotes")
    return Menu(sections, tuple(Link(reverse(f"articles:{name}"), name.title()) for name in names))


@lru_cache(maxsize=64)
def _render(kept: Menu, current: str) -> Frame:
    context = {"menu": kept, "current": current}
    parts = ("head", "header", "footer")
    return Frame(*(render_to_string(f"articles/frame/{part}.html", context) for part in parts))
