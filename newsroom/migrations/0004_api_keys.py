import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions
from django.conf import settings
from django.db import migrations, models

from newsroom.lib.database.stored_text import StorableText

SCOPES = [
    ("read", "read what is public"),
    ("read:drafts", "read what its owner sees at the desk"),
    ("write:articles", "write articles"),
    ("write:entities", "write people and organisations"),
    ("publish", "publish, correct and withdraw"),
]


class Migration(migrations.Migration):
    """Keys of the API: counts and answers of their requests, and the key in the audit."""

    dependencies = [("newsroom", "0003_storable_text")]

    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("token_key", models.CharField(db_index=True, max_length=25)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(editable=False, max_length=128, unique=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The program that has it, for the record.",
                        max_length=80,
                        verbose_name="name",
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=SCOPES, max_length=20),
                        size=None,
                        verbose_name="may",
                    ),
                ),
                (
                    "requests_per_minute",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty: as many as any key.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="requests a minute",
                    ),
                ),
                ("expiry", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
                (
                    "revoked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="revoked"),
                ),
                (
                    "used_on",
                    models.DateField(editable=False, null=True, verbose_name="last used"),
                ),
                (
                    "used_from",
                    models.GenericIPAddressField(editable=False, null=True, verbose_name="from"),
                ),
            ],
            options={
                "verbose_name": "API key",
                "verbose_name_plural": "API keys",
                "ordering": ["-id"],
                "constraints": [
                    StorableText(
                        fields=("name", "digest", "token_key"), name="api_key_text_storable"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(scopes__len__gt=0), name="api_key_has_a_scope"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                ("name", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("window", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [StorableText(fields=("name",), name="request_count_text_storable")],
            },
        ),
        migrations.CreateModel(
            name="StoredAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("digest", models.BinaryField(max_length=32)),
                ("status", models.PositiveSmallIntegerField()),
                ("headers", models.JSONField(default=dict)),
                ("body", models.TextField(blank=True)),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.Now(), editable=False
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["made_at"], name="stored_answer_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "key"), name="stored_answer_once_for_a_key"
                    ),
                    StorableText(
                        fields=("key", "body"),
                        json_fields=("headers",),
                        name="stored_answer_text_storable",
                    ),
                ],
            },
        ),
        # Counts are written with each request of a key, and may be lost.
        migrations.RunSQL(
            "ALTER TABLE newsroom_requestcount SET UNLOGGED",
            "ALTER TABLE newsroom_requestcount SET LOGGED",
        ),
        migrations.RemoveConstraint(model_name="event", name="event_text_storable"),
        migrations.AddField(
            model_name="event",
            name="key",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=StorableText(
                fields=("verb", "subject_type", "key"),
                json_fields=("data",),
                name="event_text_storable",
            ),
        ),
    ]
