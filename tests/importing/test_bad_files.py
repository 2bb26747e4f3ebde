"""A bad file fails alone, wholly, in words; nothing ends an import of many."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, ImportedFile, Section
from entities.models import Entity
from tests.factories import make_person
from tests.importing.files import AUSTIN, STORY, Result, mention, span, write

pytestmark = pytest.mark.django_db


def test_other_encoding_has_to_be_named(tmp_path):
    path = write(tmp_path, STORY.encode("cp1252"))
    result = Result(path)
    assert result.status == 1
    assert "line 5: It is not utf-8" in result.err
    assert "--encoding" in result.err
    assert Result(path, encoding="cp1252").status == 0


BAD = {
    "empty": (b"", "It is empty"),
    "blank": (b" \n\n\t\n", "It is empty"),
    "headline only": (b"Head\n", "line 1: It has a headline but no body"),
    "no body": (b"Head\nDeck\n", "line 2: It has a headline and a deck but no body"),
    "nul": (b"Head\nDeck\nBo\x00dy", "line 3: It holds a NUL"),
    "undecodable": (b"Head\nDeck\n\xff\xfe body", "line 3: It is not utf-8"),
    "utf-16": (STORY.encode("utf-16"), "it looks like utf-16"),
    "surrogate": (b"Head\nDeck\n\xed\xa0\x80", "line 3: It is not utf-8"),
    "huge": (b"x" * (5 * 1024 * 1024 + 1), "more than 5 MB"),
    "headline of 400": (b"x" * 400 + b"\nDeck\nBody", "more than 300 characters"),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD)
def test_bad_file_fails_alone_and_leaves_nothing(tmp_path, content, message):
    write(tmp_path, content, "bad.txt")
    write(tmp_path, STORY, "good.txt")
    result = Result(tmp_path)
    assert result.status == 1
    assert message in result.err
    assert "1 created, 0 updated, 0 unchanged, 1 failed" in result.out
    assert Article.objects.count() == ImportedFile.objects.count() == 1


def segments(*given: tuple[int, int]) -> dict[str, object]:
    """A quote of the words “No,” he said, “never.” that says it is made of these parts of it."""
    whole = span(STORY, "“No,” he said, “never.”", speaker=None, kind="direct")
    start = STORY.index("“No,”")
    return {"quotes": [{**whole, "segments": [[start + a, start + b] for a, b in given]}]}


BAD_SIDECARS = {
    "segments on other words": (segments((-20, -10)), "line 5: The segments of ““No,” he said"),
    "segments short of the end": (segments((0, 5), (15, 20)), "line 5: The segments of"),
    "segments from behind the start": (segments((1, 23)), "line 5: The segments of"),
    "segments out of order": (segments((15, 23), (0, 5)), "line 5: The segments of"),
    "segments over each other": (segments((0, 10), (8, 23)), "line 5: The segments of"),
    "an empty segment": (segments((0, 5), (8, 8), (15, 23)), "line 5: The segments of"),
    "wrong words": (
        mention(exact="Lloyd"),
        "line 4: The sidecar has “Lloyd” at 29 to 41, the text has “Lloyd Austin”",
    ),
    "out of range": (mention(start=9000, end=9012), "the text has “”"),
    "negative": (mention(start=-5), "the text has “”"),
    "unknown entity": (mention(entity="nobody"), "“nobody” is not among its entities"),
    "unknown field": ({"headlines": "x"}, "unknown field `headlines`"),
    "wrong type": ({"slug": 5}, "Expected `str`, got `int` - at `$.slug`"),
    "bad date": ({"date": "yesterday"}, "“yesterday” is no moment"),
    "unknown language": ({"language": "tlh"}, "“tlh” is not one of"),
    "key twice": ({"entities": [AUSTIN, {**AUSTIN, "kind": "organisation"}]}, "the same key"),
    "over two fields": (
        {"quotes": [span(STORY, "speaks\nIn", speaker=None, kind="direct")]},
        "from one field into another",
    ),
    "bad slug": ({"slug": "not a slug"}, "slug"),
    "two mentions over each other": (
        {
            "entities": [AUSTIN],
            "mentions": [
                span(STORY, words, entity="lloyd-austin")
                for words in ("Lloyd Austin", "Austin spoke")
            ],
        },
        "lies over",
    ),
}


@pytest.mark.parametrize(("sidecar", "message"), BAD_SIDECARS.values(), ids=BAD_SIDECARS)
def test_bad_sidecar_fails_its_file_and_leaves_nothing(tmp_path, sidecar, message):
    result = Result(write(tmp_path, STORY, **sidecar), publish=True)
    assert result.status == 1
    assert message in result.err
    assert not Article.objects.exists()
    assert not Entity.objects.exists()
    assert not Section.objects.exists()


def test_two_new_people_of_one_key_in_one_folder_fail(tmp_path):
    write(tmp_path, STORY, "a.txt", slug="a", entities=[AUSTIN])
    other = {**AUSTIN, "name": "John Doe"}
    write(tmp_path, STORY.replace("Gone", "Over"), "b.txt", slug="b", entities=[other])
    result = Result(tmp_path)
    assert "1 created, 0 updated, 0 unchanged, 1 failed" in result.out
    assert "“lloyd-austin” is Lloyd Austin here, not John Doe" in result.err


def test_office_in_an_organisation_that_the_sidecar_lacks_is_refused(tmp_path):
    office = {"organisation": "pentagon", "title": "Secretary"}
    result = Result(write(tmp_path, entities=[{**AUSTIN, "affiliations": [office]}]))
    assert "“pentagon” is no organisation in it" in result.err
    assert not Entity.objects.exists()


def test_wikidata_id_that_somebody_else_has_is_refused_in_words(tmp_path):
    make_person("Somebody", slug="somebody", wikidata_id="Q1")
    result = Result(write(tmp_path, entities=[{**AUSTIN, "wikidata_id": "Q1"}]))
    assert (
        "The Wikidata id Q1 of “lloyd-austin” is that of Somebody here, whose key is “somebody”"
        in result.err
    )


def test_office_with_an_endless_title_fails_its_file_alone(tmp_path):
    office = {"organisation": "pentagon", "title": "x" * 201}
    pentagon = {"key": "pentagon", "kind": "organisation", "name": "Pentagon"}
    write(tmp_path, STORY, "bad.txt", entities=[{**AUSTIN, "affiliations": [office]}, pentagon])
    write(tmp_path, STORY.replace("Gone", "Over"), "good.txt")
    result = Result(tmp_path)
    assert "1 created, 0 updated, 0 unchanged, 1 failed" in result.out
    assert "at most 200 characters" in result.err
    assert not Entity.objects.exists()


@pytest.mark.parametrize(
    "date",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01",
        "0999-12-31",
        "9999-01-01",
    ],
)
@pytest.mark.parametrize("publish", [True, False])
def test_date_beyond_what_can_be_written_fails_its_file(tmp_path, date, publish):
    result = Result(write(tmp_path, date=date), publish=publish)
    assert f"“{date}” is not in the years 1000 to 9998" in result.err
    assert not Article.objects.exists()


def test_name_that_is_not_utf_8_is_refused_in_words(tmp_path):
    write(tmp_path)
    with Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).open("w") as file:
        file.write(STORY)
    result = Result(tmp_path)
    assert "1 created, 0 updated, 0 unchanged, 1 failed" in result.out
    assert "is not UTF-8" in result.err
    assert "\\xff.txt" in result.err


def test_name_that_cannot_be_stored_is_refused_in_words(tmp_path):
    write(tmp_path, name="a\x0bb.txt")
    assert "Its path holds U+000B LINE TABULATION at offset" in Result(tmp_path).err


def test_name_too_long_for_a_sidecar_beside_it_has_none(tmp_path):
    assert Result(write(tmp_path, name=f"{'x' * 250}.txt")).status == 0


@pytest.mark.parametrize("encoding", ["hex", "undefined", "klingon"])
def test_what_is_no_encoding_of_text_is_an_error_in_words(tmp_path, encoding):
    with pytest.raises(CommandError, match="no encoding"):
        call_command("import_articles", write(tmp_path), encoding=encoding)


def test_encoding_that_fails_without_a_place_is_refused_in_words(tmp_path):
    assert "It is not idna" in Result(write(tmp_path, "Ärger\nDeck\nBody"), encoding="idna").err


def test_what_the_database_refuses_is_the_outcome_of_its_file(tmp_path):
    write(tmp_path, STORY, "good.txt")
    write(tmp_path, STORY.replace("Gone", "Refused"), "refused.txt")
    with refusing("NEW.body_text LIKE '%%Refused%%'", "22000"):
        result = Result(tmp_path)
    assert "1 created, 0 updated, 0 unchanged, 1 failed" in result.out
    assert "The database refuses it: told to" in result.err


def test_a_deadlock_is_tried_again_once(tmp_path):
    path = write(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE tries")
    with refusing("nextval('tries') = 1", "40P01"):
        assert Result(path).status == 0
    assert Article.objects.count() == 1


@contextmanager
def refusing(condition, code):
    """The database raises an error where a revision is stored and the condition is true."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF {condition} THEN RAISE EXCEPTION 'told to' USING ERRCODE = '{code}'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER refusing BEFORE INSERT ON articles_revision
            FOR EACH ROW EXECUTE FUNCTION refuse();
            """.replace("%%", "%")
        )
    yield
