"""The editing script's payload is held to its shape, whoever sends it."""

import json
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Mention, Revision, TagReview
from articles.revisions.saving import save_revision
from entities.models import Entity
from newsroom.models import Event
from tests.desk.editing import ADD, DeskTestCase, change
from tests.factories import draft_article, make_draft, mention, published_article, quote


class NewcomerTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.uuid = str(uuid4())
        self.tagged = mention(self.austin, "Jane").replace(f'"{self.austin.pk}"', f'"{self.uuid}"')
        self.body = f"{self.article.head.body}<p>{self.tagged} came.</p>"

    def new_entity(self, **fields: str) -> str:
        return json.dumps([{"id": self.uuid, "kind": "person", "name": "Jane Doe", **fields}])

    def test_new_entity_is_made_with_the_save(self):
        self.save(body=self.body, new_entities_json=self.new_entity(name="  Jane   Doe "))
        jane = Entity.objects.get(slug="jane-doe")
        assert jane.name == "Jane Doe"
        assert Mention.objects.get(exact="Jane").entity == jane
        assert Event.objects.filter(verb="entity-created", subject_id=jane.pk).exists()

    def test_new_entity_is_made_with_a_new_article(self):
        fields = self.form(headline="New", body=f"<p>{self.tagged}</p>", slug="", base="")
        self.client.post(ADD, {**fields, "new_entities_json": self.new_entity(kind="organisation")})
        assert Mention.objects.get(exact="Jane").entity.kind == "organisation"

    def test_two_of_one_name_are_two(self):
        other = str(uuid4())
        twice = mention(self.austin, "Jane").replace(f'"{self.austin.pk}"', f'"{other}"')
        first = json.loads(self.new_entity())
        both = [*first, {"id": other, "kind": "person", "name": "Jane Doe"}]
        self.save(body=f"{self.body}<p>{twice}</p>", new_entities_json=json.dumps(both))
        assert {item.slug for item in Entity.objects.filter(name="Jane Doe")} == {
            "jane-doe",
            "jane-doe-2",
        }

    def test_new_entity_that_no_tag_names_is_nobody(self):
        self.save(body=self.article.head.body + "<p>More.</p>", new_entities_json=self.new_entity())
        assert not Entity.objects.filter(name="Jane Doe").exists()

    def test_refused_save_makes_nobody_and_shows_what_was_typed(self):
        response = self.save(body=self.body, new_entities_json=self.new_entity(), slug="not a slug")
        assert not Entity.objects.filter(name="Jane Doe").exists()
        config = response.context["editor_config"]
        assert config["new_entities"] == json.loads(self.new_entity())
        assert config["is_refused"]
        assert config["stored"]["body"] == self.article.head.body
        assert self.uuid in response.content.decode()

    def test_page_refused_for_a_new_entities_name_goes_on_naming_the_others(self):
        long = self.new_entity(name="x" * 201, id=str(uuid4()))
        both = json.loads(self.new_entity()) + json.loads(long)
        for sent in (both, json.loads(self.new_entity()) * 501):
            response = self.save(body=self.body, new_entities_json=json.dumps(sent))
            assert response.context["adminform"].form.errors
            assert response.context["editor_config"]["new_entities"] == sent
        assert Entity.objects.count() == 1

    def test_nonsense_is_refused_in_words_and_shown_as_none(self):
        for bad in (
            "{",
            "[1]",
            "null",
            '"\\ud800"',
            self.new_entity(kind="ship"),
            self.new_entity(name=""),
            self.new_entity(name="x" * 201),
            self.new_entity(name="\u200b"),
            self.new_entity(id="1"),
            self.new_entity(extra="x"),
            json.dumps(json.loads(self.new_entity()) * 501),
            "[" * 100_000,
        ):
            response = self.save(body=self.body, new_entities_json=bad)
            assert response.context["adminform"].form.errors, bad
            assert response.context["editor_config"]["new_entities"] in ([], json.loads(_list(bad)))
        assert Revision.objects.count() == 1
        assert Entity.objects.count() == 1

    def test_unknown_new_entity_is_an_error_in_words(self):
        page = self.save(body=self.body).content.decode()
        assert "“Jane”" in page
        assert Revision.objects.count() == 1


def _list(text: str) -> str:
    """Return what was typed, where it is a list at all."""
    try:
        return text if isinstance(json.loads(text), list) else "[]"
    except (ValueError, RecursionError):
        return "[]"


class ConfirmationTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.save(body=self.article.head.body.replace(">Austin<", ">He<"))
        self.review = TagReview.objects.get()
        self.article = Article.objects.get()

    def confirmed(self, **fields: Any) -> str:
        given = {"tag": "mention", "uuid": str(self.review.uuid), "words": "He"}
        return json.dumps([{**given, **fields}])

    def test_confirmed_words_close_the_review_though_no_revision_is_made(self):
        page = self.save(confirmed_json=self.confirmed()).content.decode()
        assert "Tags confirmed (1): “He”" in page
        assert not TagReview.objects.exists()
        assert Article.objects.get().head.number == 2

    def test_words_that_were_not_seen_close_nothing(self):
        self.save(confirmed_json=self.confirmed(words="She"))
        assert TagReview.objects.exists()

    def test_ticked_review_is_confirmed(self):
        self.save(confirm_review=[self.review.pk])
        assert not TagReview.objects.exists()

    def test_review_of_another_article_cannot_be_ticked(self):
        other = draft_article("Other", body=f"<p>{mention(self.austin, 'Austin')}</p>")
        theirs = TagReview.objects.create(
            article=other, tag="mention", uuid=uuid4(), old_words="a", new_words="b"
        )
        self.save(confirm_review=[theirs.pk])
        assert TagReview.objects.count() == 2

    def test_nonsense_is_refused_in_words(self):
        for bad in ("x", self.confirmed(tag="ship"), self.confirmed(uuid="1"), "[{}]"):
            form = self.save(confirmed_json=bad).context["adminform"].form
            assert form.errors, bad
        assert TagReview.objects.exists()

    def test_open_review_keeps_the_article_from_readers_and_the_editor_on_its_page(self):
        response = self.client.post(
            change(self.article), {**self.form(), "_publish": "1"}, follow=True
        )
        assert response.redirect_chain[-1][0] == change(self.article)
        assert "confirm them first" in response.content.decode()
        assert not Article.objects.public().exists()


class EditorConfigTests(DeskTestCase):
    def test_page_knows_whom_its_tags_name_and_what_readers_have_seen(self):
        body = f"<p>{mention(self.austin, 'Austin')}: {quote(self.austin, '“Go.”')}</p>"
        article = published_article("Talks", body=body)
        config = self.client.get(change(article)).context["editor_config"]
        (entity,) = config["entities"]
        assert (entity["name"], entity["aliases"]) == ("Lloyd Austin", ("The Secretary",))
        assert len(config["published"]) == 1
        assert config["stored"] is None
        assert config["base"] == 1

    def test_survivor_of_a_merge_is_shown_by_the_id_that_the_text_has(self):
        merged = Entity.objects.create(
            kind="person",
            name="L. Austin",
            folded_name="l austin",
            slug="l-austin",
            merged_into=self.austin,
        )
        article = draft_article("Talks", body=f"<p>{mention(merged, 'Austin')}</p>")
        (entity,) = self.client.get(change(article)).context["editor_config"]["entities"]
        assert (entity["id"], entity["name"]) == (str(merged.pk), "Lloyd Austin")

    def test_whoever_may_only_look_gets_no_editor(self):
        viewer = type(self.editor).objects.create_user("viewer", is_staff=True)
        viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
        self.client.force_login(viewer)
        page = self.client.get(change(self.article))
        assert "editor-config" not in page.content.decode()

    def test_query_count_does_not_depend_on_the_number_of_tags(self):
        few = draft_article("Few", body=f"<p>{mention(self.austin)}</p>")
        many = draft_article(
            "Many", body=f"<p>{' '.join(mention(self.austin) for _ in range(20))}</p>"
        )
        counts = []
        for article in (few, few, many):
            with CaptureQueriesContext(connection) as queries:
                self.client.get(change(article))
            counts.append(len(queries))
        assert counts[1] == counts[2]

    def test_stale_page_is_based_on_what_it_was_based_on(self):
        draft = make_draft("Austin speaks", body=self.article.head.body.replace("Gone", "New"))
        save_revision(article_id=self.article.pk, base=1, draft=draft, by=None)
        response = self.save(body=self.article.head.body.replace("Gone", "Mine"))
        assert "Gone" in response.context["editor_config"]["stored"]["body"]
