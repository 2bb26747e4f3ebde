"""A tag that comes back, whichever way, is compared with what was last confirmed of it."""

import re
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.errors import OpenReviews
from articles.models import Article, DepartedTag, TagReview
from articles.publication.publishing import publish
from articles.publication.tag_reviews import Confirmation, confirm_tags
from articles.revisions.restoring import restore_revision
from articles.revisions.saving import save_revision
from entities.models import Entity
from entities.services.merging import unmerge_entity
from tests.factories import (
    draft_article,
    make_draft,
    make_person,
    mention,
    merge,
    move,
    quote,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tags_are_proven")]

ELSE = "<p>Other words.</p>"
PAID = "“We will pay the money”"
NEVER = "“We will never pay the money”"


@pytest.fixture
def roe() -> Entity:
    return make_person("Jane Roe")


def save(article: Article, body: str) -> Article:
    """Whatever goes is known to go."""
    head = Article.objects.get(pk=article.pk).working_copy
    removed = [UUID(found) for found in re.findall(r'data-(?:mention|quote)="(.*?)"', head.body)]
    return save_revision(
        article_id=article.pk,
        base=head.number,
        draft=make_draft("Talks", body=body),
        removed=removed,
        by=None,
    ).article


def reviews(article: Article) -> list[tuple[str, str]]:
    rows = TagReview.objects.filter(article=article).order_by("tag")
    return [(row.old_words, row.new_words) for row in rows]


def changed_body(roe: Entity) -> tuple[str, str]:
    body = f"<p>{mention(roe, 'Jane Roe')} said: {quote(roe, PAID)}.</p>"
    return body, body.replace("Jane Roe", "John Doe").replace(PAID, NEVER)


BOTH = [("Jane Roe", "John Doe"), (PAID, NEVER)]


def test_cut_saved_and_pasted_back_it_is_under_review_as_before(roe: Entity) -> None:
    body, changed = changed_body(roe)
    article = draft_article("Talks", body=body)
    save(article, changed)
    assert reviews(article) == BOTH
    save(article, ELSE)
    assert reviews(article) == []
    save(article, changed)
    assert reviews(article) == BOTH
    with pytest.raises(OpenReviews):
        publish(article_id=article.pk, by=None)


def test_gone_for_several_revisions_and_changed_while_it_was_gone(roe: Entity) -> None:
    body, changed = changed_body(roe)
    article = draft_article("Talks", body=body)
    for other in (ELSE, "<p>More.</p>", "<p>Even more.</p>"):
        save(article, other)
    save(article, changed)
    assert reviews(article) == BOTH


def test_restored_after_a_revision_without_the_tags(roe: Entity) -> None:
    body, changed = changed_body(roe)
    article = draft_article("Talks", body=body)
    save(article, changed)
    save(article, ELSE)
    restore_revision(article_id=article.pk, number=2, base=3, by=None)
    assert reviews(article) == BOTH


def test_restored_after_another_article_was_given_the_paragraph(roe: Entity) -> None:
    body, changed = changed_body(roe)
    article = draft_article("Talks", body=body)
    save(article, changed)
    save(article, ELSE)
    other = draft_article("Other", body=ELSE)
    save(other, changed)
    assert reviews(other) == []
    restore_revision(article_id=article.pk, number=2, base=3, by=None)
    assert reviews(article) == BOTH


def test_as_it_was_last_confirmed_it_is_right(roe: Entity) -> None:
    body, _ = changed_body(roe)
    article = draft_article("Talks", body=body)
    save(article, ELSE)
    save(article, body.replace("Jane Roe", "Jane Roe’s"))
    assert reviews(article) == []


def test_what_was_confirmed_meanwhile_is_what_counts(roe: Entity) -> None:
    body, changed = changed_body(roe)
    article = draft_article("Talks", body=body)
    save(article, changed)
    given = [
        Confirmation(item.tag, item.uuid, item.new_words)
        for item in TagReview.objects.filter(article=article)
    ]
    confirm_tags(article_id=article.pk, confirmations=given, by=None)
    save(article, ELSE)
    save(article, changed)
    assert reviews(article) == []
    save(article, ELSE)
    save(article, body)
    assert reviews(article) == [(NEVER, PAID)]  # the mention reads her name


def test_back_and_confirmed_it_is_closed(roe: Entity) -> None:
    body, changed = changed_body(roe)
    article = draft_article("Talks", body=body)
    save(article, ELSE)
    save(article, changed)
    given = [
        Confirmation(item.tag, item.uuid, item.new_words)
        for item in TagReview.objects.filter(article=article)
    ]
    assert len(confirm_tags(article_id=article.pk, confirmations=given, by=None)) == 2
    publish(article_id=article.pk, by=None)


@pytest.mark.parametrize("kind", ["mention", "quote"])
def test_back_under_the_same_words_naming_somebody_else(roe: Entity, kind: str) -> None:
    other = make_person("Joe Other")
    tag = mention(roe, "Roe") if kind == "mention" else quote(roe, PAID)
    article = draft_article("Talks", body=f"<p>{tag}.</p>")
    save(article, ELSE)
    given_away = f"<p>{tag}.</p>".replace(f'="{roe.pk}"', f'="{other.pk}"')
    save(article, given_away)
    (review,) = TagReview.objects.filter(article=article)
    assert (review.old_entity, review.new_entity) == (roe, other)
    assert "named Jane Roe" in str(review)
    assert "names Joe Other" in str(review)
    # Other changes of it do not settle that, nor does its going and coming.
    save(article, given_away.replace("</span>", " now</span>"))
    assert TagReview.objects.get(article=article).is_renamed
    save(article, ELSE)
    save(article, given_away)
    assert TagReview.objects.get(article=article).is_renamed
    # Who gives it back has looked.
    save(article, f"<p>{tag}.</p>")
    assert reviews(article) == []


def test_quote_of_nobody_that_comes_back_with_a_speaker(roe: Entity) -> None:
    tag = quote(None, PAID)
    article = draft_article("Talks", body=f"<p>{tag}.</p>")
    save(article, ELSE)
    save(article, f"<p>{tag}.</p>".replace('speaker=""', f'speaker="{roe.pk}"'))
    (review,) = TagReview.objects.filter(article=article)
    assert "named nobody" in str(review)


def test_a_merge_names_nobody_else_and_its_undo_gives_back(roe: Entity) -> None:
    double = make_person("J. Roe")
    body = f"<p>{mention(double, 'Roe')} left.</p>"
    article = draft_article("Talks", body=body)
    save(article, ELSE)
    merge(double, roe)
    save(article, body)
    assert reviews(article) == []
    save(article, ELSE)
    unmerge_entity(entity_id=double.pk, by=None)
    save(article, body)
    assert reviews(article) == []
    save(article, ELSE)
    save(article, body.replace(f'="{double.pk}"', f'="{roe.pk}"'))
    assert TagReview.objects.get(article=article).is_renamed


def test_a_killed_and_revived_article_keeps_what_was_confirmed(roe: Entity) -> None:
    body, changed = changed_body(roe)
    article = draft_article("Talks", body=body)
    save(article, ELSE)
    move(article, "kill", reason="Injunction.")
    move(article, "revive", comment="Lifted.")
    save(article, changed)
    assert reviews(article) == BOTH


def test_quote_that_readers_have_seen_is_known_as_such_when_it_is_back(roe: Entity) -> None:
    tag = quote(roe, PAID)
    article = draft_article("Talks", body=f"<p>{tag}.</p>")
    publish(article_id=article.pk, by=None)
    save(article, ELSE)
    save(article, f"<p>{tag}.</p>".replace(PAID, NEVER))
    assert TagReview.objects.get(article=article).was_public


def test_words_that_are_a_quote_now_are_another_tag(roe: Entity) -> None:
    named = mention(roe, "Roe")
    article = draft_article("Talks", body=f"<p>{named} left.</p>")
    as_quote = f"<p>{named.replace('mention', 'quote').replace('entity', 'speaker')} left.</p>"
    save(article, as_quote.replace("data-speaker", 'data-kind="direct" data-speaker'))
    assert reviews(article) == []
    save(article, f"<p>{named} left.</p>".replace(">Roe<", ">Doe<"))
    assert reviews(article) == [("Roe", "Doe")]


def test_id_of_a_tag_that_is_gone_is_the_articles_for_good(roe: Entity) -> None:
    body, changed = changed_body(roe)
    article, other = draft_article("Talks", body=body), draft_article("Other", body=ELSE)
    save(article, ELSE)
    ids = set(DepartedTag.objects.values_list("uuid", flat=True))
    save(other, changed)
    head = Article.objects.get(pk=other.pk).working_copy
    assert not any(str(uuid) in head.body for uuid in ids)


def test_cost_is_the_same_for_one_tag_and_for_many(roe: Entity) -> None:
    counts = []
    for number in (1, 40):
        body = "".join(f"<p>{mention(roe, 'Roe')} left.</p>" for _ in range(number))
        article = draft_article("Talks", body=body)
        with CaptureQueriesContext(connection) as queries:
            save(article, ELSE)
            save(article, body.replace(">Roe<", ">Doe<"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("is_known", [False, True])
def test_piece_of_a_parted_mention_that_goes_is_proven(roe: Entity, is_known: bool) -> None:
    whole = mention(roe, "Jane Roe")
    start, end = whole.removesuffix("</span>").split("Jane Roe")[0], "</span>"
    pieces = f"<p>{start}Jane{end} of Oslo {start}Roe{end} spoke.</p>"
    article = draft_article("Talks", body=f"<p>{whole} spoke.</p>" if is_known else pieces)
    if is_known:
        save(article, pieces)
    flagged = reviews(article)
    assert len(flagged) == 2
    save(article, ELSE)
    call_command("check_tags", stdout=StringIO())
    save(article, f"<p>{whole} spoke.</p>")


@pytest.mark.parametrize("harm", ["lost", "forged"])
def test_check_tags_finds_what_is_not_kept_or_unfounded(roe: Entity, harm: str) -> None:
    body, _ = changed_body(roe)
    article = draft_article("Talks", body=body)
    save(article, ELSE)
    row = DepartedTag.objects.get(tag="mention")
    if harm == "lost":
        DepartedTag.objects.filter(pk=row.pk).delete()
    else:
        DepartedTag.objects.filter(pk=row.pk).update(words="Somebody else")
    out = StringIO()
    with pytest.raises((CommandError, SystemExit)):
        call_command("check_tags", stdout=StringIO(), stderr=out)
    row.save()
    assert str(row.uuid) in out.getvalue()
