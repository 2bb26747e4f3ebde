from django.conf import settings
from django.db import migrations

from newsroom.lib.database.stored_text import StorableText


class Migration(migrations.Migration):
    """No text holds a character that no feed could hold."""

    dependencies = [
        ("entities", "0004_survivor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="affiliation",
            constraint=StorableText(fields=("title",), name="affiliation_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=StorableText(fields=("name", "folded_name"), name="alias_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=StorableText(
                fields=("name", "folded_name", "slug", "description", "wikidata_id"),
                name="entity_text_storable",
            ),
        ),
    ]
