"""A partner makes and changes articles: with versions, and without losing a tag."""

from typing import Any

import pytest

from articles.models import Article, EntityOrigin, Mention, Quote, Revision
from articles.publication.publishing import publish
from entities.models import Entity
from newsroom.models import Event
from newsroom.scopes import Scope
from tests.api.drafts.asking import DRAFTS, HTML, Robot, place
from tests.factories import (
    draft_article,
    make_person,
    make_section,
    mention,
    next_uuid,
    quote,
)

pytestmark = pytest.mark.django_db

TEXT = "Talks end\nNo result\nAda Lee spoke.\n\u201cWe tried,\u201d she said.\n"
ADA = {"key": "ada-lee", "kind": "person", "name": "Ada Lee"}


def span(words: str, **tag: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words, **tag}


PLAIN = {
    "text": TEXT,
    "entities": [ADA],
    "mentions": [span("Ada Lee", entity="ada-lee")],
    "quotes": [span("\u201cWe tried,\u201d", speaker="ada-lee", kind="direct")],
}


@pytest.fixture(autouse=True)
def world() -> Any:
    return make_section()


@pytest.fixture
def robot() -> Robot:
    return Robot()


class TestCreating:
    def test_html_with_tags(self, robot: Robot) -> None:
        ada = make_person("Ada Lee")
        draft = robot.made(HTML, body=f"<p>{mention(ada)} spoke.</p>", byline="A. Writer")
        assert (draft["state"], draft["revision"], draft["live_revision"]) == ("draft", 1, None)
        (tag,) = draft["mentions"]
        assert (tag["entity"], tag["exact"], tag["start"]) == (ada.pk, "Ada Lee", 0)
        assert draft["entities"] == [
            {"id": ada.pk, "kind": "person", "name": "Ada Lee", "slug": "ada-lee"}
        ]
        article = Article.objects.get(pk=draft["id"])
        assert article.created_by == robot.owner
        assert robot.last["Location"].endswith(f"/api/v1/drafts/{article.pk}/")
        assert Event.objects.get(verb="article-created").key == "Wire robot"

    def test_plain_text_with_tags_as_a_sidecar_has_them(self, robot: Robot) -> None:
        draft = robot.made(PLAIN)
        ada = Entity.objects.get(slug="ada-lee")
        assert [tag["exact"] for tag in draft["mentions"]] == ["Ada Lee"]
        (said,) = draft["quotes"]
        assert (said["speaker"], said["text"]) == (ada.pk, "\u201cWe tried,\u201d")
        assert EntityOrigin.objects.get(entity=ada).article_id == draft["id"]

    @pytest.mark.parametrize(
        ("members", "reason"),
        [
            ({"section": "nowhere"}, "no section “nowhere”"),
            ({"language": "xx"}, "“xx” is not one of"),
            ({"headline": ""}, "headline is empty"),
            ({"body": ""}, "body is empty"),
            ({"headline": 5}, "headline"),
            ({"nonsense": 1}, "nonsense"),
            ({"byline": "x" * 201}, "byline has more than 200"),
            ({"byline": "x\u0001"}, "U+0001"),
            ({"body": "<p>x\u000b</p>"}, "U+000B"),
            ({"mentions": [span("Ada Lee", entity="ada-lee")]}, "belong to text"),
            ({"text": TEXT}, "not both"),
            (
                {"body": f'<p><span data-mention="{next_uuid()}" data-entity="999">A</span></p>'},
                "999",
            ),
            (
                {"body": f'<p>x<span data-mention="{next_uuid()}" data-entity="1"></span></p>'},
                "words",
            ),
            ({"slug": "7"}, ""),
        ],
    )
    def test_what_cannot_be_stored_is_refused_in_words(
        self, robot: Robot, members: dict[str, Any], reason: str
    ) -> None:
        answer = robot.ask("POST", DRAFTS, {"section": "world", **HTML, **members})
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        assert reason in answer.content.decode()
        assert not Article.objects.exists()

    @pytest.mark.parametrize(
        ("members", "reason"),
        [
            ({"mentions": [span("Ada Lee", entity="bob")]}, "“bob” is not among"),
            ({"mentions": [{**span("Ada Lee", entity="ada-lee"), "exact": "Bob"}]}, "the text has"),
            ({"mentions": [{"entity": "ada-lee", "start": "1", "end": 2, "exact": "a"}]}, "start"),
            ({"text": "Only a headline"}, "no body"),
        ],
    )
    def test_tags_that_do_not_fit_the_text_are_refused(
        self, robot: Robot, members: dict[str, Any], reason: str
    ) -> None:
        answer = robot.ask("POST", DRAFTS, {"section": "world", **PLAIN, **members})
        assert answer.status_code == 400
        assert reason in answer.content.decode()
        assert not Entity.objects.exists()

    def test_story_of_a_supplier_is_made_once(self, robot: Robot) -> None:
        draft = robot.made(source_id="urn:wire:1")
        answer = robot.ask("POST", DRAFTS, {"section": "world", **HTML, "source_id": "urn:wire:1"})
        assert answer.status_code == 409
        assert answer.json()["article"] == draft["id"]

    def test_needs_scope_and_right(self) -> None:
        for robot in (Robot("publisher", Scope.READ_DRAFTS), Robot("legal")):
            answer = robot.ask("POST", DRAFTS, {"section": "world", **HTML})
            assert answer.status_code == 403

    def test_people_are_made_only_by_who_may(self) -> None:
        robot = Robot("publisher", Scope.WRITE_ARTICLES)
        answer = robot.ask("POST", DRAFTS, {"section": "world", **PLAIN})
        assert answer.status_code == 403
        assert "ada-lee" in answer.json()["detail"]
        make_person("Ada Lee", slug="ada-lee")
        assert robot.made(PLAIN)["mentions"]
        said = {**PLAIN, "entities": [{**ADA, "description": "Minister"}]}
        assert robot.ask("POST", DRAFTS, {"section": "world", **said}).status_code == 403


