"""The checks before publishing: what each finds and where, what it weighs, and who overrides it."""

from typing import Any

import pytest
from django.conf import LazySettings

from articles.models import Article, Quote
from articles.publication.quote_checks import Evidence, check_quote
from articles.revisions.saving import save_revision
from articles.settings_checks import check_levels
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.checks.dead_links import is_inside
from articles.workflow.checks.errors import NotReady
from articles.workflow.checks.findings import Finding
from articles.workflow.checks.quotation_marks import open_marks
from newsroom.models import Event
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    make_section,
    make_staff,
    mention,
    merge,
    move,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db


def found(article: Article, code: str) -> list[Finding]:
    return [finding for finding in find_obstacles(article) if finding.code == code]


def said_at(article: Article, finding: Finding) -> str:
    """The words that a finding is about."""
    text = getattr(article.head, f"{finding.place}_text")
    return text[finding.start : finding.end]


def test_article_with_all_that_it_needs_has_no_obstacle() -> None:
    article = draft_article("Headline", deck="Deck.", byline="Ada", body="<p>“Yes.”</p>")
    assert find_obstacles(article) == []


def test_missing_deck_byline_and_name_of_address() -> None:
    article = draft_article("؟?1", slug="untitled-2")
    codes = {finding.code: finding.place for finding in find_obstacles(article)}
    assert codes == {"deck": "deck", "byline": "byline", "slug": "slug"}


def test_headline_and_section_are_looked_at_though_the_database_holds_them() -> None:
    article = draft_article()
    article.head.headline_text, article.section_id = " ", None
    assert {"headline", "section"} <= {finding.code for finding in find_obstacles(article)}


def test_tag_whose_words_changed_must_be_confirmed() -> None:
    ada = make_person("Ada Quimby")
    tag = mention(ada, "Ada Quimby")
    article = draft_article(body=f"<p>{tag} spoke.</p>")
    body = article.head.body.replace(">Ada Quimby<", ">The mayor<")
    save_revision(article_id=article.pk, base=1, draft=make_draft(body=body), by=None)
    article.refresh_from_db()
    (finding,) = found(article, "tag_review")
    assert finding.is_must
    assert finding.place == "body"
    with pytest.raises(NotReady):
        move(article, "publish")
    assert not Article.objects.public().exists()


def test_direct_quotes_are_unchecked_until_somebody_checks_them() -> None:
    ada = make_person("Ada")
    body = f"<p>{quote(ada, '“Yes.”')} {quote(ada, 'she agreed', 'indirect')}</p>"
    article = draft_article(body=body)
    (finding,) = found(article, "unchecked_quote")
    assert said_at(article, finding) == "“Yes.”"
    said = Quote.objects.get(kind="direct")
    check_quote(
        article_id=article.pk, uuid=said.uuid, text=said.text, evidence=Evidence("notes"), by=None
    )
    assert found(article, "unchecked_quote") == []


def test_quote_without_a_speaker() -> None:
    article = draft_article(body=f"<p>Then {quote(None, '“Nobody knows.”')}</p>")
    (finding,) = found(article, "unnamed_speaker")
    assert said_at(article, finding) == "“Nobody knows.”"
    assert finding.tag


