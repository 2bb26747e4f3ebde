"""People, organisations, sections and corrections, written by programs with a key."""

from typing import Any

import pytest

from articles.models import Correction, Section
from articles.publication.publishing import publish
from entities.models import Entity
from newsroom.models import Event
from newsroom.scopes import Scope
from tests.api.drafts.asking import Robot
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    make_section,
    mention,
    merge,
)

pytestmark = pytest.mark.django_db
ENTITIES = "/api/v1/entities/"


@pytest.fixture
def robot() -> Robot:
    return Robot("administrator")


class TestEntities:
    def test_person_with_names_and_offices(self, robot: Robot) -> None:
        ministry = make_organisation("Ministry of Peace")
        office = {"organisation": ministry.pk, "title": "Minister", "from_on": "2024-05"}
        answer = robot.ask(
            "POST",
            ENTITIES,
            {
                "kind": "person",
                "name": "  Ada   Lee ",
                "description": "Minister",
                "wikidata_id": "Q7259",
                "aliases": ["A. Lee", "Lee"],
                "affiliations": [office],
            },
        )
        assert answer.status_code == 201, answer.content
        made = answer.json()
        assert (made["name"], made["slug"], made["aliases"]) == (
            "Ada Lee",
            "ada-lee",
            ["A. Lee", "Lee"],
        )
        assert made["affiliations"] == [
            {**office, "organisation_name": "Ministry of Peace", "until_on": ""}
        ]
        assert answer["Location"].endswith(f"{ENTITIES}{made['id']}/")
        assert Event.objects.get(verb="entity-created", subject_id=made["id"]).key == "Wire robot"

    def test_lists_are_replaced_as_a_whole(self, robot: Robot) -> None:
        ada = make_person("Ada Lee", aliases=["Old", "Kept"])
        path = f"{ENTITIES}{ada.pk}/"
        read = robot.ask("GET", path)
        answer = robot.ask("PATCH", path, {"aliases": ["Kept", "New"]}, If_Match=read["ETag"])
        assert answer.json()["aliases"] == ["Kept", "New"]
        event = Event.objects.filter(verb="entity-changed").first()
        assert event.data == {"aliases": {"added": ["New"], "removed": ["Old"]}}
        stale = robot.ask("PATCH", path, {"name": "Eve"}, If_Match=read["ETag"])
        assert (stale.status_code, stale.json()["code"]) == (412, "stale")
        assert robot.ask("PATCH", path, {"name": "Eve"}).status_code == 428
        assert Entity.objects.get(pk=ada.pk).name == "Ada Lee"

    @pytest.mark.parametrize(
        "members",
        [
            {"name": ""},
            {"name": "x" * 201},
            {"wikidata_id": "7"},
            {"slug": "Not A Slug!"},
            {"kind": "robot"},
            {"aliases": [""]},
            {"aliases": ["x" * 201]},
            {"aliases": "Lee"},
            {"affiliations": [{"organisation": 999}]},
            {"affiliations": [{"organisation": 1, "from_on": "May 2024"}]},
            {"affiliations": [{"organisation": 2**63}]},
            {"name": "Ada\u0001"},
            {"colour": "red"},
        ],
    )
    def test_what_cannot_be_stored_is_refused(self, robot: Robot, members: Any) -> None:
        answer = robot.ask("POST", ENTITIES, {"kind": "person", "name": "Ada Lee", **members})
        assert answer.status_code == 400, answer.content
        assert not Entity.objects.exists()

    def test_taken_slug_and_wikidata_id_are_refused(self, robot: Robot) -> None:
        make_person("Ada Lee", slug="ada", wikidata_id="Q1")
        for members in ({"slug": "ada"}, {"wikidata_id": "Q1"}):
            asked = {"kind": "person", "name": "Ada", **members}
            assert robot.ask("POST", ENTITIES, asked).status_code == 400

    def test_namesake_of_nobody_s_choice_gets_a_slug_of_its_own(self, robot: Robot) -> None:
        make_person("Ada Lee")
        answer = robot.ask("POST", ENTITIES, {"kind": "person", "name": "Ada Lee"})
        assert answer.json()["slug"] == "ada-lee-2"

    def test_needs_scope_and_right(self) -> None:
        asked = {"kind": "person", "name": "Ada Lee"}
        assert Robot("editor", Scope.WRITE_ARTICLES).ask("POST", ENTITIES, asked).status_code == 403
        reporter = Robot("reporter")
        made = reporter.ask("POST", ENTITIES, asked)
        assert made.status_code == 201
        path = f"{ENTITIES}{made.json()['id']}/"
        assert reporter.ask("PATCH", path, {"name": "Eve"}, If_Match="*").status_code == 403

    def test_secret_person_is_not_there(self) -> None:
        chief = Robot("publisher")
        make_section()
        text = "Head\nDeck\nAda Lee spoke.\n"
        named = {"entity": "ada", "start": 10, "end": 17, "exact": "Ada Lee"}
        draft = chief.made(
            {"text": text},
            entities=[{"key": "ada", "kind": "person", "name": "Ada Lee"}],
            mentions=[named],
        )
        ada = draft["entities"][0]["id"]
        assert chief.ask("GET", f"{ENTITIES}{ada}/").status_code == 200
        assert Robot("reporter").ask("GET", f"{ENTITIES}{ada}/").status_code == 404

    def test_sensitive_stays_so_but_for_legal(self, robot: Robot) -> None:
        ada = make_person("Ada Lee", is_sensitive=True)
        path = f"{ENTITIES}{ada.pk}/"
        answer = robot.ask("PATCH", path, {"is_sensitive": False}, If_Match="*")
        assert answer.status_code == 403

    def test_merged_one_names_its_survivor_and_is_not_changed(self, robot: Robot) -> None:
        ada, eve = make_person("Ada Lee"), make_person("Eve Lee")
        merge(ada, into=eve)
        path = f"{ENTITIES}{ada.pk}/"
        assert robot.ask("GET", path).json()["merged_into"] == eve.pk
        for members in ({"name": "X"}, {"aliases": ["X"]}):
            assert robot.ask("PATCH", path, members, If_Match="*").status_code == 409

    def test_organisation_has_no_affiliations(self, robot: Robot) -> None:
        one, other = make_organisation("One"), make_organisation("Other")
        members = {"affiliations": [{"organisation": other.pk}]}
        answer = robot.ask("PATCH", f"{ENTITIES}{one.pk}/", members, If_Match="*")
        assert answer.status_code == 400


