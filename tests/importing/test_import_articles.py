"""`manage.py import_articles`: the same file once, a changed one as a revision, a bad one alone."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.importing.errors import UnusableFile
from articles.importing.folders import story_at
from articles.importing.reading import Reading
from articles.importing.source import key_at, read_source
from articles.models import Article, Mention, Quote, Revision
from articles.projection.tag_rows import documents_of
from articles.revisions.saving import save_revision
from entities.models import Affiliation, Entity
from tests.factories import make_draft, make_person, withdraw
from tests.importing.files import AUSTIN, STORY, Result, span, tagged, write

pytestmark = pytest.mark.django_db


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
    withdraw(Article.objects.get())
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


def test_date_with_an_offset_is_stored_in_utc(tmp_path):
    Result(write(tmp_path, date="2024-09-21T02:00:00+03:00"), publish=True)
    assert Article.objects.public().get().published_at.isoformat() == "2024-09-20T23:00:00+00:00"


def test_only_sidecars_are_read_before_the_first_outcome(tmp_path):
    path = tmp_path / "unreadable.txt"
    path.mkdir()
    assert key_at(story_at(path)) == str(path)
    with pytest.raises(UnusableFile):
        read_source(story_at(path), Reading())
