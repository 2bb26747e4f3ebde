"""GET /api/v1/quotes/: who said what, where, when."""

from datetime import datetime, timedelta, timezone

import pytest
from django.utils.timezone import localdate

from articles.models import Quote
from entities.models import Affiliation
from tests.api.reading import faults, ids, read, results
from tests.api.stories import rich_article
from tests.factories import (
    draft_article,
    make_organisation,
    make_person,
    mention,
    merge,
    next_uuid,
    published_article,
    quote,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 5, 1, 12, tzinfo=timezone.utc)


def uuids(**texts: object) -> list[str]:
    """The ids of the quotes with such texts, as the API writes them."""
    return [str(uuid) for uuid in Quote.objects.filter(**texts).values_list("uuid", flat=True)]


def test_quotes_are_those_of_the_newest_article_first() -> None:
    published_article(at=NOON, body=f"<p>{quote(None, '“New.”')}</p>")
    published_article(at=NOON.replace(year=2023), body=f"<p>{quote(None, '“Old.”')}</p>")
    assert [said["text"] for said in results("/quotes/")] == ["“New.”", "“Old.”"]


def test_quote_has_its_speaker_its_words_and_its_article() -> None:
    ada = make_person("Ada")
    article = published_article("Mills", body=f"<p>She: {quote(ada, '“Yes.”')}</p>")
    (said,) = results("/quotes/")
    assert read(f"/quotes/{said['id']}/") == said
    assert (said["speaker"]["id"], said["speaker"]["kind"]) == (ada.pk, "person")
    assert (said["article"]["id"], said["article"]["headline"]) == (article.pk, "Mills")
    assert (said["start"], said["end"], said["exact"]) == (5, 11, "“Yes.”")


def test_quotes_of_a_list_and_of_their_article_say_the_same() -> None:
    article = rich_article()
    listed = {said["id"]: said for said in results("/quotes/")}
    for said in read(f"/articles/{article.pk}/")["quotes"]:
        shown = listed.pop(said["id"])
        del shown["article"]
        assert shown == said
    assert listed == {}


def test_quotes_by_speaker() -> None:
    ada, bob = make_person("Ada", slug="ada"), make_person("Bob")
    published_article(
        body=f"<p>{quote(ada, '“A.”')} {quote(bob, '“B.”')} {quote(None, '“C.”')}</p>"
    )
    for asked in (ada.pk, "ada"):
        assert ids("/quotes/", speaker=asked) == uuids(text="“A.”")


def test_quotes_by_a_merged_speaker_are_the_survivors() -> None:
    ada, old = make_person("Ada"), make_person(slug="old")
    merge(old, ada)
    published_article(body=f"<p>{quote(old, '“A.”')}</p>")
    assert ids("/quotes/", speaker="old") == ids("/quotes/", speaker=ada.pk) == uuids()


def test_quotes_of_an_organisation_are_its_own_and_its_peoples() -> None:
    works, ada, bob = make_organisation(slug="works"), make_person(), make_person()
    for title in ("Head", "Founder"):
        Affiliation.objects.create(person_id=ada.pk, organisation_id=works.pk, title=title)
    body = (
        f"<p>{mention(works)} {quote(works, '“W.”')} {quote(ada, '“A.”')} {quote(bob, '“B.”')}</p>"
    )
    published_article(body=body)
    assert [said["text"] for said in results("/quotes/", organisation="works")] == ["“A.”", "“W.”"]


def test_quotes_of_an_organisation_were_said_in_office() -> None:
    works, ada = make_organisation(slug="works"), make_person()
    Affiliation.objects.create(
        person_id=ada.pk,
        organisation_id=works.pk,
        from_on="2024-05-02",
        until_on="2024-05-03",
    )
    days = [f"2024-05-0{day}" for day in range(1, 5)]
    said = " ".join(quote(ada, f"“{day}”", said_on=day) for day in days)
    body = f"<p>{mention(works)} {quote(works, '“Works.”')} {said} {quote(ada, '“Undated.”')}</p>"
    published_article(body=body)
    found = {row["text"] for row in results("/quotes/", organisation="works")}
    assert found == {"“Works.”", "“2024-05-02”", "“2024-05-03”"}
    ever = {row["text"] for row in results("/quotes/", organisation="works", ever="true")}
    assert ever == found | {"“2024-05-01”", "“2024-05-04”", "“Undated.”"}
    assert faults("/quotes/", ever="true") == {"ever": "without_organisation"}
    assert faults("/quotes/", organisation="works", ever="no") == {"ever": "invalid_choice"}


