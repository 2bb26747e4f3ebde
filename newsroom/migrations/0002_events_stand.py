from django.db import migrations

REFUSE = """
CREATE FUNCTION newsroom_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Events are only ever added' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER event_stands BEFORE UPDATE OR DELETE ON newsroom_event
    FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_change();
"""


class Migration(migrations.Migration):
    """The audit is append-only, in the database too."""

    dependencies = [("newsroom", "0001_user_and_event")]

    operations = [
        migrations.RunSQL(
            REFUSE,
            "DROP TRIGGER event_stands ON newsroom_event; DROP FUNCTION newsroom_refuse_change;",
        )
    ]
