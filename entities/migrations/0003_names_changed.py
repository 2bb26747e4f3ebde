from django.db import migrations

FOLLOW = """
CREATE FUNCTION entities_name_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.names_changed_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER entity_name_changed BEFORE UPDATE ON entities_entity FOR EACH ROW
    WHEN ((OLD.name, OLD.kind, OLD.merged_into_id) IS DISTINCT FROM (NEW.name, NEW.kind, NEW.merged_into_id))
    EXECUTE FUNCTION entities_name_changed();

-- Once for a statement; an entity of the same transaction is marked already, and not written again.
CREATE FUNCTION entities_aliases_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE entities_entity SET names_changed_in = pg_current_xact_id()::text::bigint
    WHERE id IN (SELECT entity_id FROM changed)
      AND names_changed_in <> pg_current_xact_id()::text::bigint;
    RETURN NULL;
END $$;
CREATE TRIGGER aliases_added AFTER INSERT ON entities_alias REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION entities_aliases_changed();
CREATE TRIGGER aliases_changed AFTER UPDATE ON entities_alias REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION entities_aliases_changed();
CREATE TRIGGER aliases_left AFTER UPDATE ON entities_alias REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION entities_aliases_changed();
CREATE TRIGGER aliases_removed AFTER DELETE ON entities_alias REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION entities_aliases_changed();
"""
LEAVE = """
DROP TRIGGER entity_name_changed ON entities_entity;
DROP TRIGGER aliases_added ON entities_alias;
DROP TRIGGER aliases_changed ON entities_alias;
DROP TRIGGER aliases_left ON entities_alias;
DROP TRIGGER aliases_removed ON entities_alias;
DROP FUNCTION entities_name_changed();
DROP FUNCTION entities_aliases_changed();
"""


class Migration(migrations.Migration):
    """Each change of a name stores the number of its transaction, for indexes in memory."""

    dependencies = [("entities", "0002_people_and_organisations")]

    operations = [migrations.RunSQL(FOLLOW, LEAVE)]
