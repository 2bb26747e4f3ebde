"""Every transition: from where, by whom, with what; and nothing else."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.choices import REVIEW, State
from articles.errors import Incomplete, InvalidTransition, StaleRevision
from articles.models import Article, Mention, Takedown
from articles.publication.publishing import publish
from articles.revisions.saving import save_revision
from articles.workflow.execution import transition_article, transition_choices
from articles.workflow.transition_input import TransitionInput
from articles.workflow.transitions import TRANSITIONS, Transition
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event
from newsroom.verbs import Verb
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_person,
    make_staff,
    mention,
    move,
)

pytestmark = pytest.mark.django_db

ROLES = ["reporter", "editor", "publisher", "legal", "administrator"]
EDITORS, PUBLISHERS = {"editor", "publisher", "administrator"}, {"publisher", "administrator"}
UNSEEN = {"draft", "in_review", "ready"}
# From where, by whom (a reporter with an article of their own), and where it is then.
ALLOWED = {
    "submit": ({"draft"}, {"reporter", *EDITORS}, "in_review"),
    "recall": ({"in_review"}, {"reporter", *EDITORS}, "draft"),
    "return": ({"in_review", "ready"}, EDITORS, "draft"),
    "approve": ({"draft", "in_review"}, EDITORS, "ready"),
    "publish": ({*UNSEEN, "scheduled", "withdrawn"}, PUBLISHERS, "published"),
    "schedule": ({*UNSEEN, "scheduled"}, PUBLISHERS, "scheduled"),
    "unschedule": ({"scheduled"}, PUBLISHERS, "ready"),
    "clear": ({*State.values} - {"killed"}, {"legal"}, ""),  # it stays where it is
    "withdraw": ({"published"}, PUBLISHERS, "withdrawn"),
    "kill": ({*State.values} - {"killed"}, {"legal"}, "killed"),
    "revive": ({"killed"}, {"legal"}, "withdrawn"),
}


def particulars() -> dict[str, Any]:
    """All that any transition needs."""
    later = timezone.now() + timedelta(hours=2)
    return {"comment": "Why.", "at": later, "notice": "Gone.", "reason": "Court order."}


def test_table_is_of_every_transition() -> None:
    assert ALLOWED.keys() == TRANSITIONS.keys()


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("name", ALLOWED)
def test_each_role_makes_the_transitions_that_are_its_own(name: str, state: str) -> None:
    sources, roles, target = ALLOWED[name]
    for role in ROLES:
        user = make_staff(role)
        article = article_in(state)
        if role == "reporter":
            Article.objects.filter(pk=article.pk).update(created_by=user)
        if state in sources and role in roles:
            assert move(article, name, user, **particulars()).current_state == (target or state), (
                role
            )
            continue
        expected = InvalidTransition if role in roles else NotAllowed
        with pytest.raises(expected):
            move(article, name, user, **particulars())
        assert Article.objects.get(pk=article.pk).current_state == state, role


@pytest.mark.parametrize("state", State.values)
def test_choices_are_what_can_be_made(state: str) -> None:
    for role in ROLES:
        user, article = make_staff(role), article_in(state)
        offered = {
            choice.transition.name
            for choice in transition_choices(article, user)
            if not choice.refusal
        }
        own = ("submit", "recall") if role == "reporter" else ()
        assert offered == {
            name
            for name, (sources, roles, _) in ALLOWED.items()
            if state in sources and role in roles and name not in own
        }


def test_reporter_moves_no_colleagues_article_and_saves_none() -> None:
    reporter, article = make_staff("reporter"), draft_article()
    with pytest.raises(NotAllowed):
        move(article, "submit", reporter)
    with pytest.raises(NotAllowed):
        save_revision(article_id=article.pk, base=1, draft=make_draft(), by=reporter)


def test_reporter_saves_an_own_draft_until_it_is_in_review() -> None:
    reporter, article = make_staff("reporter"), draft_article()
    Article.objects.update(assigned_to=reporter)
    save_revision(article_id=article.pk, base=1, draft=make_draft("Mine"), by=reporter)
    move(article, "submit", reporter)
    with pytest.raises(NotAllowed, match="in review"):
        save_revision(article_id=article.pk, base=2, draft=make_draft("Later"), by=reporter)


@pytest.mark.parametrize(
    ("name", "state", "missing"),
    [
        ("return", "in_review", "comment"),
        ("schedule", "ready", "at"),
        ("withdraw", "published", "notice"),
        ("kill", "published", "reason"),
        ("revive", "killed", "comment"),
    ],
)
def test_what_a_transition_needs_has_to_be_given(name: str, state: str, missing: str) -> None:
    article = article_in(state)
    given = {key: value for key, value in particulars().items() if key != missing}
    with pytest.raises(Incomplete) as raised:
        move(article, name, **given)
    assert raised.value.names == (missing,)
    with pytest.raises(Incomplete, match="more than"):
        move(article, name, **particulars() | {"comment": "x" * 2001})


def test_white_space_is_no_notice() -> None:
    with pytest.raises(Incomplete):
        move(article_in("published"), "withdraw", notice=" \n")


def test_unknown_transition_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidTransition, match="submit, recall"):
        move(draft_article(), "explode")


def test_publishing_what_was_saved_over_meanwhile_is_refused() -> None:
    article = draft_article()
    save_revision(article_id=article.pk, base=1, draft=make_draft("Newer"), by=None)
    with pytest.raises(StaleRevision):
        move(article, "publish", revision=1)
    assert move(article, "publish", revision=2).live.number == 2


def test_event_tells_states_comment_and_who() -> None:
    editor, article = make_staff("editor"), article_in("in_review")
    move(article, "return", editor, comment="Who says so?")
    event = Event.objects.get(verb="article-returned")
    assert event.actor == editor
    assert event.data == {"from": "in_review", "to": "draft", "comment": "Who says so?"}


def test_transition_refused_leaves_no_event() -> None:
    article = draft_article()
    before = Event.objects.count()
    with pytest.raises(InvalidTransition):
        move(article, "withdraw", notice="Gone.")
    assert Event.objects.count() == before


def test_later_edits_of_what_is_published_wait_and_are_then_published() -> None:
    article = article_in("published")
    publisher = make_staff("publisher")
    with pytest.raises(InvalidTransition, match="already"):
        move(article, "publish", publisher)
    save_revision(article_id=article.pk, base=1, draft=make_draft("Edited"), by=publisher)
    assert Article.objects.public().get().live.number == 1
    move(article, "publish", publisher, no_correction=True)
    assert Article.objects.public().get().live.number == 2


def test_killed_article_cannot_be_published_past_the_desk() -> None:
    article = article_in("killed")
    with pytest.raises(InvalidTransition, match="killed"):
        publish(article_id=article.pk, by=None)


class TestKill:
    def test_rows_of_its_tags_are_gone_and_come_back(self) -> None:
        ada = make_person("Ada")
        article = article_in("killed", body=f"<p>{mention(ada)} spoke.</p>")
        assert not Mention.objects.exists()
        revived = move(article, "revive", comment="The court lifted it.")
        assert revived.state == State.WITHDRAWN
        assert Mention.objects.get().entity == ada
        assert move(article, "publish").state == State.PUBLISHED
        assert not Takedown.objects.exists()

    def test_article_nobody_had_seen_leaves_no_notice_and_is_a_draft_again(self) -> None:
        for state in ("draft", "scheduled"):
            article = move(article_in(state), "kill", reason="Injunction.")
            assert article.published_at is None
            revived = move(article, "revive", comment="Over.")
            assert revived.state == State.DRAFT
            assert not Takedown.objects.exists()

    def test_nobody_saves_it(self) -> None:
        article = article_in("killed")
        for user in (None, make_staff("legal"), make_staff("publisher")):
            with pytest.raises(NotAllowed):
                save_revision(article_id=article.pk, base=1, draft=make_draft(), by=user)

    def test_only_those_with_the_legal_right_see_it(self) -> None:
        article = article_in("killed")
        for role in ROLES:
            user = make_staff(role)
            seen = Article.objects.visible_to(user).filter(pk=article.pk).exists()
            assert seen is article.is_visible_to(user) is (role == "legal"), role


@pytest.mark.parametrize("state", State.values)
def test_set_and_row_agree_on_who_sees_an_article(state: str) -> None:
    own, other = article_in(state), article_in(state)
    for role in ["", *ROLES]:
        user = make_staff(role)
        Article.objects.filter(pk=own.pk).update(assigned_to=user)
        for article in Article.objects.filter(pk__in=[own.pk, other.pk]):
            seen = Article.objects.visible_to(user).filter(pk=article.pk).exists()
            assert seen is article.is_visible_to(user), (role, article.pk == own.pk)
    assert not own.is_own(type(user)())


def test_system_moves_without_a_right() -> None:
    moved = transition_article(
        article_id=draft_article().pk, transition="publish", by=None, details=TransitionInput()
    )
    assert moved.message == "Published."


def test_new_transition_is_an_entry_of_the_table_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    shelve = Transition(
        name="shelve",
        label="Shelve",
        done="Shelved.",
        verb=Verb.ARTICLE_RETURNED,
        sources=frozenset({State.READY}),
        target=State.DRAFT,
        permissions=(REVIEW,),
        needs=("comment",),
    )
    monkeypatch.setitem(TRANSITIONS, "shelve", shelve)
    article, client = article_in("ready"), Client()
    client.force_login(make_staff("editor"))
    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "Shelve" in page
    address = f"/api/v1/articles/{article.pk}/transitions/"
    offered = {item["transition"]: item for item in client.get(address).json()["transitions"]}
    assert offered["shelve"]["refusal"] == ""
    call_command("transition_article", article.pk, "shelve", comment="Later.", stdout=StringIO())
    assert Article.objects.get().state == State.DRAFT
    assert Event.objects.filter(verb=shelve.verb).count() == 1
