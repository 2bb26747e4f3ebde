import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lead from an entity to the articles that name it by one index."""

    dependencies = [
        ("entities", "0004_survivor"),
        ("articles", "0008_storable_text"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleEntity",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "entity",
                        "article",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={"ordering": ["-article"]},
        ),
        migrations.RunSQL(
            "ALTER TABLE articles_articleentity ALTER COLUMN entity_id SET (n_distinct = -0.001);",
            "ALTER TABLE articles_articleentity ALTER COLUMN entity_id RESET (n_distinct);",
        ),
    ]
