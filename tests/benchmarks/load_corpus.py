"""Bring a generated corpus into the database fast: `python -m tests.benchmarks.load_corpus FILE`.

FILE is NDJSON as docs/performance.md describes. Each article is built by the code that publishes
one (documents, projection, renditions) and stored by COPY, live and searchable. For an empty
database that nobody else uses: ids are handed out here.
"""

import argparse
import gc
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.db import connection, connections, transaction

from articles.models import Article, Rendition, Revision, Section
from articles.projection.tag_rows import project_tags
from articles.publication.rendition_store import rendition_of
from articles.publication.renditions.appearances import appearances
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.search.indexing import index_articles
from articles.tagging import (
    Document,
    Field,
    LaidOut,
    MentionTag,
    QuoteTag,
    Tag,
    apply_tags,
    document_from_lines,
    render,
)
from entities.models import Alias, Entity
from newsroom.lib.database.copy import copy_rows
from newsroom.lib.text import fold

SECTIONS = ("World", "Politics", "Business", "Science", "Sport", "Culture")
BATCH = 250
Named = dict[tuple[str, str], Entity]


class Name(msgspec.Struct):
    name: str
    slug: str


class Cast(msgspec.Struct):
    """Whom an article names; the rest of its line is not read."""

    people: list[Name]
    organisations: list[Name]


CAST = msgspec.json.Decoder(Cast)

sections: list[Section] = []
entities: Named = {}
by_id: dict[int, Entity] = {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    began = time.perf_counter()
    prepare(options.file)
    connections.close_all()
    with get_context("fork").Pool(options.jobs, initializer=settle) as pool:
        count = sum(pool.imap_unordered(load, batches(options.file)))
    finish()
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{count} articles in {seconds:.0f} s: {count / seconds:.0f} a second\n")


def settle() -> None:
    """In each process: what is loaded is no garbage, and lost with the machine is begun anew."""
    gc.freeze()
    gc.set_threshold(100_000)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")


def batches(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8") as lines:
        while batch := list(islice(lines, BATCH)):
            yield batch


def prepare(file: Path) -> None:
    """Make the sections and everybody whom the corpus names."""
    for position, name in enumerate(SECTIONS):
        slug = name.lower()
        section, _ = Section.objects.get_or_create(
            slug=slug, defaults={"name": name, "position": position}
        )
        sections.append(section)
    with file.open(encoding="utf-8") as lines:
        named = {key: name for line in lines for key, name in names_in(CAST.decode(line))}
    Entity.objects.bulk_create(
        Entity(kind=kind, slug=slug, name=name, folded_name=fold(name))
        for (kind, slug), name in named.items()
    )
    entities.update({(entity.kind, entity.slug): entity for entity in Entity.objects.all()})
    by_id.update({entity.pk: entity for entity in entities.values()})
    Alias.objects.bulk_create(
        Alias(entity=entity, name=name, folded_name=fold(name))
        for (kind, slug), entity in entities.items()
        if (kind, slug) in named and (name := short_name(entity)) != entity.name
    )


def names_in(cast: Cast) -> Iterator[tuple[tuple[str, str], str]]:
    for kind, group in (("person", cast.people), ("organisation", cast.organisations)):
        for entity in group:
            yield (kind, entity.slug), entity.name


def short_name(entity: Entity) -> str:
    words = entity.name.split()
    return words[-1] if entity.kind == "person" else words[0]


def load(lines: list[str]) -> int:
    """One batch, in one transaction."""
    stories = [build(msgspec.json.decode(line)) for line in lines]
    written = [(story.revision, story.documents) for story in stories]
    with transaction.atomic():
        copy_rows(story.article for story in stories)
        copy_rows(story.revision for story in stories)
        project_tags(written, by_id, {story.revision: story.published_at for story in stories})
        copy_rows(row for story in stories for row in appearances(story))
        copy_rows(
            Rendition(article=story.article, **rendition_of(story, story.published_at))
            for story in stories
        )
        index_articles([story.article.pk for story in stories])
    return len(stories)


def build(given: dict[str, Any]) -> ArticleSnapshot:
    """The story of one corpus article; article and revision have the corpus's id."""
    documents = {
        Field.HEADLINE: document_from_lines([given["headline"]], field=Field.HEADLINE).document,
        Field.DECK: document_from_lines([given["deck"]], field=Field.DECK).document,
        Field.BODY: tagged_body(given),
    }
    moment = datetime.fromisoformat(given["published_at"].replace("Z", "+00:00"))
    revision = Revision(
        pk=given["id"],
        number=1,
        article_id=given["id"],
        **{field.value: render(document) for field, document in documents.items()},
        **{f"{field.value}_text": document.text for field, document in documents.items()},
        created_at=moment,
    )
    article = Article(
        pk=given["id"],
        slug=given["slug"],
        section=sections[given["id"] % len(sections)],
        language="en",
        state="published",
        head=revision,
        live=revision,
        created_at=moment,
        published_at=moment,
        updated_at=moment,
    )
    revision.article = article
    return ArticleSnapshot(article, revision, documents, by_id)


def tagged_body(given: dict[str, Any]) -> Document:
    laid_out = document_from_lines(given["body"])
    return apply_tags(
        laid_out.document, [*mentions_of(given, laid_out), *quotes_of(given, laid_out)]
    )


def mentions_of(given: dict[str, Any], laid_out: LaidOut) -> Iterator[Tag]:
    uuids = uuids_of(given, "mentions")
    for kind, group in (("person", "people"), ("organisation", "organisations")):
        for entity in given[group]:
            pk = entities[kind, entity["slug"]].pk
            for place in entity["mentions"]:
                yield MentionTag(next(uuids), pk, (segment(laid_out, *place),))


def quotes_of(given: dict[str, Any], laid_out: LaidOut) -> Iterator[Tag]:
    people = {person["name"]: person["slug"] for person in given["people"]}
    for uuid, quote in zip(uuids_of(given, "quotes"), given["quotes"], strict=False):
        yield QuoteTag(
            uuid=uuid,
            speaker=entities["person", people[quote["speaker"]]].pk,
            kind="direct",
            role="",
            cue="said",
            source="",
            said_on=None,
            segments=(segment(laid_out, quote["para"], quote["start"], quote["end"]),),
        )


def segment(laid_out: LaidOut, paragraph: int, start: int, end: int) -> tuple[int, int]:
    line = laid_out.lines[paragraph]
    return line.at(start), line.at(end)


def uuids_of(given: dict[str, Any], kind: str) -> Iterator[UUID]:
    """Spread over the index as random ones are, but the same in each run."""
    chooser = random.Random(f"{kind} {given['id']}")
    while True:
        yield UUID(int=chooser.getrandbits(128), version=4)


def finish() -> None:
    """Put the id sequences behind the ids used, and tell the planner what there is."""
    with connection.cursor() as cursor:
        for model in (Article, Revision):
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
