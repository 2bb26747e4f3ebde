"""Suggestions of stored articles: carried along, learnt from, and kept up with names."""

import sys
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import AliasTally, Article, Mention, RuleTally, Suggestion
from articles.revisions.saving import save_revision
from articles.suggestions import name_index
from articles.suggestions.decisions import allow_alias
from articles.suggestions.engine.names import Name
from articles.suggestions.jobs import suggest_later, suggest_with_model
from articles.suggestions.language_model import UNUSED, find_names, has_model_for, load_model
from articles.suggestions.name_index import known_names_now
from articles.suggestions.open_suggestions import open_suggestions, suggest_tags
from entities.models import Alias
from entities.services.editing import NewEntity, change_entity, create_entities
from entities.services.names_index import names_changed_since
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    mention,
    merge,
    quote,
)
from tests.suggestions.asking import decide, make_desk, path_of, proposals, without_tags, words

pytestmark = pytest.mark.django_db


def test_what_is_told_to_a_very_long_name_is_stored_cut() -> None:
    council = f"the {' '.join(['A' + 'b' * 70] * 5)} Council"
    said = "“We will not support an invasion of any kind.”"
    article = draft_article(body=f"<p>Lloyd Austin told {council}: {said}</p>")
    quotes = [
        suggestion
        for suggestion in suggest_tags(article_id=article.pk)
        if suggestion.kind == "quote"
    ]
    assert [len(quote.source) for quote in quotes] == [160]


def revise(article: Article, body: str) -> None:
    article.refresh_from_db()
    number = article.working_copy.number
    draft = make_draft("Talks", body=body)
    save_revision(article_id=article.pk, base=number, draft=draft, by=None)


def open_words(article: Article) -> list[tuple[str, int]]:
    return [
        (suggestion.exact, suggestion.start)
        for suggestion in open_suggestions(article_id=article.pk).all
    ]


def test_open_suggestion_moves_with_its_words() -> None:
    make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin spoke at length.</p>")
    suggest_tags(article_id=article.pk)
    revise(article, "<p>A new beginning.</p><p>Lloyd Austin spoke at length.</p>")
    assert open_words(article) == [("Lloyd Austin", 18)]
    assert Suggestion.objects.get().revision.number == 2


def test_open_suggestion_whose_words_are_gone_is_dropped_and_never_moved() -> None:
    make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin spoke at length.</p>")
    suggest_tags(article_id=article.pk)
    revise(article, "<p>Somebody spoke.</p><p>It was not Lloyd Austin of whom he had dreamt.</p>")
    assert open_words(article) == []
    assert not Suggestion.objects.exists()


def test_open_suggestion_is_dropped_where_somebody_has_tagged() -> None:
    austin = make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin said, “We will not go there.”</p>")
    suggest_tags(article_id=article.pk)
    said = quote(austin, "“We will not go there.”")
    revise(article, f"<p>{mention(austin)} said, {said}</p>")
    assert open_words(article) == []


def test_suggestions_are_made_anew_and_not_twice() -> None:
    make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin spoke.</p>")
    suggest_tags(article_id=article.pk)
    suggest_tags(article_id=article.pk)
    assert Suggestion.objects.count() == 1


def test_names_of_a_model_join_those_of_the_rules() -> None:
    article = draft_article("Talks", body="<p>In that year wonderbra beat Sony hands down.</p>")
    text = "Talks\n\nIn that year wonderbra beat Sony hands down."
    start = text.index("Sony")
    found = [Name(start, start + 4, "organisation", "Sony", "language model")]
    (made,) = suggest_tags(article_id=article.pk, found=found)
    assert (made.exact, made.engine, made.entity_kind) == ("Sony", "model", "organisation")


def test_decisions_are_counted_by_rule_and_month() -> None:
    desk = make_desk()
    make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin spoke.</p><p>Lloyd Austin left.</p>")
    first, second = proposals(desk, path_of(article))
    decide(desk, article, "accepted", first)
    decide(desk, article, "rejected", second)
    (tally,) = RuleTally.objects.all()
    assert (tally.rule, tally.accepted, tally.rejected) == ("known name", 1, 1)
    assert tally.month == timezone.localdate().replace(day=1)
    assert tally.precision == 0.5
    assert str(tally) == f"known name, {tally.month:%Y-%m}"


