from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# What articles.search.stemmers.STEMMERS named when this was written; a migration does not follow later changes.
STEMMERS = [
    "simple",
    "armenian",
    "basque",
    "catalan",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hindi",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
    "yiddish",
]


def create(stemmer: str) -> migrations.RunSQL:
    """A configuration that folds accents before it stems, so that "Erdogan" finds "Erdoğan"."""
    name = f"newsroom_{stemmer}"
    dictionary = stemmer if stemmer == "simple" else f"{stemmer}_stem"
    return migrations.RunSQL(
        f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{stemmer});"
        f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR hword, hword_part, word"
        f" WITH unaccent, {dictionary};",
        f"DROP TEXT SEARCH CONFIGURATION {name};",
    )


class Migration(migrations.Migration):
    """Full-text search reads each article in its own language."""

    dependencies = [("articles", "0001_articles")]

    operations = [UnaccentExtension(), *(create(stemmer) for stemmer in STEMMERS)]
