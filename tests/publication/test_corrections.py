"""Corrections: where readers and programs find them, and when publishing asks for one."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import translation

from articles.errors import CorrectionDue, Incomplete, InvalidTransition
from articles.integrity.articles import differences
from articles.models import Article, Correction, Mention, Quote
from articles.publication.corrections import Notice, change_correction, publish_correction
from articles.publication.renditions.dates_and_counts import KINDS_OF_CORRECTION
from articles.revisions.saving import save_revision
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event
from tests.api.reading import read as read_api
from tests.clients import sign_in
from tests.desk.editing import seen
from tests.factories import (
    article_in,
    make_draft,
    make_person,
    make_staff,
    mention,
    move,
    published_article,
    quote,
)
from tests.prepared import read_prepared
from tests.site.pages import main_of, read

pytestmark = pytest.mark.django_db
TEXT = "We misquoted the <mayor>."


def write(**fields: Any) -> Article:
    ada = make_person("Ada", slug="ada")
    body = f"<p>{mention(ada, 'She')} said {quote(ada, '“Yes, we go.”')}.</p>"
    return published_article("Mayor goes", body=body, slug="mayor", **fields)


def correct(article: Article, *about: UUID, **notice: str) -> Correction:
    given = {"kind": "correction", "text": TEXT, **notice}
    return publish_correction(article_id=article.pk, notice=Notice(**given), about=about, by=None)


def said() -> Quote:
    return Quote.objects.first()


def edit(article: Article, old: str, new: str, headline: str = "Mayor goes") -> Article:
    article.refresh_from_db()
    body = article.head.body.replace(old, new)
    draft = make_draft(headline, body=body)
    removed = {item.uuid for item in [*Quote.objects.all(), *Mention.objects.all()]}
    number = article.head.number
    save_revision(article_id=article.pk, base=number, draft=draft, removed=removed, by=None)
    return Article.objects.get()


class TestWhereItIsFound:
    def test_on_the_article_above_or_below_its_text(self) -> None:
        article = write()
        correct(article)
        correct(article, text="Below.", place="bottom", kind="update")
        page = main_of(read("/articles/mayor/"))
        assert "We misquoted the &lt;mayor&gt;." in page
        assert page.index("misquoted") < page.index("Yes, we go") < page.index("Below.")
        assert 'itemtype="https://schema.org/CorrectionComment"' in page
        assert "Updated" in page

    def test_on_the_quotes_page_its_speakers_and_the_list(self) -> None:
        correction = correct(write(), said().uuid)
        for path in (said().get_absolute_url(), "/people/ada/", "/corrections/"):
            page = main_of(read(path))
            assert "We misquoted the &lt;mayor&gt;." in page, path
            assert f"/articles/mayor/#correction-{correction.pk}" in page, path
        assert 'href="/corrections/"' in read("/")

    def test_of_a_mention_on_the_page_of_whom_it_named(self) -> None:
        correction = correct(write(), Mention.objects.first().uuid)
        assert correction.tags.get().entity.name == "Ada"
        assert "misquoted" in main_of(read("/people/ada/"))
        assert "misquoted" not in main_of(read(said().get_absolute_url()))

    def test_in_the_api(self) -> None:
        article = write()
        uuid = said().uuid
        correction = correct(article, uuid)
        own = read_api(f"/articles/{article.pk}/")["corrections"]
        assert own == read_api("/articles/")["results"][0]["corrections"]
        assert (own[0]["kind"], own[0]["quotes"], own[0]["mentions"]) == (
            "correction",
            [str(uuid)],
            [],
        )
        (listed,) = read_api("/corrections/", article=article.pk, kind="correction")["results"]
        assert listed == read_api(f"/corrections/{correction.pk}/")
        assert listed["article"]["headline"] == "Mayor goes"
        assert read_api("/corrections/", kind="apology")["results"] == []

    def test_nowhere_while_the_article_is_not_public(self) -> None:
        article = write()
        correction = correct(article, said().uuid)
        move(article, "withdraw", notice="Gone.")
        assert "misquoted" not in read("/corrections/")
        assert read_api("/corrections/")["results"] == []
        read_api(f"/corrections/{correction.pk}/", 404)
        move(article, "publish")
        assert "misquoted" in read("/articles/mayor/")

    def test_in_the_sites_words_whatever_language_its_author_has(self) -> None:
        with translation.override("ar"):
            correct(write())
        assert "<strong>Correction.</strong>" in read("/articles/mayor/")
        assert Correction.Kind.values == list(KINDS_OF_CORRECTION)

    def test_empty_list_says_so(self) -> None:
        assert "Nothing has been corrected yet" in read("/corrections/")

    def test_list_costs_the_same_for_many(self, django_assert_num_queries: Any) -> None:
        article = write()
        for count in (1, 5):
            for _ in range(count):
                correct(article)
            read("/corrections/")
            with django_assert_num_queries(1):
                read("/corrections/")
            with django_assert_num_queries(2):
                read_api("/corrections/")

    def test_what_is_prepared_is_sound(self) -> None:
        article = write()
        correct(article)
        articles = Article.objects.select_related("head", "live", "section")
        assert list(differences(articles)) == []
        assert read_prepared(article.rendition.summary)["corrections"] == []
        article.rendition.refresh_from_db()
        assert read_prepared(article.rendition.summary)["corrections"][0]["text"] == TEXT


class TestPublishing:
    def test_of_a_quote_that_the_article_has_no_more(self) -> None:
        article = write()
        uuid = said().uuid
        article = edit(article, article.head.body, "<p>Nothing.</p>")
        move(article, "publish", no_correction=True)
        correction = correct(article, uuid)
        tag = correction.tags.get()
        assert (tag.tag, tag.uuid, tag.entity.name) == ("quote", uuid, "Ada")

    def test_of_a_quote_by_nobody_known(self) -> None:
        article = published_article(body=f"<p>Then {quote(None, '“So.”')}</p>")
        assert correct(article, said().uuid).tags.get().entity is None

    def test_of_a_tag_that_there_never_was_is_refused(self) -> None:
        with pytest.raises(Incomplete) as raised:
            correct(write(), uuid4())
        assert raised.value.names == ("about",)

    @pytest.mark.parametrize("state", ["draft", "scheduled", "killed"])
    def test_of_what_readers_have_not_seen_is_refused(self, state: str) -> None:
        with pytest.raises(InvalidTransition):
            correct(article_in(state))

    def test_of_what_was_withdrawn_waits_with_it(self) -> None:
        assert correct(article_in("withdrawn"), kind="retraction").pk

    @pytest.mark.parametrize(
        ("notice", "name"),
        [
            ({"kind": "excuse"}, "kind"),
            ({"text": " "}, "text"),
            ({"text": "x" * 2001}, "text"),
            ({"place": "left"}, "place"),
        ],
    )
    def test_bad_notice_is_refused_with_its_field(self, notice: dict[str, str], name: str) -> None:
        with pytest.raises(Incomplete) as raised:
            correct(write(), **notice)
        assert raised.value.names == (name,)

    def test_is_for_publishers_and_recorded(self) -> None:
        article, notice = write(), Notice("apology", "We are sorry.")
        with pytest.raises(NotAllowed):
            publish_correction(article_id=article.pk, notice=notice, by=make_staff("editor"))
        publisher = make_staff("publisher")
        correction = publish_correction(article_id=article.pk, notice=notice, by=publisher)
        event = Event.objects.get(verb="correction-published")
        assert (event.actor, event.data["text"]) == (publisher, "We are sorry.")
        with pytest.raises(NotAllowed):
            change_correction(correction_id=correction.pk, notice=notice, by=make_staff("editor"))

    def test_changed_it_is_changed_everywhere_and_both_are_recorded(self) -> None:
        correction = correct(write())
        notice = Notice("clarification", "To be clear.", "bottom")
        for _ in range(2):
            change_correction(correction_id=correction.pk, notice=notice, by=None)
        assert "To be clear." in read("/articles/mayor/")
        assert "misquoted" not in read("/articles/mayor/")
        event = Event.objects.get(verb="correction-changed")
        assert event.data["before"]["text"] == TEXT


class TestQuestion:
    @pytest.mark.parametrize(
        ("old", "new", "headline", "reason"),
        [
            ("Yes, we go", "No, we stay", "Mayor goes", "A direct quote was"),
            ("x", "x", "Mayor stays", "The headline was “Mayor goes” and is “Mayor stays”."),
        ],
    )
    def test_is_asked_where_readers_have_seen_it_otherwise(
        self, old: str, new: str, headline: str, reason: str
    ) -> None:
        article = edit(write(), old, new, headline)
        with pytest.raises(CorrectionDue) as raised:
            move(article, "publish", override="Seen.")
        assert reason in raised.value.extra["reasons"][0]
        move(article, "publish", override="Seen.", no_correction=True)
        data = Event.objects.filter(verb="article-published").first().data
        assert data["no_correction"]

    def test_of_another_speaker_and_of_a_quote_that_is_gone(self) -> None:
        bob, article = make_person("Bob"), write()
        ada = said().speaker_id
        other = edit(article, f'speaker="{ada}"', f'speaker="{bob.pk}"')
        with pytest.raises(CorrectionDue, match="Somebody else is said"):
            move(other, "publish")
        with pytest.raises(CorrectionDue, match="is gone"):
            move(edit(article, other.head.body, "<p>Nothing.</p>"), "publish")

    @pytest.mark.parametrize(
        ("old", "new"), [("She", "Then she"), ("Yes, we", "Yes we"), ("“Yes", '"Yes')]
    )
    def test_is_not_asked_of_other_words_or_a_comma(self, old: str, new: str) -> None:
        article = edit(write(), old, new, "Mayor goes!")
        assert move(article, "publish", override="Seen.").live.number == 2

    def test_is_not_asked_of_what_nobody_has_seen(self) -> None:
        article = edit(article_in("scheduled", headline="Mayor goes"), "x", "x", "Mayor stays")
        assert move(article, "publish").live.number == 2

    def test_is_answered_by_a_correction_published_with_it(self) -> None:
        article = edit(write(), "x", "x", "Mayor stays")
        notice = Notice("correction", "The headline was wrong.")
        with pytest.raises(Incomplete):
            move(article, "publish", correction=Notice("correction", ""))
        assert Article.objects.get().live.number == 1
        move(article, "publish", make_staff("publisher"), correction=notice)
        assert "The headline was wrong." in read("/articles/mayor/")

    def test_is_asked_by_the_api(self, client: Client) -> None:
        article = edit(write(), "x", "x", "Mayor stays")
        client.force_login(make_staff("publisher"))

        def post(**body: Any) -> Any:
            path = f"/api/v1/articles/{article.pk}/transitions/"
            body = {"transition": "publish", **body}
            return client.post(path, body, content_type="application/json")

        problem = post()
        assert (problem.status_code, problem.json()["code"]) == (409, "correction_due")
        assert len(problem.json()["reasons"]) == 1
        assert post(correction={"kind": "excuse", "text": "x"}).status_code == 400
        assert post(correction={"kind": "update", "text": "Now."}).status_code == 200
        assert Correction.objects.get().text == "Now."

    def test_is_asked_at_the_desk_and_what_was_typed_stays(self, client: Client) -> None:
        article = edit(write(), "x", "x", "Mayor stays")
        client.force_login(make_staff("publisher"))
        address = f"/admin/articles/article/{article.pk}/transitions/publish/"
        page = client.post(address, {"comment": "Kept."}).content.decode()
        assert "Is a correction due?" in page
        assert "Kept." in page
        form = {"correction_kind": "update", "correction_place": "top", **seen(page)}
        page = client.post(address, form)
        assert "A correction needs a text" in page.content.decode()
        form = {"correction_kind": "update", "correction_text": "Now.", "correction_place": "top"}
        form |= seen(page.content.decode())
        assert "Published." in client.post(address, form, follow=True).content.decode()
        assert Correction.objects.get().text == "Now."


class TestDesk:
    @pytest.fixture(autouse=True)
    def _sign_in(self) -> None:
        self.client = sign_in("publisher")

    def test_published_and_changed_by_forms(self) -> None:
        article = write()
        base = f"/admin/articles/article/{article.pk}/corrections"
        form = {"kind": "correction", "text": "Wrong.", "place": "top", "about": said().uuid}
        assert "“Yes, we go.”" in self.client.get(f"{base}/add/").content.decode()
        page = self.client.post(f"{base}/add/", form, follow=True).content.decode()
        assert "The correction is published." in page
        correction = Correction.objects.get()
        assert correction.tags.get().uuid == said().uuid
        form["text"] = "Rather wrong."
        page = self.client.post(f"{base}/{correction.pk}/", form, follow=True).content.decode()
        assert "The correction is changed." in page
        assert "Rather wrong." in page

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self) -> None:
        base = f"/admin/articles/article/{write().pk}/corrections"
        form = {"kind": "correction", "text": "\u3164", "place": "top"}
        page = self.client.post(f"{base}/add/", form).content.decode()
        assert "A correction needs a text" in page
        correction = Correction.objects.create(
            article=Article.objects.get(), text="x", kind="update"
        )
        page = self.client.post(f"{base}/{correction.pk}/", form).content.decode()
        assert "A correction needs a text" in page
        draft = article_in("draft")
        address = f"/admin/articles/article/{draft.pk}/corrections/add/"
        page = self.client.post(address, {**form, "text": "Wrong."}).content.decode()
        assert "there is nothing to correct" in page

    def test_there_is_none_or_no_right(self) -> None:
        article = write()
        base = f"/admin/articles/article/{article.pk}/corrections"
        assert self.client.get(f"{base}/99/").status_code == 404
        assert self.client.get("/admin/articles/article/99999/corrections/add/").status_code == 404
        self.client.force_login(make_staff("editor"))
        assert self.client.get(f"{base}/add/").status_code == 403
        page = self.client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
        assert "Publish a correction" not in page
