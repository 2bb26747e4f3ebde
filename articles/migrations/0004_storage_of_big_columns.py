from django.db import migrations


class Migration(migrations.Migration):
    """Set how the big columns are stored.

    The search table's rows stay some sixty bytes wide, so that sorting a frequent word's matches by date reads
    few pages; the vectors of the few that are ranked are fetched from the side. Of renditions, what lists show
    stays in the row, compressed, and what single pages show goes to the side.
    """

    dependencies = [("articles", "0003_revisions_stand")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE articles_searchentry SET (toast_tuple_target = 128);"
            "ALTER TABLE articles_searchentry ALTER COLUMN words SET STORAGE EXTERNAL;",
            "ALTER TABLE articles_searchentry RESET (toast_tuple_target);"
            "ALTER TABLE articles_searchentry ALTER COLUMN words SET STORAGE EXTENDED;",
        ),
        migrations.RunSQL(
            "ALTER TABLE articles_rendition"
            " ALTER COLUMN summary SET STORAGE MAIN, ALTER COLUMN card SET STORAGE MAIN;",
            "ALTER TABLE articles_rendition"
            " ALTER COLUMN summary SET STORAGE EXTENDED, ALTER COLUMN card SET STORAGE EXTENDED;",
        ),
    ]
