from django.db import migrations


class Migration(migrations.Migration):
    """Let a search read its index only.

    The vectors are out of line, so the planner thinks that reading all of them is cheap where
    several processes share the work: it took 170 ms of 100,000 articles, the index 2.
    """

    dependencies = [("articles", "0009_articles_of_entities")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE articles_searchentry SET (parallel_workers = 0);",
            "ALTER TABLE articles_searchentry RESET (parallel_workers);",
        ),
    ]
