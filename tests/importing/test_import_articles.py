"""`manage.py import_articles`: the same file once, a changed one as a revision, a bad one alone."""

import json
import os
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.importing.errors import UnusableFile
from articles.models import Article, ImportedFile, Mention, Quote, Revision, Section
from articles.services.drafting import save_revision
from articles.services.import_batches import key_at, read_source
from articles.services.projecting import documents_of
from articles.services.publishing import unpublish
from entities.models import Affiliation, Entity
from tests.factories import make_draft, make_person

pytestmark = pytest.mark.django_db

STORY = "Austin speaks\nIn Washington\n\nLloyd Austin spoke.\nThen “No,” he said, “never.” Gone.\n"


class Result:
    """What the command printed, and its exit status."""

    def __init__(self, *args: object, **options: object) -> None:
        out, err = StringIO(), StringIO()
        self.status = 0
        try:
            call_command("import_articles", *args, stdout=out, stderr=err, **options)
        except SystemExit as exit_:
            self.status = exit_.code
        self.out, self.err = out.getvalue(), err.getvalue()


def write(
    folder: Path, text: str | bytes = STORY, name: str = "story.txt", **sidecar: object
) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    if sidecar:
        path.with_name(f"{path.stem}.tags.json").write_text(json.dumps(sidecar))
    return path


def span(text: str, words: str, **tag: object) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words, **tag}


AUSTIN = {"key": "lloyd-austin", "kind": "person", "name": "Lloyd Austin", "aliases": ["Austin"]}


def tagged(folder: Path, text: str = STORY, **sidecar: object) -> Path:
    mentions = [span(text, "Lloyd Austin", entity="lloyd-austin")]
    return write(folder, text, slug="austin", entities=[AUSTIN], mentions=mentions, **sidecar)


def test_first_line_is_the_headline_second_the_deck_rest_paragraphs(tmp_path):
    assert Result(write(tmp_path)).status == 0
    head = Article.objects.get().head
    assert (head.headline_text, head.deck_text) == ("Austin speaks", "In Washington")
    assert head.body == "<p>Lloyd Austin spoke.</p><p>Then “No,” he said, “never.” Gone.</p>"


def test_same_file_is_imported_once(tmp_path):
    path = write(tmp_path)
    assert "1 created" in Result(path).out
    assert "1 unchanged" in Result(path).out
    assert Revision.objects.count() == 1


def test_same_text_under_another_name_makes_no_second_article(tmp_path):
    Result(write(tmp_path))
    assert "1 unchanged" in Result(write(tmp_path, name="copy.txt")).out
    assert Article.objects.count() == 1


def test_seed_article_has_its_people_organisations_and_quotes(settings):
    assert Result(settings.BASE_DIR / "seeds", publish=True).status == 0
    article = Article.objects.public().get()
    assert article.section.name == "World"
    assert Entity.objects.filter(kind="person").count() == 6
    assert Mention.objects.public().count() == 36
    assert Quote.objects.public().filter(speaker__slug="lloyd-austin").count() == 2
    assert (
        Affiliation.objects.filter(person__slug="lloyd-austin").get().organisation.slug
        == "pentagon"
    )


def test_changed_file_is_a_new_revision_whose_tags_are_carried_along(tmp_path):
    Result(tagged(tmp_path))
    before = Mention.objects.get()
    text = STORY.replace("Lloyd Austin spoke", "On Monday Lloyd Austin spoke at length")
    path = write(tmp_path, text)
    (tmp_path / "story.tags.json").write_text(json.dumps({"slug": "austin"}))
    result = Result(path)
    assert "1 updated" in result.out
    after = Mention.objects.get()
    assert (after.uuid, after.exact, after.start) == (before.uuid, "Lloyd Austin", 10)
    assert Article.objects.get().head.number == 2


def test_tag_whose_words_are_gone_is_listed(tmp_path):
    Result(tagged(tmp_path))
    path = write(tmp_path, STORY.replace("Lloyd Austin spoke", "The minister spoke"))
    (tmp_path / "story.tags.json").write_text(json.dumps({"slug": "austin"}))
    assert "not carried along: “Lloyd Austin” (Lloyd Austin)" in Result(path).out
    assert not Mention.objects.exists()


def test_tag_that_file_and_head_both_have_is_one_under_its_old_id(tmp_path):
    Result(tagged(tmp_path))
    before = Mention.objects.get()
    Result(tagged(tmp_path, STORY.replace("Gone.", "Gone again.")))
    after = Mention.objects.get()
    assert (after.uuid, after.revision.number) == (before.uuid, 2)


