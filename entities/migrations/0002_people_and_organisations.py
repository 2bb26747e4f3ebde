import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import newsroom.lib.database.transactions
import newsroom.lib.partial_dates
import newsroom.lib.slugs


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("entities", "0001_trigrams"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "person"), ("organisation", "organisation")],
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("folded_name", models.CharField(editable=False, max_length=400)),
                (
                    "slug",
                    newsroom.lib.slugs.TidySlugField(
                        allow_unicode=True, db_index=False, max_length=120
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300)),
                (
                    "wikidata_id",
                    models.CharField(
                        blank=True, max_length=20, null=True, verbose_name="Wikidata id"
                    ),
                ),
                (
                    "is_sensitive",
                    models.BooleanField(
                        default=False,
                        help_text="Articles about them need a second look.",
                        verbose_name="sensitive",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "names_changed_in",
                    models.BigIntegerField(
                        db_default=newsroom.lib.database.transactions.CurrentTransaction(),
                        editable=False,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_entities",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entities",
                "ordering": ["folded_name", "id"],
                "permissions": [("merge_entity", "Can merge people and organisations")],
            },
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("folded_name", models.CharField(editable=False, max_length=400)),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="entities.entity",
                    ),
                ),
                (
                    "merged_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aliases",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "from_on",
                    newsroom.lib.partial_dates.PartialDateField(
                        help_text="A year, a month or a day: 2024, 2024-05 or 2024-05-17.",
                        verbose_name="from",
                    ),
                ),
                (
                    "until_on",
                    newsroom.lib.partial_dates.PartialDateField(
                        help_text="A year, a month or a day: 2024, 2024-05 or 2024-05-17.",
                        verbose_name="until",
                    ),
                ),
                (
                    "merged_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("entities.entity",),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[],
            options={
                "verbose_name_plural": "people",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("entities.entity",),
        ),
        migrations.AddIndex(
            model_name="entity",
            index=models.Index(fields=["kind", "folded_name", "id"], name="entity_by_name"),
        ),
        migrations.AddIndex(
            model_name="entity",
            index=models.Index(fields=["names_changed_in"], name="entity_names_changed"),
        ),
        migrations.AddIndex(
            model_name="entity",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded_name"], name="entity_name_trigrams", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.UniqueConstraint(
                fields=("kind", "slug"), name="entity_slug_unique_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slug",
                        django.db.models.functions.text.Lower(
                            models.Func("slug", template="normalize(%(expressions)s, NFKC)")
                        ),
                    ),
                    models.Q(("slug__regex", "--|^[-_]|[-_]$|^[0-9]+$"), _negated=True),
                ),
                name="entity_slug_tidy",
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
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["person", "organisation"])),
                name="entity_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="entity_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wikidata_id", None), ("wikidata_id__regex", "^Q[1-9][0-9]*$"), _connector="OR"
                ),
                name="entity_wikidata_id_wellformed",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="entity_not_merged_into_itself",
            ),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=models.Index(fields=["folded_name"], name="alias_by_name"),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded_name"], name="alias_name_trigrams", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.UniqueConstraint(
                fields=("entity", "name"), name="alias_unique_per_entity"
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="alias_has_a_name"
            ),
        ),
        migrations.AddField(
            model_name="affiliation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="entities.organisation",
            ),
        ),
        migrations.AddField(
            model_name="affiliation",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="affiliations",
                to="entities.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="affiliation",
            constraint=models.UniqueConstraint(
                fields=("person", "organisation", "title", "from_on"), name="affiliation_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="affiliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("from_on", ""),
                        ("from_on__regex", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
                        _connector="OR",
                    ),
                    models.Q(
                        ("until_on", ""),
                        ("until_on__regex", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
                        _connector="OR",
                    ),
                ),
                name="affiliation_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="affiliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_on", ""),
                    ("until_on", ""),
                    (
                        "until_on__gte",
                        django.db.models.functions.text.Left(
                            models.F("from_on"), django.db.models.functions.text.Length("until_on")
                        ),
                    ),
                    _connector="OR",
                ),
                name="affiliation_ends_after_it_begins",
            ),
        ),
    ]
