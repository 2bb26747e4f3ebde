"""Comments in the margin: who makes, answers, resolves and changes them."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from articles.collaboration.margin_comments import (
    Place,
    add_comment,
    change_comment,
    delete_comment,
    reopen_comment,
    reply_to_comment,
    resolve_comment,
    version_of_comment,
)
from articles.errors import Incomplete, InvalidTransition, StaleRevision, WordsChanged
from articles.models import Article, CommentReply, MarginComment
from articles.tagging import Field
from newsroom.lib.errors import NotAllowed
from newsroom.lib.versions import StaleForm
from newsroom.models import Event
from tests.collaboration.comments import BODY, comment_on, place_of, values_of
from tests.factories import (
    article_in,
    draft_article,
    make_staff,
)

pytestmark = pytest.mark.django_db


class TestServices:
    def test_comment_is_of_words_its_author_and_the_head_and_is_audited(self) -> None:
        article, ada = draft_article("Bridge", body=BODY), make_staff("editor")
        comment = comment_on(article, "3 million 🙂 crowns", by=ada)
        assert (comment.author, comment.revision, comment.place) == (
            ada,
            article.head,
            (38, 56),
        )
        event = Event.objects.get(verb="comment-added")
        assert (event.actor, event.subject_id) == (ada, article.pk)
        assert event.data["words"] == "3 million 🙂 crowns"
        assert "Says who?" not in str(event.data)

    def test_text_that_says_nothing_or_too_much_is_refused(self) -> None:
        article, ada = draft_article("Bridge", body=BODY), make_staff("editor")
        place = place_of(article, "mayor")
        for text in ("", " \u200b", "x" * 5001):
            with pytest.raises(Incomplete):
                add_comment(article_id=article.pk, place=place, text=text, by=ada)
        assert not MarginComment.objects.exists()

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"base": 2}, StaleRevision),
            ({"exact": "Mayor"}, WordsChanged),
            ({"start": -27}, WordsChanged),
            ({"start": 5, "end": 10}, WordsChanged),
            ({"end": 99}, WordsChanged),
            ({"exact": ""}, WordsChanged),
            ({"exact": "mayor "}, Incomplete),
            ({"exact": "x" * 5001}, Incomplete),
            ({"field": Field.HEADLINE}, WordsChanged),
        ],
    )
    def test_place_must_be_of_the_head_and_its_very_words(self, given: Any, error: Any) -> None:
        article = draft_article("Bridge", body=BODY)
        place = Place(**{**values_of(place_of(article, "mayor")), **given})
        with pytest.raises(error):
            add_comment(article_id=article.pk, place=place, text="?", by=make_staff("editor"))

    def test_is_for_those_who_may_see_the_article(self) -> None:
        article, reporter = draft_article("Bridge", body=BODY), make_staff("reporter")
        comment = comment_on(article, "mayor")
        with pytest.raises(NotAllowed):
            comment_on(article, "bridge", by=reporter)
        with pytest.raises(NotAllowed):
            reply_to_comment(uuid=comment.uuid, text="I.", by=reporter)
        for change in (resolve_comment, reopen_comment):
            with pytest.raises(NotAllowed):
                change(uuid=comment.uuid, by=reporter)
        Article.objects.filter(pk=article.pk).update(assigned_to=reporter)
        reply_to_comment(uuid=comment.uuid, text="I.", by=reporter)
        assert CommentReply.objects.get().author == reporter

    def test_of_a_killed_article_they_are_out_of_reach(self) -> None:
        article = article_in("killed", body=BODY)
        with pytest.raises(NotAllowed):
            comment_on(article, "mayor")
        assert comment_on(article, "mayor", by=make_staff("legal"))

    def test_is_resolved_and_reopened_once(self) -> None:
        comment, ada = comment_on(draft_article(body=BODY), "mayor"), make_staff("editor")
        with pytest.raises(InvalidTransition):
            reopen_comment(uuid=comment.uuid, by=ada)
        done = resolve_comment(uuid=comment.uuid, by=ada)
        assert (done.resolved_by, done.place, done.is_adrift) == (ada, None, False)
        with pytest.raises(InvalidTransition):
            resolve_comment(uuid=comment.uuid, by=ada)
        reply_to_comment(uuid=comment.uuid, text=" Thanks. ", by=ada)
        assert CommentReply.objects.get().text == "Thanks."
        assert reopen_comment(uuid=comment.uuid, by=ada).place == (4, 9)
        verbs = Event.objects.filter(verb__startswith="comment").order_by("pk")
        assert [event.verb for event in verbs] == [
            "comment-added",
            "comment-resolved",
            "comment-replied-to",
            "comment-reopened",
        ]

    def test_change_of_what_was_changed_meanwhile_is_refused(self) -> None:
        ada = make_staff("editor")
        comment = comment_on(draft_article(body=BODY), "mayor", by=ada)
        base = version_of_comment(comment)
        change = partial(change_comment, uuid=comment.uuid, base=base, by=ada)
        newer = version_of_comment(change(text="Who says this?"))
        with pytest.raises(StaleForm):
            change(text="Sure?")
        assert MarginComment.objects.get().text == "Who says this?"
        assert change(text="Who says this?").text == "Who says this?"
        assert change(text="Sure?", base=newer).text == "Sure?"

    def test_its_author_changes_it_and_deletes_it_until_it_is_answered(self) -> None:
        ada, bob = make_staff("editor"), make_staff("publisher")
        comment = comment_on(draft_article(body=BODY), "mayor", by=ada)
        for change in (delete_comment, partial(change_comment, text="Mine.")):
            with pytest.raises(NotAllowed):
                change(uuid=comment.uuid, by=bob)
        assert change_comment(uuid=comment.uuid, text="Says who?", by=ada).changed_at is None
        changed = change_comment(uuid=comment.uuid, text=" Who says? ", by=ada)
        assert (changed.text, changed.changed_at is None) == ("Who says?", False)
        with pytest.raises(Incomplete):
            change_comment(uuid=comment.uuid, text=" ", by=ada)
        reply_to_comment(uuid=comment.uuid, text="I do.", by=bob)
        with pytest.raises(InvalidTransition):
            delete_comment(uuid=comment.uuid, by=ada)
        CommentReply.objects.all().delete()
        delete_comment(uuid=comment.uuid, by=ada)
        assert not MarginComment.objects.exists()
        events = Event.objects.filter(verb__in=["comment-changed", "comment-deleted"])
        assert [event.verb for event in events] == ["comment-deleted", "comment-changed"]
        assert {event.data["words"] for event in events} == {"mayor"}
        assert "says" not in str([event.data for event in events])

    def test_unknown_comment_is_none(self) -> None:
        with pytest.raises(MarginComment.DoesNotExist):
            resolve_comment(uuid=uuid4(), by=make_staff("editor"))
