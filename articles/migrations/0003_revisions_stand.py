from django.db import migrations

REFUSE = """
CREATE FUNCTION articles_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A revision is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER revision_stands BEFORE UPDATE ON articles_revision
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
"""


class Migration(migrations.Migration):
    """A revision is what was said at one time: the database refuses to change it."""

    dependencies = [("articles", "0002_search_configurations")]

    operations = [
        migrations.RunSQL(
            REFUSE,
            "DROP TRIGGER revision_stands ON articles_revision; DROP FUNCTION articles_refuse_change;",
        )
    ]
