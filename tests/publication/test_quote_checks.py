"""A quote's check belongs to its words and its speaker: change one and it is unchecked."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.errors import Incomplete, QuoteChanged
from articles.models import Article, Quote, QuoteCheck
from articles.publication.quote_checks import Evidence, check_quote, undo_quote_check
from articles.revisions.saving import save_revision
from entities.models import Entity
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event
from tests.clients import sign_in
from tests.factories import (
    draft_article,
    make_draft,
    make_person,
    make_section,
    make_staff,
    merge,
    move,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db


def write(speaker: Entity | None = None, **fields: Any) -> Article:
    return draft_article(body=f"<p>Then {quote(speaker, '“Yes.”')} came.</p>", **fields)


def check(article: Article, method: str = "recording", **evidence: str) -> QuoteCheck:
    said = Quote.objects.get(revision=article.head_id)
    evidence_ = Evidence(method, **evidence)
    return check_quote(
        article_id=article.pk, uuid=said.uuid, text=said.text, evidence=evidence_, by=None
    )


def save(article: Article, old: str, new: str) -> None:
    article.refresh_from_db()
    body = article.head.body.replace(old, new)
    number = article.head.number
    save_revision(article_id=article.pk, base=number, draft=make_draft(body=body), by=None)


def is_checked() -> bool:
    heads = Quote.objects.filter(revision__head_of__isnull=False)
    assert heads.checked().count() + heads.unchecked().count() == heads.count() == 1
    return heads.checked().exists()


def test_stays_checked_while_only_what_stands_around_it_changes() -> None:
    article = write(make_person("Ada"))
    assert not is_checked()
    check(article)
    save(article, "came", "went")
    assert is_checked()


@pytest.mark.parametrize("speaker", ["somebody", "nobody"])
def test_change_of_a_word_or_the_speaker_makes_it_unchecked_and_back_again(speaker: str) -> None:
    ada, bob = make_person("Ada"), make_person("Bob")
    article = write(ada if speaker == "somebody" else None)
    check(article)
    save(article, "Yes.", "Yes!")
    assert not is_checked()
    save(article, "Yes!", "Yes.")
    assert is_checked()
    old = f'data-speaker="{ada.pk}"' if speaker == "somebody" else 'data-kind="direct"'
    save(article, old, f'data-speaker="{bob.pk}" data-kind="direct"')
    assert not is_checked()


def test_merge_of_the_speaker_is_no_change() -> None:
    ada, old = make_person("Ada"), make_person("Old")
    article = write(old)
    check(article)
    merge(old, ada)
    assert is_checked()
    save(article, "came", "went")
    assert Quote.objects.get().speaker == ada
    assert is_checked()


def test_same_words_in_another_article_are_not_checked() -> None:
    article, other = write(), write()
    check(article)
    assert Quote.objects.filter(revision=other.head).unchecked().exists()


def test_check_of_words_that_are_no_more_is_refused() -> None:
    article = write()
    said = Quote.objects.get()
    save(article, "Yes.", "No.")
    for text, uuid in ((said.text, said.uuid), ("“No.”", QuoteCheck(quote_uuid=None).quote_uuid)):
        with pytest.raises(QuoteChanged):
            check_quote(
                article_id=article.pk, uuid=uuid, text=text, evidence=Evidence("notes"), by=None
            )


@pytest.mark.parametrize(
    ("evidence", "name"),
    [
        (Evidence("hearsay"), "method"),
        (Evidence("notes", note="x" * 501), "note"),
        (Evidence("statement", link="javascript:alert(1)"), "link"),
    ],
)
def test_bad_evidence_is_refused_with_its_field(evidence: Evidence, name: str) -> None:
    article = write()
    said = Quote.objects.get()
    with pytest.raises(Incomplete) as raised:
        check_quote(
            article_id=article.pk, uuid=said.uuid, text=said.text, evidence=evidence, by=None
        )
    assert raised.value.names == (name,)


def test_is_for_those_who_may() -> None:
    article, said = write(), Quote.objects.get()
    Article.objects.update(created_by=(reporter := make_staff("reporter")))
    made = check(article)
    with pytest.raises(NotAllowed):
        check_quote(
            article_id=article.pk,
            uuid=said.uuid,
            text=said.text,
            evidence=Evidence("notes"),
            by=reporter,
        )
    with pytest.raises(NotAllowed):
        undo_quote_check(article_id=article.pk, check_id=made.pk, by=reporter)
    undo_quote_check(article_id=article.pk, check_id=made.pk, by=make_staff("editor"))
    assert not is_checked()
    verbs = list(Event.objects.order_by("id").values_list("verb", flat=True))
    assert verbs[-2:] == ["quote-checked", "quote-check-undone"]


class TestPublicPage:
    def page(self, method: str, **evidence: str) -> str:
        article = published_article(body=f"<p>Then {quote(None, '“Yes.”')} came.</p>")
        check(article, method, **evidence)
        return Client().get(Quote.objects.get().get_absolute_url()).content.decode()

    def test_says_how_the_quote_was_checked_and_not_by_whom(self) -> None:
        page = self.page("recording", note="Minute 3, source X", link="https://secret.example/")
        assert "Checked against a recording" in page
        assert "source X" not in page
        assert "secret.example" not in page

    def test_leads_to_a_public_statement(self) -> None:
        assert 'href="https://example.org/speech"' in self.page(
            "statement", link="https://example.org/speech"
        )

    def test_says_nothing_where_the_live_words_are_others(self) -> None:
        article = published_article(body=f"<p>Then {quote(None, '“Yes.”')} came.</p>")
        save(article, "Yes.", "No.")
        article.refresh_from_db()
        check(article)
        page = Client().get(Quote.objects.first().get_absolute_url()).content.decode()
        assert "Checked" not in page


class TestDesk:
    @pytest.fixture(autouse=True)
    def _sign_in(self) -> None:
        self.client = sign_in("editor")

    def address(self, article: Article) -> str:
        uuid = Quote.objects.get(revision=article.head_id).uuid
        return f"/admin/articles/article/{article.pk}/quotes/{uuid}/check/"

    def test_quote_is_checked_and_the_check_taken_back(self) -> None:
        article = write(make_person("Ada"))
        assert "“Yes.”" in self.client.get(self.address(article)).content.decode()
        form = {"method": "notes", "note": "p. 3", "text": "“Yes.”"}
        page = self.client.post(self.address(article), form, follow=True).content.decode()
        assert "The quote is checked." in page
        assert "checked against notes by" in page
        undo = f"/admin/articles/article/{article.pk}/quotes/undo-check/"
        pk = QuoteCheck.objects.get().pk
        page = self.client.post(undo, {"check_id": pk}, follow=True).content.decode()
        assert "The check is taken back." in page
        page = self.client.post(undo, {"check_id": pk}, follow=True).content.decode()
        assert "taken back already" in page

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self) -> None:
        article = write()
        form = {
            "method": "statement",
            "note": "Kept.",
            "link": "ftp://x.example/",
            "text": "“Yes.”",
        }
        page = self.client.post(self.address(article), form).content.decode()
        assert "Kept." in page
        assert "no address of a page" in page
        page = self.client.post(self.address(article), {**form, "link": "", "text": "“No.”"})
        assert "does not hold this quote" in page.content.decode()

    def test_quote_or_article_there_is_not(self) -> None:
        article = write()
        gone = self.address(article).replace("/quotes/0", "/quotes/f")
        assert self.client.get(gone).status_code == 404
        assert self.client.get(gone.replace(str(article.pk), "999999", 1)).status_code == 404
        self.client.force_login(make_staff("legal"))
        assert self.client.get(self.address(article)).status_code == 403

    def listed(self, **parameters: Any) -> list[str]:
        page = self.client.get("/admin/articles/quote/", parameters)
        return sorted(item.revision.headline_text for item in page.context["cl"].result_list)

    def test_lists_of_what_nobody_has_checked(self) -> None:
        ada = make_person("Ada")
        ready = move(write(ada, headline="ready"), "approve")
        write(ada, headline="draft")
        checked = write(ada, headline="checked", section=make_section("Sport"))
        check(checked)
        assert self.listed(checked="no") == ["draft", "ready"]
        assert self.listed(checked="yes") == ["checked"]
        assert self.listed(checked="today") == ["ready"]
        assert self.listed(checked="no", person=ada.pk) == ["draft", "ready"]
        assert self.listed(checked="no", section="sport") == []
        assert self.listed(section="world") == ["draft", "ready"]
        assert len(self.listed(checked="odd")) == 3
        check(ready)
        assert self.listed(checked="today") == []

    def test_page_costs_the_same_for_many_quotes(self) -> None:
        counts = []
        for number in (1, 8):
            said = "".join(f"<p>{quote(make_person(), '“Yes.”')}</p>" for _ in range(number))
            article = draft_article(body=said)
            address = f"/admin/articles/article/{article.pk}/change/"
            self.client.get(address)
            with CaptureQueriesContext(connection) as queries:
                self.client.get(address)
            counts.append(len(queries))
        assert counts[0] == counts[1]


def test_by_the_api(client: Client) -> None:
    article = write(make_person("Ada"))
    client.force_login(make_staff("editor"))
    path = f"/api/v1/articles/{article.pk}/quote-checks/"
    (said,) = client.get(path).json()["results"]
    assert (said["text"], said["check"]) == ("“Yes.”", None)
    body = {"quote": said["id"], "text": said["text"], "method": "notes", "note": "p. 3"}
    response = client.post(path, body, content_type="application/json")
    assert response.status_code == 201, response.content
    assert client.get(path).json()["results"][0]["check"] == response.json()
    stale = client.post(path, {**body, "text": "“No.”"}, content_type="application/json")
    assert (stale.status_code, stale.json()["code"]) == (409, "quote_changed")
    bad = client.post(path, {**body, "method": "hearsay"}, content_type="application/json")
    assert bad.status_code == 400
    client.force_login(make_staff("legal"))
    refused = client.post(path, body, content_type="application/json")
    assert refused.status_code == 403
