"""Any text of Unicode through any field: mended at the desk, refused from a machine.

Whatever is stored, feeds, sitemap, JSON and exports stay well formed.
"""

import json
import re
from contextlib import nullcontext
from datetime import timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article, Correction, EditLock, MarginComment, Section, Takedown
from entities.models import Entity
from newsroom.lib.text import one_line
from tests.characters.edges import account_form, prove_edges
from tests.clients import sign_in_superuser
from tests.factories import COMPLETE, make_person, make_user, mention, published_article, quote
from tests.importing.files import Result, write

AWKWARD = "\0\x01\x02\b\t\n\x0b\x0c\r\x1b\x7f\x85\xa0\xad\u061c\u200b\u200d\u200f\u2028\u202e\ufeff"
AWKWARD += "\ufdd0\ufffe\uffff\U0001fffe\U0010ffffe\u0301ﷺ👩‍🚀 עا\"'<>&]]>\\u0001%0a"
CHARACTERS = st.sampled_from(AWKWARD) | st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, min_size=1, max_size=12)
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
few = settings(max_examples=8, deadline=None)

ARTICLES, PEOPLE = "/admin/articles/article/", "/admin/entities/person/"
NO_INLINES = {
    f"{prefix}-{name}": "0"
    for prefix in ("aliases", "affiliations")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}
NOTHING = {"kind": "correction", "place": "top"}


class Desk(TestCase):
    client: Client

    def setup_example(self) -> None:
        super().setup_example()
        self.client = sign_in_superuser()
        self.ada = make_person("Ada")
        body = f"<p>{mention(self.ada)} spoke: {quote(self.ada, '“No.”')}</p>"
        self.article = published_article("Talks", **COMPLETE, body=body)
        self.page = f"{ARTICLES}{self.article.pk}/"

    def post(self, path: str, **fields: Any) -> str:
        response = self.client.post(path, fields, follow=True)
        assert response.status_code == 200, path
        return response.content.decode()

    @few
    @given(text=TEXTS)
    @example(text="\x01/articles/")
    def test_correction(self, text: str) -> None:
        self.post(f"{self.page}corrections/add/", **NOTHING, text=text)
        prove_edges()
        for stored in Correction.objects.values_list("text", flat=True):
            assert not FORBIDDEN.search(stored)

    @few
    @given(text=TEXTS)
    def test_section(self, text: str) -> None:
        section = self.article.section
        fields = {"name": f"a{text}", "slug": section.slug, "position": 0}
        self.post(f"/admin/articles/section/{section.pk}/change/", **fields)
        prove_edges()
        assert Section.objects.get().name == " ".join(Section.objects.get().name.split())

    @few
    @given(text=TEXTS)
    def test_person_with_an_alias(self, text: str) -> None:
        names = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": f"b{text}"}
        fields = {**NO_INLINES, "name": f"a{text}", "description": text, **names}
        self.post(f"{PEOPLE}{self.ada.pk}/change/", **fields)
        prove_edges()

    @few
    @given(text=TEXTS)
    def test_article(self, text: str) -> None:
        html = text.replace("<", "").replace("&", "")
        fields = {"headline": f"a{html}", "deck": html, "body": f"<p>b{html}</p>"}
        beside = {"byline": text, "source": text, "language": "en", "slug": ""}
        self.post(f"{ARTICLES}add/", **fields, **beside, section=self.article.section_id)
        made = Article.objects.exclude(pk=self.article.pk).get()
        call_command("transition_article", made.pk, "publish", "--override=x", stdout=StringIO())
        prove_edges()

    @few
    @given(text=TEXTS)
    def test_lock_comment_and_notice(self, text: str) -> None:
        until = f"{timezone.now() + timedelta(hours=1):%Y-%m-%dT%H:%M}"
        self.post(f"{self.page}lock/", reason=f"a{text}\nb", until=until)
        assert EditLock.objects.get().reason == one_line(f"a{text}\nb")
        self.post(f"{self.page}assignment/", to="", comment=text)
        self.post(f"{self.page}transitions/withdraw/", notice=f"a{text}", comment=text, revision=1)
        assert Takedown.objects.exists()
        prove_edges()

    @few
    @given(text=TEXTS)
    def test_names_of_accounts_and_groups(self, text: str) -> None:
        self.post("/admin/auth/group/add/", name=f"a{text}")
        colleague = make_user()
        fields = {**account_form(colleague), "first_name": text, "last_name": text}
        self.post(f"/admin/newsroom/user/{colleague.pk}/change/", **fields)
        colleague.refresh_from_db()
        assert colleague.last_name == one_line(text)
        assert not FORBIDDEN.search("".join(Group.objects.values_list("name", flat=True)))

    @settings(max_examples=2, deadline=None)
    @given(text=st.text(CHARACTERS, min_size=1, max_size=5))
    @example(text=AWKWARD)
    def test_searches_filters_and_parameters(self, text: str) -> None:
        lists = [ARTICLES, PEOPLE, "/admin/articles/section/", "/admin/newsroom/event/"]
        lists += ["/admin/articles/quote/", "/admin/auth/group/", f"{self.page}history/"]
        paths = [*lists, "/search/", "/people/", "/quotes/", "/", "/admin/login/"]
        names = ("q", "cursor", "speaker", "state", "next", text)
        for path in (*paths, "/api/v1/articles/", "/api/v1/entities/"):
            for name in names:
                assert self.client.get(path, {name: text}).status_code < 500, (path, name)


