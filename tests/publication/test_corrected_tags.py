"""A correction names several quotes and mentions, those that changed by default."""

import re
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.errors import Incomplete
from articles.models import Article, Correction, CorrectionTag, Mention, Quote
from articles.publication.corrections import (
    MAX_TAGS,
    Notice,
    change_correction,
    find_tags,
    publish_correction,
    version_of_correction,
)
from articles.publication.required_corrections import changed_tags
from articles.revisions.saving import save_revision
from entities.models import Entity
from newsroom.lib.versions import StaleForm
from newsroom.models import Event
from tests.api.reading import read as read_api
from tests.clients import sign_in
from tests.desk.editing import seen
from tests.factories import (
    make_draft,
    make_person,
    make_staff,
    mention,
    move,
    published_article,
    quote,
)
from tests.site.pages import main_of, read

pytestmark = pytest.mark.django_db
WRONG = Notice("correction", "We misquoted her.")
CHANGED = [("She", "Somebody"), ("We go", "We stay"), ("In May", "In June")]


@pytest.fixture
def ada() -> Entity:
    return make_person("Ada", slug="ada")


@pytest.fixture
def article(ada: Entity) -> Article:
    """With a mention and two quotes that have changed since readers saw them, and one of each that
    has not."""
    body = (
        f"<p>{mention(ada, 'She')} and {mention(ada, 'Ada')} said {quote(ada, '“We go.”')} "
        f"{quote(ada, '“In May.”')} {quote(ada, '“Yes.”')}</p>"
    )
    made = published_article("Mayor goes", body=body, slug="mayor")
    for old, new in CHANGED:
        body = body.replace(old, new)
    draft = make_draft("Mayor goes", body=body)
    save_revision(article_id=made.pk, base=1, draft=draft, by=None)
    made.tag_reviews.all().delete()  # somebody has confirmed the words
    return Article.objects.get(pk=made.pk)


def named(correction: Correction | None = None) -> set[tuple[str, str]]:
    """The kinds and words, as readers saw these, of what the correction names."""
    tags = (correction or Correction.objects.get()).tags.all()
    rows = {str(item.uuid): item.exact for item in [*Mention.objects.all(), *Quote.objects.all()]}
    return {(tag.tag, rows[str(tag.uuid)]) for tag in tags}


ALL = {("mention", "Somebody"), ("quote", "“We stay.”"), ("quote", "“In June.”")}


def test_what_changed_is_what_readers_saw_otherwise(article: Article) -> None:
    assert list(changed_tags(article).values()) == ["She", "“We go.”", "“In May.”"]


def test_correction_published_with_it_names_all_that_changed(article: Article, ada: Entity) -> None:
    move(article, "publish", correction=WRONG, override="Seen.")
    assert named() == ALL
    (uuid,) = Quote.objects.filter(text="“We stay.”").values_list("uuid", flat=True)
    for path in ("/people/ada/", f"/quotes/{uuid}/"):
        assert main_of(read(path)).count("We misquoted her.") == 1, path
    (listed,) = read_api("/corrections/")["results"]
    own = read_api(f"/articles/{article.pk}/")["corrections"][0]
    assert listed["quotes"] == own["quotes"]
    assert (len(own["quotes"]), len(own["mentions"])) == (2, 1)
    assert {item.entity for item in CorrectionTag.objects.all()} == {ada}


def test_of_those_only_that_are_chosen(article: Article) -> None:
    quote_id = Quote.objects.filter(text="“We stay.”").values_list("uuid", flat=True)[0]
    move(article, "publish", correction=WRONG, correction_about=[quote_id], override="Seen.")
    assert named() == {("quote", "“We stay.”")}


def test_a_direct_quote_that_is_gone_is_named(article: Article, ada: Entity) -> None:
    uuid = Quote.objects.filter(text="“Yes.”").values_list("uuid", flat=True)[0]
    head = article.working_copy
    removed = [item.uuid for item in [*Quote.objects.all(), *Mention.objects.all()]]
    draft = make_draft("Mayor goes", body="<p>Nothing.</p>")
    save_revision(article_id=article.pk, base=head.number, draft=draft, removed=removed, by=None)
    move(article, "publish", correction=WRONG, override="Seen.")
    assert uuid in {item.uuid for item in CorrectionTag.objects.filter(entity=ada)}


class TestDesk:
    @pytest.fixture(autouse=True)
    def _sign_in(self, article: Article) -> None:
        self.client = sign_in("publisher")
        self.address = f"/admin/articles/article/{article.pk}/transitions/publish/"
        self.form: dict[str, Any] = {
            "correction_kind": "correction",
            "correction_text": "We misquoted her.",
            "correction_place": "top",
            "no_correction": "",
            "override": "Seen.",
        }

    def post(self, **fields: Any) -> str:
        shown = seen(self.client.get(self.address).content.decode())
        answer = self.client.post(self.address, {**self.form, **shown, **fields}, follow=True)
        return answer.content.decode()

    def test_offers_what_changed_ticked(self) -> None:
        page = self.client.get(self.address).content.decode()
        boxes = re.findall(r'<input type="checkbox" name="correction_about".*?>', page)
        assert [" checked" in box for box in boxes] == [True] * 3
        assert "“In May.”" in page

    def test_names_what_stays_ticked(self) -> None:
        uuid = Quote.objects.filter(text="“In June.”").values_list("uuid", flat=True)[0]
        self.post(correction_about=[str(uuid)], offers_about="True")
        assert named() == {("quote", "“In June.”")}

    def test_names_none_if_none_stays_ticked(self) -> None:
        self.post(offers_about="True")
        assert named() == set()

    def test_names_all_for_who_was_not_offered_any(self) -> None:
        self.post()
        assert named() == ALL


