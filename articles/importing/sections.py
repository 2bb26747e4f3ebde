"""The section that a file names, found by its name or created."""

from unicodedata import normalize

from articles.models import Section
from articles.publication.sections import create_section
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.slugs import make_slug
from newsroom.lib.text import one_line


def section_key(name: str) -> str:
    """Return what the names of one section have in common: not case, not space around them."""
    return normalize("NFC", one_line(name).casefold())


def find_or_create_section(name: str) -> Section:
    """Return the section with this name, as it is stored. One query, unless it is new."""
    key = section_key(name)
    section = _find(key)
    if section is None:
        advisory_lock(f"section {key}")
        section = _find(key)
    if section is None:
        slug = make_slug(name, is_taken=lambda slug: Section.objects.ever_at(slug).exists())
        section = create_section(section=Section(name=one_line(name), slug=slug), by=None)
    return section


def _find(key: str) -> Section | None:
    """Return the section; of several that differ in case, the one that stands first."""
    # There are few sections, and no index compares names as Python does.
    return next((one for one in Section.objects.all() if section_key(one.name) == key), None)
