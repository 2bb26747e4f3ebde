"""Whatever is merged, parted, saved and published in whatever order: rows say what texts say."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.integrity.articles import differences
from articles.models import Article, Mention, Quote
from articles.projection.tag_rows import documents_of
from articles.publication.publishing import publish
from articles.revisions.saving import save_revision
from articles.tagging import named
from entities.models import Entity
from entities.services.merging import merge_entity, unmerge_entity
from newsroom.lib.errors import Conflict
from tests.factories import draft_article, make_draft, make_person, mention, quote

PEOPLE, ARTICLES = 4, 2
person = st.integers(0, PEOPLE - 1)
article = st.integers(0, ARTICLES - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), person, person),
        st.tuples(st.just("unmerge"), person, st.none()),
        st.tuples(st.just("save"), article, st.lists(person, max_size=3)),
        st.tuples(st.just("publish"), article, st.none()),
    ),
    max_size=12,
)


def body(people: list[Entity]) -> str:
    tags = "".join(f"{mention(person, 'X')} {quote(person, '“Yes.”')} " for person in people)
    return f"<p>Words. {tags}</p>"


class MergingTests(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(steps)
    def test_rows_follow_and_every_merge_can_be_undone(self, given_steps: list[Any]) -> None:
        self.people = [make_person(f"Person {number}") for number in range(PEOPLE)]
        self.articles = [draft_article(body=body(self.people[:2])) for _ in range(ARTICLES)]
        for name, one, other in given_steps:
            try:
                getattr(self, name)(one, other)
            except Conflict:
                continue
            assert list(differences(Article.objects.all())) == []
        self.undo_all()
        for row in (*Mention.objects.all(), *Quote.objects.all()):
            whose = row.entity_id if isinstance(row, Mention) else row.speaker_id
            tags = [tag for item in documents_of(row.revision).values() for tag in item.tags]
            assert {named(tag) for tag in tags if tag.uuid == row.uuid} == {whose}

    def merge(self, one: int, other: int) -> None:
        merge_entity(entity_id=self.people[one].pk, into_id=self.people[other].pk, by=None)

    def unmerge(self, one: int, _: None) -> None:
        unmerge_entity(entity_id=self.people[one].pk, by=None)

    def save(self, which: int, people: list[int]) -> None:
        stored = Article.objects.select_related("head").get(pk=self.articles[which].pk)
        head = stored.working_copy
        gone = {tag.uuid for item in documents_of(head).values() for tag in item.tags}
        draft = make_draft(body=body([self.people[person] for person in people]))
        save_revision(article_id=stored.pk, base=head.number, draft=draft, removed=gone, by=None)

    def publish(self, which: int, _: None) -> None:
        publish(article_id=self.articles[which].pk, by=None)

    def undo_all(self) -> None:
        while merged := Entity.objects.filter(merged_into__merged_into=None).exclude(
            merged_into=None
        ):
            unmerge_entity(entity_id=merged[0].pk, by=None)
            assert list(differences(Article.objects.all())) == []
