"""No rule of the database is without a test that breaks it.

It reads the tests beside it, since in which process another test runs, or whether, is not known.
"""

from pathlib import Path

from django.apps import apps

from newsroom.lib.database.stored_text import StorableText


def test_every_named_constraint_is_broken_in_this_folder() -> None:
    apps_ = [apps.get_app_config(name) for name in ("newsroom", "entities", "articles")]
    models = [model for app in apps_ for model in app.get_models()]
    constraints = [one for model in models for one in model._meta.constraints]
    # `test_stored_text` breaks those of one kind by their columns.
    names = {one.name for one in constraints if not isinstance(one, StorableText)}
    source = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    source += source.replace("{name}", "mention") + source.replace("{name}", "quote")
    assert [name for name in sorted(names) if f'"{name}"' not in source] == []