def test_words_edited_in_the_newsroom_are_not_overwritten_unasked(tmp_path):
    path = write(tmp_path)
    Result(path)
    article = Article.objects.get()
    save_revision(article_id=article.pk, base=1, draft=make_draft("Edited"), by=None)
    path.write_text(STORY.replace("Gone", "Over"))
    result = Result(path)
    assert result.status == 1
    assert "The newsroom has edited the text" in result.err
    assert Result(path, replace_edits=True).status == 0
    assert Article.objects.get().head.number == 3


def test_tags_added_in_the_newsroom_survive_a_changed_file(tmp_path):
    path = write(tmp_path)
    Result(path)
    article, person = Article.objects.get(), make_person("Lloyd Austin")
    body = article.head.body.replace(
        "Lloyd Austin", f'<span data-mention="" data-entity="{person.pk}">Lloyd Austin</span>'
    )
    draft = make_draft(article.head.headline, deck=article.head.deck, body=body)
    save_revision(article_id=article.pk, base=1, draft=draft, by=None)
    path.write_text(STORY.replace("Gone", "Over"))
    assert "1 updated" in Result(path).out
    assert Mention.objects.get().entity == person


def test_byline_given_in_the_newsroom_stays(tmp_path):
    path = write(tmp_path)
    Result(path)
    head = Article.objects.get().head
    draft = make_draft(head.headline, deck=head.deck, body=head.body, byline="A. Reporter")
    save_revision(article_id=head.article_id, base=1, draft=draft, by=None)
    path.write_text(STORY.replace("Gone", "Over"))
    Result(path)
    assert Article.objects.get().head.byline == "A. Reporter"


def test_interrupted_quote_keeps_its_segments(tmp_path):
    whole = span(STORY, "“No,” he said, “never.”", speaker="lloyd-austin", kind="direct")
    parts = [span(STORY, words) for words in ("“No,”", "“never.”")]
    whole["segments"] = [[part["start"], part["end"]] for part in parts]
    Result(write(tmp_path, entities=[AUSTIN], quotes=[whole]))
    assert Quote.objects.get().text == "“No,” … “never.”"


def test_quote_over_two_paragraphs_is_one(tmp_path):
    text = "Head\nDeck\n“One.\n“Two.” End."
    both = span(text, "“One.\n“Two.”", speaker=None, kind="direct")
    Result(write(tmp_path, text, quotes=[both]))
    assert Quote.objects.get().text == "“One.\n\n“Two.”"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_offsets_are_of_the_file_whatever_ends_its_lines(tmp_path, line_end):
    text = STORY.replace("\n", line_end)
    assert Result(tagged(tmp_path, text)).status == 0
    assert Mention.objects.get().exact == "Lloyd Austin"


def test_offsets_count_code_points_and_survive_normalisation(tmp_path):
    text = "👩‍🚀 speaks\nDeck\nCafe\u0301  \u0003  👩‍🚀 Lloyd Austin spoke."
    assert Result(tagged(tmp_path, text)).status == 0
    row = Mention.objects.get()
    assert row.exact == row.revision.body_text[row.start : row.end] == "Lloyd Austin"
    assert row.revision.body_text.startswith("Café 👩‍🚀 ")


def test_byte_order_mark_is_no_text(tmp_path):
    Result(write(tmp_path, b"\xef\xbb\xbf" + STORY.encode()))
    assert Article.objects.get().head.headline_text == "Austin speaks"


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


def mention(**given: object) -> dict[str, object]:
    return {
        "entities": [AUSTIN],
        "mentions": [span(STORY, "Lloyd Austin", **{"entity": "lloyd-austin", **given})],
    }


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
    "bad date": ({"date": "yesterday"}, "“yesterday” is no date"),
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


def test_key_of_another_person_is_refused(tmp_path):
    make_person("Lloyd Austin", slug="lloyd-austin")
    other = {**AUSTIN, "name": "John Doe"}
    result = Result(write(tmp_path, entities=[other]))
    assert "“lloyd-austin” is Lloyd Austin here, not John Doe" in result.err


def test_namesake_under_another_key_is_another_person(tmp_path):
    make_person("Lloyd Austin", slug="lloyd-austin-economist")
    Result(tagged(tmp_path))
    assert Entity.objects.filter(name="Lloyd Austin").count() == 2
    assert Mention.objects.get().entity.slug == "lloyd-austin"


def test_known_entity_is_not_made_again(tmp_path):
    known = make_person("Lloyd Austin", slug="lloyd-austin")
    Result(tagged(tmp_path))
    assert Mention.objects.get().entity == known


