import pytest

from articles.models import Quote
from tests.factories import make_organisation, make_person, mention, published_article, quote
from tests.site.pages import link, read

pytestmark = pytest.mark.django_db


def test_a_quote_s_page_says_who_when_and_how_we_know() -> None:
    ada = make_person("Ada Quimby")
    said = quote(
        ada,
        "we shall see",
        kind="partial",
        role="chief engineer",
        cue="told",
        source="Interview",
        said_on="2024-09-19",
    )
    published_article("Wind", slug="wind", body=f"<p>She told us {said}.</p>")
    uuid = Quote.objects.get().uuid
    html = read(f"/quotes/{uuid}/")
    for words in (
        "<p>we shall see</p></blockquote>",
        '<a class="person" href="/people/ada-quimby/"><bdi>Ada Quimby</bdi></a>',
        "<bdi>chief engineer</bdi>",
        "Some of the speaker’s own words",
        "<bdi>told</bdi>",
        "<bdi>Interview</bdi>",
        '<time datetime="2024-09-19">19 Sep 2024</time>',
        f'<a href="/articles/wind/#q-{uuid}"><bdi>Wind</bdi></a>',
        f'<link rel="canonical" href="http://127.0.0.1:8000/quotes/{uuid}/">',
    ):
        assert words in html, words


def test_a_quote_without_a_speaker_says_so() -> None:
    published_article(body=f"<p>{quote(None, 'I saw it')}</p>")
    assert "Speaker not named" in read(f"/quotes/{Quote.objects.get().uuid}/")
    assert "Speaker not named" in read("/quotes/")


def test_quotes_are_listed_by_speaker_by_id_and_by_slug() -> None:
    ada, works = make_person("Ada"), make_organisation("Ada", slug="ada")
    published_article(body=f"<p>{quote(ada, 'I came')} {quote(works, 'We stayed')}</p>")
    assert "We stayed" in read("/quotes/")
    for speaker in (ada.pk, "ada"):
        html = read(f"/quotes/?speaker={speaker}")
        assert "I came" in html
        assert "We stayed" not in html
    assert "We stayed" in read(f"/quotes/?speaker={works.pk}")


def test_somebody_who_said_nothing_has_an_empty_list() -> None:
    ada = make_person("Ada")
    published_article(body=f"<p>{mention(ada)}</p>")
    assert "No quotes yet." in read("/quotes/?speaker=ada")


@pytest.mark.parametrize("speaker", ["", "nobody", "0", "9" * 18, "9" * 40, "%00", "-1", "١"])
def test_an_unknown_speaker_is_not_found(speaker: str) -> None:
    read(f"/quotes/?speaker={speaker}", 404)


def test_quotes_come_in_pages_and_stay_with_their_speaker() -> None:
    ada, bob = make_person("Ada"), make_person("Bob")
    words = " ".join(f"{quote(ada, f'word {n}')} {quote(bob, 'other')}" for n in range(25))
    published_article(body=f"<p>{words}</p>")
    first = read("/quotes/?speaker=ada")
    second = read(f"/quotes/{link(first, 'next')}")
    assert second.count("<blockquote") == 5
    assert "other" not in second


@pytest.mark.parametrize("uuid", ["00000000-0000-4000-8000-ffffffffffff", "x", "%00"])
def test_an_unknown_quote_is_not_found(uuid: str) -> None:
    read(f"/quotes/{uuid}/", 404)


def test_quotes_are_searched_by_their_words() -> None:
    ada, ben = make_person("Ada Quimby"), make_person("Ben Roe")
    published_article(body=f"<p>{quote(ada, 'we saw Covid-19')} and {quote(ben, 'no, 20')}</p>")
    for q in ("covid 19", "Covid-19", "seen OR covid"):
        html = read(f"/quotes/?q={q}")
        assert "we saw Covid-19" in html
        assert "no, 20" not in html
    assert f'value="{ada.pk}"' in read(f"/quotes/?q=covid&speaker={ada.pk}")
    assert "No quote holds “<bdi>covid</bdi>”" in read("/quotes/?q=covid&speaker=ben-roe")


def test_search_of_quotes_says_what_it_leaves_out_and_cannot_do() -> None:
    published_article(body=f"<p>{quote(None, 'I saw it')}</p>")
    html = read("/quotes/?q=the+flood")
    assert "No quote was found" in html
    assert "Left out, since nearly every text has them: “<bdi>the</bdi>”" in html
    assert "needs a word to look for" in read("/quotes/?q=-saw")


def test_quotes_found_come_in_pages() -> None:
    said = " ".join(quote(None, f"wind number {number}") for number in range(25))
    published_article(body=f"<p>{said}</p>")
    first = read("/quotes/?q=wind")
    second = read(f"/quotes/{link(first, 'next')}")
    assert (first.count("wind number"), second.count("wind number")) == (20, 5)
