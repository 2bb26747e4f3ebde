"""Any text file is stored with every tag on its words, or refused in words and not stored."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing.batches import import_path
from articles.importing.options import ImportOptions
from articles.importing.outcomes import Outcome
from articles.integrity.articles import differences, orphaned_rows
from articles.models import Article, ImportedFile, Mention, Quote, Section
from entities.models import Entity

pytestmark = pytest.mark.django_db(transaction=True)

LINE_ENDS = ["\n", "\r\n", "\r", "\n\n", "\n \t\n", "\x85", "\x0b", "\u2028"]
# What breaks naive code: combining marks, joiners, right to left, controls, beyond 16 bits.
AWKWARD = "a b e\u0301 \u200d👩‍🚀 \ufeff\u00a0\u202e عربي \x03\t İ ß ﬁ & < > \" ' 한글 \u1100\u1161"
CHARACTERS = st.sampled_from(AWKWARD) | st.characters(exclude_categories=["Cs"])
LINES = st.text(CHARACTERS, max_size=30)
ENTITIES = [
    {"key": "ada", "kind": "person", "name": "Ada"},
    {"key": "works", "kind": "organisation", "name": "Works"},
]


@st.composite
def texts(draw: Any) -> str:
    lines = draw(st.lists(LINES, min_size=1, max_size=8))
    return "".join(line + draw(st.sampled_from(LINE_ENDS)) for line in lines)


@st.composite
def sidecars(draw: Any, text: str) -> dict[str, Any]:
    """Tags on any stretch of the file, most of them within one line."""
    tags: dict[str, list[Any]] = {"mentions": [], "quotes": []}
    for _ in range(draw(st.integers(0, 4)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = min(len(text), start + draw(st.integers(1, 12)))
        place = {"start": start, "end": end, "exact": text[start:end]}
        if draw(st.booleans()):
            tags["mentions"].append({**place, "entity": draw(st.sampled_from(["ada", "works"]))})
        else:
            speaker = draw(st.sampled_from(["ada", "works", None]))
            kind = draw(st.sampled_from(["direct", "partial", "indirect"]))
            role = draw(st.text(CHARACTERS, max_size=8))
            cuts = draw(st.lists(st.integers(start - 1, end + 1), max_size=2))
            edges = sorted([start, *cuts, end])
            quote = {**place, "speaker": speaker, "kind": kind, "role": role}
            if cuts:
                quote["segments"] = [*zip(edges[::2], edges[1::2], strict=False)]
            tags["quotes"].append(quote)
    return {"entities": ENTITIES, **tags}


@given(data=st.data())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_file_is_stored_with_its_tags_or_refused_in_words(data: Any, tmp_path: Path) -> None:
    text = data.draw(texts())
    sidecar = data.draw(sidecars(text))
    outcome = bring_in(tmp_path, text, sidecar)
    try:
        if outcome.status == "created":
            check_stored(text, sidecar)
        else:
            assert outcome.status == "failed"
            assert any(outcome.lines)
            check_nothing_stored()
    finally:
        Article.objects.update(head=None, live=None, state="draft")
        Article.objects.all().delete()
        Section.objects.all().delete()
        Entity.objects.all().delete()


def bring_in(folder: Path, text: str, sidecar: dict[str, Any]) -> Outcome:
    path = folder / "story.txt"
    path.write_bytes(text.encode())
    path.with_name("story.tags.json").write_text(json.dumps(sidecar))
    return import_path(path, ImportOptions(is_published=True))


def check_stored(text: str, sidecar: dict[str, Any]) -> None:
    article = Article.objects.public().select_related("head", "live").get()
    assert [*differences([article]), *orphaned_rows()] == []
    assert Mention.objects.public().count() == len(sidecar["mentions"])
    assert Quote.objects.public().count() == len(sidecar["quotes"])
    texts = {name: getattr(article.live, f"{name}_text") for name in ("headline", "deck", "body")}
    for row in [*Mention.objects.all(), *Quote.objects.all()]:
        assert texts[row.field][row.start : row.end] == row.exact
        assert row.exact == row.exact.strip(" \n")
        assert row.exact


def check_nothing_stored() -> None:
    for model in (Article, Entity, ImportedFile, Section):
        assert not model.objects.exists()
