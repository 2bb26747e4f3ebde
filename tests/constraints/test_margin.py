"""Comments in the margin in the database: each rule broken once."""

from django.test import TestCase
from django.utils import timezone

from articles.models import (
    CommentReply,
    MarginComment,
)
from tests.constraints.violations import change, copy, refused
from tests.factories import (
    draft_article,
    make_user,
)


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
