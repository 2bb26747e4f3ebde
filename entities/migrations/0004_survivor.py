from django.db import migrations

FIND_SURVIVOR = """
CREATE FUNCTION entities_survivor(entity bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    WITH RECURSIVE path AS (
        SELECT id, merged_into_id FROM entities_entity WHERE id = entity
        UNION ALL
        SELECT further.id, further.merged_into_id FROM entities_entity further
        JOIN path ON further.id = path.merged_into_id
    )
    SELECT id FROM path WHERE merged_into_id IS NULL
$$;
"""


class Migration(migrations.Migration):
    """A function that says which entity a merged one leads to."""

    dependencies = [("entities", "0003_names_changed")]

    operations = [
        migrations.RunSQL(FIND_SURVIVOR, "DROP FUNCTION entities_survivor(bigint)"),
    ]
