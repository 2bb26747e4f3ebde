"""No rule of the database is without a test that breaks it.

It reads the tests beside it, since in which process another test runs, or whether, is not known.
"""

from pathlib import Path

from django.apps import apps


def test_every_named_constraint_is_broken_in_this_folder() -> None:
    apps_ = [apps.get_app_config(name) for name in ("newsroom", "entities", "articles")]
    models = [model for app in apps_ for model in app.get_models()]
    names = {constraint.name for model in models for constraint in model._meta.constraints}
    source = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    source += source.replace("{name}", "mention") + source.replace("{name}", "quote")
    assert [name for name in sorted(names) if f'"{name}"' not in source] == []
