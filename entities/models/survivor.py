from django.db.models import BigIntegerField, Func


class Survivor(Func):
    """An expression: the id of the entity that an id leads to now; null for null."""

    function = "entities_survivor"  # made by a migration
    output_field = BigIntegerField()