class TestUntaggedNames:
    def test_known_person_is_found_by_name_alias_and_in_any_script(self) -> None:
        make_person("Ada Quimby", aliases=["Countess of Lovelace"])
        make_person("حسن نصر الله")
        article = draft_article(
            body="<p>Yesterday the Countess of Lovelace’s</p><p>قال حسن نصر الله إن</p>"
        )
        said = [said_at(article, item) for item in found(article, "untagged_name")]
        assert said == ["Countess of Lovelace’s", "حسن نصر الله"]

    def test_whom_a_tag_names_anywhere_is_not_missed(self) -> None:
        ada = make_person("Ada Quimby")
        article = draft_article(body=f"<p>{mention(ada, 'Quimby')} is Ada Quimby.</p>")
        assert found(article, "untagged_name") == []

    @pytest.mark.parametrize(
        "text",
        [
            "Ada spoke.",
            "So said Ada, Quimby left.",
            "So said Ada.</p><p>Quimby left.",
            "It was Joada. Quimby left.",
            "adaquimby",
        ],
    )
    def test_single_words_and_neighbours_are_no_names(self, text: str) -> None:
        make_person("Ada Quimby")
        make_person("Joada Quimby")
        assert found(draft_article(body=f"<p>{text}</p>"), "untagged_name") == []

    def test_initials_and_line_breaks(self) -> None:
        make_person("J. R. Quimby")
        article = draft_article(body="<p>Mr J. R. Quimby came.</p>")
        assert [said_at(article, item) for item in found(article, "untagged_name")] == [
            "J. R. Quimby"
        ]

    def test_organisations_are_left_out(self) -> None:
        make_organisation("Windmill Works")
        article = draft_article(body="<p>Ada Quimby of Windmill Works.</p>")
        assert found(article, "untagged_name") == []

    def test_name_of_somebody_merged_is_the_survivors(self) -> None:
        survivor, old = make_person("Ada Byron"), make_person("Ada Quimby")
        merge(old, survivor)
        article = draft_article(body="<p>Ada Quimby spoke.</p>")
        assert len(found(article, "untagged_name")) == 1

    def test_words_under_another_tag_are_not_a_name(self) -> None:
        make_person("Ada Quimby")
        works = make_organisation("Works")
        article = draft_article(body=f"<p>The {mention(works, 'Ada Quimby Works')} burnt.</p>")
        assert found(article, "untagged_name") == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("“Yes.”", []),
        ("“Yes.", [(0, 5)]),
        ("He said: “Yes.\n\nThen he left.", [(0, 14)]),
        ("“One.\n\n“Two.”", []),
        ("“One.\n\n“Two.\n\n“Three.”", []),
        ('"Yes."', []),
        ('"Yes.', [(0, 5)]),
        ("“He said ‘no’ and left.”", []),
        ("«Oui.»", []),
        ("«Oui.", [(0, 5)]),
        ("„Ja“, sagte er.", []),
        ("“She said «oui» to “him””", []),
        ("It’s the players’ pitch.", []),
        ("", []),
        ("👩‍🚀 “Go", [(0, 7)]),
    ],
)
def test_marks_left_open(text: str, spans: list[tuple[int, int]]) -> None:
    assert list(open_marks(text)) == spans


def test_open_quotation_mark_is_found_in_every_field() -> None:
    article = draft_article("“Never", deck="«Jamais", body="<p>“No.</p><p>He left.</p>")
    places = [item.place for item in found(article, "open_quotation_mark")]
    assert places == ["headline", "deck", "body"]


class TestSensitivePeople:
    def article(self) -> Article:
        return draft_article(
            body=f"<p>{mention(make_person('Ada Quimby', is_sensitive=True))} was tried.</p>"
        )

    def test_only_legal_lets_it_be_published(self) -> None:
        article, publisher = self.article(), make_staff("publisher")
        assert "Ada Quimby" in found(article, "sensitive")[0].text
        for override in ("", "I know better."):
            with pytest.raises(NotReady, match="Legal has to clear"):
                move(article, "publish", publisher, override=override)
        move(article, "clear", make_staff("legal"), comment="Names agreed with the court.")
        move(article, "publish", publisher)
        assert Article.objects.public().exists()

    def test_clearance_is_of_the_revision_that_legal_has_read(self) -> None:
        article = self.article()
        move(article, "clear", make_staff("legal"))
        body = article.head.body.replace("tried", "convicted")
        save_revision(article_id=article.pk, base=1, draft=make_draft(body=body), by=None)
        article.refresh_from_db()
        assert found(article, "sensitive")


