"""Names that editors have accepted: only such are accepted unasked, in other articles."""

from typing import Any

import pytest
from django.test import Client

from articles.models import AcceptedName, Article
from articles.revisions.saving import save_revision
from articles.suggestions.accepted_names import last_accepted
from entities.models import Entity
from newsroom.models import User
from tests.desk.editing import change
from tests.factories import draft_article, make_draft, make_person, make_staff, mention, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Entity:
    return make_person("Ada Lovelace")


@pytest.fixture
def editor(client: Client) -> User:
    user = make_staff("editor")
    client.force_login(user)
    return user


def save(client: Client, article: Article, body: str) -> None:
    article.refresh_from_db()
    head = article.working_copy
    given = {
        "headline": head.headline,
        "body": body,
        "section": article.section.pk,
        "language": "en",
        "slug": article.slug,
        "base": head.number,
        "removed_tags": " ".join(map(str, head.mentions.values_list("uuid", flat=True))),
    }
    client.post(change(article), given)


def accepted(entity: Entity, name: str, user: User, article: Article | None = None) -> Any:
    found = last_accepted({entity.pk: name}, article_id=article and article.pk, user=user)
    return found.get(entity.pk)


def test_what_an_editor_tags_is_accepted_in_other_articles_alone(
    client: Client, editor: User, ada: Entity
) -> None:
    article = draft_article("Engines")
    save(client, article, f"<p>{mention(ada)} wrote.</p>")
    found = accepted(ada, "ADA  Lovelace", editor)
    assert found.headline == "Engines"
    assert accepted(ada, "Ada Lovelace", editor, article) is None
    assert accepted(ada, "Lovelace", editor) is None


def test_what_comes_in_without_an_editor_is_accepted_by_nobody(editor: User, ada: Entity) -> None:
    article = draft_article(body=f"<p>{mention(ada)} wrote.</p>")
    body = f"<p>{article.working_copy.body[3:-4]} {mention(ada)} spoke.</p>"
    save_revision(article_id=article.pk, base=1, draft=make_draft("Ada", body=body), by=editor)
    assert accepted(ada, "Ada Lovelace", editor) is None


def test_saving_what_an_import_brought_accepts_nothing(
    client: Client, editor: User, ada: Entity
) -> None:
    article = draft_article(body=f"<p>{mention(ada)} wrote.</p>")
    save(client, article, article.working_copy.body.replace("wrote", "spoke"))
    assert not AcceptedName.objects.exists()


def test_tag_that_is_given_to_somebody_else_or_removed_speaks_for_nobody(
    client: Client, editor: User, ada: Entity
) -> None:
    article, other = draft_article(), make_person("Ada Lovelace", description="a cook")
    save(client, article, f"<p>{mention(ada)} wrote.</p>")
    article.refresh_from_db()
    body = article.working_copy.body
    save(client, article, body.replace(f'data-entity="{ada.pk}"', f'data-entity="{other.pk}"'))
    assert accepted(ada, "Ada Lovelace", editor) is None
    assert accepted(other, "Ada Lovelace", editor)
    save(client, article, "<p>Nobody wrote.</p>")
    assert not AcceptedName.objects.exists()


def test_articles_that_somebody_may_not_see_do_not_count_for_them(
    client: Client, editor: User, ada: Entity
) -> None:
    article = draft_article("Secret")
    save(client, article, f"<p>{mention(ada)} wrote.</p>")
    reporter = make_staff("reporter")
    assert accepted(ada, "Ada Lovelace", reporter) is None
    move(article, "publish", override="Now.")
    assert accepted(ada, "Ada Lovelace", reporter).headline == "Secret"


def test_suggestions_say_where_a_name_was_accepted(
    client: Client, editor: User, ada: Entity
) -> None:
    save(client, draft_article("Engines"), f"<p>{mention(ada)} wrote.</p>")
    asked = {"headline": "More", "body": "<p>Ada Lovelace spoke.</p>"}
    answer = client.post("/api/v1/suggestions/", asked, content_type="application/json").json()
    ((one,),) = [item["entities"] for item in answer["results"]]
    assert one["accepted"]["headline"] == "Engines"


def test_two_queries_for_many_names(
    client: Client, editor: User, django_assert_num_queries: Any
) -> None:
    people = [make_person() for _ in range(20)]
    save(client, draft_article(), "".join(f"<p>{mention(person)} wrote.</p>" for person in people))
    names = {person.pk: person.name for person in people}
    last_accepted(names, article_id=None, user=editor)
    with django_assert_num_queries(2):
        assert len(last_accepted(names, article_id=None, user=editor)) == len(people)
