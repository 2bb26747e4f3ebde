import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import articles.choices
import newsroom.lib.slugs


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("entities", "0002_people_and_organisations"),
        ("newsroom", "0001_user_and_event"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    newsroom.lib.slugs.TidySlugField(
                        allow_unicode=True, db_index=False, max_length=120, verbose_name="slug"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=articles.choices.language_choices,
                        default=articles.choices.default_language,
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("ready", "ready"),
                            ("scheduled", "scheduled"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                            ("killed", "killed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("updated_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "export_changed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("embargoed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("has_desk_details", models.BooleanField(default=False, editable=False)),
                (
                    "assigned_to",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["-id"],
                "permissions": [
                    ("change_own_article", "Can write own articles while they are drafts"),
                    ("assign_article", "Can assign articles to people"),
                    ("review_article", "Can pass articles as ready, and send them back"),
                    ("publish_article", "Can publish articles, now or at a time"),
                    ("withdraw_article", "Can withdraw articles from readers"),
                    ("embargo_article", "Can lift an embargo"),
                    (
                        "kill_article",
                        "Can kill articles for legal reasons, reach and revive killed ones",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("headline", models.TextField()),
                ("deck", models.TextField(blank=True)),
                ("body", models.TextField()),
                ("headline_text", models.CharField(max_length=300)),
                ("deck_text", models.CharField(blank=True, max_length=1000)),
                ("body_text", models.TextField()),
                ("byline", models.CharField(blank=True, max_length=200)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("changes", models.JSONField(default=dict)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="articles.article",
                    ),
                ),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="EditorKeys",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="editor_keys",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("keys", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["user"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="head",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="head_of",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="live",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="live_of",
                to="articles.revision",
            ),
        ),
        migrations.CreateModel(
            name="Correction",
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
                        choices=[
                            ("correction", "Correction"),
                            ("clarification", "Clarification"),
                            ("update", "Update"),
                            ("apology", "Apology"),
                            ("retraction", "Retraction"),
                        ],
                        max_length=13,
                    ),
                ),
                ("text", models.CharField(max_length=2000)),
                (
                    "place",
                    models.CharField(
                        choices=[("top", "above the text"), ("bottom", "below the text")],
                        default="top",
                        max_length=6,
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="articles.article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CorrectionTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tag",
                    models.CharField(
                        choices=[("mention", "mention"), ("quote", "quote")], max_length=7
                    ),
                ),
                ("uuid", models.UUIDField()),
                (
                    "correction",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="articles.correction",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DepartedTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tag",
                    models.CharField(
                        choices=[("mention", "mention"), ("quote", "quote")], max_length=7
                    ),
                ),
                ("uuid", models.UUIDField()),
                ("words", models.TextField()),
                ("named", models.BigIntegerField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departed_tags",
                        to="articles.article",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EntityOrigin",
            fields=[
                (
                    "entity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="entities.entity",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["entity"],
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    newsroom.lib.slugs.TidySlugField(
                        allow_unicode=True, db_index=False, max_length=120
                    ),
                ),
                ("was_public", models.BooleanField()),
                (
                    "left_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
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
        ),
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField()),
                ("path", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("left_out", models.JSONField(default=dict)),
                ("imported_at", models.DateTimeField(auto_now=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="articles.article",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MarginComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "field",
                    models.CharField(
                        choices=[("headline", "headline"), ("deck", "deck"), ("body", "body")],
                        max_length=8,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField()),
                ("text", models.TextField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="margin_comments",
                        to="articles.article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CommentReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="articles.margincomment",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "comment replies",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField()),
                (
                    "field",
                    models.CharField(
                        choices=[("headline", "headline"), ("deck", "deck"), ("body", "body")],
                        max_length=8,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField()),
                ("live_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="entities.entity",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "mention",
                "verbose_name_plural": "mentions",
                "ordering": ["-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_from", models.DateTimeField()),
                ("seen_until", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="articles.article",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField()),
                (
                    "field",
                    models.CharField(
                        choices=[("headline", "headline"), ("deck", "deck"), ("body", "body")],
                        max_length=8,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("exact", models.TextField()),
                ("live_at", models.DateTimeField(blank=True, null=True)),
                ("segments", models.JSONField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "direct"),
                            ("partial", "partial"),
                            ("indirect", "indirect"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField()),
                (
                    "role",
                    models.CharField(
                        blank=True, help_text="The speaker's role as printed.", max_length=200
                    ),
                ),
                ("cue", models.CharField(blank=True, max_length=80)),
                (
                    "source",
                    models.CharField(blank=True, max_length=300, verbose_name="source note"),
                ),
                ("said_on", models.DateField(blank=True, null=True, verbose_name="said on")),
                (
                    "search",
                    django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotes",
                        to="articles.revision",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "quote",
                "verbose_name_plural": "quotes",
                "ordering": ["-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QuoteCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quote_uuid", models.UUIDField()),
                ("text", models.TextField()),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("notes", "notes"),
                            ("recording", "a recording"),
                            ("document", "a document"),
                            ("statement", "a public statement"),
                        ],
                        max_length=10,
                        verbose_name="checked against",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "checked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quote_checks",
                        to="articles.article",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["-checked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RuleTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("engine", models.CharField(max_length=8)),
                ("rule", models.CharField(max_length=60)),
                ("month", models.DateField(help_text="Its first day.")),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "accuracy of suggestions",
                "verbose_name_plural": "accuracy of suggestions",
                "ordering": ["-month", "rule"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "engine", "rule"), name="rule_tally_once_a_month"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "slug",
                    newsroom.lib.slugs.TidySlugField(
                        allow_unicode=True, max_length=80, unique=True
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in the site's navigation: lower comes first."
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["position", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="section_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "slug",
                                django.db.models.functions.text.Lower(
                                    models.Func("slug", template="normalize(%(expressions)s, NFKC)")
                                ),
                            ),
                            models.Q(("slug__regex", "--|^[-_]|[-_]$|^[0-9]+$"), _negated=True),
                        ),
                        name="section_slug_tidy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerSectionSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    newsroom.lib.slugs.TidySlugField(
                        allow_unicode=True, db_index=False, max_length=80
                    ),
                ),
                ("was_public", models.BooleanField()),
                (
                    "left_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="articles.section",
                verbose_name="section",
            ),
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("mention", "mention"), ("quote", "quote")], max_length=7
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[("headline", "headline"), ("deck", "deck"), ("body", "body")],
                        max_length=8,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("segments", models.JSONField()),
                ("exact", models.TextField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("entity_kind", models.CharField(blank=True, max_length=12)),
                (
                    "entities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "quote_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "direct"),
                            ("partial", "partial"),
                            ("indirect", "indirect"),
                        ],
                        max_length=8,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=200)),
                ("cue", models.CharField(blank=True, max_length=80)),
                (
                    "source",
                    models.CharField(blank=True, max_length=300, verbose_name="source note"),
                ),
                ("engine", models.CharField(max_length=8)),
                ("rule", models.CharField(max_length=60)),
                ("score", models.FloatField()),
                ("is_sure", models.BooleanField()),
                ("doubt", models.JSONField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("tag", models.UUIDField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="articles.article",
                    ),
                ),
                (
                    "decided_by",
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggestion",
                "verbose_name_plural": "suggestions",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="TagReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tag",
                    models.CharField(
                        choices=[("mention", "mention"), ("quote", "quote")], max_length=7
                    ),
                ),
                ("uuid", models.UUIDField()),
                ("old_words", models.TextField()),
                ("new_words", models.TextField()),
                ("is_renamed", models.BooleanField(default=False)),
                ("was_public", models.BooleanField(default=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tag_reviews",
                        to="articles.article",
                    ),
                ),
                (
                    "new_entity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "old_entity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="AliasTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(help_text="In lower case.", max_length=200)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("is_unwanted", models.BooleanField(default=False)),
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
                "verbose_name": "accepted or rejected name",
                "verbose_name_plural": "accepted and rejected names",
                "ordering": ["-rejected", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_unwanted", True)),
                        fields=["entity"],
                        name="alias_tally_unwanted",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("entity", "words"), name="alias_tally_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EditLock",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="edit_lock",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "taken_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("expires_at", models.DateTimeField()),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rendition",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("page", models.TextField()),
                ("links", models.JSONField(default=dict)),
                ("card", models.TextField()),
                ("summary", models.TextField()),
                ("detail", models.TextField()),
                ("is_stale", models.BooleanField(default=False)),
                (
                    "changed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_stale", True)),
                        fields=["article"],
                        name="rendition_stale",
                    ),
                    models.Index(fields=["changed_at"], name="rendition_changed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("title", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name_plural": "search entries",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="search_entry_title"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="search_entry_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Takedown",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="takedown",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("notice", models.CharField(max_length=500)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-article_id"],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "article",
                        "entity",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("mention_count", models.PositiveIntegerField()),
                ("quote_count", models.PositiveIntegerField()),
                ("passages", models.TextField(blank=True)),
                (
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="entities.entity",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appearances",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-article_id"],
                "indexes": [
                    models.Index(
                        fields=["entity", "-published_at", "-article"], name="appearance_newest"
                    ),
                    models.Index(
                        condition=models.Q(("quote_count__gt", 0)),
                        fields=["entity", "-published_at", "-article"],
                        name="appearance_newest_speaking",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mention_count__gt", 0), ("quote_count__gt", 0), _connector="OR"
                        ),
                        name="appearance_not_empty",
                    )
                ],
            },
        ),
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
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
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
            name="Clearance",
            fields=[
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="clearance",
                        serialize=False,
                        to="articles.revision",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=2000)),
                (
                    "cleared_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "cleared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="revision_number_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="revision_numbers_start_at_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("headline_text", ""), _negated=True),
                    models.Q(("body_text", ""), _negated=True),
                ),
                name="revision_has_headline_and_body",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-published_at", "-id"], name="correction_newest"),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["article", "-published_at"], name="correction_of_article"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["correction", "clarification", "update", "apology", "retraction"])
                ),
                name="correction_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__in", ["top", "bottom"])), name="correction_place_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="correction_has_a_text"
            ),
        ),
        migrations.AddIndex(
            model_name="correctiontag",
            index=models.Index(fields=["uuid"], name="correction_tag_by_id"),
        ),
        migrations.AddIndex(
            model_name="correctiontag",
            index=models.Index(
                condition=models.Q(("entity__isnull", False)),
                fields=["entity"],
                name="correction_tag_about",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiontag",
            constraint=models.UniqueConstraint(
                fields=("correction", "tag", "uuid"), name="correction_tag_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiontag",
            constraint=models.CheckConstraint(
                condition=models.Q(("tag__in", ["mention", "quote"])),
                name="correction_tag_tag_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="departedtag",
            constraint=models.UniqueConstraint(
                fields=("uuid", "tag", "article"), name="departed_tag_once_for_a_tag"
            ),
        ),
        migrations.AddConstraint(
            model_name="departedtag",
            constraint=models.CheckConstraint(
                condition=models.Q(("tag__in", ["mention", "quote"])), name="departed_tag_tag_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.UniqueConstraint(fields=("slug",), name="former_slug_unique"),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
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
                name="former_slug_tidy",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityconfirmation",
            constraint=models.UniqueConstraint(
                fields=("article", "entity", "check_name"), name="identity_confirmed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="identityconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("check_name__in", ["new_person", "namesake", "contradiction"])),
                name="identity_confirmation_check_known",
            ),
        ),
        migrations.AddIndex(
            model_name="importedfile",
            index=models.Index(fields=["path"], name="imported_file_path"),
        ),
        migrations.AddIndex(
            model_name="importedfile",
            index=models.Index(fields=["digest"], name="imported_file_digest"),
        ),
        migrations.AddConstraint(
            model_name="importedfile",
            constraint=models.UniqueConstraint(fields=("key",), name="imported_file_key_unique"),
        ),
        migrations.AddConstraint(
            model_name="margincomment",
            constraint=models.UniqueConstraint(fields=("uuid",), name="margin_comment_uuid_unique"),
        ),
        migrations.AddConstraint(
            model_name="margincomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("field__in", ["headline", "deck", "body"])),
                name="margin_comment_field_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="margincomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="margin_comment_on_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="margincomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("exact", ""), _negated=True)
                ),
                name="margin_comment_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="margincomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at", None), ("resolved_by", None)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="margin_comment_resolved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentreply",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="comment_reply_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(fields=["entity", "-live_at", "-id"], name="mention_of_entity"),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                condition=models.Q(("live_at__isnull", True)),
                fields=["uuid"],
                name="mention_not_live",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                condition=models.Q(("field__in", ["headline", "deck"]), ("live_at__isnull", False)),
                fields=["field", "-live_at", "-id"],
                name="mention_newest_of_field",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                condition=models.Q(("live_at__isnull", False)),
                fields=["-live_at", "-id"],
                name="mention_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(
                fields=("revision", "uuid"), name="mention_unique_in_revision"
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live_at__isnull", False)),
                fields=("uuid",),
                name="mention_live_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="mention_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(("field__in", ["headline", "deck", "body"])),
                name="mention_field_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                fields=("article", "user"), name="presence_once_for_a_user"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["article", "-seen_from"], name="publication_of_article"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seen_until", None)),
                fields=("article",),
                name="publication_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seen_until", None), ("seen_until__gt", models.F("seen_from")), _connector="OR"
                ),
                name="publication_ends_after_it_began",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(fields=["speaker", "-live_at", "-id"], name="quote_of_speaker"),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                condition=models.Q(("live_at__isnull", True)),
                fields=["uuid"],
                name="quote_not_live",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                condition=models.Q(("live_at__isnull", False)),
                fields=["-live_at", "-id"],
                name="quote_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                condition=models.Q(("live_at__isnull", False)),
                fields=["kind", "-live_at", "-id"],
                name="quote_newest_of_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                condition=models.Q(("live_at__isnull", False)),
                fields=["said_on"],
                name="quote_said_on",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="quote_full_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(
                fields=("revision", "uuid"), name="quote_unique_in_revision"
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live_at__isnull", False)),
                fields=("uuid",),
                name="quote_live_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="quote_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(("field__in", ["headline", "deck", "body"])),
                name="quote_field_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["direct", "partial", "indirect"])),
                name="quote_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="quotecheck",
            index=models.Index(fields=["quote_uuid"], name="quote_check_of_quote"),
        ),
        migrations.AddConstraint(
            model_name="quotecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ["notes", "recording", "document", "statement"])),
                name="quote_check_method_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="quote_check_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="formersectionslug",
            constraint=models.UniqueConstraint(fields=("slug",), name="former_section_slug_unique"),
        ),
        migrations.AddConstraint(
            model_name="formersectionslug",
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
                name="former_section_slug_tidy",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("live__isnull", False)),
                fields=["-published_at", "-id"],
                name="article_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("live__isnull", False)),
                fields=["section", "-published_at", "-id"],
                name="article_newest_of_section",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("live__isnull", False)),
                fields=["language", "-published_at", "-id"],
                name="article_newest_of_language",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                django.db.models.expressions.CombinedExpression(
                    models.F("id"), "/", models.Value(2000)
                ),
                models.OrderBy(models.F("updated_at"), descending=True),
                condition=models.Q(("live__isnull", False)),
                name="article_sitemap",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["export_changed_at"], name="article_export_changed"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(
                    ("live__isnull", True),
                    models.Q(("live", models.F("head")), _negated=True),
                    _connector="OR",
                ),
                fields=["-id"],
                name="article_unpublished",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("state", "published"), _negated=True),
                fields=["state", "-id"],
                name="article_in_state",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "in_review", "ready"))),
                fields=["assigned_to", "-id"],
                name="article_in_hand_of",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("created_by__isnull", False)),
                fields=["created_by", "-id"],
                name="article_of_author",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("assigned_to__isnull", False)),
                fields=["assigned_to", "-id"],
                name="article_assigned_to",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(fields=("slug",), name="article_slug_unique"),
        ),
        migrations.AddConstraint(
            model_name="article",
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
                name="article_slug_tidy",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("live", None),
                        ("state__in", ["draft", "in_review", "ready", "withdrawn", "killed"]),
                    ),
                    models.Q(("live__isnull", False), ("state", "published")),
                    _connector="OR",
                ),
                name="article_state_says_whether_it_is_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live", None),
                    models.Q(("published_at__isnull", False), ("updated_at__isnull", False)),
                    _connector="OR",
                ),
                name="article_live_has_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="article_withdrawn_was_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live", None),
                    ("embargoed_until", None),
                    ("published_at__gte", models.F("embargoed_until")),
                    _connector="OR",
                ),
                name="article_live_after_its_embargo",
            ),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(fields=["article", "state"], name="suggestion_of_article"),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("tag__isnull", False)),
                fields=["tag"],
                name="suggestion_origin_of_tag",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["mention", "quote"])), name="suggestion_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("field__in", ["headline", "deck", "body"])),
                name="suggestion_field_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="suggestion_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 1)),
                name="suggestion_score_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("revision__isnull", False), ("state", "open")),
                    models.Q(
                        ("decided_at__isnull", False), ("state__in", ["accepted", "rejected"])
                    ),
                    _connector="OR",
                ),
                name="suggestion_is_open_or_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="tagreview",
            constraint=models.UniqueConstraint(
                fields=("article", "tag", "uuid"), name="tag_review_once_for_a_tag"
            ),
        ),
        migrations.AddConstraint(
            model_name="tagreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("tag__in", ["mention", "quote"])), name="tag_review_tag_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="tagreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_renamed", True),
                    models.Q(("new_entity", None), ("old_entity", None)),
                    _connector="OR",
                ),
                name="tag_review_names_who_was_renamed",
            ),
        ),
        migrations.AddConstraint(
            model_name="editlock",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="edit_lock_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="editlock",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("taken_at"))),
                name="edit_lock_expires_later",
            ),
        ),
        migrations.AddIndex(
            model_name="takedown",
            index=models.Index(fields=["-made_at", "-article"], name="takedown_newest"),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.CheckConstraint(
                condition=models.Q(("notice", ""), _negated=True), name="takedown_has_a_notice"
            ),
        ),
    ]