def test_alias_rejected_again_and_again_stops_being_proposed(desk_and_alias: Client) -> None:
    for number in range(3):
        article = draft_article("Talks", body=f"<p>He bought {number} of the Wonder here.</p>")
        (found,) = proposals(desk_and_alias, path_of(article))
        decide(desk_and_alias, article, "rejected", found)
    name_index.forget_known_names()
    article = draft_article("Talks", body="<p>Once more of the Wonder here.</p>")
    assert proposals(desk_and_alias, path_of(article)) == []
    tally = AliasTally.objects.get(is_unwanted=True)
    assert str(tally) == "“wonder”: Wonder Holdings"
    allow_alias(tally_id=tally.pk)
    name_index.forget_known_names()
    assert words(proposals(desk_and_alias, path_of(article))) == ["Wonder"]


@pytest.fixture
def desk_and_alias() -> Client:
    make_organisation("Wonder Holdings", aliases=["Wonder"])
    return make_desk()


def test_alias_that_is_mostly_right_goes_on_being_proposed() -> None:
    desk = make_desk()
    item = make_organisation("Wonder Holdings", aliases=["Wonder"])
    for number in range(5):
        article = draft_article("Talks", body=f"<p>He bought {number} of the Wonder here.</p>")
        (found,) = proposals(desk, path_of(article))
        verdict = "accepted" if number < 2 else "rejected"
        decide(desk, article, verdict, found, entity=item.pk if number < 2 else None)
    assert not AliasTally.objects.filter(is_unwanted=True).exists()


def test_namesake_who_was_not_taken_is_counted_as_wrong() -> None:
    desk = make_desk()
    one, other = make_person("John Smith"), make_person("John Smith")
    article = draft_article("Talks", body="<p>John Smith spoke.</p>")
    (found,) = proposals(desk, path_of(article))
    decide(desk, article, "accepted", found, entity=other.pk)
    counted = AliasTally.objects.values_list("entity_id", "accepted", "rejected")
    assert set(counted) == {(one.pk, 0, 1), (other.pk, 1, 0)}


def test_deciding_again_replaces_what_was_decided() -> None:
    desk = make_desk()
    make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin spoke.</p>")
    (found,) = proposals(desk, path_of(article))
    tag = uuid4()
    decide(desk, article, "rejected", found)
    decide(desk, article, "accepted", found, tag=str(tag))
    assert [row.state for row in Suggestion.objects.all()] == ["accepted"]
    assert Suggestion.objects.get(tag=tag, state="accepted").rule == "known name"


def refreshed() -> None:
    """As after `REFRESH_SECONDS`."""
    name_index._memory._asked_at = 0.0


def test_index_learns_of_every_change_of_names() -> None:
    austin = make_person("Lloyd Austin", aliases=["The Secretary of War"])
    text = "Lloyd Austin, Llyod Ostin, Jane Roe and Secretary of War"
    assert ids_in(text) == {austin.pk}
    roe = make_person("Jane Roe")
    assert ids_in(text) == {austin.pk}  # not asked again so soon
    refreshed()
    assert ids_in(text) == {austin.pk, roe.pk}
    Alias.objects.filter(entity=austin).delete()
    roe.name = "Llyod Ostin"
    change_entity(entity=roe, by=None)
    refreshed()
    assert ids_in("Secretary of War") == set()
    assert ids_in("Jane Roe") == set()
    assert ids_in("Llyod Ostin") == {roe.pk}
    Alias.objects.create(entity=roe, name="Wonder Brothers", folded_name="wonder brothers")
    refreshed()
    assert ids_in("Wonder Brothers") == {roe.pk}
    Alias.objects.filter(entity=roe).update(entity=austin)
    refreshed()
    assert ids_in("Wonder Brothers") == {austin.pk}
    merge(roe, austin)
    refreshed()
    assert ids_in("Llyod Ostin") == {austin.pk}


def ids_in(text: str) -> set[int]:
    return {pk for match in known_names_now().find(text) for pk, _ in match.holders}


def test_many_changes_make_the_index_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    known_names_now()
    monkeypatch.setattr(name_index, "MOST_CHANGED", 2)
    news = [NewEntity("person", f"Jane Roe{number}") for number in range(4)]
    create_entities(news, by=None)
    refreshed()
    assert len(ids_in("Jane Roe0, Jane Roe1, Jane Roe2, Jane Roe3")) == 4
    assert known_names_now().outdated == frozenset()


