"""Offices of which only a year, or a year and a month, is known."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from articles.search.namesakes import distinctions
from entities.models import Affiliation, Entity
from newsroom.lib.partial_dates import first_day, in_words, includes
from tests.api.reading import read
from tests.factories import make_organisation, make_person, mention, published_article

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
LENGTHS = st.sampled_from([0, 4, 7, 10])


@pytest.mark.parametrize(
    ("written", "words"),
    [("2024", "2024"), ("2024-05", "May 2024"), ("2024-05-07", "7 May 2024")],
)
def test_date_is_said_as_far_as_it_is_known(written: str, words: str) -> None:
    assert in_words(written) == words


@given(DAYS, LENGTHS)
def test_first_day_is_written_alike(day: date, length: int) -> None:
    written = day.isoformat()[: length or 10]
    assert first_day(written).isoformat().startswith(written)
    assert first_day(written) <= day


@pytest.mark.django_db
@given(DAYS, DAYS, DAYS, LENGTHS, LENGTHS)
def test_day_is_included_as_days_are(
    first: date, last: date, day: date, first_length: int, last_length: int
) -> None:
    begins, ends = first.isoformat()[:first_length], last.isoformat()[:last_length]
    shown = day.isoformat()
    expected = (not begins or begins <= shown) and (not ends or shown[:last_length] <= ends)
    condition = includes(Value(day), first="first", last="last")
    rows = Entity.objects.filter(pk=PK).alias(first=Value(begins), last=Value(ends))
    assert rows.filter(condition).exists() is expected


PK = 424242


@pytest.fixture(autouse=True)
def _one_row(request: pytest.FixtureRequest) -> None:
    if "django_db" in request.keywords:
        request.getfixturevalue("db")
        Entity.objects.create(pk=PK, kind="person", name="Row", folded_name="row", slug="row")


@pytest.mark.django_db
class TestOffices:
    @pytest.mark.parametrize(
        "written", ["24", "2024-5", "2024-13", "2024-02-30", "0999", "05/2024", "2024-05-07T00"]
    )
    def test_what_is_no_date_is_refused_in_words(self, written: str) -> None:
        office = Affiliation(from_on=written)
        with pytest.raises(ValidationError) as refused:
            office.clean_fields(exclude=["person", "organisation"])
        assert "from_on" in refused.value.message_dict

    def test_end_before_the_beginning_is_refused(self) -> None:
        ada, works = make_person("Ada"), make_organisation("Works")
        for first, last in (
            ("2024", "2023-12-31"),
            ("2024-05", "2024-04"),
            ("2024-05-02", "2024-05-01"),
        ):
            with pytest.raises(ValidationError):
                Affiliation(from_on=first, until_on=last).clean()
            with pytest.raises(IntegrityError), transaction.atomic():
                Affiliation.objects.create(
                    person_id=ada.pk, organisation_id=works.pk, from_on=first, until_on=last
                )
        Affiliation(from_on="2024-05-07", until_on="2024").clean()

    def test_api_gives_what_is_known(self) -> None:
        ada, works = make_person("Ada"), make_organisation("Works")
        published_article(body=f"<p>{mention(ada)} {mention(works)}</p>")
        Affiliation.objects.create(person_id=ada.pk, organisation_id=works.pk, from_on="2020-05")
        (office,) = read(f"/people/{ada.pk}/")["affiliations"]
        assert (office["from_on"], office["until_on"]) == ("2020-05", None)

    def test_office_of_this_year_tells_a_person_from_a_namesake(self) -> None:
        ada, works = make_person("Ada"), make_organisation("Works")
        year = str(localdate().year)
        Affiliation.objects.create(
            person_id=ada.pk, organisation_id=works.pk, title="Head", from_on=year, until_on=year
        )
        assert distinctions([ada])[ada.pk].startswith("Head")
