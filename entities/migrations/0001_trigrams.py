from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Names are found by their trigrams, forgiving typing errors."""

    operations = [TrigramExtension()]
