"""Each way in × kind of tag × namesake: a tag stays with the person that it named.

Falk, whom the tag names, is known before or not, and so is his namesake. Whatever is done to the
article or to the two, nobody's tag is the namesake's but by a merge, and then only until it ends.
"""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from articles.models import Appearance, Article, Mention, Quote, TagReview
from articles.publication.publishing import publish
from articles.revisions.restoring import restore_revision
from articles.revisions.saving import save_revision
from articles.suggestions.open_suggestions import open_suggestions
from entities.models import Entity
from entities.services.merging import unmerge_entity
from tests.clients import sign_in_superuser
from tests.factories import draft_article, make_draft, make_person, merge, move
from tests.importing.files import Result, span, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tags_are_proven")]

TEXT = "A trial\nIn Oslo\n\nJon Falk spoke. “Nobody paid,” he said. Gone.\n"
WORDS = {"mention": "Jon Falk", "quote": "“Nobody paid,”"}
FALK, NAMESAKE = "jon-falk", "jon-falk-the-cook"
KINDS = sorted(WORDS)
WHO_IS_KNOWN = {"known": [FALK], "unknown": [NAMESAKE], "two known": [NAMESAKE, FALK]}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=WHO_IS_KNOWN, autouse=True)
def who(request: pytest.FixtureRequest) -> str:
    for slug in WHO_IS_KNOWN[request.param]:
        make_person("Jon Falk", slug=slug)
    return str(request.param)


def person(slug: str) -> Entity:
    found: Entity | None = Entity.objects.filter(slug=slug).first()
    return found or make_person("Jon Falk", slug=slug)


def tag(kind: str, key: str, text: str) -> dict[str, Any]:
    if kind == "mention":
        return {"mentions": [span(text, WORDS[kind], entity=key)]}
    return {"quotes": [span(text, WORDS[kind], speaker=key, kind="direct")]}


def sidecar(kind: str, *, key: str = FALK, text: str = TEXT, **given: Any) -> dict[str, Any]:
    named = {"key": key, "kind": "person", "name": "Jon Falk"}
    return {"slug": "trial", "entities": [named], **tag(kind, key, text), **given}


def bring(folder: Path, kind: str, *, text: str = TEXT, **given: Any) -> Result:
    result = Result(write(folder, text, **sidecar(kind, text=text, **given)))
    assert result.status == 0, result.err
    return result


def whose(kind: str) -> list[str]:
    if kind == "mention":
        return list(Mention.objects.values_list("entity__slug", flat=True))
    return list(Quote.objects.values_list("speaker__slug", flat=True))


def head() -> Any:
    return Article.objects.get().working_copy


def save(body: str) -> None:
    gone = [UUID(item) for item in re.findall(r'data-(?:mention|quote)="(.*?)"', head().body)]
    draft = make_draft(head().headline, deck=head().deck, body=body)
    article = Article.objects.get()
    save_revision(article_id=article.pk, base=head().number, draft=draft, removed=gone, by=None)


def nothing_is_flagged() -> bool:
    return not TagReview.objects.exists()


def post(body: str, **given: Any) -> None:
    article = draft_article("A trial", deck="In Oslo")
    client = sign_in_superuser()
    fields = {"headline": "A trial", "deck": "In Oslo", "body": body, "language": "en"}
    details = {"section": article.section_id, "slug": article.slug, "base": 1}
    client.post(f"/admin/articles/article/{article.pk}/change/", fields | details | given)
    assert head().number == 2


