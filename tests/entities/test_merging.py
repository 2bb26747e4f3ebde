"""Two that are one, and the way back: no text changes, and nothing is lost or given away."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.integrity.articles import differences
from articles.models import Appearance, Article, Mention, Quote, Rendition, Revision
from articles.publication.corrections import Notice, publish_correction
from articles.publication.quote_checks import Evidence, check_quote
from articles.revisions.saving import save_revision
from entities.errors import AlreadyMerged, CannotMerge, NotMerged
from entities.models import Affiliation, Alias, Entity
from entities.services.editing import change_entity
from entities.services.merging import merge_entity, unmerge_entity
from newsroom.lib.errors import NotAllowed
from newsroom.models import Event
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_staff,
    mention,
    move,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db


def merge(entity: Entity, into: Entity, **given: Any) -> Entity:
    return merge_entity(entity_id=entity.pk, into_id=into.pk, **{"by": None, **given})


def unmerge(entity: Entity, **given: Any) -> Entity:
    return unmerge_entity(entity_id=entity.pk, **{"by": None, **given})


def names(article: Article) -> list[tuple[str, str]]:
    """Words and names of the mentions of the head."""
    rows = Mention.objects.filter(revision=article.head).order_by("start")
    return [(row.exact, row.entity.name) for row in rows]


def check_sound() -> None:
    assert list(differences(Article.objects.all())) == []


class TestMerge:
    def test_gives_all_that_named_the_one_to_the_other(self, client: Client) -> None:
        ada, lady = make_person("Ada Quimby"), make_person("Lady Quimby")
        body = f"<p>{mention(lady)} said: {quote(lady, '“We shall see.”')}</p>"
        article = published_article("Turbines", body=body)
        draft = draft_article(body=f"<p>{mention(lady, 'She')}</p>")
        merge(lady, ada)
        assert names(article) == [("Lady Quimby", "Ada Quimby")]
        assert names(draft) == [("She", "Ada Quimby")]
        assert Quote.objects.get().speaker == ada
        page = client.get("/people/ada-quimby/").content.decode()
        assert "Turbines" in page
        assert "“We shall see.”" in page
        assert client.get(f"/api/v1/articles/?person={lady.pk}").json()["results"]
        check_sound()

    def test_leaves_every_text_as_it_is(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        published_article(body=f"<p>{mention(lady)}</p>")
        before = Revision.objects.get()
        merge(lady, ada)
        assert Revision.objects.get().body == before.body
        assert Revision.objects.count() == 1

    def test_old_address_leads_to_the_survivors_page(self, client: Client) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        article = published_article("Turbines", body=f"<p>{mention(lady)}</p>")
        merge(lady, ada)
        answer = client.get("/people/lady/")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/people/ada/")
        assert 'href="/people/ada/"' in client.get(article.get_absolute_url()).content.decode()

    def test_article_with_both_has_the_survivor_once_with_all_places(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        body = f"<p>{mention(ada)} met {mention(lady)}. {quote(lady, '“Well.”')}</p>"
        published_article(body=body)
        merge(lady, ada)
        (appearance,) = Appearance.objects.all()
        assert (appearance.entity, appearance.mention_count) == (ada, 2)
        assert appearance.quote_count == 1
        check_sound()

    def test_prepared_copies_are_made_anew_at_the_commit(
        self, django_capture_on_commit_callbacks: Any
    ) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        published_article(body=f"<p>{mention(lady)}</p>")
        with django_capture_on_commit_callbacks(execute=True):
            merge(lady, ada)
            assert Rendition.objects.get().is_stale
        assert '"name":"Ada"' in Rendition.objects.get().summary
        check_sound()

    def test_names_and_offices_come_along(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady", aliases=("The Lady", "Ada"))
        works = make_organisation("Works")
        Affiliation.objects.create(person_id=lady.pk, organisation_id=works.pk, title="Head")
        merge(lady, ada)
        assert set(ada.aliases.values_list("name", "merged_from")) == {
            ("Lady", lady.pk),
            ("The Lady", lady.pk),
        }
        office = Affiliation.objects.get(person=ada.pk)
        assert (office.title, office.merged_from) == ("Head", lady)

    def test_offices_in_a_merged_organisation_are_the_survivors(self) -> None:
        works, mill = make_organisation("Works"), make_organisation("Mill")
        ada = make_person("Ada")
        for held in (works, mill):
            Affiliation.objects.create(person_id=ada.pk, organisation_id=held.pk, title="Head")
        Affiliation.objects.create(person_id=ada.pk, organisation_id=mill.pk, title="Founder")
        merge(mill, works)
        held_in = Affiliation.objects.filter(organisation=works.pk).order_by("title")
        assert [item.title for item in held_in] == ["Founder", "Head"]

    def test_wikidata_id_and_sensitivity_come_along(self) -> None:
        ada = make_person("Ada")
        lady = make_person("Lady", wikidata_id="Q7259", is_sensitive=True)
        survivor = merge(lady, ada)
        assert (survivor.wikidata_id, survivor.is_sensitive) == ("Q7259", True)
        lady.refresh_from_db()
        assert lady.wikidata_id == "Q7259"
        changed = {"wikidata_id": [None, "Q7259"], "is_sensitive": [False, True]}
        assert Event.objects.filter(verb="entity-merged")[0].data["changed"] == changed

    def test_quote_stays_checked_however_often_its_speaker_is_merged(self) -> None:
        first, second, third = (make_person(name) for name in ("One", "Two", "Three"))
        article = draft_article(body=f"<p>{quote(first, '“Yes.”')}</p>")
        said = Quote.objects.get()
        check_quote(
            article_id=article.pk,
            uuid=said.uuid,
            text="“Yes.”",
            evidence=Evidence("notes"),
            by=None,
        )
        merge(first, second)
        merge(second, third)
        assert list(Quote.objects.checked()) == [said]
        assert Quote.objects.get().speaker == third

    def test_correction_is_shown_on_the_survivors_page(self, client: Client) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        article = published_article(body=f"<p>{quote(lady, '“Yes.”')}</p>")
        notice = Notice("correction", "She said no.")
        about = [Quote.objects.get().uuid]
        publish_correction(article_id=article.pk, notice=notice, about=about, by=None)
        merge(lady, ada)
        assert "She said no." in client.get("/people/ada/").content.decode()
        unmerge(lady)
        assert "She said no." in client.get("/people/lady/").content.decode()
        assert client.get("/people/ada/").status_code == 404

    def test_correction_about_the_survivor_stays_theirs(self, client: Client) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        article = published_article(body=f"<p>{quote(ada, '“Yes.”')} {mention(lady)}</p>")
        notice = Notice("correction", "She said no.")
        about = [Quote.objects.get().uuid]
        publish_correction(article_id=article.pk, notice=notice, about=about, by=None)
        merge(lady, ada)
        unmerge(lady)
        assert "She said no." in client.get("/people/ada/").content.decode()
        assert "She said no." not in client.get("/people/lady/").content.decode()

    def test_asks_for_no_correction(self) -> None:
        """The same quote by the merged one before and by the survivor now is no other speaker."""
        ada, lady = make_person("Ada"), make_person("Lady")
        body = f"<p>{quote(lady, '“Yes, we shall.”')}</p>"
        article = published_article("Same", body=body)
        merge(lady, ada)
        newer = make_draft("Same", body=body.replace(f'"{lady.pk}"', f'"{ada.pk}"'))
        save_revision(article_id=article.pk, base=1, draft=newer, by=None)
        assert move(article, "publish").state == "published"

    def test_is_told_of_both(self) -> None:
        ada, lady, by = make_person("Ada"), make_person("Lady"), make_staff("publisher")
        merge(lady, ada, comment="One title too many.", by=by)
        told = Event.objects.filter(verb="entity-merged")
        assert {event.subject_id for event in told} == {ada.pk, lady.pk}
        assert {event.actor for event in told} == {by}
        assert told[0].data == {
            "merged": {"id": lady.pk, "name": "Lady"},
            "survivor": {"id": ada.pk, "name": "Ada"},
            "comment": "One title too many.",
            "changed": {},
        }


class TestRefusals:
    def test_person_and_organisation(self) -> None:
        with pytest.raises(CannotMerge):
            merge(make_person(), make_organisation())

    def test_oneself(self) -> None:
        ada = make_person()
        with pytest.raises(CannotMerge):
            merge(ada, ada)

    def test_two_wikidata_ids_are_two(self) -> None:
        with pytest.raises(CannotMerge, match="Q1 and Q2"):
            merge(make_person(wikidata_id="Q1"), make_person(wikidata_id="Q2"))

    def test_either_of_them_stands_for_another_already(self) -> None:
        ada, lady, third = make_person("Ada"), make_person("Lady"), make_person("Third")
        merge(lady, ada)
        for one, other in ((lady, third), (third, lady)):
            with pytest.raises(AlreadyMerged, match="Lady has been merged into Ada"):
                merge(one, other)

    def test_nobody_of_that_id(self) -> None:
        with pytest.raises(Entity.DoesNotExist):
            merge(make_person(), Entity(pk=10**9))

    @pytest.mark.parametrize("role", ["reporter", "editor", "legal"])
    def test_without_the_right(self, role: str) -> None:
        ada, lady, third = make_person(), make_person(), make_person()
        by = make_staff(role)
        with pytest.raises(NotAllowed):
            merge(lady, ada, by=by)
        merge(third, ada)
        with pytest.raises(NotAllowed):
            unmerge(third, by=by)

    def test_tombstone_is_not_changed(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        merge(lady, ada)
        lady.name = "Lady Ada"
        with pytest.raises(AlreadyMerged):
            change_entity(entity=lady, by=None)


class TestUnmerge:
    def test_each_tag_is_again_of_whom_it_was_of(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        body = f"<p>{mention(ada)} met {mention(lady)}. {quote(lady, '“Well.”')}</p>"
        both = published_article(body=body)
        alone = draft_article(body=f"<p>{mention(lady, 'She')}</p>")
        merge(lady, ada)
        unmerge(lady)
        assert names(both) == [("Ada", "Ada"), ("Lady", "Lady")]
        assert names(alone) == [("She", "Lady")]
        assert Quote.objects.get().speaker == lady
        counts = Appearance.objects.values_list("entity", "mention_count", "quote_count")
        assert set(counts) == {(ada.pk, 1, 0), (lady.pk, 1, 1)}
        check_sound()

    def test_tag_made_since_the_merge_stays_the_survivors(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        merge(lady, ada)
        article = published_article(body=f"<p>{mention(ada, 'Lady')}</p>")
        unmerge(lady)
        assert names(article) == [("Lady", "Ada")]
        check_sound()

    def test_published_revision_and_working_copy_are_both_given_back(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        article = published_article(body=f"<p>{mention(lady, 'She')}</p>")
        newer = make_draft(body=f"<p>{mention(lady, 'Her')} and {mention(ada)}</p>")
        removed = set(Mention.objects.values_list("uuid", flat=True))
        save_revision(article_id=article.pk, base=1, draft=newer, removed=removed, by=None)
        merge(lady, ada)
        unmerge(lady)
        assert sorted(Mention.objects.values_list("exact", "entity__name")) == [
            ("Ada", "Ada"),
            ("Her", "Lady"),
            ("She", "Lady"),
        ]
        check_sound()

    def test_what_was_brought_goes_and_what_was_there_stays(self) -> None:
        ada, lady = make_person("Ada", aliases=("A.",)), make_person("Lady", wikidata_id="Q7259")
        merge(lady, ada)
        unmerge(lady)
        assert list(ada.aliases.values_list("name", flat=True)) == ["A."]
        ada.refresh_from_db()
        lady.refresh_from_db()
        assert (ada.wikidata_id, lady.wikidata_id) == (None, "Q7259")

    def test_one_merge_of_two_in_a_row_is_undone_after_the_other(self) -> None:
        first, second, third = (make_person(name) for name in ("One", "Two", "Three"))
        article = published_article(body=f"<p>{mention(first)} {mention(second)}</p>")
        merge(first, second)
        merge(second, third)
        with pytest.raises(AlreadyMerged, match="Two has been merged into Three"):
            unmerge(first)
        unmerge(second)
        assert names(article) == [("One", "Two"), ("Two", "Two")]
        assert set(second.aliases.values_list("name", flat=True)) == {"One"}
        assert not Alias.objects.filter(entity=third).exists()
        unmerge(first)
        assert names(article) == [("One", "One"), ("Two", "Two")]
        check_sound()

    def test_nothing_to_undo(self) -> None:
        with pytest.raises(NotMerged):
            unmerge(make_person())

    def test_wikidata_id_that_another_has_by_now_is_not_taken_from_them(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady", wikidata_id="Q7259")
        survivor = merge(lady, ada)
        survivor.wikidata_id = None
        change_entity(entity=survivor, by=None)
        make_person("Third", wikidata_id="Q7259")
        with pytest.raises(CannotMerge, match="Third"):
            unmerge(lady)

    def test_killed_article_is_revived_with_whom_its_tags_name_by_then(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        article = published_article(body=f"<p>{mention(lady)}</p>")
        move(article, "kill", reason="Injunction.")
        merge(lady, ada)
        assert names(move(article, "revive", comment="Lifted.")) == [("Lady", "Ada")]

    def test_scheduled_article_follows(self) -> None:
        ada, lady = make_person("Ada"), make_person("Lady")
        later = timezone.now() + timedelta(hours=1)
        move(draft_article(body=f"<p>{mention(lady)}</p>"), "schedule", at=later)
        merge(lady, ada)
        assert Appearance.objects.get().entity == ada
        unmerge(lady)
        assert Appearance.objects.get().entity == lady
        check_sound()
