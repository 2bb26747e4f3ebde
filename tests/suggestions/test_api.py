"""Suggestions by API: for the desk alone, proposed, and decided."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.signing import Signer
from django.test import Client

from articles.models import AliasTally, Mention, RuleTally, Suggestion
from articles.suggestions.proposals import MOST_PROPOSED
from entities.models import Affiliation, Organisation, Person
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    make_user,
    mention,
    merge,
    published_article,
)
from tests.suggestions.asking import (
    DECISIONS,
    PATH,
    TEXT,
    decide,
    make_desk,
    path_of,
    post,
    proposals,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return make_desk()


def test_readers_and_staff_without_the_right_are_refused() -> None:
    article = published_article()
    staff, reader = make_desk(is_superuser=False), make_desk(is_staff=False)
    for client, status in ((Client(), 401), (reader, 403), (staff, 403)):
        for path in (PATH, DECISIONS, path_of(article)):
            assert post(client, path, TEXT).status_code == status
        assert client.get(path_of(article)).status_code == status


def test_who_may_add_but_not_change_asks_for_new_articles_only() -> None:
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="add_article"))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    assert post(client, PATH, TEXT).status_code == 200
    assert post(client, path_of(draft_article())).status_code == 403


def test_who_may_see_but_not_write_an_article_decides_nothing_of_it() -> None:
    make_person("Lloyd Austin")
    user = make_user(is_staff=True)
    client = make_desk()
    client.force_login(user)
    user.user_permissions.add(Permission.objects.get(codename="change_own_article"))
    (found, *_) = proposals(client, body=TEXT)
    article = draft_article()
    assert decide(client, article, "rejected", found).status_code == 404
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    assert client.get(path_of(article)).status_code == 200
    assert decide(client, article, "rejected", found).status_code == 403
    assert post(client, path_of(article)).status_code == 403
    assert not Suggestion.objects.exists()
    assert decide(client, None, "rejected", found).status_code == 200


@pytest.mark.parametrize("path", [PATH, "/api/v1/articles/{}/suggestions/"])
def test_hundred_and_twenty_texts_a_minute_are_read_and_no_more(desk: Client, path: str) -> None:
    where = path.format(draft_article().pk)
    body = {"body": "<p>x</p>"}
    answers = [post(desk, where, body).status_code for _ in range(121)]
    assert answers == [200] * 120 + [429]
    assert post(another(), where, body).status_code == 200


def another() -> Client:
    """Somebody else, whose requests are counted apart."""
    client = Client(raise_request_exception=False)
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def test_request_without_csrf_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(is_staff=True, is_superuser=True))
    assert post(client, PATH, TEXT).status_code == 403


def test_text_is_answered_with_names_and_quotes_and_nothing_is_stored(desk: Client) -> None:
    austin, pentagon = make_person("Lloyd Austin"), make_organisation("Pentagon")
    found = proposals(desk, body=TEXT)
    assert [
        (item["kind"], item["exact"], [e["id"] for e in item["entities"]]) for item in found
    ] == [
        ("mention", "Lloyd Austin", [austin.pk]),
        ("mention", "Pentagon", [pentagon.pk]),
        ("mention", "Austin", [austin.pk]),
        ("quote", "“We will not support an invasion,”", [austin.pk]),
        ("mention", "Austin", [austin.pk]),
    ]
    quote = found[3]
    assert (quote["quote_kind"], quote["cue"], quote["is_sure"]) == ("direct", "said", True)
    assert not Suggestion.objects.exists()


def test_offsets_are_of_the_fields_plain_text(desk: Client) -> None:
    make_person("Lloyd Austin")
    body = "<p>😀 &amp; Lloyd <strong>Austin</strong></p><p>Austin</p>"
    found = proposals(desk, body={"headline": "Austin", "deck": "Austin", "body": body})
    places = [(item["field"], item["start"], item["end"]) for item in found]
    assert places == [("headline", 0, 6), ("deck", 0, 6), ("body", 4, 16), ("body", 18, 24)]


def test_what_is_tagged_is_not_proposed_and_says_who_is_meant(desk: Client) -> None:
    make_person("Lloyd Austin")
    other = make_person("Lloyd Austin")
    body = f"<p>{mention(other, 'Lloyd Austin')} spoke. Austin left.</p>"
    (found,) = proposals(desk, body={"headline": "Talks", "body": body})
    assert (found["exact"], [item["id"] for item in found["entities"]]) == ("Austin", [other.pk])


def test_namesakes_are_offered_and_new_names_are_nobody(desk: Client) -> None:
    ids = {make_person("John Smith").pk, make_person("John Smith").pk}
    body = "<p>John Smith met Jane Roe, 44, there.</p>"
    smith, roe = proposals(desk, body={"headline": "Talks", "body": body})
    assert {item["id"] for item in smith["entities"]} == ids
    assert not smith["is_sure"]
    assert (roe["name"], roe["entity_kind"], roe["entities"]) == ("Jane Roe", "person", [])


def test_stored_head_is_suggested_for_and_kept(desk: Client) -> None:
    make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin spoke.</p>")
    made = proposals(desk, path_of(article))
    assert words(made) == ["Lloyd Austin"]
    kept = desk.get(path_of(article)).json()["results"]
    assert words(kept) == ["Lloyd Austin"]
    row = Suggestion.objects.get()
    assert (row.state, row.revision_id, row.rule) == ("open", article.head_id, "known name")
    assert not Mention.objects.exists()


def test_rejected_is_not_proposed_again_for_its_article_and_text(desk: Client) -> None:
    make_person("Lloyd Austin")
    article, other = draft_article("Talks"), draft_article("Other talks")
    text = {"headline": "Talks", "body": "<p>Lloyd Austin spoke.</p><p>Lloyd Austin left.</p>"}
    first, second = proposals(desk, path_of(article), text)
    assert decide(desk, article, "rejected", first).json() == {"accepted": 0, "rejected": 1}
    assert [proposal["start"] for proposal in proposals(desk, path_of(article), text)] == [
        second["start"]
    ]
    assert len(proposals(desk, path_of(other), text)) == 2
    changed = text | {"body": text["body"].replace("spoke", "sang")}
    assert len(proposals(desk, path_of(article), changed)) == 2


def test_accepted_keeps_its_origin(desk: Client) -> None:
    austin = make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin spoke.</p>")
    (found,) = proposals(desk, path_of(article))
    tag = uuid4()
    decide(desk, article, "accepted", found, tag=str(tag), entity=austin.pk)
    row = Suggestion.objects.get(tag=tag)
    assert (row.state, row.rule, row.score, row.entity) == ("accepted", "known name", 0.95, austin)
    assert row.decided_by is not None


def test_of_an_acceptance_that_was_undone_and_rejected_the_last_counts(desk: Client) -> None:
    make_person("Lloyd Austin")
    article = draft_article("Talks", body="<p>Lloyd Austin spoke.</p>")
    (found,) = proposals(desk, path_of(article))
    decisions = [
        {"token": found["token"], "verdict": "accepted", "tag": str(uuid4())},
        {"token": found["token"], "verdict": "rejected"},
    ]
    assert post(desk, DECISIONS, {"article": article.pk, "decisions": decisions}).status_code == 200
    assert [item.state for item in Suggestion.objects.all()] == ["rejected"]
    tally = RuleTally.objects.get()
    assert (tally.accepted, tally.rejected) == (0, 1)


def test_same_sentence_and_name_have_one_fingerprint_wherever_they_stand(desk: Client) -> None:
    make_person("Lloyd Austin")
    text = {"headline": "Talks", "body": "<p>Lloyd Austin spoke.</p>"}
    (before,) = proposals(desk, body=text)
    (moved,) = proposals(desk, body=text | {"body": f"<p>He came.</p>{text['body']}"})
    (other,) = proposals(desk, body=text | {"body": "<p>Lloyd Austin left.</p>"})
    assert before["fingerprint"] == moved["fingerprint"] != other["fingerprint"]


def test_decisions_on_a_new_article_are_kept_without_it(desk: Client) -> None:
    make_person("Lloyd Austin")
    (found, *_) = proposals(desk, body=TEXT)
    assert decide(desk, None, "accepted", found).status_code == 200
    assert Suggestion.objects.get().article is None


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"text": "x"}, "text"),
        ({"body": 5}, "body"),
        ({"body": "<p>x</p>", "language": "xx"}, "language"),
        ({"headline": "x" * 20_000}, "headline"),
        ({"body": "<p>x</p>", "indirect": "yes"}, "indirect"),
    ],
)
def test_bad_text_is_refused_by_name(desk: Client, body: object, name: str) -> None:
    response = post(desk, PATH, body)
    assert response.status_code == 400
    assert [fault["name"] for fault in response.json()["errors"]] == [name]


def test_tag_that_cannot_be_read_is_refused_in_words(desk: Client) -> None:
    body = f'<p><span data-mention="{uuid4()}" data-entity="x">Austin</span></p>'
    response = post(desk, PATH, {"body": body})
    assert (response.status_code, response.json()["code"]) == (400, "invalid_text")


def test_list_in_place_of_a_text_is_refused(desk: Client) -> None:
    assert post(desk, PATH, [1]).status_code == 400


def test_invented_token_and_unknown_entity_store_nothing(desk: Client) -> None:
    make_person("Lloyd Austin")
    (found, *_) = proposals(desk, body=TEXT)
    assert decide(desk, None, "accepted", {"token": "made up"}).status_code == 400
    answer = decide(desk, None, "accepted", found, entity=999_999_999)
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_entity")
    assert decide(desk, None, "maybe", found).status_code == 400
    assert post(desk, DECISIONS, {"decisions": []}).status_code == 400
    assert not Suggestion.objects.exists()


def test_decision_that_is_sent_again_is_counted_once(desk: Client) -> None:
    make_person("Lloyd Austin")
    article = draft_article(body=TEXT["body"])
    (found, *_) = proposals(desk, path_of(article))
    for _ in range(3):
        assert decide(desk, article, "rejected", found).status_code == 200
    assert Suggestion.objects.filter(state="rejected").count() == 1
    assert [(item.accepted, item.rejected) for item in RuleTally.objects.all()] == [(0, 1)]
    assert [(item.rejected, item.is_unwanted) for item in AliasTally.objects.all()] == [(1, False)]
    decide(desk, article, "accepted", found)
    assert [(item.accepted, item.rejected) for item in RuleTally.objects.all()] == [(1, 1)]


def test_id_written_as_a_text_is_refused(desk: Client) -> None:
    austin = make_person("Lloyd Austin")
    (found, *_) = proposals(desk, body=TEXT)
    answer = decide(desk, None, "accepted", found, entity=str(austin.pk))
    assert answer.status_code == 400
    assert [fault["name"] for fault in answer.json()["errors"]] == ["decisions.0.entity"]
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("token", ["", "a", "a:b", "W10:" + "x" * 43, "\u202e:😀"])
def test_forged_token_is_refused(desk: Client, token: str) -> None:
    assert decide(desk, None, "rejected", {"token": token}).status_code == 400


def test_token_of_another_use_is_refused(desk: Client) -> None:
    token = Signer(salt="something.else").sign_object({"kind": "mention"})
    assert decide(desk, None, "rejected", {"token": token}).status_code == 400


def test_whom_a_proposal_offered_may_be_gone_when_it_is_decided(desk: Client) -> None:
    austin = make_person("Lloyd Austin")
    (found, *_) = proposals(desk, body=TEXT)
    austin.delete()
    assert decide(desk, None, "rejected", found).status_code == 200
    assert Suggestion.objects.get().state == "rejected"
    assert not AliasTally.objects.exists()


def test_whom_a_proposal_offered_may_be_merged_when_it_is_accepted(desk: Client) -> None:
    austin, survivor = make_person("Lloyd Austin"), make_person("Lloyd J. Austin III")
    (found, *_) = proposals(desk, body=TEXT)
    merge(austin, survivor)
    decide(desk, None, "accepted", found, entity=survivor.pk)
    assert Suggestion.objects.get().entity == survivor
    tally = AliasTally.objects.get()
    assert (tally.entity, tally.accepted, tally.rejected) == (survivor, 1, 0)


def test_article_that_is_not_there_is_not_found(desk: Client) -> None:
    assert post(desk, "/api/v1/articles/999999/suggestions/").status_code == 404
    assert desk.get("/api/v1/articles/999999/suggestions/").status_code == 404
    (found, *_) = proposals(desk, body=TEXT)
    body = {"article": 999999, "decisions": [{"token": found["token"], "verdict": "rejected"}]}
    assert post(desk, DECISIONS, body).status_code == 404


def test_indirect_speech_is_proposed_on_request_only(desk: Client) -> None:
    singh = make_person("Sabrina Singh")
    body = (
        "<p>Sabrina Singh confirmed that four calls took place since Sunday when asked by us.</p>"
    )
    text = {"headline": "Talks", "body": body}
    assert [proposal["kind"] for proposal in proposals(desk, body=text)] == ["mention"]
    found = [
        proposal
        for proposal in proposals(desk, body=text | {"indirect": True})
        if proposal["kind"] == "quote"
    ]
    assert [
        (item["exact"], item["quote_kind"], item["cue"], item["is_sure"]) for item in found
    ] == [("that four calls took place since Sunday", "indirect", "confirmed", False)]
    assert found[0]["entities"][0]["id"] == singh.pk


def test_name_that_the_text_speaks_against_is_unsure_wherever_it_stands_and_says_why(
    desk: Client,
) -> None:
    president = make_person("Joe Biden", description="46th president of the United States")
    body = (
        "<p>Joe Biden, 34, a carpenter from Vellmar, was fined. Biden paid.</p>"
        "<p>“I forgot the papers,” Joe Biden said.</p>"
    )
    found = proposals(desk, body={"headline": "Fined", "body": body})
    assert {entity["id"] for item in found for entity in item["entities"]} == {president.pk}
    assert [item["is_sure"] for item in found] == [False] * 4
    assert [item["doubt"] for item in found] == [
        {
            "kind": "office",
            "said": "a carpenter from Vellmar",
            "known": "46th president of the United States",
        }
    ] * 4
    fitting = body.replace("34, a carpenter from Vellmar", "81, the president of the United States")
    found = proposals(desk, body={"headline": "Fined", "body": fitting})
    sure = [item for item in found if item["name"] == "Joe Biden"]
    assert [(item["is_sure"], item["doubt"]) for item in sure] == [(True, None)] * 4


def test_office_at_an_organisation_is_held_against_the_text(desk: Client) -> None:
    almeida = Person.objects.get(pk=make_person("Rosa Almeida").pk)
    council = Organisation.objects.get(pk=make_organisation("Porto Council").pk)
    Affiliation.objects.create(person=almeida, organisation=council, title="councillor")
    body = "<p>Rosa Almeida, a marine biologist in Porto, spoke.</p>"
    (item,) = proposals(desk, body={"headline": "Sea", "body": body})
    assert (item["is_sure"], item["doubt"]["known"]) == (False, "councillor Porto Council")


def test_doubt_of_a_stored_suggestion_is_kept(desk: Client) -> None:
    make_person("Joe Biden", description="46th president of the United States")
    article = draft_article("Fined", body="<p>Joe Biden, 34, a carpenter, was fined.</p>")
    made = proposals(desk, path_of(article))
    assert [item["doubt"]["said"] for item in made] == ["a carpenter"]
    assert desk.get(path_of(article)).json()["results"][0]["doubt"] == made[0]["doubt"]


def test_text_that_the_rules_fail_on_gets_no_proposals_and_a_line_in_the_log(
    desk: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: Any, **_named: Any) -> None:
        raise IndexError

    monkeypatch.setattr("articles.suggestions.proposals.analyse", fail)
    assert proposals(desk, body=TEXT) == []
    assert "No suggestions" in caplog.text


def test_as_many_queries_for_one_name_as_for_ten(
    desk: Client, django_assert_num_queries: Any
) -> None:
    for number in range(10):
        make_person(f"Jane Roe{number}x")
    names = [f"<p>Jane Roe{number}x spoke.</p>" for number in range(10)]
    proposals(desk, body={"headline": "Talks", "body": names[0]})
    for body in (names[0], "".join(names)):
        with django_assert_num_queries(
            11
        ):  # session, user, count; the turn (3); whom it names, known to her, as what; accepted
            proposals(desk, body={"headline": "Talks", "body": body})


def test_text_of_names_alone_gets_the_first_of_them_and_is_told_so(desk: Client) -> None:
    body = f"<p>{'John Smith and ' * (MOST_PROPOSED + 1)}</p>"
    answer = post(desk, PATH, {"headline": "Talks", "body": body}).json()
    assert len(answer["results"]) == MOST_PROPOSED
    assert answer["is_complete"] is False
    assert post(desk, PATH, TEXT).json()["is_complete"] is True
