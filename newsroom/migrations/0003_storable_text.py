from django.db import migrations

from newsroom.lib.database.stored_text import StorableText


class Migration(migrations.Migration):
    """No text holds a character that no feed could hold."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("newsroom", "0002_events_stand"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="event",
            constraint=StorableText(
                fields=("verb", "subject_type"), json_fields=("data",), name="event_text_storable"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=StorableText(
                fields=("username", "first_name", "last_name", "email"), name="user_text_storable"
            ),
        ),
    ]
