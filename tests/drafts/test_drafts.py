"""Text that no column can hold is refused in words, whichever way it comes."""

from dataclasses import replace
from datetime import datetime, timezone

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import TestCase

from articles.drafts.draft import check_draft, read_html
from articles.errors import InvalidText
from articles.locks import lock_article
from articles.models import Article, Section
from articles.tagging import Field
from tests.factories import make_draft, make_person, quote


class DraftTests(TestCase):
    def test_unreadable_text_is_refused(self):
        with pytest.raises(InvalidText, match="NUL"):
            read_html("a\x00b", Field.HEADLINE)

    def test_role_cue_and_source_fit_their_columns(self):
        person = make_person()
        for name, limit in (("role", 200), ("cue", 80), ("source", 300)):
            fits = make_draft(body=f"<p>{quote(person, '“No.”', **{name: 'x' * limit})}</p>")
            check_draft(fits)
            long = make_draft(body=f"<p>{quote(person, '“No.”', **{name: 'x' * (limit + 1)})}</p>")
            with pytest.raises(InvalidText, match=f"The {name} of the quote ““No.”” has more than"):
                check_draft(long)

    def test_byline_source_and_note_are_one_tidy_line(self):
        draft = make_draft(byline=" A\x1b\nB", source="e\u0301\x0b\u200b!", note="a\u2028b\uffff")
        assert (draft.byline, draft.source, draft.note) == ("A B", "é !", "a b")

    def test_byline_source_dateline_and_note_have_200_characters_at_the_most(self):
        for name in ("byline", "source", "dateline", "note"):
            check_draft(make_draft(**{name: "x" * 200}))
            with pytest.raises(InvalidText, match=f"The {name} has more than 200 characters"):
                check_draft(make_draft(**{name: "x" * 201}))

    def test_role_of_a_quote_with_a_control_character_is_refused(self):
        told = make_draft(body=f"<p>{quote(None, '“No.”', role='x')}</p>")
        (tag,) = told.body.tags
        bad = replace(told, body=replace(told.body, tags=(replace(tag, role="\x7f"),)))
        with pytest.raises(InvalidText, match=r"The role of the quote .* holds characters"):
            check_draft(bad)

    def test_body_of_more_than_a_million_characters_is_refused(self):
        with pytest.raises(InvalidText, match="1000000"):
            check_draft(make_draft(body=f"<p>{'word ' * 200_001}</p>"))

    def test_article_that_is_not_there_cannot_be_locked(self):
        with pytest.raises(Article.DoesNotExist):
            lock_article(10**9)


def test_section_whose_name_shows_nothing_is_refused():
    with pytest.raises(ValidationError, match="can be seen"):
        Section(name="\u200b", slug="nothing").clean()


@time_machine.travel(datetime(2027, 5, 1, 9, tzinfo=timezone.utc), tick=False)
@pytest.mark.django_db
def test_quote_is_not_said_on_a_day_to_come():
    def said_on(day):
        return make_draft(body=f"<p>{quote(None, '“No.”', said_on=day)}</p>")

    for day in ("2027-05-01", "2026-12-31"):
        check_draft(said_on(day))
    for day in ("2027-05-02", "2207-05-01"):
        with pytest.raises(InvalidText, match=f"“No.”” cannot have been said on {day}"):
            check_draft(said_on(day))


@time_machine.travel(datetime(2027, 5, 1, 10, 30, tzinfo=timezone.utc), tick=False)
@pytest.mark.django_db
def test_quote_may_be_said_on_the_day_that_has_begun_somewhere():
    check_draft(make_draft(body=f"<p>{quote(None, '“No.”', said_on='2027-05-02')}</p>"))
