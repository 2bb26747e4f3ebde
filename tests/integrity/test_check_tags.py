"""`manage.py check_tags`: every way in which rows and HTML can differ is found and named."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.postgres.search import SearchVector
from django.core.management import call_command
from django.db import connection
from django.db.models import Value

from articles.models import (
    Appearance,
    Article,
    ArticleEntity,
    Mention,
    Publication,
    Quote,
    Rendition,
    Revision,
    SearchEntry,
)
from articles.publication.publication_periods import publication_differences
from articles.revisions.saving import save_revision
from entities.models import Entity
from tests.factories import (
    article_in,
    draft_article,
    make_draft,
    make_organisation,
    make_person,
    mention,
    merge,
    next_uuid,
    published_article,
    quote,
    withdraw,
)

pytestmark = pytest.mark.django_db


def check(*ids: int) -> tuple[int, str, str]:
    """Exit status, output, errors."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_tags", *ids, stdout=out, stderr=err)
    except SystemExit as exit_:
        return exit_.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def article() -> Article:
    ada, works = make_person("Ada"), make_organisation("Works")
    body = (
        f"<p>Then {mention(ada)} of {mention(works)} said {quote(ada, '“Yes.”', role='poet')}</p>"
    )
    return published_article(f"{mention(ada)} speaks", body=body)


def test_sound_data_is_sound(article: Article) -> None:
    draft_article()
    edited = article.head.body.replace("Then", "Now 👩‍🚀 then")
    draft = make_draft(article.head.headline, body=edited)
    save_revision(article_id=article.pk, base=1, draft=draft, by=None)
    old = make_person("Ada Byron")
    taken_back = published_article(body=f"<p>{mention(old)}</p>")
    withdraw(taken_back)
    assert check() == (0, "3 articles checked, 0 differences\n", "")


def test_tag_of_an_entity_merged_before_it_was_saved_is_sound(article: Article) -> None:
    old = make_person("Ada Byron")
    merge(old, Entity.objects.get(name="Ada"))
    published_article(body=f"<p>{mention(old)}</p>")
    assert check()[0] == 0


def delete(article: Article) -> None:
    Quote.objects.all().delete()


def add(article: Article) -> None:
    row = Mention.objects.filter(field="body").first()
    row.pk, row.uuid = None, next_uuid()
    row.save()


def move(article: Article) -> None:
    row = Mention.objects.filter(field="body").first()
    Mention.objects.filter(pk=row.pk).update(start=row.start + 1, end=row.end + 1)


def shift_segments(article: Article) -> None:
    Quote.objects.update(segments=[[0, 6]])


def rename(article: Article) -> None:
    Mention.objects.filter(field="headline").update(exact="Adam")


def give_away(article: Article) -> None:
    Mention.objects.filter(field="headline").update(entity=make_person("Bob"))


def misattribute(article: Article) -> None:
    Quote.objects.update(speaker=None)


def promote(article: Article) -> None:
    Quote.objects.update(role="minister")


def hide(article: Article) -> None:
    Quote.objects.update(live_at=None)


def antedate(article: Article) -> None:
    Mention.objects.update(live_at=article.published_at - timedelta(days=1))


def leak(article: Article) -> None:
    draft = draft_article(body=f"<p>{mention(make_person('Secret'))}</p>")
    Mention.objects.filter(revision=draft.head).update(live_at=article.published_at)


def leave_behind(article: Article) -> None:
    rows = list(Mention.objects.all())
    draft = make_draft(article.head.headline, body=article.head.body.replace("Then", "Now"))
    for number in (1, 2):
        draft = make_draft(article.head.headline, body=f"{article.head.body}<p>{number}</p>")
        save_revision(article_id=article.pk, base=number, draft=draft, by=None)
    superseded = Revision.objects.get(article=article, number=2)
    for row in rows:
        row.pk, row.revision, row.live_at = None, superseded, None
        row.save()


def rewrite(**values: str) -> Callable[[Article], None]:
    """Change a revision, which the database refuses unless its guard is asleep."""

    def damage(article: Article) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE articles_revision DISABLE TRIGGER revision_stands")
            Revision.objects.filter(pk=article.head_id).update(**values)
            cursor.execute("ALTER TABLE articles_revision ENABLE TRIGGER revision_stands")

    return damage


