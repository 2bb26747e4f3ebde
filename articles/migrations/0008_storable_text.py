from django.conf import settings
from django.db import migrations

from newsroom.lib.database.stored_text import StorableText


class Migration(migrations.Migration):
    """No text holds a character that no feed could hold."""

    dependencies = [
        ("articles", "0007_datelines_and_file_names"),
        ("entities", "0005_storable_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="acceptedname",
            constraint=StorableText(fields=("folded_name",), name="accepted_name_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="aliastally",
            constraint=StorableText(fields=("words",), name="alias_tally_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=StorableText(fields=("slug",), name="article_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=StorableText(fields=("note",), name="clearance_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="commentreply",
            constraint=StorableText(fields=("text",), name="comment_reply_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=StorableText(fields=("text",), name="correction_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="departedtag",
            constraint=StorableText(fields=("words",), name="departed_tag_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="editlock",
            constraint=StorableText(fields=("reason",), name="edit_lock_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="editorkeys",
            constraint=StorableText(
                fields=(), json_fields=("keys",), name="editor_keys_text_storable"
            ),
        ),
        migrations.AddConstraint(
            model_name="formersectionslug",
            constraint=StorableText(fields=("slug",), name="former_section_slug_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=StorableText(fields=("slug",), name="former_slug_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="identityconfirmation",
            constraint=StorableText(fields=("reason",), name="identity_confirmation_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="importedfile",
            constraint=StorableText(
                fields=("slug", "source_id", "path", "digest", "headline"),
                json_fields=("left_out",),
                name="imported_file_text_storable",
            ),
        ),
        migrations.AddConstraint(
            model_name="margincomment",
            constraint=StorableText(fields=("exact", "text"), name="margin_comment_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=StorableText(fields=("exact",), name="mention_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=StorableText(
                fields=("exact", "text", "role", "cue", "source"),
                json_fields=("segments",),
                name="quote_text_storable",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotecheck",
            constraint=StorableText(
                fields=("text", "note", "link"), name="quote_check_text_storable"
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=StorableText(
                fields=("card",), json_fields=("links",), name="rendition_text_storable"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=StorableText(
                fields=(
                    "headline",
                    "deck",
                    "body",
                    "headline_text",
                    "deck_text",
                    "body_text",
                    "byline",
                    "source",
                    "dateline",
                    "note",
                ),
                json_fields=("changes",),
                name="revision_text_storable",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruletally",
            constraint=StorableText(fields=("engine", "rule"), name="rule_tally_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=StorableText(fields=("name", "slug"), name="section_text_storable"),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=StorableText(
                fields=(
                    "exact",
                    "fingerprint",
                    "name",
                    "entity_kind",
                    "role",
                    "cue",
                    "source",
                    "engine",
                    "rule",
                ),
                json_fields=("segments", "doubt"),
                name="suggestion_text_storable",
            ),
        ),
        migrations.AddConstraint(
            model_name="tagreview",
            constraint=StorableText(
                fields=("old_words", "new_words"), name="tag_review_text_storable"
            ),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=StorableText(fields=("notice", "reason"), name="takedown_text_storable"),
        ),
    ]
