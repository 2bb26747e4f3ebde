"""A tag whose words changed waits for a person, and its article is not published until then."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import TestCase

from articles.errors import OpenReviews
from articles.models import Article, TagReview
from articles.publication.publication_periods import published_quotes
from articles.publication.publishing import publish
from articles.publication.tag_reviews import Confirmation, confirm_tags
from articles.revisions.saving import save_revision
from newsroom.models import Event
from tests.factories import (
    draft_article,
    make_draft,
    make_person,
    make_user,
    mention,
    published_article,
    quote,
)


class ReviewTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.austin = make_person("Lloyd Austin", aliases=["The Secretary"])
        cls.gallant = make_person("Yoav Gallant")
        cls.named = mention(cls.austin, "Austin")
        cls.said = quote(cls.austin, "“We will go.”")
        cls.body = f"<p>{cls.named} spoke. {cls.said}</p>"
        cls.article = draft_article("Talks", body=cls.body)

    def save(self, body: str, **options: Any) -> Article:
        head = Article.objects.get(pk=self.article.pk).head
        draft = make_draft("Talks", body=body)
        return save_revision(
            article_id=self.article.pk, base=head.number, draft=draft, by=None, **options
        ).article

    def save_with(self, old: str, new: str) -> Article:
        head = Article.objects.get(pk=self.article.pk).head
        return self.save(head.body.replace(old, new))

    def uuids(self) -> set[UUID]:
        head = Article.objects.get(pk=self.article.pk).head
        found = re.findall(r'data-(?:mention|quote)="(.*?)"', head.body)
        return {UUID(uuid) for uuid in found}

    def open(self) -> list[tuple[str, str, str]]:
        rows = TagReview.objects.filter(article=self.article)
        return [(row.tag, row.old_words, row.new_words) for row in rows]


class FlaggingTests(ReviewTestCase):
    def test_mention_on_other_words_is_flagged_and_stays_so(self):
        self.save_with(">Austin<", ">He<")
        assert self.open() == [("mention", "Austin", "He")]
        self.save_with("spoke", "sang")
        assert self.open() == [("mention", "Austin", "He")]

    def test_case_possessive_and_aliases_are_no_other_words(self):
        for words in ("austin", "Austin’s", "The Secretary", "Lloyd Austin"):
            self.save_with(">Austin", f">{words}")
            assert self.open() == [], words
            self.save_with(f">{words}", ">Austin")

    def test_signs_that_carry_meaning_are_other_words(self):
        reported = quote(self.austin, "growth of 2.5 percent", "indirect")
        for tag, old, new in (
            (reported, "2.5", "25"),
            (reported.replace("growth of", "$5m and"), "$5m", "€5m"),
            (mention(self.austin, "US"), ">US<", ">us<"),
            (mention(self.austin, "A$AP"), "A$AP", "AAP"),
        ):
            self.save(f"<p>{tag}</p>", removed=self.uuids())
            self.save_with(old, new)
            assert len(self.open()) == 1, new

    def test_each_piece_of_a_parted_name_is_flagged(self):
        start = self.named.removesuffix("Austin</span>")
        for parts in (
            f"{start}Aus</span> or {start}tin</span>",
            f"{start}Aus</span></p><p>{start}tin</span>",
        ):
            self.save(f"<p>{parts} spoke. {self.said}</p>")
            assert sorted(self.open()) == [
                ("mention", "Austin", "Aus"),
                ("mention", "Austin", "tin"),
            ]
            self.save(self.body, removed=self.uuids())
            assert self.open() == []

    def test_copy_of_a_name_is_no_piece_of_it(self):
        self.save(f"<p>{self.named} spoke. {self.named} left. {self.said}</p>")
        assert self.open() == []

    def test_name_that_a_new_article_has_in_pieces_is_flagged(self):
        start = mention(self.austin, "").split(">")[0] + ">"
        body = f"<p>{start}Aus</span> or {start}tin</span></p>"
        article = draft_article("Other", body=body)
        reviews = TagReview.objects.filter(article=article)
        assert sorted(review.new_words for review in reviews) == ["Aus", "tin"]
        assert {review.old_words for review in reviews} == {"Aus … tin"}

    def test_changed_direct_quote_is_always_flagged(self):
        self.save_with("We will go", "we will go")
        assert self.open() == [("quote", "“We will go.”", "“we will go.”")]

    def test_further_change_is_held_against_what_a_person_last_saw(self):
        self.save_with(">Austin<", ">He<")
        self.save_with(">He<", ">Him<")
        assert self.open() == [("mention", "Austin", "Him")]

    def test_words_that_come_back_settle_it(self):
        self.save_with(">Austin<", ">He<")
        self.save_with(">He<", ">Austin’s<")
        assert self.open() == []

    def test_tag_that_goes_settles_it(self):
        self.save_with(">Austin<", ">He<")
        uuid = TagReview.objects.get().uuid
        self.save(f"<p>He spoke. {self.said}</p>", removed=[uuid])
        assert self.open() == []

    def test_whoever_names_somebody_else_has_looked(self):
        self.save_with(">Austin<", ">He<")
        self.save_with(f'data-entity="{self.austin.pk}"', f'data-entity="{self.gallant.pk}"')
        assert self.open() == []

    def test_quote_that_readers_have_seen_is_known_as_such(self):
        publish(article_id=self.article.pk, by=None)
        self.save_with("We will go", "We shall go")
        assert TagReview.objects.get().was_public
        self.save_with(">Austin<", ">He<")
        assert not TagReview.objects.get(tag="mention").was_public

    def test_quote_of_a_draft_was_never_public(self):
        self.save_with("We will go", "We shall go")
        assert not TagReview.objects.get().was_public
        assert published_quotes(self.article.pk) == set()


class ConfirmingTests(ReviewTestCase):
    def setUp(self):
        self.save_with(">Austin<", ">He<")
        self.review = TagReview.objects.get()

    def confirm(self, words: str = "He", **given: Any) -> list[TagReview]:
        given = {"tag": "mention", "uuid": self.review.uuid, **given}
        confirmation = Confirmation(words=words, **given)
        return confirm_tags(
            article_id=self.article.pk, confirmations=[confirmation], by=make_user()
        )

    def test_confirmed_is_closed_and_recorded(self):
        assert len(self.confirm()) == 1
        assert self.open() == []
        event = Event.objects.get(verb="tag-confirmed")
        assert event.data["words"] == ["Austin", "He"]
        assert event.actor

    def test_confirmation_of_other_words_or_another_tag_closes_nothing(self):
        assert self.confirm("She") == []
        assert self.confirm(tag="quote") == []
        assert confirm_tags(article_id=self.article.pk, confirmations=[], by=None) == []
        assert len(self.open()) == 1

    def test_changed_again_after_it_was_confirmed_it_is_flagged_again(self):
        self.confirm()
        self.save_with(">He<", ">Him<")
        assert self.open() == [("mention", "He", "Him")]


class PublishingTests(ReviewTestCase):
    def test_article_with_an_open_review_is_not_published(self):
        self.save_with(">Austin<", ">He<")
        with pytest.raises(OpenReviews, match="“Austin” is now “He”"):
            publish(article_id=self.article.pk, by=None)
        assert not Article.objects.public().exists()

    def test_reviews_beyond_a_few_are_counted(self):
        names = [mention(self.austin, "Austin") for _ in range(10)]
        article = draft_article("Many", body=f"<p>{' '.join(names)}</p>")
        body = article.head.body.replace(">Austin<", ">He<")
        draft = make_draft("Many", body=body)
        save_revision(article_id=article.pk, base=1, draft=draft, by=None)
        with pytest.raises(OpenReviews, match="and 2 more"):
            publish(article_id=article.pk, by=None)

    def test_others_are_not_held_up(self):
        self.save_with(">Austin<", ">He<")
        assert published_article().live


class ProvingTests(ReviewTestCase):
    def test_review_of_words_that_the_head_does_not_hold_is_a_difference(self):
        self.save_with(">Austin<", ">He<")
        call_command("check_tags", verbosity=0)
        TagReview.objects.update(new_words="She")
        with pytest.raises(SystemExit):
            call_command("check_tags")