class TestChanging:
    def test_members_that_are_left_out_stay(self, robot: Robot) -> None:
        draft = robot.made(byline="A. Writer", dateline="PARIS")
        answer = robot.changed(draft, headline="Talks go on", note="Corrected by the wire")
        assert answer.status_code == 200, answer.content
        after = answer.json()
        assert (after["headline"], after["deck"]) == ("Talks go on", "No result")
        assert (after["byline"], after["dateline"]) == ("A. Writer", "PARIS")
        assert (after["revision"], after["note"]) == (2, "Corrected by the wire")
        assert answer["ETag"] != draft["etag"]

    def test_version_is_needed_and_told_when_stale(self, robot: Robot) -> None:
        draft = robot.made()
        path = f"{DRAFTS}{draft['id']}/"
        assert robot.ask("PATCH", path, {"deck": "x"}).status_code == 428
        assert robot.ask("PATCH", path, {"deck": "x"}, If_Match="17").status_code == 400
        assert robot.changed(draft, deck="First").status_code == 200
        answer = robot.changed(draft, body="<p>Second.</p>")
        assert answer.status_code == 412
        problem = answer.json()
        assert (problem["revision"], problem["changed"]) == (2, ["deck"])
        assert problem["saved_by"] == robot.owner.username
        current = robot.ask("GET", path)
        assert (current["ETag"], current.json()["deck"]) == (problem["etag"], "First")
        assert robot.ask("PATCH", path, {"deck": "x"}, If_Match="*").status_code == 200

    def test_change_of_details_is_another_version(self, robot: Robot) -> None:
        make_section("Sport")
        draft = robot.made()
        assert robot.changed(draft, section="sport").json()["section"] == "sport"
        answer = robot.changed(draft, deck="x")
        assert answer.json()["changed"] == ["section, language or slug"]

    def test_no_tag_is_lost_unless_it_is_named(self, robot: Robot) -> None:
        ada = make_person("Ada Lee")
        draft = robot.made(body=f"<p>{mention(ada)} spoke.</p>")
        (tag,) = draft["mentions"]
        answer = robot.changed(draft, body="<p>Nobody spoke.</p>")
        assert answer.status_code == 409
        assert answer.json()["lost"] == [{"id": tag["id"], "exact": "Ada Lee", "names": "Ada Lee"}]
        assert Mention.objects.count() == 1
        answer = robot.changed(draft, body="<p>Nobody spoke.</p>", removed=[tag["id"]])
        assert answer.status_code == 200
        assert answer.json()["mentions"] == []

    def test_changed_plain_text_keeps_tags_with_their_ids(self, robot: Robot) -> None:
        draft = robot.made(PLAIN)
        text = TEXT.replace("No result", "No result at all")
        answer = robot.changed(draft, text=text)
        assert answer.status_code == 200, answer.content
        after = answer.json()
        assert [tag["id"] for tag in after["mentions"]] == [draft["mentions"][0]["id"]]
        assert [tag["id"] for tag in after["quotes"]] == [draft["quotes"][0]["id"]]

    def test_plain_text_that_lost_its_words_is_refused(self, robot: Robot) -> None:
        draft = robot.made(PLAIN)
        answer = robot.changed(draft, text="Talks end\nNo result\nSilence.\n")
        assert answer.status_code == 409
        assert {tag["exact"] for tag in answer.json()["lost"]} == {
            "Ada Lee",
            "\u201cWe tried,\u201d",
        }

    def test_section_of_a_published_article_is_for_who_may_publish(self) -> None:
        make_section("Sport")
        robot = Robot("editor")
        draft = robot.made(byline="A. Writer")
        publish(article_id=draft["id"], by=None)
        assert robot.changed(draft, section="sport").status_code == 403
        assert robot.changed(draft, deck="Another").status_code == 200

    def test_article_that_its_owner_may_not_see_is_not_there(self) -> None:
        robot = Robot("reporter")
        foreign = draft_article()
        assert robot.ask("GET", f"{DRAFTS}{foreign.pk}/").status_code == 404
        answer = robot.ask("PATCH", f"{DRAFTS}{foreign.pk}/", {"deck": "x"}, If_Match="*")
        assert answer.status_code == 404
        assert robot.ask("GET", f"{DRAFTS}999999999999999999999/").status_code == 404


