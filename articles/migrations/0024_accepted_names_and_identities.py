import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0023_editor_keys"),
        ("entities", "0006_created_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AcceptedName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folded_name", models.CharField(max_length=400)),
                ("accepted_at", models.DateTimeField()),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["entity", "folded_name", "-accepted_at"], name="accepted_name"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "entity", "folded_name"),
                        name="accepted_name_once_in_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folded_name", ""), _negated=True),
                        name="accepted_name_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "check_name",
                    models.CharField(
                        choices=[
                            ("new_person", "New Person"),
                            ("namesake", "Namesake"),
                            ("contradiction", "Contradiction"),
                        ],
                        max_length=13,
                    ),
                ),
                ("reason", models.TextField()),
                ("confirmed_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "entity", "check_name"), name="identity_confirmed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("check_name__in", ["new_person", "namesake", "contradiction"])
                        ),
                        name="identity_confirmation_check_known",
                    ),
                ],
            },
        ),
    ]
