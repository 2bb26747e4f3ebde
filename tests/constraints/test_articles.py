"""Articles and what belongs to one in the database: each rule broken once."""

from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.test import TestCase
from django.utils import timezone

from articles.models import (
    Appearance,
    Correction,
    CorrectionTag,
    EditLock,
    FormerSlug,
    ImportedFile,
    Presence,
    Publication,
    QuoteCheck,
    Section,
    Takedown,
)
from tests.constraints.violations import UNTIDY_SLUGS, change, copy, refused
from tests.factories import (
    draft_article,
    make_person,
    make_section,
    make_user,
    mention,
    next_uuid,
    published_article,
    quote,
)


class ArticleConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = make_person("Ada")
        cls.body = f"<p>{mention(cls.ada)} said {quote(cls.ada, '“Yes.”')}</p>"
        cls.article = published_article(body=cls.body)
        cls.draft = draft_article()

    def test_slug_is_unique(self):
        with refused("article_slug_unique"):
            change(self.draft, slug=self.article.slug)

    def test_former_slug_is_of_one_article(self):
        with refused("former_slug_unique"):
            for article in (self.article, self.draft):
                FormerSlug.objects.create(slug="un", article=article, was_public=True)

    def test_former_slug_of_a_section_is_of_one_section(self):
        with refused("former_section_slug_unique"):
            for section in (make_section("World"), make_section("Sport")):
                section.former_slugs.create(slug="welt", was_public=True)

    def test_slugs_are_in_their_one_form(self):
        section = make_section("World")
        owners = {
            "article_slug_tidy": self.article,
            "former_slug_tidy": self.article.former_slugs.create(slug="un", was_public=True),
            "section_slug_tidy": section,
            "former_section_slug_tidy": section.former_slugs.create(slug="un", was_public=True),
        }
        for name, owner in owners.items():
            for slug in UNTIDY_SLUGS:
                with refused(name):
                    change(owner, slug=slug)

    def test_state_says_whether_it_is_live(self):
        with refused("article_state_says_whether_it_is_live"):
            change(self.article, live=None)
        with refused("article_state_says_whether_it_is_live"):
            change(self.draft, state="published")
        with refused("article_state_says_whether_it_is_live"):
            change(self.draft, state="nonsense")

    def test_withdrawn_was_published(self):
        with refused("article_withdrawn_was_published"):
            change(self.draft, state="withdrawn")

    def test_live_is_after_its_embargo(self):
        with refused("article_live_after_its_embargo"):
            change(self.article, embargoed_until=timezone.now() + timedelta(days=1))

    def test_quote_check_has_a_known_method_and_words(self):
        check = {"article": self.article, "quote_uuid": next_uuid(), "text": "Yes."}
        with refused("quote_check_method_known"):
            QuoteCheck.objects.create(**check, method="hearsay")
        with refused("quote_check_has_words"):
            QuoteCheck.objects.create(**{**check, "text": ""}, method="notes")

    def test_correction_is_of_a_kind_in_a_place_with_a_text(self):
        good = {"article": self.article, "kind": "update", "text": "Now."}
        for name, bad in (
            ("correction_kind_known", {"kind": "excuse"}),
            ("correction_place_known", {"place": "left"}),
            ("correction_has_a_text", {"text": ""}),
        ):
            with refused(name):
                Correction.objects.create(**{**good, **bad})

    def test_correction_names_a_tag_of_a_kind_once(self):
        correction = Correction.objects.create(article=self.article, kind="update", text="Now.")
        row = {"correction": correction, "uuid": next_uuid()}
        with refused("correction_tag_tag_known"):
            CorrectionTag.objects.create(**row, tag="ship")
        with refused("correction_tag_once"):
            for _ in range(2):
                CorrectionTag.objects.create(**row, tag="quote")

    def test_lock_has_a_reason_and_an_end_and_presence_is_once(self):
        now, user = timezone.now(), make_user()
        with refused("edit_lock_has_a_reason"):
            EditLock.objects.create(
                article=self.article, held_by=user, expires_at=now + timedelta(days=1)
            )
        with refused("edit_lock_expires_later"):
            EditLock.objects.create(
                article=self.article, held_by=user, reason="x", taken_at=now, expires_at=now
            )
        with refused("presence_once_for_a_user"):
            for _ in range(2):
                Presence.objects.create(article=self.article, user=user, since=now, seen_at=now)

    def test_publication_is_open_once_and_ends_after_it_began(self):
        row = Publication.objects.get()
        with refused("publication_open_once"):
            copy(row)
        with refused("publication_ends_after_it_began"):
            change(Publication.objects.get(), seen_until=row.seen_from)

    def test_takedown_has_a_notice(self):
        with refused("takedown_has_a_notice"):
            Takedown.objects.create(article=self.article, notice="")

    def test_live_has_dates(self):
        for name in ("published_at", "updated_at"):
            with refused("article_live_has_dates"):
                change(self.article, **{name: None})

    def test_revision_is_head_and_live_of_one_article(self):
        with refused("articles_article_head_id_key"):
            change(self.draft, head=self.article.head)
        with refused("articles_article_live_id_key"):
            now = timezone.now()
            change(
                self.draft,
                live=self.article.live,
                state="published",
                published_at=now,
                updated_at=now,
            )

    def test_revision_numbers(self):
        with refused("revision_number_unique"):
            copy(self.article.head)
        with refused("revision_numbers_start_at_one"):
            copy(self.article.head, number=0)

    def test_revision_without_headline_or_body(self):
        with refused("revision_has_headline_and_body"):
            copy(self.article.head, number=2, headline_text="")
        with refused("revision_has_headline_and_body"):
            copy(self.article.head, number=2, body_text="")

    def test_section(self):
        with refused("section_has_a_name"):
            Section.objects.create(name="", slug="x")
        with refused("articles_section_slug_key"):
            Section.objects.create(name="Other", slug=make_section().slug)
        with refused("articles_section_name_key"):
            Section.objects.create(name=make_section().name, slug="other")

    def test_section_that_has_articles_is_not_deleted(self):
        with pytest.raises(ProtectedError):
            self.article.section.delete()

    def test_appearance(self):
        row = Appearance.objects.get()
        with refused("articles_appearance_pkey"):
            row.save(force_insert=True)
        with refused("appearance_not_empty"):
            change(row, mention_count=0, quote_count=0)

    def test_file_becomes_one_article(self):
        file = {"digest": "x", "article": self.article, "revision": self.article.head}
        known = {"slug": "a", "source_id": "1", "path": "/a.txt"}
        ImportedFile.objects.create(**known, **file)
        with refused("imported_file_slug_unique"):
            ImportedFile.objects.create(**known | {"source_id": "2", "path": "/b.txt"}, **file)
        with refused("imported_file_source_id_unique"):
            ImportedFile.objects.create(**known | {"slug": "b", "path": "/b.txt"}, **file)
        with refused("imported_file_path_unique"):
            ImportedFile.objects.create(**known | {"slug": "b", "source_id": "2"}, **file)