class Machine(TestCase):
    """A text that may not be stored is refused, by field, place and name; any other is stored."""

    def setup_example(self) -> None:
        super().setup_example()
        self.client = sign_in_superuser()
        self.article = published_article("Talks", **COMPLETE, body="<p>Words.</p>")

    def send(self, path: str, **values: Any) -> Any:
        return self.client.post(path, json.dumps(values), "application/json")

    @few
    @given(text=st.text(CHARACTERS | st.characters(categories=["Cs"]), min_size=1, max_size=8))
    def test_api(self, text: str) -> None:
        comments = f"/api/v1/articles/{self.article.pk}/comments/"
        place = {"base": 1, "field": "body", "start": 0, "end": 5, "exact": "Words"}
        added = self.send(comments, **place, text=f"a{text}b")
        moves = f"/api/v1/articles/{self.article.pk}/transitions/"
        moved = self.send(moves, transition="withdraw", notice=f"a{text}b", comment=f"a{text}b")
        status = 400 if FORBIDDEN.search(text) else 200
        assert (added.status_code, moved.status_code) == (status + (status == 200), status)
        assert MarginComment.objects.exists() == (status == 200)
        prove_edges()

    @few
    @given(text=TEXTS)
    def test_command(self, text: str) -> None:
        arguments = ("transition_article", self.article.pk, "withdraw")
        refused = pytest.raises(CommandError, match="--notice holds U\\+")
        with refused if FORBIDDEN.search(text) else nullcontext():
            call_command(*arguments, f"--notice=a{text}b", stdout=StringIO())
        assert Takedown.objects.exists() != bool(FORBIDDEN.search(text))
        prove_edges()

    @few
    @given(text=TEXTS, name=st.sampled_from(["byline", "source", "section", "name", "title"]))
    def test_sidecar(self, text: str, name: str) -> None:
        text = f"a{text}b"
        office = {"organisation": "works", "title": text if name == "title" else ""}
        person = {"name": text if name == "name" else "Bo", "aliases": [text], "description": text}
        entities = [
            {"key": "works", "kind": "organisation", "name": "Works"},
            {"key": "bo", "kind": "person", "affiliations": [office], **person},
        ]
        beside = {name: text} if name in ("byline", "source", "section") else {}
        with TemporaryDirectory() as folder:
            path = write(Path(folder), "Head\nDeck\nBody\n", entities=entities, **beside)
            result = Result(path, publish=True)
        assert result.status == bool(FORBIDDEN.search(text)), result.err
        assert Entity.objects.filter(slug="bo").exists() == (not result.status)
        assert not result.status or " holds U+" in result.err
        prove_edges()
