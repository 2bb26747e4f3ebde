"""The API's documentation works in a browser, by our own files alone, under our own policy."""

from drf_spectacular.generators import SchemaGenerator
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import published_article


def test_docs_show_and_try_every_operation_with_nothing_from_another_host(
    live_server: LiveServer, page: Page
) -> None:
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    response = page.goto(f"{live_server.url}/api/v1/docs/")
    assert response
    policy = response.headers["content-security-policy"]
    assert "style-src 'self'" in [part.strip() for part in policy.split(";")]
    assert "unsafe" not in policy

    published_article("Turbines turn")
    described = SchemaGenerator().get_schema(public=True)["paths"].values()
    expect(page.locator(".opblock")).to_have_count(sum(map(len, described)))
    operation = page.locator("#operations-articles-articles_list")
    operation.locator(".opblock-summary").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table")).to_contain_text("Turbines turn")

    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert complaints == []