SECTIONS = "/api/v1/desk-sections/"


class TestSections:
    def test_made_listed_and_changed(self, robot: Robot) -> None:
        answer = robot.ask("POST", SECTIONS, {"name": "Culture", "position": 3})
        assert answer.status_code == 201, answer.content
        assert answer.json() == {"slug": "culture", "name": "Culture", "position": 3}
        listed = robot.ask("GET", SECTIONS).json()["results"]
        assert [one["slug"] for one in listed] == ["culture"]
        path = f"{SECTIONS}culture/"
        assert robot.ask("PATCH", path, {"name": "Arts"}).status_code == 428
        answer = robot.ask("PATCH", path, {"name": "Arts"}, If_Match=answer["ETag"])
        assert answer.json()["name"] == "Arts"
        assert robot.ask("PATCH", path, {"name": "X"}, If_Match='"old"').status_code == 412
        assert Section.objects.get().name == "Arts"

    @pytest.mark.parametrize(
        "members", [{"name": ""}, {"name": "World"}, {"position": -1}, {"slug": "9"}]
    )
    def test_what_cannot_be_stored_is_refused(self, robot: Robot, members: Any) -> None:
        make_section("World")
        assert robot.ask("POST", SECTIONS, {"name": "New", **members}).status_code == 400

    def test_is_for_who_may(self) -> None:
        assert Robot("editor").ask("POST", SECTIONS, {"name": "New"}).status_code == 403
        make_section("World")
        answer = Robot("editor").ask("PATCH", f"{SECTIONS}world/", {"name": "X"}, If_Match="*")
        assert answer.status_code == 403
        assert Robot("editor").ask("GET", f"{SECTIONS}nowhere/").status_code == 404


class TestCorrections:
    def test_published_and_changed(self, robot: Robot) -> None:
        ada = make_person("Ada Lee")
        article = draft_article(body=f"<p>{mention(ada)}</p>")
        publish(article_id=article.pk, by=None)
        (tag,) = robot.ask("GET", f"/api/v1/drafts/{article.pk}/").json()["mentions"]
        path = f"/api/v1/articles/{article.pk}/corrections/"
        said = {"kind": "correction", "text": "It was Eve.", "about": [tag["id"]]}
        answer = robot.ask("POST", path, said)
        assert answer.status_code == 201, answer.content
        assert answer.json()["about"] == [tag["id"]]
        one = f"{path}{answer.json()['id']}/"
        assert robot.ask("PATCH", one, {"text": "X"}).status_code == 428
        changed = robot.ask("PATCH", one, {"text": "It was Eva."}, If_Match=answer["ETag"])
        assert (changed.json()["text"], changed.json()["about"]) == ("It was Eva.", [tag["id"]])
        assert robot.ask("PATCH", one, {"text": "X"}, If_Match=answer["ETag"]).status_code == 412
        assert robot.ask("GET", one)["ETag"] == changed["ETag"]
        assert Correction.objects.get().text == "It was Eva."

    def test_draft_has_nothing_to_correct(self, robot: Robot) -> None:
        path = f"/api/v1/articles/{draft_article().pk}/corrections/"
        said = {"kind": "correction", "text": "It was Eve."}
        assert robot.ask("POST", path, said).status_code == 409
        assert robot.ask("POST", path, {**said, "text": ""}).status_code == 400
        assert robot.ask("POST", path, {**said, "kind": "loud"}).status_code == 400
        assert robot.ask("GET", f"{path}1/").status_code == 404

    def test_needs_the_scope_to_publish(self) -> None:
        article = draft_article()
        publish(article_id=article.pk, by=None)
        path = f"/api/v1/articles/{article.pk}/corrections/"
        said = {"kind": "correction", "text": "It was Eve."}
        robot = Robot("publisher", Scope.WRITE_ARTICLES)
        assert robot.ask("POST", path, said).status_code == 403
