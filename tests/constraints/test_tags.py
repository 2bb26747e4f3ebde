"""Mentions, quotes and reviews of tags in the database: each rule broken once."""

from django.test import TestCase

from articles.models import (
    DepartedTag,
    Mention,
    Quote,
    TagReview,
)
from tests.constraints.violations import change, copy, refused
from tests.factories import (
    draft_article,
    make_person,
    mention,
    next_uuid,
    published_article,
    quote,
)


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

    def test_names_are_of_one_that_names_somebody_else(self):
        with refused("tag_review_names_who_was_renamed"):
            change(self.review, new_entity=make_person())


class DepartedTagConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.row = DepartedTag.objects.create(
            article=draft_article(), tag="quote", uuid=next_uuid(), words="a"
        )

    def test_tag(self):
        with refused("departed_tag_tag_known"):
            change(self.row, tag="ship")

    def test_once_for_a_tag(self):
        with refused("departed_tag_once_for_a_tag"):
            copy(self.row)
