"""Comments in the margin: on words of the head, carried along as tags are, for the desk alone."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

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
from articles.revisions.restoring import restore_revision
from articles.revisions.saving import save_revision
from articles.tagging import Field
from newsroom.lib.errors import NotAllowed
from newsroom.lib.versions import StaleForm
from newsroom.models import Event, User
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_person,
    make_staff,
    mention,
    published_article,
)

pytestmark = pytest.mark.django_db
BODY = "<p>The mayor opened the bridge.</p><p>It cost 3 million 🙂 crowns. Nobody protested.</p>"


@pytest.fixture(autouse=True)
def _no_throttle() -> None:
    cache.clear()


def place_of(article: Article, words: str, *, field: Field = Field.BODY, **given: Any) -> Place:
    head = Article.objects.get(pk=article.pk).working_copy
    start = getattr(head, f"{field.value}_text").index(words)
    values = {"base": head.number, "start": start, "end": start + len(words), "exact": words}
    return Place(**{**values, "field": field, **given})


def comment_on(article: Article, words: str, *, by: User | None = None, **given: Any) -> Any:
    place = place_of(article, words, **given)
    by = by or make_staff("editor")
    return add_comment(article_id=article.pk, place=place, text="Says who?", by=by)


def save(article: Article, body: str) -> None:
    base = Article.objects.get(pk=article.pk).working_copy.number
    draft = make_draft("Bridge", body=body)
    save_revision(article_id=article.pk, base=base, draft=draft, by=None)


def words_at(comment: MarginComment) -> str | None:
    """What stands in the head where the comment has its place now; None without one."""
    now = MarginComment.objects.select_related("article__head").get(pk=comment.pk)
    assert now.is_adrift is (now.place is None)
    text = getattr(now.article.working_copy, f"{now.field}_text")
    return text[slice(*now.place)] if now.place else None


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
        place = Place(**{**vars_of(place_of(article, "mayor")), **given})
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


def vars_of(place: Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in ("base", "field", "start", "end", "exact")}


class TestCarrying:
    @pytest.fixture(autouse=True)
    def _article(self) -> None:
        self.article = draft_article("Bridge", body=BODY)

    def test_comment_goes_with_its_words(self) -> None:
        cost = comment_on(self.article, "3 million")
        mayor = comment_on(self.article, "mayor")
        headline = comment_on(self.article, "Bridge", field=Field.HEADLINE)
        save(self.article, "<p>New first 🙂.</p>" + BODY.replace("The mayor", "Our own mayor"))
        assert [words_at(it) for it in (cost, mayor, headline)] == ["3 million", "mayor", "Bridge"]

    def test_comments_may_overlap_each_other_and_tags(self) -> None:
        inner, outer = comment_on(self.article, "mayor"), comment_on(self.article, "mayor opened")
        again = comment_on(self.article, "mayor")
        mayor = mention(make_person("Jane Roe", aliases=["mayor"]), "mayor")
        save(self.article, f"<p>First.</p>{BODY.replace('mayor', mayor)}")
        assert [words_at(it) for it in (inner, outer, again)] == ["mayor", "mayor opened", "mayor"]

    def test_comment_over_paragraphs_goes_with_them_while_they_stand_together(self) -> None:
        comment = comment_on(self.article, "the bridge.\n\nIt cost")
        save(self.article, "<p>First.</p>" + BODY)
        assert words_at(comment) == "the bridge.\n\nIt cost"
        save(self.article, BODY.replace("</p><p>", "</p><p>Between.</p><p>"))
        assert words_at(comment) is None

    def test_comment_whose_words_changed_is_adrift_and_never_on_other_words(self) -> None:
        comment = comment_on(self.article, "mayor")
        save(self.article, BODY.replace("mayor", "Mayor"))
        assert words_at(comment) is None
        save(self.article, "<p>A mayor of elsewhere came.</p>" + BODY.replace("mayor", "Mayor"))
        assert words_at(comment) is None
        assert MarginComment.objects.get().exact == "mayor"

    def test_comment_adrift_is_placed_again_when_its_words_are_restored(self) -> None:
        comment = comment_on(self.article, "mayor")
        save(self.article, BODY.replace("mayor", "Mayor"))
        restore_revision(article_id=self.article.pk, number=1, base=2, by=None)
        assert words_at(comment) == "mayor"

    def test_words_of_which_there_are_two_now_are_no_sure_place(self) -> None:
        article = draft_article("Bridge", body="<p>Yes.</p><p>No.</p>")
        comment = comment_on(article, "Yes.")
        save(article, "<p>No.</p><p>Yes.</p><p>Maybe.</p><p>Yes.</p>")
        assert words_at(comment) is None

    def test_resolved_comment_stays_where_it_was_until_it_is_open_again(self) -> None:
        comment, ada = comment_on(self.article, "mayor"), make_staff("editor")
        resolve_comment(uuid=comment.uuid, by=ada)
        save(self.article, "<p>First.</p>" + BODY)
        assert MarginComment.objects.get().revision == self.article.head
        reopen_comment(uuid=comment.uuid, by=ada)
        assert words_at(comment) == "mayor"

    def test_costs_a_save_one_query_where_there_is_none(
        self, django_assert_max_num_queries: Any
    ) -> None:
        with django_assert_max_num_queries(100) as without:
            save(self.article, BODY + "<p>Two.</p>")
        of_comments = [
            query for query in without.captured_queries if "margincomment" in query["sql"]
        ]
        assert len(of_comments) == 1

    def test_costs_a_save_the_same_for_one_and_for_ten(
        self, django_assert_max_num_queries: Any
    ) -> None:
        counts = []
        for more in (1, 9):
            for _ in range(more):
                comment_on(self.article, "mayor")
            with django_assert_max_num_queries(100) as saved:
                save(self.article, f"<p>And {more}.</p>{BODY}")
            counts.append(len(saved))
        assert counts[0] == counts[1]


class TestApi:
    @pytest.fixture(autouse=True)
    def _article(self) -> None:
        self.article = draft_article("Bridge", body=BODY)
        self.client = self.sign_in(make_staff("editor", username="ada", first_name="Ada"))
        self.address = f"/api/v1/articles/{self.article.pk}/comments/"

    def sign_in(self, user: User, **options: Any) -> Client:
        client = Client(**options)
        client.force_login(user)
        return client

    def post(self, address: str, body: Any = None) -> Any:
        return self.client.post(address, body, content_type="application/json")

    def body(self, **given: Any) -> dict[str, Any]:
        place = {**vars_of(place_of(self.article, "mayor")), "field": "body"}
        return {**place, "text": "Which one?", **given}

    def test_comment_is_made_answered_resolved_and_reopened(self) -> None:
        made = self.post(self.address, self.body())
        assert made.status_code == 201, made.content
        comment = made.json()
        assert (comment["author"], comment["start"], comment["end"]) == ("Ada", 4, 9)
        below = f"/api/v1/comments/{comment['id']}"
        answered = self.post(f"{below}/replies/", {"text": "The old one."})
        assert answered.status_code == 201
        assert [it["text"] for it in answered.json()["replies"]] == ["The old one."]
        resolved = self.post(f"{below}/resolve/").json()
        assert (resolved["resolved_by"], resolved["start"]) == ("Ada", None)
        assert self.post(f"{below}/resolve/").status_code == 409
        assert self.post(f"{below}/reopen/").json()["start"] == 4
        listed = self.client.get(self.address).json()
        assert (listed["head"], [it["id"] for it in listed["results"]]) == (1, [comment["id"]])

    def test_own_comment_is_changed_and_deleted(self) -> None:
        comment = self.post(self.address, self.body()).json()
        assert (comment["is_mine"], comment["changed_at"]) == (True, None)
        address = f"/api/v1/comments/{comment['id']}/"
        sent: Any = {"content_type": "application/json"}
        changed = self.client.patch(address, {"text": "Really?"}, **sent).json()
        assert (changed["text"], changed["changed_at"] is None) == ("Really?", False)
        assert self.client.patch(address, {"text": ""}, **sent).status_code == 400
        stale = self.client.patch(address, {"text": "No!", "base": comment["version"]}, **sent)
        assert (stale.status_code, stale.json()["code"]) == (409, "stale_form")
        fresh = {"text": "Really so?", "base": changed["version"]}
        assert self.client.patch(address, fresh, **sent).json()["text"] == "Really so?"
        for base in (None, 5, ["x"], "x" * 33):
            wrong = self.client.patch(address, {"text": "No!", "base": base}, **sent)
            assert wrong.status_code == 400
        other = self.sign_in(make_staff("publisher"))
        assert other.get(self.address).json()["results"][0]["is_mine"] is False
        assert other.patch(address, {"text": "No."}, **sent).status_code == 403
        assert other.delete(address).status_code == 403
        outsider = self.sign_in(make_staff("reporter"))
        assert outsider.patch(address, {"text": "No."}, **sent).status_code == 404
        assert outsider.delete(address).status_code == 404
        assert self.client.delete(address).status_code == 204
        assert self.client.delete(address).status_code == 404

    def test_what_is_adrift_is_listed_without_a_place(self) -> None:
        self.post(self.address, self.body())
        save(self.article, "<p>Other words.</p>")
        (row,) = self.client.get(self.address).json()["results"]
        assert (row["is_adrift"], row["start"], row["end"], row["exact"]) == (
            True,
            None,
            None,
            "mayor",
        )

    def test_stale_base_and_other_words_are_conflicts(self) -> None:
        for given, code in (
            ({"base": 7}, "stale_revision"),
            ({"exact": "miner"}, "words_changed"),
        ):
            response = self.post(self.address, self.body(**given))
            assert (response.status_code, response.json()["code"]) == (409, code)

    def test_bad_input_names_what_is_wrong(self) -> None:
        given = {"field": "byline", "start": -1, "end": "5", "text": "", "more": 1}
        response = self.post(self.address, self.body(**given))
        assert response.status_code == 400
        assert self.post(self.address, self.body(text="\u200b")).status_code == 400
        assert self.client.get(f"{self.address}?offsets=utf16").status_code == 400
        made = self.post(self.address, self.body()).json()
        assert self.post(f"/api/v1/comments/{made['id']}/replies/", {}).status_code == 400

    def test_is_for_those_who_may_see_the_article_with_a_token(self) -> None:
        made = self.post(self.address, self.body()).json()
        below = [f"/api/v1/comments/{made['id']}/{it}/" for it in ("replies", "resolve", "reopen")]
        outsider, strict = (
            self.sign_in(make_staff("reporter")),
            self.sign_in(make_staff("editor"), enforce_csrf_checks=True),
        )
        for address in (self.address, *below):
            said = {"text": "x"}
            assert Client().post(address, said, "application/json").status_code == 403
            assert outsider.post(address, said, "application/json").status_code == 404
            assert strict.post(address, said, "application/json").status_code == 403
        assert Client().get(self.address).status_code == 403
        assert outsider.get(self.address).status_code == 404
        assert self.post(f"/api/v1/comments/{uuid4()}/resolve/").status_code == 404

    def test_list_costs_the_same_for_one_and_for_ten(
        self, django_assert_max_num_queries: Any
    ) -> None:
        counts = []
        for more in (1, 9):
            for _ in range(more):
                comment = comment_on(self.article, "mayor")
                reply_to_comment(uuid=comment.uuid, text="So?", by=make_staff("editor"))
            with django_assert_max_num_queries(30) as listed:
                self.client.get(self.address)
            counts.append(len(listed))
        assert counts[0] == counts[1]


def test_public_sees_nothing_of_a_comment() -> None:
    ada, bob = make_staff("editor", username="ada-margin"), make_staff("editor")
    person = make_person("Jane Roe")
    article = published_article("Bridge", body=f"<p>{mention(person)} opened it.</p>")
    comment = comment_on(article, "opened", by=ada)
    reply_to_comment(uuid=comment.uuid, text="Secret answer.", by=bob)
    secrets = ["Says who?", "Secret answer.", "ada-margin", str(comment.uuid)]
    for address in (
        "/",
        article.get_absolute_url(),
        f"/people/{person.slug}/",
        "/search/?q=secret",
        "/api/v1/articles/",
        "/api/v1/articles/?q=secret",
        f"/api/v1/articles/{article.pk}/",
        "/api/v1/mentions/",
    ):
        for client in (Client(), signed_in(ada)):
            response = client.get(address)
            assert response.status_code == 200, address
            text = response.content.decode()
            assert [secret for secret in secrets if secret in text] == [], address


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