def test_the_api_names_what_changed_or_what_it_is_told(client: Client, article: Article) -> None:
    client.force_login(make_staff("publisher"))
    body = {
        "transition": "publish",
        "correction": {"kind": "correction", "text": "Wrong."},
        "override": "Seen.",
    }
    path = f"/api/v1/articles/{article.pk}/transitions/"

    def post(**more: Any) -> int:
        return client.post(path, {**body, **more}, content_type="application/json").status_code

    assert post(correction_about=["x"]) == 400
    assert post(correction_about=[str(uuid4())]) == 400
    assert post() == 200
    assert named() == ALL


def test_the_command_names_what_changed(article: Article) -> None:
    call_command(
        "transition_article", str(article.pk), "publish", correction="Wrong.", stdout=StringIO()
    )
    assert named() == ALL


class TestChanging:
    @pytest.fixture
    def correction(self, article: Article) -> Correction:
        move(article, "publish", correction=WRONG, override="Seen.")
        return Correction.objects.get()

    def test_other_tags_can_be_named_later(self, correction: Correction) -> None:
        uuid = Quote.objects.filter(text="“Yes.”").values_list("uuid", flat=True)[0]
        change_correction(correction_id=correction.pk, notice=WRONG, about=[uuid], by=None)
        assert named() == {("quote", "“Yes.”")}
        assert "We misquoted her." in main_of(read(f"/quotes/{uuid}/"))
        event = Event.objects.get(verb="correction-changed")
        assert event.data["after"]["about"] == [str(uuid)]

    def test_without_a_choice_they_stay(self, correction: Correction) -> None:
        change_correction(correction_id=correction.pk, notice=Notice("update", "x"), by=None)
        assert named() == ALL

    def test_what_never_was_a_tag_is_refused(self, correction: Correction) -> None:
        with pytest.raises(Incomplete):
            change_correction(correction_id=correction.pk, notice=WRONG, about=[uuid4()], by=None)
        assert named() == ALL

    def test_a_stale_change_is_refused(self, correction: Correction) -> None:
        base = version_of_correction(correction)
        change_correction(
            correction_id=correction.pk, notice=Notice("update", "Mine."), base=base, by=None
        )
        with pytest.raises(StaleForm):
            change_correction(
                correction_id=correction.pk, notice=Notice("update", "No."), base=base, by=None
            )
        assert Correction.objects.get().text == "Mine."

    def test_of_two_at_the_desk_the_second_sees_both_and_loses_nothing(
        self, client: Client, correction: Correction
    ) -> None:
        client.force_login(make_staff("publisher"))
        address = f"/admin/articles/article/{correction.article_id}/corrections/{correction.pk}/"
        page = client.get(address)
        base = page.context["form"]["base"].value()
        about = page.context["form"]["about"].value()
        form = {"kind": "update", "place": "top", "about": about, "base": base}
        client.post(address, {**form, "text": "By the first."})
        page = client.post(address, {**form, "text": "By the second."})
        shown = page.content.decode()
        assert "Somebody else has changed this" in shown
        assert "By the first." in shown
        assert "By the second." in shown
        assert Correction.objects.get().text == "By the first."
        form["base"] = page.context["form"]["base"].value()
        client.post(address, {**form, "text": "By the second."})
        assert Correction.objects.get().text == "By the second."
        assert named() == ALL


def test_many_tags_cost_as_many_queries_as_one(ada: Entity) -> None:
    counts = []
    for number in (1, 20):
        said = "".join(f"<p>{quote(ada, f'“Yes {at}.”')}</p>" for at in range(number))
        article = published_article(body=said)
        about = list(Quote.objects.filter(revision=article.live).values_list("uuid", flat=True))
        with CaptureQueriesContext(connection) as queries:
            publish_correction(article_id=article.pk, notice=WRONG, about=about, by=None)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_correction_of_too_many_tags_is_refused() -> None:
    article, notice = published_article(), Notice("update", "Changed.")
    about = [uuid4() for _ in range(MAX_TAGS + 1)]
    with pytest.raises(Incomplete, match=f"{MAX_TAGS} tags at the most"):
        publish_correction(article_id=article.pk, notice=notice, about=about, by=None)


def test_tags_are_found_each_in_the_newest_revision_that_has_it() -> None:
    ada, bob = make_person("Ada"), make_person("Bob")
    article = published_article(body=f"<p>{mention(ada)} spoke.</p>")
    (old,) = article.head.mentions.values_list("uuid", flat=True)
    draft = make_draft(body=f"<p>{mention(bob)} spoke.</p>")
    save_revision(article_id=article.pk, base=1, draft=draft, removed=[old], by=None)
    article = Article.objects.get()
    (new,) = article.head.mentions.values_list("uuid", flat=True)
    assert find_tags(article, [old, new]).keys() == {old, new}
