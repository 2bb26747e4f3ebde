"""Readers see the live revision, from its time on, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from articles.errors import InvalidTransition
from articles.models import Appearance, Article, Mention, Quote, Rendition, SearchEntry
from articles.publication.publishing import publish
from articles.publication.renditions.api_json import full_detail
from articles.revisions.saving import save_revision
from articles.workflow.execution import transition_article
from tests.factories import (
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    mention,
    published_article,
    quote,
    withdraw,
)
from tests.prepared import read_prepared


class PublishingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.austin = make_person("Lloyd Austin")
        cls.pentagon = make_organisation("Pentagon")
        cls.body = (
            f"<p>At the {mention(cls.pentagon)} yesterday. {mention(cls.austin)} left. Then "
            f"{mention(cls.austin, 'Austin')} said: {quote(cls.austin, '“No.”')}</p>"
        )

    def published(self, **fields) -> Article:
        return published_article("Austin leaves", body=self.body, **fields)

    def test_published_article_is_public(self):
        article = self.published()
        assert list(Article.objects.public()) == [article]
        assert article.state == "published"

    def test_draft_is_not_public(self):
        draft_article()
        assert not Article.objects.public().exists()

    def test_article_of_tomorrow_is_not_public_today(self):
        article = self.published(at=timezone.now() + timedelta(days=1))
        assert article.live
        assert not Article.objects.public().exists()
        assert not Mention.objects.public().exists()
        assert not Quote.objects.public().exists()
        assert not Appearance.objects.public().exists()

    def test_later_edits_stay_drafts(self):
        article = self.published()
        draft = make_draft("Secret", body=self.body)
        save_revision(article_id=article.pk, base=1, draft=draft, by=None)
        article.refresh_from_db()
        assert article.has_unpublished_changes
        assert "Secret" not in article.rendition.summary + article.rendition.detail
        assert Mention.objects.public().filter(revision=article.live).count() == 3
        assert Mention.objects.public().count() == 3

    def test_publishing_again_shows_the_new_head_and_keeps_the_date(self):
        article = self.published()
        save_revision(
            article_id=article.pk, base=1, draft=make_draft("New", body=self.body), by=None
        )
        again = publish(article_id=article.pk, by=None)
        assert again.live.headline_text == "New"
        assert again.published_at == article.published_at
        assert again.updated_at > article.updated_at
        assert set(Mention.objects.values_list("revision", flat=True)) == {again.live_id}

    def test_publishing_what_is_live_is_refused(self):
        article = self.published()
        with pytest.raises(InvalidTransition):
            publish(article_id=article.pk, by=None)

    def test_article_that_waits_is_published_now(self):
        article = self.published(at=timezone.now() + timedelta(days=365))
        article = publish(article_id=article.pk, by=None)
        assert list(Article.objects.public()) == [article]
        assert article.updated_at == article.published_at
        assert Mention.objects.public().count() == 3
        assert Appearance.objects.public().count() == 2

    def test_article_that_waits_no_more_is_published_now(self):
        article = self.published(at=timezone.now() + timedelta(days=365))
        transition_article(article_id=article.pk, transition="unschedule", by=None)
        publish(article_id=article.pk, by=None)
        assert Article.objects.public().exists()

    def test_article_that_waits_can_be_given_another_time(self):
        later = timezone.now() + timedelta(days=2)
        article = self.published(at=timezone.now() + timedelta(days=1))
        article = publish(article_id=article.pk, by=None, at=later)
        assert (article.published_at, article.updated_at) == (later, later)

    def test_id_that_another_public_tag_has_is_refused_in_words(self):
        article, other = self.published(), draft_article(body=self.body)
        taken = Mention.objects.filter(revision=article.live).earliest("pk").uuid
        tag = Mention.objects.filter(revision=other.head).earliest("pk")
        Mention.objects.filter(pk=tag.pk).update(uuid=taken)
        with pytest.raises(InvalidTransition, match="another article"):
            publish(article_id=other.pk, by=None)
        assert list(Article.objects.public()) == [article]

    def test_withdrawn_article_leaves_nothing_public(self):
        article = withdraw(self.published())
        assert (article.state, article.live) == ("withdrawn", None)
        for prepared in (Rendition, SearchEntry, Appearance):
            assert not prepared.objects.exists()
        assert not Mention.objects.public().exists()
        assert Mention.objects.filter(revision=article.head).count() == 3

    def test_withdrawing_with_unpublished_edits_keeps_the_head(self):
        article = self.published()
        save_revision(
            article_id=article.pk, base=1, draft=make_draft("New", body=self.body), by=None
        )
        after = withdraw(article)
        assert after.head.number == 2
        assert set(Mention.objects.values_list("revision", flat=True)) == {after.head_id}

    def test_withdrawing_a_draft_is_refused(self):
        with pytest.raises(InvalidTransition):
            withdraw(draft_article())

    def test_published_after_it_was_taken_back_keeps_its_first_date(self):
        article = self.published()
        withdraw(article)
        assert publish(article_id=article.pk, by=None).published_at == article.published_at

    def test_appearances_count_mentions_and_quotes(self):
        self.published()
        counts = Appearance.objects.values_list("entity__name", "mention_count", "quote_count")
        assert set(counts) == {("Pentagon", 1, 0), ("Lloyd Austin", 2, 1)}

    def test_passage_shows_the_words_in_their_sentence(self):
        self.published()
        passages = Appearance.objects.get(entity=self.austin).passages
        marked = re.findall(r'<li><a href="\x01#m-[-0-9a-f]{36}">(.*?)</a></li>', passages)
        assert marked[0] == "<mark>Lloyd Austin</mark> left."
        assert [re.findall("<mark>(.*)</mark>", item) for item in marked] == [
            ["Lloyd Austin"],
            ["Austin"],
        ]

    def test_summary_names_everybody_with_counts(self):
        summary = read_prepared(self.published().rendition.summary)
        (person,) = summary["people"]
        assert (person["name"], person["mention_count"], person["quote_count"]) == (
            "Lloyd Austin",
            2,
            1,
        )
        assert [quote["speaker"]["name"] for quote in summary["quotes"]] == ["Lloyd Austin"]
        assert "body_text" not in summary

    def test_every_offset_of_the_detail_gives_its_words(self):
        article = self.published()
        prepared, live = article.rendition, article.live
        stored = prepared.summary.encode(), prepared.detail.encode()
        whole = full_detail(*stored, live.body, live.body_text)
        detail = read_prepared(whole)
        texts = {
            "headline": detail["headline"],
            "deck": detail["deck"],
            "body": detail["body_text"],
        }
        tags = detail["mentions"] + detail["quotes"]
        assert len(tags) == 4
        for tag in tags:
            assert texts[tag["field"]][tag["start"] : tag["end"]] == tag["exact"]