class TestTags:
    def test_mention_is_added_changed_and_removed(self, robot: Robot) -> None:
        ada, other = make_person("Ada Lee"), make_person("Ada Lee", description="Carpenter")
        draft = robot.made()
        answer = robot.tagged(draft, "mentions", entity=ada.pk, **place(draft, "Ada Lee"))
        assert answer.status_code == 201, answer.content
        (tag,) = answer.json()["mentions"]
        path = f"{DRAFTS}{draft['id']}/mentions/{tag['id']}/"
        assert robot.ask("PATCH", path, {"entity": other.pk}).status_code == 428
        answer = robot.ask("PATCH", path, {"entity": other.pk}, If_Match=answer["ETag"])
        assert [one["entity"] for one in answer.json()["mentions"]] == [other.pk]
        assert answer.json()["mentions"][0]["id"] == tag["id"]
        moved = {"field": "body", "start": 0, "end": 3, "exact": "Ada"}
        answer = robot.ask("PATCH", path, moved, If_Match=answer["ETag"])
        assert answer.json()["mentions"][0]["exact"] == "Ada"
        answer = robot.ask("DELETE", path, If_Match=answer["ETag"])
        assert answer.json()["mentions"] == []
        assert robot.ask("DELETE", path, If_Match=answer["ETag"]).status_code == 409

    def test_other_words_are_told(self, robot: Robot) -> None:
        ada, draft = make_person("Ada Lee"), robot.made()
        where = {**place(draft, "Ada Lee"), "exact": "Bob Lee"}
        answer = robot.tagged(draft, "mentions", entity=ada.pk, **where)
        assert answer.status_code == 409
        assert answer.json()["found"] == "Ada Lee"
        assert Revision.objects.count() == 1

    @pytest.mark.parametrize(
        "members",
        [
            {"entity": 0},
            {"entity": 2**70},
            {"entity": 999},
            {"field": "byline"},
            {"start": -1},
            {"start": 5, "end": 5, "exact": ""},
            {"end": 10**9},
            {"exact": None},
        ],
    )
    def test_tag_that_cannot_stand_is_refused(self, robot: Robot, members: Any) -> None:
        ada, draft = make_person("Ada Lee"), robot.made()
        asked = {"entity": ada.pk, **place(draft, "Ada Lee"), **members}
        assert robot.tagged(draft, "mentions", **asked).status_code in (400, 409)
        assert not Mention.objects.exists()

    def test_quote_with_segments_is_added_and_changed(self, robot: Robot) -> None:
        ada = make_person("Ada Lee")
        draft = robot.made(body="<p>“No,” Ada Lee said, “never.” Done.</p>")
        whole = place(draft, "“No,” Ada Lee said, “never.”")
        answer = robot.tagged(
            draft, "quotes", speaker=ada.pk, kind="direct", **whole, segments=[[0, 5], [20, 28]]
        )
        assert answer.status_code == 201, answer.content
        (said,) = answer.json()["quotes"]
        assert said["text"] == "“No,” … “never.”"
        path = f"{DRAFTS}{draft['id']}/quotes/{said['id']}/"
        answer = robot.ask(
            "PATCH",
            path,
            {"speaker": None, "role": "Minister", "said_on": "2024-09-16"},
            If_Match=answer["ETag"],
        )
        assert answer.status_code == 200, answer.content
        (said,) = answer.json()["quotes"]
        assert (said["speaker"], said["role"], said["said_on"]) == (None, "Minister", "2024-09-16")
        assert Quote.objects.filter(revision__number=3).get().text == "“No,” … “never.”"
        bad = {**whole, "segments": [[1, 5]]}
        assert robot.ask("PATCH", path, bad, If_Match=answer["ETag"]).status_code == 400
        some = {"start": 0, "end": 5}
        assert robot.ask("PATCH", path, some, If_Match=answer["ETag"]).status_code == 400

    def test_tag_of_the_other_kind_is_not_found(self, robot: Robot) -> None:
        ada = make_person("Ada Lee")
        draft = robot.made(body=f"<p>{quote(ada, '“No.”')} {mention(ada)}</p>")
        path = f"{DRAFTS}{draft['id']}/mentions/{draft['quotes'][0]['id']}/"
        assert robot.ask("DELETE", path, If_Match="*").status_code == 409


