import pytest
from django.db.models import Q
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from entities.models import Entity
from newsroom.lib.database.prepared import Statement
from newsroom.models import Event
from tests.factories import make_person, published_article

pytestmark = pytest.mark.django_db


def test_a_statement_gives_what_its_query_set_does(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_person("Ada", slug="ada")
    make_person("Bob", slug="bob")
    by_slug = Statement(
        lambda kind, slug: Entity.objects.filter(kind=kind, slug=slug).values_list("slug", "name"),
        str,
        str,
    )
    with django_assert_num_queries(2):
        assert by_slug.row("person", "bob")._asdict() == {"slug": "bob", "name": "Bob"}
        assert by_slug.row("person", "ada").name == "Ada"
    assert by_slug.rows("organisation", "ada") == []
    assert by_slug.row("example-1", "person") is None


def test_an_argument_may_come_up_twice() -> None:
    make_person("Ada", slug="bob")
    named = Statement(lambda q: Entity.objects.filter(Q(name=q) | Q(slug=q)).values_list("pk"), str)
    assert len(named.rows("Ada")) == len(named.rows("bob")) == 1


def test_values_are_converted_as_django_does() -> None:
    event = Event.objects.create(verb="x", subject_type="y", subject_id=1, data={"a": [1]})
    rows = Statement(lambda pk: Event.objects.filter(pk=pk).values_list("data", "subject_id"), int)
    assert rows.row(event.pk) == ({"a": [1]}, 1)


def test_an_argument_that_is_changed_on_its_way_is_refused() -> None:
    changed = Statement(lambda slug: Entity.objects.filter(slug=slug + "x").values_list("pk"), str)
    with pytest.raises(ValueError, match="no parameter of the SQL"):
        changed.rows("ada")


def test_as_many_arguments_are_given_as_there_are_types() -> None:
    by_pk = Statement(lambda pk: Entity.objects.filter(pk=pk).values_list("pk"), int)
    with pytest.raises(TypeError, match="takes 1 arguments"):
        by_pk.rows(1, 2)


def test_text_columns_come_as_utf_8_where_that_is_asked_for() -> None:
    article = published_article(body="<p>Łódź</p>", slug="lodz")
    read = Statement(
        lambda pk: Article.objects.filter(pk=pk).values_list("slug", "live__body"),
        int,
        is_encoded=True,
    )
    assert read.row(article.pk) == ("lodz", "<p>Łódź</p>".encode())
