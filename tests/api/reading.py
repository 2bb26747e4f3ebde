"""Requests to the API, with a look at status and type of each answer."""

from typing import Any

from django.test import Client

API = "/api/v1"
MOST_PAGES = 50

client = Client()


def read(path: str, status: int = 200, **parameters: object) -> Any:
    """The JSON at a path below /api/v1, after a look at status and content type."""
    response = client.get(API + path, parameters)
    assert response.status_code == status, (path, parameters, response.content[:500])
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response["Content-Type"] == kind
    return response.json()


def faults(path: str, **parameters: object) -> dict[str, str]:
    """Return the error codes of a request that is answered 400, by the parameter's name."""
    document = read(path, 400, **parameters)
    assert document["code"] == "invalid"
    return {fault["name"]: fault["code"] for fault in document["errors"]}


def results(path: str, **parameters: object) -> list[Any]:
    return read(path, **parameters)["results"]


def ids(path: str, **parameters: object) -> list[Any]:
    return [result["id"] for result in results(path, **parameters)]


def follow(address: str | None, direction: str = "next") -> list[list[Any]]:
    """The results of the page at an absolute address and of all that follow it."""
    pages = []
    while address:
        response = client.get(address)
        assert response.status_code == 200, (address, response.content[:500])
        page = response.json()
        pages.append(page["results"])
        address = page[direction]
        assert len(pages) < MOST_PAGES
    return pages
