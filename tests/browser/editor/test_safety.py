"""Whatever does not work, no tag is lost and no text: blocked scripts, none at all, stale pages."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Mention, TagReview
from articles.revisions.saving import save_revision
from tests.browser.editor.desk import Desk, mentions
from tests.factories import draft_article, make_draft, make_person, mention

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article() -> Article:
    austin = make_person("Lloyd Austin")
    return draft_article("Talks", body=f"<p>{mention(austin, 'Austin')} spoke.</p>")


@pytest.fixture
def plain(browser: Browser, live_server: LiveServer) -> Iterator[Desk]:
    """An editor whose browser runs no scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        desk = Desk(context.new_page(), live_server.url)
        desk.sign_in()
        yield desk


def change(desk: Desk, article: Article) -> Page:
    desk.page.goto(f"{desk.origin}/admin/articles/article/{article.pk}/change/")
    return desk.page


def test_without_scripts_a_safe_edit_is_stored(plain: Desk, article: Article) -> None:
    page = change(plain, article)
    page.fill("#id_body", page.input_value("#id_body").replace("spoke", "sang"))
    page.click("[name=_continue]")
    assert mentions() == [("Austin", "Lloyd Austin")]
    assert Article.objects.get().head.body_text == "Austin sang."


def test_without_scripts_a_lost_tag_is_asked_about(plain: Desk, article: Article) -> None:
    page = change(plain, article)
    page.fill("#id_body", re.sub(r"</?span[^>]*>", "", page.input_value("#id_body")))
    page.click("[name=_continue]")
    expect(page.locator(".save-question")).to_contain_text("“Austin”")
    assert Mention.objects.exists()
    page.check("text=Yes, remove them")
    page.click("[name=_continue]")
    assert not Mention.objects.exists()


def test_without_scripts_changed_words_can_be_confirmed(plain: Desk, article: Article) -> None:
    page = change(plain, article)
    page.fill("#id_body", page.input_value("#id_body").replace(">Austin<", ">He<"))
    page.click("[name=_continue]")
    page.check("[name=confirm_review]")
    page.click("[name=_continue]")
    expect(page.locator(".messagelist")).to_contain_text("Tags confirmed (1): “He”")
    assert not TagReview.objects.exists()


@pytest.mark.parametrize("blocked", ["tag_marks.js", "editor.js", "start.js"])
def test_blocked_module_leaves_the_textareas(desk: Desk, article: Article, blocked: str) -> None:
    desk.page.route(f"**/{blocked}", lambda route: route.abort())
    page = change(desk, article)
    page.wait_for_load_state("networkidle")
    assert page.locator(".ProseMirror").count() == 0
    assert "data-mention" in page.input_value("#id_body")
    page.fill("#id_body", page.input_value("#id_body").replace("spoke", "sang"))
    page.click("[name=_continue]")
    page.wait_for_selector("text=Revision 2")
    assert mentions() == [("Austin", "Lloyd Austin")]
    desk.errors.clear()


def test_stale_save_keeps_both_texts_and_can_be_put_on_top(desk: Desk, article: Article) -> None:
    desk.open(article)
    body = article.head.body.replace("spoke", "was silent")
    save_revision(article_id=article.pk, base=1, draft=make_draft("Talks", body=body), by=None)
    desk.select("spoke")
    desk.type("sang")
    desk.save()
    expect(
        desk.page.locator("text=Somebody else saved this article meanwhile").first
    ).to_be_visible()
    expect(desk.page.locator(".save-question")).to_contain_text("was silent")
    assert desk.text() == "Austin sang."
    desk.page.check("text=Save my text on top of revision 2")
    desk.save()
    assert Article.objects.get().head.body_text == "Austin sang."
    assert mentions() == [("Austin", "Lloyd Austin")]


def test_tag_that_another_editor_added_is_not_lost_unasked(desk: Desk, article: Article) -> None:
    desk.open(article)
    spoke = mention(make_person("Spoke Person"), "spoke")
    body = article.head.body.replace("spoke", spoke)
    save_revision(article_id=article.pk, base=1, draft=make_draft("Talks", body=body), by=None)
    desk.caret_after("spoke")
    desk.type(" loud")
    desk.save()
    desk.page.check("text=Save my text on top of revision 2")
    desk.save()
    expect(desk.page.locator(".save-question")).to_contain_text("Spoke Person")
    assert mentions() == [("Austin", "Lloyd Austin"), ("spoke", "Spoke Person")]