class TestImport:
    def test_with_a_sidecar(self, kind: str, tmp_path: Path) -> None:
        bring(tmp_path, kind)
        assert whose(kind) == [FALK]
        assert nothing_is_flagged()

    def test_again_with_other_words_around_it(self, kind: str, tmp_path: Path) -> None:
        bring(tmp_path, kind)
        bring(tmp_path, kind, text=TEXT.replace("Gone", "Over"))
        assert whose(kind) == [FALK]
        assert nothing_is_flagged()

    def test_again_without_a_sidecar_of_tags(self, kind: str, tmp_path: Path) -> None:
        bring(tmp_path, kind)
        Result(write(tmp_path, TEXT.replace("Gone", "Over"), slug="trial"))
        assert whose(kind) == [FALK]

    def test_again_naming_the_namesake_is_the_namesake_s_and_said(
        self, kind: str, tmp_path: Path
    ) -> None:
        bring(tmp_path, kind)
        result = bring(tmp_path, kind, key=NAMESAKE)
        assert whose(kind) == [NAMESAKE]
        assert "added: " in result.out
        assert "changed: " in result.out or "not carried along: " in result.out

    def test_key_that_contradicts_gives_nobody_the_tag(self, kind: str, tmp_path: Path) -> None:
        falk = person(FALK)
        Entity.objects.filter(pk=falk.pk).update(wikidata_id="Q1")
        other = {"key": FALK, "kind": "person", "name": "Jon Falk", "wikidata_id": "Q2"}
        result = Result(write(tmp_path, TEXT, **sidecar(kind, entities=[other])))
        assert "known to be two" in result.err
        assert whose(kind) == []

    def test_with_suggestions_makes_no_tag_beside_the_sidecar_s(
        self, kind: str, tmp_path: Path
    ) -> None:
        Result(write(tmp_path, TEXT, **sidecar(kind)), suggest=True)
        assert Mention.objects.count() + Quote.objects.count() == 1
        assert whose(kind) == [FALK]

    def test_two_runs_of_two_namesakes_in_one_text_stay_two(
        self, kind: str, tmp_path: Path
    ) -> None:
        bring(tmp_path, kind)
        text = TEXT.replace("Gone", "Elsewhere")
        path = write(tmp_path, text, "two.txt", **sidecar(kind, key=NAMESAKE, text=text, slug="b"))
        assert Result(path).status == 0
        assert sorted(whose(kind)) == [FALK, NAMESAKE]


class TestDesk:
    def html(self, kind: str, entity: object) -> str:
        named = "data-entity" if kind == "mention" else 'data-kind="direct" data-speaker'
        words = f'<span data-{kind}="" {named}="{entity}">{WORDS[kind]}</span>'
        return f"<p>{TEXT.splitlines()[3]}</p>".replace(WORDS[kind], words)

    def test_form(self, kind: str) -> None:
        post(self.html(kind, person(FALK).pk))
        assert whose(kind) == [FALK]
        assert nothing_is_flagged()

    def test_form_with_a_new_entity(self, kind: str) -> None:
        """A new entity of a known name is a third, however many there are."""
        known, uuid = set(Entity.objects.values_list("slug", flat=True)), str(uuid4())
        new_entity = {"id": uuid, "kind": "person", "name": "Jon Falk"}
        post(self.html(kind, uuid), new_entities_json=json.dumps([new_entity]))
        assert not {*whose(kind)} & known
        assert Entity.objects.filter(name="Jon Falk").count() == len(known) + 1

    def test_form_that_names_a_merged_one_is_the_survivor_s(self, kind: str) -> None:
        merged = person(NAMESAKE)
        merge(merged, person(FALK))
        post(self.html(kind, merged.pk))
        assert whose(kind) == [FALK]
        unmerge_entity(entity_id=merged.pk, by=None)
        assert whose(kind) == [NAMESAKE]


class TestSuggestions:
    def test_import_suggests_and_tags_nobody(self, who: str, tmp_path: Path) -> None:
        result = Result(write(tmp_path, TEXT, slug="trial"), suggest=True)
        assert result.status == 0
        assert not Mention.objects.exists()
        assert not Quote.objects.exists()
        named = [
            suggestion
            for suggestion in open_suggestions(article_id=Article.objects.get().pk).all
            if suggestion.entities
        ]
        assert named
        if who == "two known":
            assert not any(item.is_sure for item in named)
            assert {len(item.entities) for item in named if item.kind == "mention"} == {2}


