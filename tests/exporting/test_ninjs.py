"""The content of an export, whatever the article says."""

import copy
import json
from datetime import datetime, timedelta, timezone
from itertools import cycle
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.exporting.export import export_article, export_in_batches
from articles.exporting.ninjs.article import article_ninjs
from articles.exporting.usage_marks import mark_of
from articles.models import Article, Correction, Revision, Section
from articles.publication.corrections import Notice, publish_correction
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.revisions.saving import save_revision
from articles.tagging import Document, Field, render, words
from entities.models import Entity
from entities.services.merging import merge_entity
from tests.api.stories import rich_article
from tests.exporting.holding import by_role, faults, held
from tests.factories import (
    draft_article,
    make_draft,
    make_person,
    mention,
    published_article,
    quote,
)
from tests.tagging.building import plain
from tests.tagging.strategies import TEXTS, documents

LONG_AGO = datetime(2024, 9, 1, 6, tzinfo=timezone.utc)


def export(article: Article, **options: Any) -> Any:
    return held(export_article(article_id=article.pk, by=None, **options).content)


@pytest.mark.django_db
class TestContents:
    def test_seed_articles_are_ninjs(self) -> None:
        call_command("import_articles", str(settings.BASE_DIR / "seeds"), "--publish")
        exported = list(export_in_batches(articles=Article.objects.all(), by=None))
        assert exported
        for item, _number in exported:
            held(item)
            assert item["pubStatus"] == "usable"
            assert len(item["associations"]) == item["bodies"][0]["value"].count('id="q-')

    def test_article_has_its_texts_dates_and_addresses(self) -> None:
        article = rich_article(at=LONG_AGO)
        exported = export(article)
        assert exported["uri"] == f"tag:127.0.0.1,2026:articles/{article.pk}"
        assert (exported["version"], exported["language"]) == ("1", "en")
        assert exported["contentCreated"] == "2024-09-01T06:00:00Z"
        assert exported["firstCreated"] > exported["contentCreated"]
        assert exported["headlines"][0]["value"] == article.head.headline_text
        assert by_role(exported["descriptions"]) == {"deck": article.head.deck_text}
        assert exported["by"] == "A. Reporter"
        assert exported["infoSources"][1] == {"name": "Agency", "role": "source"}
        assert exported["subjects"] == [
            {
                "name": "World",
                "rel": "section",
                "uri": f"{settings.SITE_URL}/sections/world/",
                "literal": "world",
            }
        ]
        assert by_role(exported["altIds"]) == {
            "webUrl": settings.SITE_URL + article.get_absolute_url()
        }
        assert "edNote" not in exported

    def test_body_is_what_readers_get_with_whole_links_and_plain_text(self) -> None:
        ada = make_person("Ada", slug="ada")
        body = f'<p>{mention(ada)} &amp; <a href="/x/">more</a> <a href="//y.example/">y</a></p>'
        html, text = export(published_article(body=body))["bodies"]
        assert (html["contentType"], text["contentType"]) == ("text/html", "text/plain")
        assert f'href="{settings.SITE_URL}/people/ada/"' in html["value"]
        assert f'href="{settings.SITE_URL}/x/"' in html["value"]
        assert "data-" not in html["value"]
        assert text["value"] == "Ada & more y"

    def test_people_and_organisations_have_page_and_wikidata_id(self) -> None:
        exported = export(rich_article())
        people = {item["name"]: item for item in exported["people"]}
        minister = people["وزير الخارجية"]
        assert minister["literal"] == "http://www.wikidata.org/entity/Q42"
        assert minister["uri"].startswith(f"{settings.SITE_URL}/people/%D9")
        assert "literal" not in people["Ada “the Countess” Löf<b>"]
        assert [item["name"] for item in exported["organisations"]] == ["Windmill & Sons"]

    def test_quotes_are_associated_with_their_speakers(self) -> None:
        exported = export(rich_article())
        interrupted, indirect, nobodys, organisations = exported["associations"]
        assert interrupted["bodies"][0]["value"] == "“Wheels, … turn.”"
        assert interrupted["people"][0]["name"] == "Ada “the Countess” Löf<b>"
        assert by_role(indirect["descriptions"]) == {"kind": "indirect", "role": "minister"}
        assert indirect["by"] == "وزير الخارجية, minister"
        assert nobodys["name"] == "Quote of nobody named"
        assert not nobodys.keys() & {"people", "organisations", "by"}
        assert by_role(nobodys["descriptions"]) == {"kind": "partial", "sourceNote": "heard"}
        assert organisations["organisations"][0]["rel"] == "speaker"
        assert by_role(organisations["descriptions"])["saidOn"] == "2024-02-29"
        assert "contentCreated" not in organisations  # an hour that nobody knows
        assert {item["rel"] for item in exported["associations"]} == {"quotation"}

    def test_corrections_are_told_to_desk_and_readers_and_make_it_newer(self) -> None:
        article = published_article()
        before = export(article)
        notice = Notice("apology", "It was Tuesday.")
        publish_correction(article_id=article.pk, notice=notice, by=None)
        exported = export(article)
        assert exported["edNote"].startswith("APOLOGY (")
        assert exported["edNote"].endswith("): It was Tuesday.")
        assert by_role(exported["descriptions"])["apology"] == "It was Tuesday."
        moments = [
            datetime.fromisoformat(item["versionCreated"][:-1]) for item in (before, exported)
        ]
        assert moments[0] < moments[1]

    def test_readers_revision_is_exported_and_the_working_copy_when_asked_for(self) -> None:
        article = published_article("Old", body="<p>Old words.</p>")
        draft = make_draft("New", body="<p>Unseen words.</p>")
        save_revision(article_id=article.pk, base=1, draft=draft, by=None)
        shown, head = export(article), export(article, of_head=True)
        assert (shown["version"], shown["pubStatus"]) == ("1", "usable")
        assert "Unseen" not in json.dumps(shown)
        assert (head["version"], head["pubStatus"]) == ("2", "withheld")
        assert head["edNote"] == (
            "NOT FOR PUBLICATION until it is released: revision 2 is a working copy of 1."
        )

    def test_deck_byline_and_source_that_are_empty_are_left_out(self) -> None:
        exported = export(draft_article())
        assert not exported.keys() & {"by", "descriptions", "associations", "people"}
        assert len(exported["infoSources"]) == 1

    def test_merged_speaker_is_exported_as_the_survivor(self) -> None:
        ada, countess = make_person("Ada"), make_person("Countess")
        article = published_article(body=f"<p>{quote(countess, '“So.”')}</p>")
        merge_entity(entity_id=countess.pk, into_id=ada.pk, by=None)
        assert export(article)["associations"][0]["people"][0]["name"] == "Ada"


