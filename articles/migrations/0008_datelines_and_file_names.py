from django.db import migrations, models

# Of files with one path, which differed in their slugs, the newest is the one that is there.
SPLIT_KEYS = """
    UPDATE articles_importedfile SET slug = CASE WHEN key = path THEN '' ELSE key END,
        path = normalize(path, NFC);
    UPDATE articles_importedfile AS older SET path = ''
    FROM articles_importedfile AS newer WHERE older.path = newer.path AND older.id < newer.id;
"""


def _unique_unless_empty(name: str) -> migrations.AddConstraint:
    return migrations.AddConstraint(
        model_name="importedfile",
        constraint=models.UniqueConstraint(
            fields=[name],
            condition=models.Q((name, ""), _negated=True),
            name=f"imported_file_{name}_unique",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_roles")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="dateline",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.RemoveConstraint(model_name="importedfile", name="imported_file_key_unique"),
        migrations.RemoveIndex(model_name="importedfile", name="imported_file_path"),
        *(
            migrations.AddField(
                model_name="importedfile",
                name=name,
                field=models.TextField(blank=True, default=""),
            )
            for name in ("slug", "source_id", "headline")
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="path",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.RunSQL(SPLIT_KEYS, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="importedfile", name="key"),
        migrations.AddIndex(
            model_name="importedfile",
            index=models.Index(fields=["headline"], name="imported_file_headline"),
        ),
        _unique_unless_empty("slug"),
        _unique_unless_empty("source_id"),
        _unique_unless_empty("path"),
    ]
