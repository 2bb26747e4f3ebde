from django.db import migrations


class Migration(migrations.Migration):
    """Keep the search table's rows some sixty bytes wide, so that sorting a frequent word's matches by date
    reads few pages; the vectors of the few that are ranked are fetched from the side."""

    dependencies = [("articles", "0003_revisions_stand")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE articles_searchentry SET (toast_tuple_target = 128);"
            "ALTER TABLE articles_searchentry ALTER COLUMN words SET STORAGE EXTERNAL;",
            "ALTER TABLE articles_searchentry RESET (toast_tuple_target);"
            "ALTER TABLE articles_searchentry ALTER COLUMN words SET STORAGE EXTENDED;",
        )
    ]
