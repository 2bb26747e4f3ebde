"""Comments in the margin by the API: for the desk alone, and nowhere in public."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from articles.collaboration.margin_comments import (
    reply_to_comment,
)
from tests.clients import sign_in
from tests.collaboration.comments import BODY, comment_on, place_of, save, values_of
from tests.factories import (
    draft_article,
    make_person,
    make_staff,
    mention,
    published_article,
)

pytestmark = pytest.mark.django_db


class TestApi:
    @pytest.fixture(autouse=True)
    def _article(self) -> None:
        self.article = draft_article("Bridge", body=BODY)
        self.client = sign_in(make_staff("editor", username="ada", first_name="Ada"))
        self.address = f"/api/v1/articles/{self.article.pk}/comments/"

    def post(self, address: str, body: Any = None) -> Any:
        return self.client.post(address, body, content_type="application/json")

    def body(self, **given: Any) -> dict[str, Any]:
        place = {**values_of(place_of(self.article, "mayor")), "field": "body"}
        return {**place, "text": "Which one?", **given}

    def test_comment_is_made_answered_resolved_and_reopened(self) -> None:
        made = self.post(self.address, self.body())
        assert made.status_code == 201, made.content
        comment = made.json()
        assert (comment["author"], comment["start"], comment["end"]) == ("Ada", 4, 9)
        below = f"/api/v1/comments/{comment['id']}"
        answered = self.post(f"{below}/replies/", {"text": "The old one."})
        assert answered.status_code == 201
        assert [item["text"] for item in answered.json()["replies"]] == ["The old one."]
        resolved = self.post(f"{below}/resolve/").json()
        assert (resolved["resolved_by"], resolved["start"]) == ("Ada", None)
        assert self.post(f"{below}/resolve/").status_code == 409
        assert self.post(f"{below}/reopen/").json()["start"] == 4
        listed = self.client.get(self.address).json()
        assert (listed["head"], [item["id"] for item in listed["results"]]) == (1, [comment["id"]])

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
        other = sign_in("publisher")
        assert other.get(self.address).json()["results"][0]["is_mine"] is False
        assert other.patch(address, {"text": "No."}, **sent).status_code == 403
        assert other.delete(address).status_code == 403
        outsider = sign_in("reporter")
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
        below = [
            f"/api/v1/comments/{made['id']}/{item}/" for item in ("replies", "resolve", "reopen")
        ]
        outsider, strict = (
            sign_in("reporter"),
            sign_in("editor", enforce_csrf_checks=True),
        )
        for address in (self.address, *below):
            said = {"text": "x"}
            assert Client().post(address, said, "application/json").status_code == 401
            assert outsider.post(address, said, "application/json").status_code == 404
            assert strict.post(address, said, "application/json").status_code == 403
        assert Client().get(self.address).status_code == 401
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
        for client in (Client(), sign_in(ada)):
            response = client.get(address)
            assert response.status_code == 200, address
            text = response.content.decode()
            assert [secret for secret in secrets if secret in text] == [], address
