"""The formats of exports. A new one is a module with an `ExportFormat`, and its line here."""

from typing import Final

from articles.exporting.export_format import ExportFormat
from articles.exporting.ninjs.article import NINJS_FORMAT

DEFAULT_FORMAT: Final = NINJS_FORMAT
FORMATS: Final[dict[str, ExportFormat]] = {
    export_format.name: export_format for export_format in (NINJS_FORMAT,)
}