class TestRevisions:
    def test_list_read_and_restore(self, robot: Robot) -> None:
        ada = make_person("Ada Lee")
        draft = robot.made(body=f"<p>{mention(ada)} spoke.</p>")
        answer = robot.changed(
            draft, body="<p>Silence.</p>", removed=[draft["mentions"][0]["id"]], note="Cut"
        )
        path = f"{DRAFTS}{draft['id']}/revisions/"
        rows = robot.ask("GET", path).json()["results"]
        assert [(row["revision"], row["note"]) for row in rows] == [(2, "Cut"), (1, "")]
        first = robot.ask("GET", f"{path}1/").json()
        assert first["mentions"] == draft["mentions"]
        assert robot.ask("GET", f"{path}9/").status_code == 404
        assert robot.ask("POST", f"{path}1/restore/").status_code == 428
        answer = robot.ask("POST", f"{path}1/restore/", If_Match=answer["ETag"])
        assert (answer.json()["revision"], answer.json()["mentions"]) == (3, draft["mentions"])
        assert robot.ask("POST", f"{path}9/restore/", If_Match=answer["ETag"]).status_code == 404


class TestList:
    def test_drafts_that_the_owner_sees(self) -> None:
        robot = Robot("reporter")
        draft_article()
        own = robot.made()
        (row,) = robot.ask("GET", DRAFTS).json()["results"]
        assert (row["id"], row["headline_text"]) == (own["id"], "Talks end")

    def test_filters_and_pages(self, robot: Robot, django_assert_num_queries: Any) -> None:
        made = [robot.made()["id"] for _ in range(3)]
        publish(article_id=made[0], by=None)
        page = robot.ask("GET", f"{DRAFTS}?limit=2").json()
        assert [row["id"] for row in page["results"]] == made[:0:-1]
        rest = robot.ask("GET", page["next"]).json()
        assert [row["id"] for row in rest["results"]] == made[:1]
        published = robot.ask("GET", f"{DRAFTS}?state=published").json()["results"]
        assert [row["id"] for row in published] == made[:1]
        assert robot.ask("GET", f"{DRAFTS}?section=world&state=draft").json()["results"]
        assert robot.ask("GET", f"{DRAFTS}?section=nowhere").json()["results"] == []
        assert robot.ask("GET", f"{DRAFTS}?state=nonsense").status_code == 400
        assert robot.ask("GET", f"{DRAFTS}?colour=red").status_code == 400
