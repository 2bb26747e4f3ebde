"""Accepted names and confirmed identities in the database: each rule broken once."""

from django.test import TestCase
from django.utils import timezone

from articles.models import AcceptedName, IdentityConfirmation
from tests.constraints.violations import change, copy, refused
from tests.factories import accept_names, make_person


class AcceptedNameConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        accept_names(make_person("Ada"))
        cls.row = AcceptedName.objects.get()

    def test_has_words(self):
        with refused("accepted_name_has_words"):
            change(self.row, folded_name="")

    def test_once_in_an_article(self):
        with refused("accepted_name_once_in_article"):
            copy(self.row)


class IdentityConfirmationConstraints(TestCase):
    @classmethod
    def setUpTestData(cls):
        ada = make_person("Ada")
        cls.row = IdentityConfirmation.objects.create(
            article=accept_names(ada),
            entity=ada,
            check_name="namesake",
            reason="1",
            confirmed_at=timezone.now(),
        )

    def test_check(self):
        with refused("identity_confirmation_check_known"):
            change(self.row, check_name="deck")

    def test_once_for_a_check(self):
        with refused("identity_confirmed_once"):
            copy(self.row)
