"""Entities in the database: each rule broken once."""

import pytest
from django.db.models import ProtectedError
from django.test import TestCase

from entities.models import Affiliation, Alias
from tests.constraints.violations import UNTIDY_SLUGS, change, copy, refused
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    quote,
)


class EntityConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = make_person("Ada", slug="ada", wikidata_id="Q1", aliases=["Countess"])
        cls.works = make_organisation("Works", slug="works")

    def test_kind(self):
        with refused("entity_kind_known"):
            change(self.ada, kind="ship")

    def test_slug_is_unique_among_its_kind_only(self):
        change(self.works, slug="ada")
        with refused("entity_slug_unique_per_kind"):
            change(make_person("Bob"), slug="ada")

    def test_slug_is_in_its_one_form(self):
        for slug in UNTIDY_SLUGS:
            with refused("entity_slug_tidy"):
                change(self.works, slug=slug)

    def test_wikidata_id_is_unique_where_given(self):
        make_person("Nobody")
        with refused("entity_wikidata_id_unique"):
            change(self.works, wikidata_id="Q1")

    def test_wikidata_id_is_one(self):
        for wrong in ("", "1", "q1", "Q0", "Q1\n", "Q1x", "P31"):
            with refused("entity_wikidata_id_wellformed"):
                change(self.works, wikidata_id=wrong)

    def test_name(self):
        with refused("entity_has_a_name"):
            change(self.ada, name="")
        with refused("alias_has_a_name"):
            change(Alias.objects.get(), name="")

    def test_merging_into_itself(self):
        with refused("entity_not_merged_into_itself"):
            change(self.ada, merged_into=self.ada)

    def test_alias_twice(self):
        with refused("alias_unique_per_entity"):
            copy(Alias.objects.get())

    def test_office_twice_even_without_dates(self):
        office = {"person_id": self.ada.pk, "organisation_id": self.works.pk}
        Affiliation.objects.create(**office)
        with refused("affiliation_unique"):
            Affiliation.objects.create(**office)

    def test_office_that_ends_before_it_begins(self):
        office = {"person_id": self.ada.pk, "organisation_id": self.works.pk}
        with refused("affiliation_ends_after_it_begins"):
            Affiliation.objects.create(**office, from_on="2024-01-02", until_on="2024-01-01")

    def test_date_of_an_office_that_is_none(self):
        office = {"person_id": self.ada.pk, "organisation_id": self.works.pk}
        for name in ("from_on", "until_on"):
            for written in ("24", "2024-5", "May 2024"):
                with refused("affiliation_dates"):
                    Affiliation.objects.create(**office, **{name: written})

    def test_entity_that_a_text_names_is_not_deleted(self):
        draft_article(body=f"<p>{mention(self.ada)} {quote(self.works, '“Yes.”')}</p>")
        for entity in (self.ada, self.works):
            with pytest.raises(ProtectedError):
                entity.delete()
