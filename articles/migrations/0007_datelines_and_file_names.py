from django.db import migrations, models


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
    """Keep the dateline of a revision, and what tells files apart, in columns of their own."""

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
        migrations.RemoveField(model_name="importedfile", name="key"),
        migrations.AddIndex(
            model_name="importedfile",
            index=models.Index(fields=["headline"], name="imported_file_headline"),
        ),
        _unique_unless_empty("slug"),
        _unique_unless_empty("source_id"),
        _unique_unless_empty("path"),
    ]
