"""The changes of a revision, counted, as one line of text."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import ngettext_lazy

# In the order in which a line tells them.
COUNTED: Final[Mapping[str, Any]] = {
    "words_added": ngettext_lazy("%d word added", "%d words added"),
    "words_removed": ngettext_lazy("%d word removed", "%d words removed"),
    "mentions_added": ngettext_lazy("%d mention added", "%d mentions added"),
    "mentions_removed": ngettext_lazy("%d mention removed", "%d mentions removed"),
    "mentions_changed": ngettext_lazy(
        "%d mention of somebody else", "%d mentions of somebody else"
    ),
    "quotes_added": ngettext_lazy("%d quote added", "%d quotes added"),
    "quotes_removed": ngettext_lazy("%d quote removed", "%d quotes removed"),
    "quotes_reworded": ngettext_lazy("%d quote reworded", "%d quotes reworded"),
    "speakers_changed": ngettext_lazy("%d speaker changed", "%d speakers changed"),
    "details_changed": ngettext_lazy(
        "%d detail of a quote changed", "%d details of quotes changed"
    ),
    "beside_changed": ngettext_lazy("%d other field changed", "%d other fields changed"),
}


def in_words(changes: Mapping[str, Any]) -> str:
    """Return a text such as "12 words added, 1 speaker changed"; "" where nothing is counted."""
    parts = [COUNTED[name] % changes[name] for name in COUNTED if changes.get(name)]
    return ", ".join(parts)
