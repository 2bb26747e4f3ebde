"""An article's history can be read by those who may see the article."""

from datetime import datetime, timezone

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils.html import escape

from articles.audit import record_event
from articles.models import Article
from articles.revisions.saving import save_revision
from articles.workflow.assignment import assign_article, set_embargo
from newsroom.models import Event
from newsroom.verbs import Verb
from tests.clients import sign_in
from tests.factories import article_in, draft_article, make_draft, make_staff, move

pytestmark = pytest.mark.django_db


def history(client: Client, article: Article, query: str = "") -> str:
    response = client.get(f"/admin/articles/article/{article.pk}/history/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_transitions_with_their_comments_and_who_made_them() -> None:
    article, editor = article_in("in_review"), make_staff("editor", username="grace")
    move(article, "return", editor, comment="Who <says> so?")
    page = history(sign_in("editor"), article)
    assert "in review → draft" in page
    assert "Who &lt;says&gt; so?" in page
    assert "grace" in page
    assert page.index("Sent back") < page.index("Sent to review") < page.index("Created")


def test_long_history_is_paged() -> None:
    article, client = draft_article(), sign_in("editor")
    for _ in range(26):
        move(article, "submit")
        move(article, "recall")
    page = history(client, article)
    assert page.count("<li>") == 50
    older = page.partition("?before=")[2].partition('"')[0]
    assert "Created" in history(client, article, f"?before={older}")
    assert "Taken back from review" in history(client, article, "?before=x")


def test_of_what_one_may_not_see_there_is_none() -> None:
    article = article_in("killed")
    for role, status in (("editor", 404), ("reporter", 404), ("legal", 200)):
        response = sign_in(role).get(f"/admin/articles/article/{article.pk}/history/")
        assert response.status_code == status, role


def test_audit_tells_of_a_killed_article_to_legal_alone() -> None:
    article_in("killed", headline="Libel headline", slug="libel-slug")
    assert "libel-slug" not in audit("administrator")
    assert "libel-slug" in audit("legal")


def audit(role: str) -> str:
    """All that the audit's list and its events' pages show."""
    client = sign_in(role)
    events = client.get("/admin/newsroom/event/").context["cl"].result_list
    pages = [client.get(f"/admin/newsroom/event/{event.pk}/change/") for event in events]
    return "".join(page.content.decode() for page in pages)


def test_django_keeps_no_headlines_beside() -> None:
    article, client = draft_article("Secret headline"), sign_in("editor")
    form = {
        "headline": "Secret headline two",
        "deck": "",
        "body": article.head.body,
        "base": 1,
        "section": article.section.pk,
        "language": "en",
        "slug": article.slug,
    }
    client.post(f"/admin/articles/article/{article.pk}/change/", form)
    client.post("/admin/articles/article/add/", {**form, "base": "", "slug": ""})
    assert Article.objects.count() == 2
    assert not LogEntry.objects.exists()


def test_history_is_in_words_and_in_the_desks_language() -> None:
    article, reporter = draft_article(), make_staff("reporter", first_name="Rita", last_name="Wood")
    assign_article(article_id=article.pk, to=reporter, by=None)
    save_revision(article_id=article.pk, base=1, draft=make_draft("One two"), by=reporter)
    page = history(sign_in("editor"), article)
    assert "words added" in page
    assert "Rita Wood" in page.partition("Assigned")[2]
    assert "words_added" not in page
    client = sign_in("editor")
    client.cookies["django_language"] = "ar"
    assert "Assigned" not in history(client, article)


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_of_the_audit_has_words_of_its_own(verb: Verb) -> None:
    assert verb.label.strip()
    assert verb.label != verb.name.replace("_", " ").title(), "made from its name"
    assert len(verb.value) <= Event._meta.get_field("verb").max_length
    assert [other for other in Verb if other.label == verb.label] == [verb]


def test_history_says_what_each_verb_does_to_an_article() -> None:
    article = article_in("draft")
    for verb in Verb:
        record_event(verb, article, None, {})
    page = history(sign_in("legal"), article)
    assert all(f">{escape(verb.label)}<" in page for verb in Verb)


def test_code_of_an_older_version_is_shown_as_it_is() -> None:
    article = article_in("draft")
    Event.objects.create(verb="article-shelved", subject_type="article", subject_id=article.pk)
    assert "article shelved" in history(sign_in("editor"), article)


def test_moments_are_told_in_the_newsrooms_time_and_arrows_lead_the_way_one_reads() -> None:
    article = article_in("ready")
    until = datetime(2099, 3, 1, 6, 30, tzinfo=timezone.utc)
    set_embargo(article_id=article.pk, until=until, by=None)
    assert "1 Mar 2099, 06:30 UTC" in history(sign_in("editor"), article)
    client = sign_in("editor")
    client.cookies["django_language"] = "ar"
    page = history(client, article)
    assert " ← " in page
    assert " → " not in page