class TestPieces:
    """A mention that arrives in pieces, with words of the text between, is nobody's tag in part."""

    def pieces(self, entity: Entity) -> str:
        start = f'<span data-mention="{uuid4()}" data-entity="{entity.pk}">'
        return f"<p>{start}Jon</span> of Oslo {start}Falk</span> spoke.</p>"

    def test_in_the_desk_s_form(self) -> None:
        post(self.pieces(person(FALK)))
        assert whose("mention") == [FALK, FALK]
        assert TagReview.objects.count() >= 1

    def test_in_a_new_article(self) -> None:
        draft_article("A trial", body=self.pieces(person(FALK)))
        assert TagReview.objects.count() == 2

    def test_restored_after_they_were_gone(self) -> None:
        draft_article("A trial", deck="In Oslo", body=self.pieces(person(FALK)))
        flagged = set(TagReview.objects.values_list("uuid", "old_words", "new_words"))
        save("<p>Other words.</p>")
        assert not TagReview.objects.exists()
        restore_revision(article_id=Article.objects.get().pk, number=1, base=2, by=None)
        assert set(TagReview.objects.values_list("uuid", "old_words", "new_words")) == flagged

    def test_over_two_paragraphs_of_a_file_it_is_refused(self, tmp_path: Path) -> None:
        text = "A trial\nIn Oslo\nJon\nFalk spoke.\n"
        named = {"key": FALK, "kind": "person", "name": "Jon Falk"}
        over = span(text, "Jon\nFalk", entity=FALK)
        assert Result(write(tmp_path, text, entities=[named], mentions=[over])).status == 1
        assert not Mention.objects.exists()


class TestLife:
    @pytest.fixture(autouse=True)
    def _imported(self, kind: str, tmp_path: Path) -> None:
        bring(tmp_path, kind)

    def test_restore_after_the_tag_was_gone(self, kind: str) -> None:
        save("<p>Other words.</p>")
        assert whose(kind) == []
        restore_revision(article_id=Article.objects.get().pk, number=1, base=2, by=None)
        assert whose(kind) == [FALK]
        assert nothing_is_flagged()

    def test_restore_after_the_tag_was_given_to_the_namesake(self, kind: str) -> None:
        save(head().body.replace(f'="{person(FALK).pk}"', f'="{person(NAMESAKE).pk}"'))
        assert whose(kind) == [NAMESAKE]
        restore_revision(article_id=Article.objects.get().pk, number=1, base=2, by=None)
        assert whose(kind) == [FALK]

    def test_tag_that_comes_back_naming_the_namesake_is_flagged(self, kind: str) -> None:
        body = head().body
        save("<p>Other words.</p>")
        save(body.replace(f'="{person(FALK).pk}"', f'="{person(NAMESAKE).pk}"'))
        review = TagReview.objects.get()
        assert (review.old_entity.slug, review.new_entity.slug) == (FALK, NAMESAKE)

    @pytest.mark.parametrize("survives", [FALK, NAMESAKE])
    @pytest.mark.parametrize("is_live", [False, True])
    def test_merge_and_its_undoing(self, kind: str, survives: str, is_live: bool) -> None:
        if is_live:
            publish(article_id=Article.objects.get().pk, by=None)
        gone = {FALK: NAMESAKE, NAMESAKE: FALK}[survives]
        merged = person(gone)
        merge(merged, person(survives))
        assert whose(kind) == [survives]
        unmerge_entity(entity_id=merged.pk, by=None)
        assert whose(kind) == [FALK]
        assert set(Appearance.objects.values_list("entity__slug", flat=True)) <= {FALK}
        assert nothing_is_flagged()

    def test_restored_and_imported_again_within_a_merge(self, kind: str, tmp_path: Path) -> None:
        falk = person(FALK)
        merge(falk, person(NAMESAKE))
        save("<p>Other words.</p>")
        restore_revision(article_id=Article.objects.get().pk, number=1, base=2, by=None)
        assert whose(kind) == [NAMESAKE]
        bring(tmp_path, kind, byline="B")
        unmerge_entity(entity_id=falk.pk, by=None)
        assert whose(kind) == [FALK]

    def test_killed_and_revived_within_a_merge(self, kind: str) -> None:
        falk, article = person(FALK), Article.objects.get()
        move(article, "publish")
        move(article, "kill", reason="Injunction.")
        assert whose(kind) == []
        merge(falk, person(NAMESAKE))
        move(article, "revive", comment="It was lifted.")
        assert whose(kind) == [NAMESAKE]
        unmerge_entity(entity_id=falk.pk, by=None)
        assert whose(kind) == [FALK]
