"""Each file of the corpus becomes what its table says."""

from pathlib import Path

import pytest

from articles.models import Article, ImportedFile
from tests.importing.corpus import CORPUS, Row
from tests.importing.files import Result, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("row", CORPUS, ids=lambda row: row.name)
def test_file_becomes_what_the_table_says(tmp_path: Path, row: Row) -> None:
    path = write(tmp_path, row.content, row.name)
    if row.sidecar is not None:
        path.with_name(f"{path.stem}.tags.json").write_bytes(row.sidecar)
    result = Result(tmp_path, **row.options)
    output = result.out + result.err
    assert f"1 {row.becomes}" in output
    assert row.says in output
    assert (result.status == 1) == (row.becomes == "failed")
    assert Article.objects.count() == ImportedFile.objects.count() == (row.becomes == "created")
    if row.becomes == "created":
        check_fields(row)
        assert "1 unchanged" in Result(tmp_path, **row.options).out


def check_fields(row: Row) -> None:
    head = Article.objects.get().head
    if row.body:
        assert head.body_text.split("\n\n") == row.body
    assert {name: getattr(head, name) for name in row.fields} == row.fields
