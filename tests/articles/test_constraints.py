"""What the database itself refuses, whatever the code above it forgets: each rule broken once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import TestCase
from django.utils import timezone

from articles.models import (
    AliasTally,
    Appearance,
    CommentReply,
    Correction,
    EditLock,
    FormerSlug,
    ImportedFile,
    MarginComment,
    Mention,
    Presence,
    Quote,
    QuoteCheck,
    Revision,
    RuleTally,
    Section,
    Suggestion,
    TagReview,
    Takedown,
)
from entities.models import Affiliation, Alias
from newsroom.models import Event
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    make_section,
    make_user,
    mention,
    next_uuid,
    published_article,
    quote,
)


@contextmanager
def refused(name: str) -> Iterator[None]:
    """The block breaks the constraint of this name."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == name


def change(row: Any, **values: Any) -> None:
    """Past all code: what is stored is what the database lets be stored."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def copy(row: Any, **values: Any) -> None:
    row.pk = None
    row._state.adding = True
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)


class EntityConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = make_person("Ada", slug="ada", wikidata_id="Q1", aliases=["Countess"])
        cls.works = make_organisation("Works", slug="works")

    def test_kind(self):
        with refused("entity_kind_known"):
            change(self.ada, kind="ship")

    def test_slug_is_unique_among_its_kind_only(self):
        change(self.works, slug="ada")
        with refused("entity_slug_unique_per_kind"):
            change(make_person("Bob"), slug="ada")

    def test_wikidata_id_is_unique_where_given(self):
        make_person("Nobody")
        with refused("entity_wikidata_id_unique"):
            change(self.works, wikidata_id="Q1")

    def test_wikidata_id_is_one(self):
        for wrong in ("", "1", "q1", "Q0", "Q1\n", "Q1x", "P31"):
            with refused("entity_wikidata_id_wellformed"):
                change(self.works, wikidata_id=wrong)

    def test_name(self):
        with refused("entity_has_a_name"):
            change(self.ada, name="")
        with refused("alias_has_a_name"):
            change(Alias.objects.get(), name="")

    def test_merging_into_itself(self):
        with refused("entity_not_merged_into_itself"):
            change(self.ada, merged_into=self.ada)

    def test_alias_twice(self):
        with refused("alias_unique_per_entity"):
            copy(Alias.objects.get())

    def test_office_twice_even_without_dates(self):
        office = {"person_id": self.ada.pk, "organisation_id": self.works.pk}
        Affiliation.objects.create(**office)
        with refused("affiliation_unique"):
            Affiliation.objects.create(**office)

    def test_office_that_ends_before_it_begins(self):
        office = {"person_id": self.ada.pk, "organisation_id": self.works.pk}
        with refused("affiliation_ends_after_it_begins"):
            Affiliation.objects.create(
                **office, from_on=date(2024, 1, 2), until_on=date(2024, 1, 1)
            )

    def test_entity_that_a_text_names_is_not_deleted(self):
        draft_article(body=f"<p>{mention(self.ada)} {quote(self.works, '“Yes.”')}</p>")
        for entity in (self.ada, self.works):
            with pytest.raises(ProtectedError):
                entity.delete()


class ArticleConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = make_person("Ada")
        cls.body = f"<p>{mention(cls.ada)} said {quote(cls.ada, '“Yes.”')}</p>"
        cls.article = published_article(body=cls.body)
        cls.draft = draft_article()

    def test_slug_is_unique(self):
        with refused("article_slug_unique"):
            change(self.draft, slug=self.article.slug)

    def test_former_slug_is_of_one_article(self):
        with refused("former_slug_unique"):
            for article in (self.article, self.draft):
                FormerSlug.objects.create(slug="un", article=article, was_public=True)

    def test_state_says_whether_it_is_live(self):
        with refused("article_state_says_whether_it_is_live"):
            change(self.article, live=None)
        with refused("article_state_says_whether_it_is_live"):
            change(self.draft, state="published")
        with refused("article_state_says_whether_it_is_live"):
            change(self.draft, state="nonsense")

    def test_withdrawn_was_published(self):
        with refused("article_withdrawn_was_published"):
            change(self.draft, state="withdrawn")

    def test_live_is_after_its_embargo(self):
        with refused("article_live_after_its_embargo"):
            change(self.article, embargoed_until=timezone.now() + timedelta(days=1))

    def test_quote_check_has_a_known_method_and_words(self):
        check = {"article": self.article, "quote_uuid": next_uuid(), "text": "Yes."}
        with refused("quote_check_method_known"):
            QuoteCheck.objects.create(**check, method="hearsay")
        with refused("quote_check_has_words"):
            QuoteCheck.objects.create(**{**check, "text": ""}, method="notes")

    def test_correction_is_of_a_kind_in_a_place_with_a_text_about_one_tag(self):
        good = {"article": self.article, "kind": "update", "text": "Now."}
        for name, bad in (
            ("correction_kind_known", {"kind": "excuse"}),
            ("correction_place_known", {"place": "left"}),
            ("correction_has_a_text", {"text": ""}),
            (
                "correction_of_one_tag_at_the_most",
                {"quote_uuid": next_uuid(), "mention_uuid": next_uuid()},
            ),
        ):
            with refused(name):
                Correction.objects.create(**{**good, **bad})

    def test_lock_has_a_reason_and_an_end_and_presence_is_once(self):
        now, user = timezone.now(), make_user()
        with refused("edit_lock_has_a_reason"):
            EditLock.objects.create(
                article=self.article, held_by=user, expires_at=now + timedelta(days=1)
            )
        with refused("edit_lock_expires_later"):
            EditLock.objects.create(
                article=self.article, held_by=user, reason="x", taken_at=now, expires_at=now
            )
        with refused("presence_once_for_a_user"):
            for _ in range(2):
                Presence.objects.create(article=self.article, user=user, since=now, seen_at=now)

    def test_takedown_has_a_notice(self):
        with refused("takedown_has_a_notice"):
            Takedown.objects.create(article=self.article, notice="")

    def test_live_has_dates(self):
        for name in ("published_at", "updated_at"):
            with refused("article_live_has_dates"):
                change(self.article, **{name: None})

    def test_revision_is_head_and_live_of_one_article(self):
        with refused("articles_article_head_id_key"):
            change(self.draft, head=self.article.head)
        with refused("articles_article_live_id_key"):
            now = timezone.now()
            change(
                self.draft,
                live=self.article.live,
                state="published",
                published_at=now,
                updated_at=now,
            )

    def test_revision_numbers(self):
        with refused("revision_number_unique"):
            copy(self.article.head)
        with refused("revision_numbers_start_at_one"):
            copy(self.article.head, number=0)

    def test_revision_without_headline_or_body(self):
        with refused("revision_has_headline_and_body"):
            copy(self.article.head, number=2, headline_text="")
        with refused("revision_has_headline_and_body"):
            copy(self.article.head, number=2, body_text="")

    def test_section(self):
        with refused("section_has_a_name"):
            Section.objects.create(name="", slug="x")
        with refused("articles_section_slug_key"):
            Section.objects.create(name="Other", slug=make_section().slug)
        with refused("articles_section_name_key"):
            Section.objects.create(name=make_section().name, slug="other")

    def test_section_that_has_articles_is_not_deleted(self):
        with pytest.raises(ProtectedError):
            self.article.section.delete()

    def test_appearance(self):
        row = Appearance.objects.get()
        with refused("articles_appearance_pkey"):
            row.save(force_insert=True)
        with refused("appearance_not_empty"):
            change(row, mention_count=0, quote_count=0)

    def test_file_becomes_one_article(self):
        file = {"digest": "x", "article": self.article, "revision": self.article.head}
        ImportedFile.objects.create(key="a.txt", **file)
        with refused("imported_file_key_unique"):
            ImportedFile.objects.create(key="a.txt", **file)


class TagConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = make_person("Ada")
        body = f"<p>{mention(cls.ada)} said {quote(cls.ada, '“Yes.”')}</p>"
        cls.article = published_article(body=body)
        cls.other = published_article().head

    def test_id_is_unique_in_a_revision(self):
        for model, name in ((Mention, "mention"), (Quote, "quote")):
            with refused(f"{name}_unique_in_revision"):
                copy(model.objects.get(), live_at=None)

    def test_id_is_live_once(self):
        for model, name in ((Mention, "mention"), (Quote, "quote")):
            with refused(f"{name}_live_once"):
                copy(model.objects.get(), revision=self.other)

    def test_tag_has_words(self):
        for model, name in ((Mention, "mention"), (Quote, "quote")):
            with refused(f"{name}_not_empty"):
                change(model.objects.get(), start=3, end=3)

    def test_tag_stands_in_a_field(self):
        for model, name in ((Mention, "mention"), (Quote, "quote")):
            with refused(f"{name}_field_known"):
                change(model.objects.get(), field="byline")

    def test_kind_of_a_quote(self):
        with refused("quote_kind_known"):
            change(Quote.objects.get(), kind="shouted")

    def test_one_id_may_stand_in_a_draft_and_in_what_is_live(self):
        copy(Mention.objects.get(), revision=self.other, live_at=None)
        copy(Mention.objects.get(revision=self.article.head), uuid=next_uuid())


class AppendOnly(TestCase):
    @contextmanager
    def refused(self, words: str) -> Iterator[None]:
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            yield

    def test_revision_is_never_changed(self):
        head = draft_article().head
        for values in ({"body": "<p>Other.</p>"}, {"note": "x"}, {"number": 2}):
            with self.refused("A revision is never changed"):
                change(head, **values)
        assert Revision.objects.get().body == head.body

    def test_event_is_never_changed_or_removed(self):
        draft_article()
        event = Event.objects.first()
        with self.refused("Events are only ever added"):
            change(event, verb="other")
        with self.refused("Events are only ever added"):
            Event.objects.filter(pk=event.pk).delete()
        with self.refused("Events are only ever added"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM newsroom_event")


def test_every_named_constraint_is_broken_above() -> None:
    apps_ = [apps.get_app_config(name) for name in ("newsroom", "entities", "articles")]
    models = [model for app in apps_ for model in app.get_models()]
    names = {constraint.name for model in models for constraint in model._meta.constraints}
    source = Path(__file__).read_text()
    source += source.replace("{name}", "mention") + source.replace("{name}", "quote")
    assert [name for name in sorted(names) if f'"{name}"' not in source] == []


class TagReviewConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.review = TagReview.objects.create(
            article=draft_article(), tag="quote", uuid=next_uuid(), old_words="a", new_words="b"
        )

    def test_tag(self):
        with refused("tag_review_tag_known"):
            change(self.review, tag="ship")

    def test_once_for_a_tag(self):
        with refused("tag_review_once_for_a_tag"):
            copy(self.review)


class MarginConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.article, cls.user = draft_article(), make_user()
        place = {"field": "body", "start": 0, "end": 5, "exact": "Words"}
        cls.comment = MarginComment.objects.create(
            article=cls.article,
            revision=cls.article.head,
            text="Why?",
            author=cls.user,
            **place,
        )
        cls.reply = CommentReply.objects.create(comment=cls.comment, text="So.", author=cls.user)

    def test_known_by_one_uuid(self):
        with refused("margin_comment_uuid_unique"):
            copy(self.comment)

    def test_on_words_of_a_field(self):
        with refused("margin_comment_field_known"):
            change(self.comment, field="byline")
        with refused("margin_comment_on_words"):
            change(self.comment, end=0)

    def test_says_something(self):
        for name in ("text", "exact"):
            with refused("margin_comment_says_something"):
                change(self.comment, **{name: ""})
        with refused("comment_reply_says_something"):
            change(self.reply, text="")
        assert (str(self.comment), str(self.reply)) == ("“Words”: Why?", "So.")

    def test_resolved_by_somebody(self):
        with refused("margin_comment_resolved_by_somebody"):
            change(self.comment, resolved_at=timezone.now())
        with refused("margin_comment_resolved_by_somebody"):
            change(self.comment, resolved_by=self.user)


class SuggestionConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        article = draft_article()
        cls.suggestion = Suggestion.objects.create(
            article=article,
            revision=article.head,
            kind="mention",
            field="body",
            start=0,
            end=5,
            segments=[[0, 5]],
            exact="Words",
            fingerprint="x",
            engine="rules",
            rule="known name",
            score=0.5,
            is_sure=False,
        )

    def test_kind_and_field(self):
        with refused("suggestion_kind_known"):
            change(self.suggestion, kind="link")
        with refused("suggestion_field_known"):
            change(self.suggestion, field="byline")

    def test_words_and_score(self):
        with refused("suggestion_not_empty"):
            change(self.suggestion, end=0)
        with refused("suggestion_score_is_a_share"):
            change(self.suggestion, score=1.5)

    def test_open_or_decided(self):
        with refused("suggestion_is_open_or_decided"):
            change(self.suggestion, state="accepted")
        with refused("suggestion_is_open_or_decided"):
            change(self.suggestion, revision=None)

    def test_tallies_are_counted_once(self):
        month = date(2024, 9, 1)
        rule = RuleTally.objects.create(engine="rules", rule="x", month=month)
        alias = AliasTally.objects.create(entity=make_person(), words="x")
        with refused("rule_tally_once_a_month"):
            copy(rule)
        with refused("alias_tally_once"):
            copy(alias)
