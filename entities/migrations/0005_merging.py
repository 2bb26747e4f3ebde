import django.db.models.deletion
from django.db import migrations, models

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
    """What a merge brings, marked so that it can be taken back, and where an old id leads."""

    dependencies = [
        ("entities", "0004_alias_by_name"),
    ]

    operations = [
        migrations.RunSQL(FIND_SURVIVOR, "DROP FUNCTION entities_survivor(bigint)"),
        migrations.AlterModelOptions(
            name="entity",
            options={
                "ordering": ["folded_name", "id"],
                "permissions": [("merge_entity", "Can merge people and organisations")],
                "verbose_name_plural": "entities",
            },
        ),
        migrations.RemoveConstraint(
            model_name="entity",
            name="entity_wikidata_id_unique",
        ),
        migrations.AddField(
            model_name="affiliation",
            name="merged_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="entities.entity",
            ),
        ),
        migrations.AddField(
            model_name="alias",
            name="merged_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="entities.entity",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into", None)),
                fields=("wikidata_id",),
                name="entity_wikidata_id_unique",
                violation_error_message="Another one has this Wikidata id.",
            ),
        ),
    ]