class TestLinks:
    def found(self, *addresses: str) -> list[str]:
        links = " ".join(f'<a href="{item}">{number}</a>' for number, item in enumerate(addresses))
        article = draft_article(body=f"<p>{links}</p>")
        return [said_at(article, item) for item in found(article, "dead_link")]

    def test_what_readers_do_not_find_is_dead(self, settings: LazySettings) -> None:
        site = settings.SITE_URL
        ada = make_person("Ada", slug="ada")
        live = published_article(
            "Live", slug="live", body=f"<p>{mention(ada)} {quote(ada, 'yes')}</p>"
        )
        draft_article("Draft", slug="draft")
        said = Quote.objects.get(revision=live.head).uuid
        alive = ["/", "/articles/live/#x", "/people/ada/", f"/quotes/{said}/", "/sections/world/"]
        make_person("Bob", slug="bob")
        dead = ["/articles/draft/", "/nothing", "/people/bob/", "/organisations/ada/"]
        dead += [f"/quotes/{'0' * 8}-0000-4000-8000-{'9' * 12}/", "/sections/sport/"]
        make_section("Sport")
        assert self.found(*(site + item for item in alive)) == []
        assert self.found(*(site + item for item in dead)) == ["0", "1", "2", "3", "4", "5"]

    def test_links_without_a_host_lead_into_the_site(self) -> None:
        published_article(slug="live")
        draft_article(slug="draft")
        assert self.found("/articles/live/", "/articles/draft/", "#x") == ["1"]

    def test_address_without_its_slash_leads_to_the_one_with_it(self) -> None:
        published_article(slug="live")
        draft_article(slug="draft")
        assert self.found("/articles/live", "/articles/draft", "/people") == ["1"]

    def test_merged_persons_address_leads_somewhere(self, settings: LazySettings) -> None:
        ada, old = make_person("Ada"), make_person("Old", slug="old")
        merge(old, ada)
        assert self.found(f"{settings.SITE_URL}/people/old/") == []

    def test_other_sites_are_not_asked(self) -> None:
        assert self.found("https://elsewhere.example/nothing", "mailto:a@b.example") == []


def test_levels_are_settings(settings: LazySettings) -> None:
    article = draft_article(byline="Ada")
    settings.CHECK_LEVELS = {"deck": "must"}
    assert [finding.code for finding in find_obstacles(article) if finding.is_must] == ["deck"]
    with pytest.raises(NotReady):
        move(article, "publish")
    settings.CHECK_LEVELS = {"deck": "off"}
    assert find_obstacles(article) == []
    assert check_levels() == []
    settings.CHECK_LEVELS = {"deck": "maybe", "nonsense": "must"}
    assert "deck=maybe, nonsense=must" in check_levels()[0].msg


def test_override_is_for_some_and_recorded(settings: LazySettings) -> None:
    settings.CHECK_LEVELS = {"deck": "must"}
    article, publisher = draft_article(), make_staff("publisher")
    with pytest.raises(NotReady) as raised:
        move(article, "publish", publisher)
    assert [item["code"] for item in raised.value.extra["checks"]] == ["deck"]
    move(article, "publish", publisher, override="Breaking news.")
    data = Event.objects.get(verb="article-published").data
    assert (data["overridden"], data["reason"]) == (["There is no deck."], "Breaking news.")


def test_who_may_not_override_is_told_what_is_left(settings: LazySettings) -> None:
    settings.CHECK_LEVELS = {"deck": "must"}
    publisher = make_staff("publisher")
    rights = publisher.groups.get().permissions
    rights.remove(rights.get(codename="override_checks"))
    with pytest.raises(NotReady):
        move(draft_article(), "publish", publisher, override="I want to.")


def test_nothing_is_told_of_a_killed_article() -> None:
    assert find_obstacles(article_in("killed")) == []


def test_ten_tags_cost_as_many_queries_as_one(
    settings: LazySettings, django_assert_num_queries: Any
) -> None:
    def article(count: int) -> Article:
        people = [make_person(f"Person {count} {n}", is_sensitive=True) for n in range(count)]
        link = f'<a href="{settings.SITE_URL}/articles/x/">x</a>'
        body = "".join(
            f"<p>{mention(person)} {quote(person, '“No.”')} {link}</p>" for person in people
        )
        return draft_article(body=body)

    for count in (1, 10):
        made = article(count)
        with django_assert_num_queries(12):  # as many, however many are named
            find_obstacles(made)


def test_address_that_is_none_is_not_inside() -> None:
    assert not is_inside("http://[x")