def test_undated_quote_was_said_when_it_was_published() -> None:
    works, ada = make_organisation(slug="works"), make_person()
    today = localdate()
    office = Affiliation.objects.create(
        person_id=ada.pk, organisation_id=works.pk, from_on=today, until_on=today
    )
    published_article(body=f"<p>{mention(works)} {quote(ada, '“A.”')}</p>")
    assert [row["text"] for row in results("/quotes/", organisation="works")] == ["“A.”"]
    office.until_on = office.from_on = today - timedelta(days=1)
    office.save()
    assert results("/quotes/", organisation="works") == []


def test_speaker_that_stands_in_a_draft_only_is_unknown() -> None:
    secret = make_person(slug="secret")
    draft_article(body=f"<p>{quote(secret, '“A.”')}</p>")
    assert faults("/quotes/", speaker="secret") == {"speaker": "unknown"}
    assert results("/quotes/") == []


def test_quotes_of_a_kind() -> None:
    rich_article()
    assert [said["kind"] for said in results("/quotes/", kind="indirect")] == ["indirect"]
    assert faults("/quotes/", kind="shouted") == {"kind": "invalid_choice"}
    assert faults("/quotes/", kind="null") == {"kind": "invalid_choice"}


def test_quotes_of_an_article() -> None:
    article = published_article(body=f"<p>{quote(None, '“A.”')}</p>")
    published_article(body=f"<p>{quote(None, '“B.”')}</p>")
    assert ids("/quotes/", article=article.pk) == uuids(text="“A.”")
    assert ids("/quotes/", article=10**15) == []


@pytest.mark.parametrize(
    "article", ["1.5", "1e3", "-1", "0", "x", "NaN", "Infinity", 2**63, 10**30]
)
def test_what_is_no_id_of_an_article_is_refused(article: object) -> None:
    assert list(faults("/quotes/", article=article)) == ["article"]
    assert list(faults("/mentions/", article=article)) == ["article"]


def test_quotes_by_the_day_they_were_said() -> None:
    body = " ".join(quote(None, f"“{day}”", said_on=f"2024-05-0{day}") for day in (1, 2, 3))
    published_article(body=f"<p>{body} {quote(None, '“Undated.”')}</p>")
    found = results("/quotes/", said_after="2024-05-01", said_before="2024-05-03")
    assert sorted(said["said_on"] for said in found) == ["2024-05-01", "2024-05-02"]


@pytest.mark.parametrize(
    "day", ["01/02/2024", "2024-02-30", "yesterday", "2024-5-1", "10000-01-01"]
)
def test_day_is_written_as_iso_8601_or_refused(day: str) -> None:
    assert faults("/quotes/", said_after=day) == {"said_after": "invalid"}


def test_quotes_by_words_in_the_language_of_their_article() -> None:
    published_article(body=f"<p>{quote(None, '“Ministers agreed.”')}</p>")
    published_article(language="ar", body=f"<p>{quote(None, '“قال الوزير كلمات”')}</p>")
    assert ids("/quotes/", q="minister") == uuids(text__contains="Ministers")
    assert ids("/quotes/", q="كلمة OR كلمات") == uuids(text__contains="كلمات")
    assert ids("/quotes/", q="minister -agree") == []
    assert faults("/quotes/", q="...") == {"q": "empty_search"}


def test_filters_together_find_what_fits_all_of_them() -> None:
    works, ada = make_organisation(), make_person()
    Affiliation.objects.create(person_id=ada.pk, organisation_id=works.pk)
    body = f"<p>{mention(works)} {quote(ada, '“Wheels turn.”', said_on='2024-05-01')}</p>"
    article = published_article(body=body)
    asked = {
        "speaker": ada.pk,
        "organisation": works.pk,
        "kind": "direct",
        "article": article.pk,
        "said_after": "2024-05-01",
        "said_before": "2024-05-02",
        "q": "wheel",
    }
    assert ids("/quotes/", **asked) == uuids()
    misses = {"kind": "indirect", "article": 10**9, "said_after": "2024-05-02", "q": "mill"}
    for name, value in misses.items():
        assert ids("/quotes/", **{**asked, name: value}) == [], name


@pytest.mark.parametrize("state", ["draft", "unknown"])
def test_quote_that_is_not_public_is_not_found(state: str) -> None:
    uuid = next_uuid()
    if state == "draft":
        draft_article(body=f"<p>{quote(None, '“A.”')}</p>")
        (uuid,) = uuids()
    assert read(f"/quotes/{uuid}/", 404)["code"] == "not_found"