def test_removal_seen_before_a_refused_save_is_not_asked_about_again(
    desk: Desk, article: Article
) -> None:
    desk.open(article)
    desk.caret_before("stin")
    desk.press("Alt+r")
    desk.page.fill("#id_slug", "not a slug")
    desk.save()
    expect(desk.page.locator(".field-slug .errorlist")).to_contain_text("valid “slug”")
    expect(desk.page.locator(".panel-removed")).to_contain_text("Austin")
    desk.page.fill("#id_slug", "talks")
    desk.save()
    assert mentions() == []


def test_tag_lost_while_the_script_was_blocked_is_asked_about_when_it_runs(
    desk: Desk, article: Article
) -> None:
    desk.page.route("**/start.js", lambda route: route.abort())
    page = change(desk, article)
    page.fill("#id_body", "<p>Austin spoke.</p>")
    page.unroute("**/start.js")
    desk.errors.clear()
    desk.save()
    expect(page.locator(".save-question")).to_contain_text("“Austin”")
    desk.save()
    assert mentions() == [("Austin", "Lloyd Austin")]
    page.check("text=Yes, remove them")
    desk.save()
    assert mentions() == []


def test_new_entity_survives_a_refused_save(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.tag("spoke", "Alt+p")
    desk.option("New person").click()
    desk.page.fill("#id_slug", "not a slug")
    desk.save()
    expect(desk.page.locator(".panel-person")).to_contain_text("spoke")
    desk.page.fill("#id_slug", "talks")
    desk.save()
    assert mentions() == [("Austin", "Lloyd Austin"), ("spoke", "spoke")]


def test_page_keeps_a_strict_policy_and_asks_no_other_host(desk: Desk, article: Article) -> None:
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    answer = desk.page.goto(f"{desk.origin}/admin/articles/article/{article.pk}/change/")
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self' 'nonce-" in policy
    desk.page.wait_for_selector(".has-editor")
    desk.tag("Austin", "Alt+p")
    desk.press("Escape", "Alt+h", "Escape")
    assert [url for url in asked if not url.startswith((desk.origin, "data:"))] == []


def test_unsaved_work_is_offered_again_and_can_be_undone(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.tag("spoke", "Alt+p")
    desk.option("New person").click()
    desk.caret_after("spoke")
    desk.type(" at length")
    desk.wait_until_kept(" at length")
    desk.page.goto("about:blank")
    desk.open(article)
    assert desk.text() == "Austin spoke."
    desk.page.click("text=Put it back")
    assert desk.text() == "Austin spoke at length."
    expect(desk.page.locator(".panel-person")).to_contain_text("spoke")
    desk.save()
    assert mentions() == [("Austin", "Lloyd Austin"), ("spoke", "spoke")]
    desk.open(article)
    expect(desk.page.locator(".editor-recovery")).to_have_count(0)


def test_unsaved_work_is_never_put_over_a_newer_revision(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.caret_after("spoke")
    desk.type(" at length")
    desk.wait_until_kept(" at length")
    desk.page.goto("about:blank")
    body = article.head.body.replace("spoke", "was silent")
    save_revision(article_id=article.pk, base=1, draft=make_draft("Talks", body=body), by=None)
    desk.open(article)
    expect(desk.page.locator(".editor-recovery")).to_contain_text("revision 1")
    desk.page.click("text=Put it back")
    desk.save()
    expect(desk.page.locator(".save-question")).to_contain_text("was silent")
    assert Article.objects.get().head.number == 2


def test_unsaved_work_can_be_discarded(desk: Desk, article: Article) -> None:
    desk.open(article)
    desk.caret_after("spoke")
    desk.type(" at length")
    desk.wait_until_kept(" at length")
    desk.page.goto("about:blank")
    desk.open(article)
    desk.page.click("text=Discard it")
    desk.page.goto("about:blank")
    desk.open(article)
    expect(desk.page.locator(".editor-recovery")).to_have_count(0)
