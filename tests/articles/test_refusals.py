"""What services refuse, and what a proof finds, where no way in leads in the ordinary course."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError

from articles.errors import Incomplete
from articles.models import Article, Publication
from articles.publication.corrections import MAX_TAGS, Notice, find_tags, publish_correction
from articles.publication.publication_periods import publication_differences
from articles.revisions.saving import save_revision
from articles.suggestions import proposals
from entities.errors import AlreadyMerged
from entities.services.additions import Additions, complete_entities
from tests.factories import (
    article_in,
    make_draft,
    make_person,
    mention,
    merge,
    published_article,
)

pytestmark = pytest.mark.django_db


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


def test_fault_of_the_database_is_no_text_without_suggestions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: object, **_options: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(proposals, "_propose", fail)
    with pytest.raises(DatabaseError):
        proposals.propose(make_draft().documents, language="en")


def test_scheduled_article_whose_row_has_another_time_is_found() -> None:
    article = article_in("scheduled")
    assert list(publication_differences([article])) == []
    row = Publication.objects.get()
    Publication.objects.update(seen_from=row.seen_from + timedelta(hours=1))
    (found,) = publication_differences([article])
    assert "waits for another time" in found


def test_nothing_is_added_to_somebody_merged_meanwhile() -> None:
    ada = make_person("Ada")
    merge(ada, make_person("Lady"))
    with pytest.raises(AlreadyMerged):
        complete_entities(additions={ada.pk: Additions(aliases=["A."])}, by=None)