NAMES = st.sampled_from(["Ada", "وزير الخارجية", "👩‍🚀 Löf<b>", "“Q”"])


@st.composite
def snapshots(draw: st.DrawFn) -> ArticleSnapshot:
    """Articles that only memory knows, of any words, tags and people."""
    texts = {
        Field.HEADLINE: draw(TEXTS.map(plain)),
        Field.DECK: draw(TEXTS.map(plain)),
        Field.BODY: draw(documents()),
    }
    assume(texts[Field.HEADLINE].text and texts[Field.BODY].text)
    html = {field.value: render(item) for field, item in texts.items()}
    plains = {f"{field.value}_text": item.text for field, item in texts.items()}
    now = datetime.now(timezone.utc)
    revision = Revision(pk=1, number=3, byline=draw(TEXTS), created_at=now, **html, **plains)
    article = Article(
        pk=9,
        slug="x",
        section=Section(pk=1, name="عالم", slug="عالم"),
        language="ar",
        head=revision,
        live=draw(st.sampled_from([None, revision])),
        created_at=now,
    )
    if article.live:
        article.state, article.published_at = "published", now + draw(st.timedeltas(*WEEK))
        article.updated_at = article.published_at
    kinds = cycle(Entity.Kind.values)
    entities = {
        pk: Entity(pk=pk, kind=next(kinds), name=draw(NAMES), slug=f"é-{pk}") for pk in range(30)
    }
    correction = Correction(kind="update", text="تصحيح", published_at=now)
    return ArticleSnapshot(
        article, revision, texts, entities, draw(st.sampled_from([(), (correction,)]))
    )


WEEK = (timedelta(days=-7), timedelta(days=7))


@given(snapshots())
def test_whatever_an_article_says_it_is_ninjs_and_its_quotes_are_word_for_word(
    snapshot: ArticleSnapshot,
) -> None:
    exported = held(article_ninjs(snapshot, mark_of(snapshot.article, snapshot.revision)))
    document: Document = snapshot.documents[Field.BODY]
    said = [words(tag, document.text) for _, tag in snapshot.quotes()]
    assert [item["bodies"][0]["value"] for item in exported.get("associations", [])] == said
    assert exported["bodies"][1]["value"] == document.text
    assert json.loads(json.dumps(exported)) == exported


class TestTheProfileItself:
    """The check of exports does find faults."""

    @pytest.fixture
    def exported(self) -> Any:
        now = datetime.now(timezone.utc)
        article = Article(
            pk=1, language="en", section=Section(name="W", slug="w"), created_at=now, live=None
        )
        texts = {field: plain("Words.") for field in Field}
        said = {f"{field.value}_text": "Words." for field in Field}
        revision = Revision(pk=1, number=1, created_at=now, body="<p>Words.</p>", **said)
        return article_ninjs(
            ArticleSnapshot(article, revision, texts, {}), mark_of(article, revision)
        )

    @pytest.mark.parametrize(
        "change",
        [
            {"ours": 1},
            {"pubStatus": "embargoed"},
            {"versionCreated": "2026-11-24"},
            {"uri": "no uri"},
            {"version": 3},
            {"bodies": [{"value": "", "role": "main", "contentType": "text/plain"}]},
            {"people": []},
        ],
    )
    def test_refuses_what_is_no_export_of_ours(self, exported: Any, change: Any) -> None:
        held(copy.deepcopy(exported))
        assert faults({**exported, **change})
