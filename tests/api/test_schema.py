"""The OpenAPI description tells the truth: every kind of answer is what it says."""

from typing import Any

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from articles.models import Article
from articles.publication.corrections import Notice, publish_correction
from entities.models import Affiliation, Entity
from tests.api.reading import API, client, read, results
from tests.api.stories import rich_article
from tests.factories import article_in

pytestmark = pytest.mark.django_db

ROOT = "urn:newsroom"
JSON, PROBLEM = "application/json", "application/problem+json"
LISTS = [
    f"{API}/{name}/"
    for name in (
        *("articles", "people", "organisations", "quotes", "mentions", "sections"),
        *("corrections", "takedowns"),
    )
]


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return strict(SchemaGenerator().get_schema(public=True))


def row_path_of(description: dict[str, Any], path: str) -> str:
    """The address of one row of a list, and of nothing below it."""
    (row,) = [
        item
        for item in description["paths"]
        if item.startswith(f"{path}{{") and item.count("/") == 5
    ]
    return row


def strict(schema: Any) -> Any:
    """With every object closed: a field that is not described is a difference too."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "properties" in schema else {}
    return {**{name: strict(part) for name, part in schema.items()}, **closed}


def check(description: dict[str, Any], path: str, address: str) -> Any:
    """Ask for an address, hold the answer against what its path promises, and return it."""
    response = client.get(address)
    promised = description["paths"][path]["get"]["responses"][str(response.status_code)]
    kind = JSON if response.status_code == 200 else PROBLEM
    assert response["Content-Type"] == kind
    resource = Resource.from_contents(description, default_specification=DRAFT202012)
    validator = Draft202012Validator(
        {"$ref": f"{ROOT}{pointer_to(description, promised['content'][kind]['schema'])}"},
        registry=Registry().with_resource(ROOT, resource),
        format_checker=FormatChecker(),
    )
    answer = response.json()
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)] == []
    return answer


def pointer_to(description: dict[str, Any], schema: dict[str, Any]) -> str:
    """The reference to a component; its own references are found from the root."""
    assert schema["$ref"].startswith("#/components/schemas/")
    return str(schema["$ref"])


@pytest.fixture
def _everything() -> None:
    for language in ("en", "ar"):
        Entity.objects.filter(wikidata_id="Q42").update(wikidata_id="Q43")
        rich_article(language=language, byline="" if language == "ar" else "A. Reporter")
    people = Entity.objects.filter(kind="person").order_by("pk")
    works = Entity.objects.filter(kind="organisation").order_by("pk")
    Affiliation.objects.create(person_id=people[0].pk, organisation_id=works[0].pk, title="Head")
    Affiliation.objects.create(
        person_id=people[1].pk,
        organisation_id=works[0].pk,
        from_on="2020-01-01",
        until_on="2021-01-01",
    )
    publish_correction(
        article_id=Article.objects.public()[0].pk, notice=Notice("correction", "It was 5."), by=None
    )
    article_in("withdrawn")


@pytest.mark.usefixtures("_everything")
@pytest.mark.parametrize("path", ["/api/v1/articles/", "/api/v1/quotes/"])
def test_searches_name_the_words_that_they_leave_out(
    description: dict[str, Any], path: str
) -> None:
    answer = check(description, path, f"{path}?q=the+road+of")
    assert (answer["left_out"], answer["in_titles"]) == (["the", "of"], [])
    answer = check(description, path, f"{path}?q=who")
    assert (answer["left_out"], answer["in_titles"]) == ([], ["who"])
    assert "left_out" not in check(description, path, path)


@pytest.mark.usefixtures("_everything")
@pytest.mark.parametrize("path", LISTS)
def test_lists_and_their_rows_are_as_described(description: dict[str, Any], path: str) -> None:
    listed = check(description, path, f"{path}?limit=1")
    assert listed["results"]
    everything = check(description, path, path)["results"]
    row_path = row_path_of(description, path)
    for row in everything:
        key = row["slug"] if path.endswith("sections/") else row["id"]
        check(description, row_path, f"{path}{key}/")


@pytest.mark.usefixtures("_everything")
def test_what_is_found_by_words_is_as_described(description: dict[str, Any]) -> None:
    for name, q in (("articles", "wheels"), ("quotes", "build"), ("people", "ada")):
        path = f"{API}/{name}/"
        assert check(description, path, f"{path}?q={q}")["results"], name
    assert results("/articles/", q="wheels")[0]["snippet"]


@pytest.mark.parametrize("path", LISTS)
def test_problems_are_as_described(description: dict[str, Any], path: str) -> None:
    check(description, path, f"{path}?nonsense=1")
    missing = "00000000-0000-4000-8000-000000000000" if path[8:9] in "qm" else "999"
    row_path = row_path_of(description, path)
    check(description, row_path, f"{path}{missing}/")


def test_what_is_gone_is_as_described(description: dict[str, Any]) -> None:
    gone = article_in("withdrawn")
    path = f"{API}/articles/"
    answer = check(description, row_path_of(description, path), f"{path}{gone.pk}/")
    assert (answer["status"], answer["detail"]) == (410, "Withdrawn.")


def test_every_operation_and_every_filter_is_described_in_words(
    description: dict[str, Any],
) -> None:
    for path, operations in description["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    assert parameter["description"], (path, parameter["name"])


def test_every_filter_that_is_described_is_known(description: dict[str, Any]) -> None:
    for path in LISTS:
        for parameter in description["paths"][path]["get"]["parameters"]:
            response = client.get(path, {parameter["name"]: "zzz"})
            codes = [fault["code"] for fault in response.json().get("errors", [])]
            assert "unknown" not in codes or "id or slug" in parameter["description"], parameter


def test_description_has_no_warnings(tmp_path) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))


def test_description_is_served_as_openapi_3_1() -> None:
    response = client.get(f"{API}/schema/", headers={"accept": "application/json"})
    assert response.json()["openapi"] == "3.1.0"
    assert client.get(f"{API}/schema/").status_code == 200


def test_article_and_its_summary_in_lists_have_the_same_fields() -> None:
    article = rich_article()
    detail = read(f"/articles/{article.pk}/")
    assert detail.keys() - results("/articles/")[0].keys() == {"body_html", "body_text", "mentions"}
