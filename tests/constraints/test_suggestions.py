"""Suggestions and what is learnt from them in the database: each rule broken once."""

from datetime import date

from django.test import TestCase

from articles.models import (
    AliasTally,
    RuleTally,
    Suggestion,
)
from tests.constraints.violations import change, copy, refused
from tests.factories import (
    draft_article,
    make_person,
)


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
