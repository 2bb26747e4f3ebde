"""The parts of an export format."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.exporting.usage_marks import Mark
from articles.models import Article
from articles.publication.renditions.snapshot import ArticleSnapshot


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format in which articles are handed to partners.

    `name` stands in addresses, options and the audit, `title` where people read it. `schema`
    describes what `article` and `notice` return, for the API's description. Both are given the
    mark, and when anything but the words last changed (None: never). `write_line` turns that into
    one line of text without a line end, which is `media_type`.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    schema: dict[str, Any]
    article: Callable[[ArticleSnapshot, Mark, datetime | None], Any]
    notice: Callable[[Article, Mark, datetime | None], Any]
    write_line: Callable[[Any], str]
