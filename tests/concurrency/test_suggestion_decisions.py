"""Decisions on the same suggestions by two pages at once."""

import pytest

from articles.models import RuleTally, Suggestion
from articles.suggestions.decisions import Decision, decide_suggestions
from articles.suggestions.proposal import Proposal
from articles.tagging import Field
from tests.concurrency.racing import Job, lock_table, race
from tests.factories import draft_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_same_words_decided_by_two_at_once_are_decided_once() -> None:
    article, user = draft_article(), make_user()
    proposal = Proposal(
        kind="mention",
        field=Field.BODY,
        segments=((0, 5),),
        exact="Words",
        fingerprint="0" * 64,
        name="Words",
        entity_kind="organisation",
        entities=(),
        engine="rules",
        rule="known name",
        is_sure=True,
    )
    decision = Decision(proposal, is_accepted=False)

    def decide() -> None:
        decide_suggestions(article_id=article.pk, decisions=[decision], by=user)

    jobs: list[Job] = [decide] * 3
    assert race(lock_table("articles_ruletally"), *jobs) == [None] * 3
    assert Suggestion.objects.count() == 1
    assert RuleTally.objects.get().rejected == 1
