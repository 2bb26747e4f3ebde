"""Every error is a problem document (RFC 9457) with a stable code, and never a 500."""

import base64
import json
from itertools import product
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.api.reading import API, client, faults, read, results
from tests.factories import make_person, mention, published_article, quote

pytestmark = pytest.mark.django_db

LISTS = {
    "/articles/": [
        *("person", "organisation", "speaker", "section", "language", "q"),
        *("published_after", "published_before"),
    ],
    "/people/": ["q"],
    "/organisations/": ["q"],
    "/quotes/": ["speaker", "organisation", "kind", "article", "said_after", "said_before", "q"],
    "/mentions/": ["entity", "article", "field"],
    "/sections/": [],
}


def known_to(path: str) -> list[str]:
    return [*LISTS[path], "cursor", "limit"]


def check_problem(response: HttpResponse, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    document = json.loads(response.content)
    assert (document["status"], document["code"]) == (status, code)
    assert document["type"] == "about:blank"
    assert document["title"]
    assert document["detail"]
    return document


@pytest.mark.parametrize("path", LISTS)
def test_unknown_parameter_is_named_with_those_there_are(path: str) -> None:
    document = check_problem(client.get(f"{API}{path}?person_id=5"), 400, "invalid")
    (fault,) = document["errors"]
    assert (fault["name"], fault["code"]) == ("person_id", "unknown")
    assert "cursor, " in fault["detail"]
    assert "limit" in fault["detail"]
    assert "person_id" in document["detail"]


@pytest.mark.parametrize("path", LISTS)
def test_repeated_parameter_is_named(path: str) -> None:
    for name in known_to(path):
        assert faults(path, **{name: ["1", "2"]}) == {name: "repeated"}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("value", ["", " ", "\x00", "a\x00b"])
def test_parameter_without_a_value_is_named(path: str, value: str) -> None:
    for name in known_to(path):
        assert faults(path, **{name: value}) == {name: "invalid"}


def test_every_fault_is_named_at_once() -> None:
    found = faults("/articles/", nonsense="1", other="2", language="")
    assert found == {"nonsense": "unknown", "other": "unknown", "language": "invalid"}
    asked = {"person": "nobody", "published_after": "yesterday", "section": "nowhere"}
    assert faults("/articles/", **asked).keys() == asked.keys()


@pytest.mark.parametrize(
    "moment", ["yesterday", "2024-13-01", "2024-05-01T25:00:00Z", "20240501", "1714564800", "0"]
)
def test_what_is_no_moment_is_refused(moment: str) -> None:
    assert faults("/articles/", published_after=moment) == {"published_after": "invalid"}


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2024-05-01T00:00:00+23:59"],
)
def test_moment_at_the_edge_of_time_is_an_answer_and_no_fault_of_ours(moment: str) -> None:
    assert client.get(f"{API}/articles/", {"published_after": moment}).status_code in (200, 400)
    assert client.get(f"{API}/articles/", {"published_before": moment}).status_code in (200, 400)


HOSTILE = [
    "x" * 10_000,
    str(10**30),
    "-1",
    "🎉👩‍🚀",
    "' OR 1=1 --",
    "1; DROP TABLE articles_article",
    "%",
    "\\",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    "{}",
    "[]",
    "null",
    "NaN",
    "٣",
    "\u202e\u0300",
    "<script>",
    "a:b & !c | (d)",
    '"',
    "\x01\x1b",
]


@pytest.mark.parametrize("path", LISTS)
def test_hostile_value_is_refused_or_finds_nothing(path: str) -> None:
    ada = make_person("Ada")
    published_article(body=f"<p>{mention(ada)} {quote(ada, '“Yes.”')}</p>")
    for name, value in product(known_to(path), HOSTILE):
        response = client.get(API + path, {name: value})
        if response.status_code != 200:
            (fault,) = check_problem(response, 400, "invalid")["errors"]
            assert fault["name"] == name


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "1e1", "٣", " 5", "+5", "x", 10**30])
def test_limit_is_a_whole_number_from_1_to_100(limit: object) -> None:
    assert faults("/articles/", limit=limit) == {"limit": "invalid"}


def cursor(*parts: object) -> str:
    packed = json.dumps(parts).encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


MOMENT = {"t": "2024-05-01T00:00:00+00:00"}
BAD_CURSORS = {
    "nonsense": "nonsense",
    "not base64": "€€€",
    "not json": base64.urlsafe_b64encode(b"[0,").decode(),
    "not utf-8": base64.urlsafe_b64encode(b"\xff\xff").decode(),
    "nested": base64.urlsafe_b64encode(b"[" * 50_000).decode(),
    "number": base64.urlsafe_b64encode(b"5").decode(),
    "object": base64.urlsafe_b64encode(b"{}").decode(),
    "empty list": cursor(),
    "too short": cursor(0, MOMENT),
    "too long": cursor(0, MOMENT, 1, 1),
    "swapped": cursor(0, 1, MOMENT),
    "number for a moment": cursor(0, 5, 1),
    "text for a number": cursor(0, MOMENT, "1"),
    "truth for a number": cursor(0, MOMENT, True),
    "nothing for a number": cursor(0, MOMENT, None),
    "fraction for a number": cursor(0, MOMENT, 1.5),
    "naive moment": cursor(0, {"t": "2024-05-01T00:00:00"}, 1),
    "number as moment": cursor(0, {"t": 5}, 1),
    "moment without a time": cursor(0, {"x": 5}, 1),
    "no moment": cursor(0, {"t": "yesterday"}, 1),
    "moment before all time": cursor(0, {"t": "0001-01-01T00:00:00+23:59"}, 1),
    "beyond 64 bits": cursor(0, MOMENT, 2**63),
    "5,000 digits": base64.urlsafe_b64encode(b'[0,{"t":"2024-05-01"},' + b"9" * 5000).decode(),
    "not a number": cursor(0, MOMENT, float("nan")),
    "infinity": cursor(0, MOMENT, float("inf")),
    "nul": cursor(0, "a\x00b", 1),
    "lone surrogate": cursor(0, "\ud800", 1),
}


