from django.db.models import BigIntegerField, Func


class Survivor(Func):
    """The id of the entity that an id leads to today; null for null."""

    function = "entities_survivor"  # made by a migration
    output_field = BigIntegerField()