def miscount(article: Article) -> None:
    Appearance.objects.update(quote_count=99)


def forget(article: Article) -> None:
    Appearance.objects.all().delete()


def unlist(article: Article) -> None:
    ArticleEntity.objects.filter(article=article)[:1].get().delete()


def mislist(article: Article) -> None:
    ArticleEntity.objects.create(article=article, entity=make_person("Nobody in it"))


def misprepare(article: Article) -> None:
    Rendition.objects.update(summary="{}")


def unprepare(article: Article) -> None:
    Rendition.objects.all().delete()


def show_draft(article: Article) -> None:
    draft = draft_article()
    Rendition.objects.create(article=draft, page="", card="", detail="", summary="")


def misindex(article: Article) -> None:
    SearchEntry.objects.update(words=SearchVector(Value("nothing")))


def unindex(article: Article) -> None:
    SearchEntry.objects.all().delete()


def unindex_quotes(article: Article) -> None:
    Quote.objects.update(search=None)


DAMAGES: dict[str, tuple[Callable[[Article], Any], str]] = {
    "row missing": (delete, "has no row"),
    "row too many": (add, "has a row but is not in the HTML"),
    "offsets moved": (move, "the row says"),
    "segments moved": (shift_segments, "the row says"),
    "other words": (rename, "'Adam'"),
    "other entity": (give_away, "the row says"),
    "other speaker": (misattribute, "the row says"),
    "other role": (promote, "'minister'"),
    "not live": (hide, "the row says"),
    "live at another time": (antedate, "the row says"),
    "live though a draft": (leak, "the row says"),
    "appearance miscounted": (miscount, "is not what its tags say"),
    "appearance missing": (forget, "is not what its tags say"),
    "not listed by an entity": (unlist, "the desk's list by entity"),
    "listed by another entity": (mislist, "the desk's list by entity"),
    "rendition of something else": (misprepare, "prepared for readers is not what it says"),
    "rendition missing": (unprepare, "nothing is prepared for readers"),
    "rendition of a draft": (show_draft, "prepared for readers but not live"),
    "found by other words": (misindex, "search knows something else"),
    "not found": (unindex, "search knows something else"),
    "quotes not found": (unindex_quotes, "search knows something else"),
    "superseded revision": (leave_behind, "3 mentions belong to no head and no live revision"),
    "other text": (rewrite(body_text="Now Ada"), "body: the stored text is not the HTML's"),
    "other headline": (rewrite(headline_text="X"), "headline: the stored text is not the HTML's"),
    "hand-written HTML": (rewrite(body="<p >Then.</p >"), "body: the stored HTML is not canonical"),
}


@pytest.mark.parametrize(("damage", "words"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_found_and_named(
    article: Article, damage: Callable[[Article], Any], words: str
) -> None:
    damage(article)
    status, out, err = check()
    assert status == 1
    assert words in err
    assert "articles checked, 0 differences" not in out


def test_difference_names_article_and_revision(article: Article) -> None:
    delete(article)
    assert f"article {article.pk}, revision 1: quote " in check()[2]


def test_tag_that_names_nobody_is_a_difference_and_no_crash(article: Article) -> None:
    rewrite(body=article.head.body.replace('data-entity="', 'data-entity="987'))(article)
    status, _, err = check()
    assert status == 1
    assert "names no entity that there is: 987" in err


def test_only_the_articles_named_are_checked(article: Article) -> None:
    other = published_article()
    delete(article)
    assert check(other.pk)[:2] == (0, "1 articles checked, 0 differences\n")
    assert check(article.pk)[0] == 1


def test_scheduled_article_whose_row_has_another_time_is_found() -> None:
    article = article_in("scheduled")
    assert list(publication_differences([article])) == []
    row = Publication.objects.get()
    Publication.objects.update(seen_from=row.seen_from + timedelta(hours=1))
    (found,) = publication_differences([article])
    assert "waits for another time" in found