@pytest.mark.parametrize("bad", BAD_CURSORS.values(), ids=BAD_CURSORS)
def test_cursor_that_the_list_did_not_give_out_is_refused(bad: str) -> None:
    for path in LISTS:
        assert faults(path, cursor=bad) == {"cursor": "invalid_cursor"}, path


@pytest.mark.parametrize("zone", ["+23:59", "-23:59", "+23:59:59.999999"])
def test_cursor_in_a_zone_that_the_database_does_not_know_works(zone: str) -> None:
    article = published_article()
    given = cursor(0, {"t": f"9998-05-01T00:00:00{zone}"}, 1)
    assert [found["id"] for found in results("/articles/", cursor=given)] == [article.pk]


def test_cursor_of_another_list_is_refused() -> None:
    ada, bob = make_person("Ada"), make_person("Bob")
    for _ in range(2):
        published_article(body=f"<p>{mention(ada)} turned {mention(bob)}</p>")
    by_name = read("/people/", limit=1)["next"].partition("cursor=")[2].partition("&")[0]
    ranked = (
        read("/articles/", limit=1, q="turned")["next"].partition("cursor=")[2].partition("&")[0]
    )
    assert faults("/articles/", cursor=by_name) == {"cursor": "invalid_cursor"}
    assert faults("/articles/", cursor=ranked) == {"cursor": "invalid_cursor"}
    assert faults("/people/", q="Ada", cursor=by_name) == {"cursor": "invalid_cursor"}
    assert faults("/articles/", q="turned", cursor=by_name) == {"cursor": "invalid_cursor"}


@pytest.mark.parametrize("path", ["/nothing/", "/articles/5/quotes/", "/people/ada/", "/x%00/"])
def test_unknown_address_is_a_problem(path: str) -> None:
    check_problem(client.get(API + path), 404, "not_found")
    check_problem(client.post(API + path), 404, "not_found")
    check_problem(client.get("/api" + path), 404, "not_found")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_is_read_only(method: str) -> None:
    for path in LISTS:
        ask = getattr(Client(), method)
        response = ask(API + path, "[" * 100_000, content_type="application/json")
        check_problem(response, 405, "method_not_allowed")
        assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", LISTS)
def test_other_media_types_than_json_are_not_there(path: str) -> None:
    response = client.get(API + path, headers={"accept": "application/xml"})
    check_problem(response, 406, "not_acceptable")
    for kind in ("application/json", "*/*", "text/html, */*;q=0.1", "application/*"):
        assert client.get(API + path, headers={"accept": kind}).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_head_is_get_without_the_body(path: str) -> None:
    response = client.head(API + path)
    assert (response.status_code, response.content) == (200, b"")
    assert client.head(f"{API}{path}?x=1").status_code == 400


@pytest.mark.parametrize("path", LISTS)
def test_options_tells_nothing_of_the_code(path: str) -> None:
    response = client.options(API + path)
    assert response.status_code == 200
    assert response.json()["description"] == ""


def test_id_of_more_digits_than_python_reads_is_a_bad_value() -> None:
    article = f"{'0' * 19}1{'9' * 5000}"
    for path in ("/quotes/", "/mentions/"):
        assert faults(path, article=article) == {"article": "invalid"}


def test_address_of_one_row_takes_no_parameters() -> None:
    ada = make_person("Ada")
    article = published_article(body=f"<p>{mention(ada)} {quote(ada, '“Yes.”')}</p>")
    (said,), (named,) = results("/quotes/"), results("/mentions/")
    for path in (
        f"/articles/{article.pk}/",
        f"/people/{ada.pk}/",
        f"/quotes/{said['id']}/",
        f"/mentions/{named['id']}/",
        f"/sections/{article.section.slug}/",
    ):
        assert faults(path, kind="direct") == {"kind": "unknown"}, path
        assert faults(path, cursor="x") == {"cursor": "unknown"}, path


def test_host_that_is_not_ours_is_a_problem() -> None:
    for path in ("/articles/", "/nothing/"):
        response = client.get(API + path, headers={"host": "evil.example"})
        check_problem(response, 400, "bad_request")
        assert b"evil" not in response.content


def test_address_without_its_slash_leads_to_the_one_with_it() -> None:
    response = client.get(f"{API}/articles?q=turbine")
    assert (response.status_code, response["Location"]) == (301, f"{API}/articles/?q=turbine")
