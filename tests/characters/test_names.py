"""Names hold no character that nobody can see, unless it does something where it stands."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Section
from articles.publication.sections import create_section
from entities.models import Affiliation, Alias, Entity
from newsroom.lib.character_names import name_character
from newsroom.lib.slugs import tidy_slug
from newsroom.lib.text import fold, one_line
from tests.characters.edges import account_form
from tests.clients import sign_in_superuser
from tests.factories import make_organisation, make_person, make_user
from tests.importing.files import Result, write

UNSEEN = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202e\u2060\u2067\ufe0f\ufeff\U000e0061"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Spo\u200brts", "Sports"),
        ("Aus\u00adtin", "Austin"),
        ("\ufeffOslo\u2060", "Oslo"),
        ("Auf\u200clage", "Auflage"),
        ("e\u0301", "é"),
        ("e\u034f\u0301", "é"),
        ("\u202eevil\u202c", "evil"),
        ("\u200fأحمد", "أحمد"),
        ("a \u200b b\u2028c\x0bd\x85e\u3000f", "a b c d e f"),
    ],
)
def test_invisible_character_that_means_nothing_is_removed(typed: str, stored: str) -> None:
    assert one_line(typed) == stored


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("می\u200cخواهم", id="non-joiner in Persian"),
        pytest.param("क\u094d\u200dष", id="joiner in Hindi"),
        pytest.param("👩\u200d🚀", id="joined emoji"),
        pytest.param("❤\ufe0f", id="variation of an emoji"),
        pytest.param("葛\U000e0100", id="variation of a Han character"),
        pytest.param("(MIT)\u200f أحمد", id="mark of direction beside both directions"),
    ],
)
def test_invisible_character_that_does_something_stays(name: str) -> None:
    assert one_line(name) == name


@given(st.text(st.sampled_from(f"{UNSEEN}a é\u0301م❤👩1\n\x0b") | st.characters(), max_size=8))
def test_tidy_name_stays_as_it_is(text: str) -> None:
    name = one_line(text)
    assert one_line(name) == name
    assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x0b", "U+000B LINE TABULATION"),
        ("\x85", "U+0085 NEXT LINE"),
        ("\x81", "U+0081 a control character"),
        ("\ud800", "U+D800 half of a surrogate pair"),
        ("\uffff", "U+FFFF a noncharacter"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
    ],
)
def test_every_character_has_a_name_for_messages(character: str, name: str) -> None:
    assert name_character(character) == name


def test_slug_is_found_without_what_nobody_can_see() -> None:
    assert tidy_slug("spo\u200b-\u00adrts") == "spo-rts"


@pytest.mark.django_db
class TestTakenNames:
    def test_section(self) -> None:
        create_section(section=Section(name="Sports", slug="sports"), by=None)
        with pytest.raises(ValidationError, match="U\\+200B ZERO WIDTH SPACE after “Spo”"):
            create_section(section=Section(name="Spo\u200brts", slug="other"), by=None)

    def test_section_that_differs_in_what_is_seen_gets_no_such_message(self) -> None:
        create_section(section=Section(name="Sports", slug="sports"), by=None)
        with pytest.raises(ValidationError) as refused:
            create_section(section=Section(name="Sports", slug="other"), by=None)
        assert "differs only" not in str(refused.value)

    @pytest.mark.parametrize("name", ["Bob\u2060by", "Bob\ufeffby"])
    def test_alias_at_the_desk(self, name: str) -> None:
        ada = make_person("Ada", aliases=["Bobby"])
        page = add_row(ada, "aliases", name=name)
        assert f"{name_character(name[3])} after “Bob”" in page
        assert Alias.objects.count() == 1

    def test_office_at_the_desk(self) -> None:
        ada, works = make_person("Ada"), make_organisation("Works")
        for title in ("Head", "\u200bHead"):
            page = add_row(ada, "affiliations", organisation=works.pk, title=title)
        assert Affiliation.objects.get().title == "Head"
        assert "U+200B ZERO WIDTH SPACE at the beginning" in page


def add_row(person: Any, prefix: str, **fields: Any) -> str:
    counts = {
        f"{name}-{count}": "0"
        for name in ("aliases", "affiliations")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    row = {f"{prefix}-0-{name}": value for name, value in fields.items()}
    typed = {"name": "Ada", **counts, **row, f"{prefix}-TOTAL_FORMS": "1"}
    address = f"/admin/entities/person/{person.pk}/change/"
    return sign_in_superuser().post(address, typed, follow=True).content.decode()


@pytest.mark.django_db
class TestNamesThatGrow:
    """NFC makes three characters of U+FB2C: what fits as typed may not fit as stored."""

    GROWING = "\ufb2c" * 70

    def test_section(self) -> None:
        with pytest.raises(ValidationError, match="at most 80"):
            create_section(section=Section(name=self.GROWING, slug="a"), by=None)

    @pytest.mark.parametrize("field", ["name", "description"])
    def test_person_alias_and_office_at_the_desk(self, field: str) -> None:
        ada, works = make_person("Ada"), make_organisation("Works")
        assert "at most 200" in add_row(ada, "aliases", name=self.GROWING)
        assert "at most 200" in add_row(
            ada, "affiliations", organisation=works.pk, title=self.GROWING
        )
        typed = {"name": "Ada", field: self.GROWING * 2}
        page = sign_in_superuser().post("/admin/entities/person/add/", typed)
        assert page.status_code == 200

    def test_group_and_account(self) -> None:
        client = sign_in_superuser()
        assert client.post("/admin/auth/group/add/", {"name": self.GROWING}).status_code == 200
        client.post("/admin/auth/group/add/", {"name": " Ed\u200bitors\x0b at night "})
        assert Group.objects.filter(name="Editors at night").exists()
        user = make_user()
        names = {**account_form(user), "first_name": self.GROWING, "last_name": " e\u0301 "}
        address = f"/admin/newsroom/user/{user.pk}/change/"
        assert client.post(address, names).status_code == 200
        client.post(address, {**names, "first_name": ""})
        user.refresh_from_db()
        assert user.last_name == "é"


def test_invisible_character_makes_no_difference_in_a_comparison() -> None:
    assert fold("Aus\u00adtin\u200b \u2060Lloyd") == fold("Austin Lloyd")


@pytest.mark.django_db
def test_entity_of_a_sidecar_is_the_same_with_and_without_a_soft_hyphen(tmp_path: Path) -> None:
    for name, text in (
        ("Lloyd Aus\u00adtin", "Words and one more."),
        ("Lloyd Aus\u00adtin", "Words and two more."),
    ):
        office = {"organisation": "works", "title": "Chief\u200b"}
        austin = {"key": "austin", "kind": "person", "name": name, "affiliations": [office]}
        works = {"key": "works", "kind": "organisation", "name": "Works"}
        path = write(tmp_path, f"Head\nDeck\n{text}\n", entities=[austin, works])
        result = Result(path)
        assert result.status == 0, result.err
    assert "added" not in result.out
    assert Entity.objects.get(slug="austin").name == "Lloyd Austin"
    assert Affiliation.objects.get().title == "Chief"


@pytest.mark.django_db
def test_password_is_stored_as_it_was_typed() -> None:
    client, user = sign_in_superuser(), make_user()
    typed = "correct horse\x0bbattery"
    address = f"/admin/newsroom/user/{user.pk}/password/"
    client.post(address, {"password1": typed, "password2": typed, "usable_password": "true"})
    user.refresh_from_db()
    assert user.check_password(typed)