def test_merged_entity_in_a_tag_is_its_survivor() -> None:
    desk = make_desk()
    old, new = make_person("Lloyd Austin"), make_person("Lloyd James Austin")
    merge(old, new)
    body = f"<p>{mention(old, 'Lloyd Austin')} spoke. Austin left.</p>"
    (found,) = proposals(desk, body={"headline": "Talks", "body": body})
    assert [item["id"] for item in found["entities"]] == [new.pk]


def test_import_suggests_where_it_is_told_to(tmp_path: object) -> None:
    call_command("import_articles", "seeds", suggest=True, verbosity=0)
    article = Article.objects.get()
    revise_without_tags(article)
    made = suggest_tags(article_id=article.pk)
    mentions = [item for item in made if item.kind == "mention"]
    quotes = [item for item in made if item.kind == "quote"]
    assert len(mentions) >= 36
    assert [quote.name for quote in quotes] == ["Lloyd Austin", "Lloyd Austin"]
    assert all(len(item.entities) == 1 for item in made)


def revise_without_tags(article: Article) -> None:
    head = article.working_copy
    gone = [
        *head.mentions.values_list("uuid", flat=True),
        *head.quotes.values_list("uuid", flat=True),
    ]
    draft = make_draft(
        head.headline_text, deck=without_tags(head.deck), body=without_tags(head.body)
    )
    save_revision(article_id=article.pk, base=head.number, draft=draft, removed=gone, by=None)


def test_every_mention_of_the_seed_article_is_suggested_as_its_editor_tagged_it() -> None:
    call_command("import_articles", "seeds", verbosity=0)
    article = Article.objects.get()
    tagged = set(
        Mention.objects.filter(revision=article.head_id).values_list(
            "field", "start", "end", "entity_id"
        )
    )
    revise_without_tags(article)
    made = suggest_tags(article_id=article.pk)
    suggested = {
        (item.field, item.start, item.end, item.entities[0])
        for item in made
        if item.kind == "mention"
    }
    assert suggested == tagged


def test_jobs_wait_once_and_only_with_a_model(settings: Any) -> None:
    article = draft_article()
    suggest_with_model([article.pk])
    assert not ProcrastinateJob.objects.exists()
    settings.SUGGESTIONS_MODEL = "en_core_web_sm"
    suggest_with_model([article.pk])
    suggest_with_model([article.pk])
    assert [job.task_name for job in ProcrastinateJob.objects.all()] == [
        "articles.suggest_with_model"
    ]
    suggest_later(list(range(1, 251)))
    bulk = ProcrastinateJob.objects.filter(task_name="articles.suggest_tags")
    assert [len(job.args["article_ids"]) for job in bulk.order_by("id")] == [100, 100, 50]


def test_model_of_another_language_is_not_asked(settings: Any) -> None:
    settings.SUGGESTIONS_MODEL = "en_core_web_sm"
    assert has_model_for("en")
    assert not has_model_for("ar")
    assert find_names(draft_article(language="ar").pk) is None


def test_quote_counts_for_its_rule_and_for_no_name() -> None:
    desk = make_desk()
    austin = make_person("Lloyd Austin")
    body = f"<p>{mention(austin)} said, “We will not go there.”</p>"
    article = draft_article("Talks", body=body)
    (found,) = proposals(desk, path_of(article), {"headline": "Talks", "body": body})
    decide(desk, article, "accepted", found, entity=austin.pk)
    assert [tally.rule for tally in RuleTally.objects.all()] == ["before, subject"]
    assert not AliasTally.objects.exists()


def test_model_is_loaded_by_its_name_for_names_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    spacy = SimpleNamespace(load=lambda name, exclude: asked.append((name, exclude)))
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    load_model.cache_clear()
    load_model("en_stub")
    load_model.cache_clear()
    assert asked == [("en_stub", UNUSED)]


def test_where_nothing_has_changed_nothing_is_read() -> None:
    make_person("Lloyd Austin")
    changes = names_changed_since(2**62)
    assert (changes.ids, changes.standing) == (frozenset(), ())
