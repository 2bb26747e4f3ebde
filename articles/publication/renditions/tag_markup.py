"""Tags as readers see them: mentions are links, quotes are marked, both can be linked to."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe

from articles.tagging import escape_text, escape_value
from entities.models import Entity
from newsroom.lib.urls import address_of

# Every form of a tag in a revision's HTML, as `articles.tagging.render` writes it.
TAG: Final = re.compile(
    r'<span data-mention="([^"]+)" data-entity="([^"]+)">'
    r'|<span data-quote="([^"]+)" data-kind="([^"]+)"[^>]*>'
    r"|</span>"
)
ELEMENT: Final = re.compile(r"<(/?)(a|span)\b")
# A link to a path of this site. In stored HTML, no text holds "<".
OWN_LINK: Final = re.compile(r'(<a [^<>]*?href=")(?=/(?!/))')
LINK: Final = "<a "

Links = Mapping[str, str]
"""The attributes of a link to the entity that each id in a text's tags stands for."""


def add_tag_markup(html: str, links: Links) -> str:
    """Return a revision's HTML as public markup, with `m-UUID` and `q-UUID` as ids, once each.

    A mention inside a link of the text, or around one, is no link itself, since links cannot be
    nested. Takes 30 µs for a usual article: done whenever a page is read.
    """
    seen: set[str] = set()
    ends: list[str] = []
    plain = frozenset(_touching_links(html)) if LINK in html else frozenset()

    def place(kind: str, uuid: str) -> str:
        if uuid in seen:
            return ""
        seen.add(uuid)
        return f' id="{kind}-{uuid}"'

    def add_markup(tag: "re.Match[str]") -> str:
        mention, entity, quote, kind = tag.groups()
        if mention is None and quote is None:
            return ends.pop()
        is_link = mention is not None and tag.start() not in plain
        ends.append("</a>" if is_link else "</span>")
        if quote is not None:
            return f'<span class="quote {kind}"{place("q", quote)}>'
        if is_link:
            return f"<a{place('m', mention)} {links[entity]}>"
        return f"<span {_class(links[entity])}{place('m', mention)}>"

    return TAG.sub(add_markup, html)


def _touching_links(html: str) -> Iterator[int]:
    """Yield the starts of tags that are in a link of the text, or hold one."""
    is_in_link = False
    open_tags: list[int] = []
    for element in ELEMENT.finditer(html):
        is_end, name = element.groups()
        if name == "a":
            is_in_link = not is_end
            yield from open_tags
        elif is_end:
            open_tags.pop()
        else:
            open_tags.append(element.start())
            if is_in_link:
                yield element.start()


def with_full_links(html: str, origin: str) -> str:
    """Return public markup for other places than this site: its links begin with `origin`."""
    return OWN_LINK.sub(rf"\g<1>{origin}", html)


def links_to(entities: Mapping[int, Entity]) -> dict[str, str]:
    """Return the attributes of links to the entities, by the ids in the text."""
    return {str(pk): link_attributes(entity) for pk, entity in entities.items()}


def link_to(entity: Entity, attributes: str) -> SafeString:
    """Return a link with the entity's name, for lists."""
    name = escape_text(entity.name)
    return mark_safe(f"<a {attributes}><bdi>{name}</bdi></a>")  # noqa: S308 - escaped


def link_attributes(entity: Entity) -> str:
    """Return the attributes of a link to the entity's page, escaped; its class comes first."""
    return _attributes(entity.kind, entity.slug, get_script_prefix())


@lru_cache(maxsize=4096)
def _attributes(kind: str, slug: str, prefix: str) -> str:
    del prefix  # it is in the address
    return f'class="{kind}" href="{escape_value(address_of(f"articles:{kind}", slug))}"'


def _class(attributes: str) -> str:
    return attributes.partition(" ")[0]