def test_two_files_with_one_slug_do_not_overwrite_each_other(tmp_path):
    write(tmp_path, STORY, "a.txt", slug="one")
    write(tmp_path, STORY.replace("Gone", "Over"), "b.txt", slug="one")
    result = Result(tmp_path)
    assert "It has the same slug as" in result.err
    assert Revision.objects.count() == 1


def test_dry_run_says_what_would_be_and_stores_nothing(tmp_path):
    result = Result(tagged(tmp_path), dry_run=True, publish=True)
    assert "Would be: 1 created" in result.out
    assert not Article.objects.exists()
    assert not Entity.objects.exists()


def test_published_on_the_sidecars_date(tmp_path):
    Result(write(tmp_path, date="2024-09-21"), publish=True)
    assert Article.objects.public().get().published_at.isoformat() == "2024-09-21T00:00:00+00:00"


def test_article_that_was_taken_back_is_not_published_by_importing_it_again(tmp_path):
    path = write(tmp_path)
    Result(path, publish=True)
    unpublish(article_id=Article.objects.get().pk, by=None)
    Result(path, publish=True)
    assert not Article.objects.public().exists()


def test_missing_path_and_unknown_encoding_are_errors_in_words(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_articles", tmp_path / "nothing")
    with pytest.raises(CommandError, match="no encoding"):
        call_command("import_articles", tmp_path, encoding="klingon")
    with pytest.raises(CommandError, match="--jobs"):
        call_command("import_articles", tmp_path, jobs=0)


def test_imported_article_is_what_its_html_says(tmp_path):
    Result(tagged(tmp_path))
    head = Article.objects.get().head
    assert [document.text for document in documents_of(head).values()] == [
        head.headline_text,
        head.deck_text,
        head.body_text,
    ]


def test_files_imported_together_are_as_files_imported_one_by_one(tmp_path):
    for number in range(25):
        text = STORY.replace("Gone", f"Gone {number}")
        name = f"{number:02}.txt"
        mentions = [span(text, "Lloyd Austin", entity="lloyd-austin")]
        write(tmp_path, text, name, slug=f"story-{number}", entities=[AUSTIN], mentions=mentions)
    write(tmp_path, STORY, "copy-1.txt")
    write(tmp_path, STORY, "copy-2.txt")
    write(tmp_path, "Headline only", "bad.txt")
    result = Result(tmp_path, publish=True)
    assert "26 created, 0 updated, 1 unchanged, 1 failed" in result.out
    assert Article.objects.public().count() == 26
    assert Mention.objects.public().count() == 25
    assert Entity.objects.count() == 1
    call_command("check_tags", stdout=StringIO())


def test_files_of_one_headline_get_two_slugs(tmp_path):
    write(tmp_path, STORY, "a.txt")
    write(tmp_path, STORY.replace("Gone", "Over"), "b.txt")
    assert Result(tmp_path).status == 0
    assert set(Article.objects.values_list("slug", flat=True)) == {
        "austin-speaks",
        "austin-speaks-2",
    }


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
    assert "The database refuses it: Key (wikidata_id)=(Q1) already exists." in result.err


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


def test_date_with_an_offset_is_stored_in_utc(tmp_path):
    Result(write(tmp_path, date="2024-09-21T02:00:00+03:00"), publish=True)
    assert Article.objects.public().get().published_at.isoformat() == "2024-09-20T23:00:00+00:00"


def test_name_that_is_not_utf_8_is_refused_in_words(tmp_path):
    write(tmp_path)
    with Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).open("w") as file:
        file.write(STORY)
    result = Result(tmp_path)
    assert "1 created, 0 updated, 0 unchanged, 1 failed" in result.out
    assert "is not UTF-8" in result.err
    assert "\\xff.txt" in result.err


def test_name_too_long_for_a_sidecar_beside_it_is_refused_in_words(tmp_path):
    result = Result(write(tmp_path, name=f"{'x' * 250}.txt"))
    assert "Its sidecar cannot be looked for: File name too long." in result.err


@pytest.mark.parametrize("encoding", ["utf-8\0", "hex", "undefined", "klingon"])
def test_what_is_no_encoding_of_text_is_an_error_in_words(tmp_path, encoding):
    with pytest.raises(CommandError, match="no encoding"):
        call_command("import_articles", write(tmp_path), encoding=encoding)


def test_encoding_that_fails_without_a_place_is_refused_in_words(tmp_path):
    assert "It is not idna" in Result(write(tmp_path, "Ärger\nDeck\nBody"), encoding="idna").err


def test_only_sidecars_are_read_before_the_first_outcome(tmp_path):
    path = tmp_path / "unreadable.txt"
    path.mkdir()
    assert key_at(path) == str(path)
    with pytest.raises(UnusableFile):
        read_source(path)


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
