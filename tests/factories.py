"""Make articles, people and accounts for tests, by the services that the site itself uses."""

from datetime import datetime, timedelta
from importlib import import_module
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils import timezone

from articles.drafts.draft import Draft, read_html
from articles.models import AcceptedName, Article, Section
from articles.publication.publishing import publish
from articles.revisions.details import Details
from articles.revisions.new_articles import create_article
from articles.tagging import Field
from articles.workflow.checks.checks import find_obstacles
from articles.workflow.execution import transition_article
from articles.workflow.identity_confirmations import confirm_identity
from articles.workflow.transition_input import TransitionInput
from entities.models import Entity
from entities.services.editing import create_entity
from entities.services.merging import merge_entity
from newsroom.models import User

numbers = count(1)


def make_user(**fields: Any) -> User:
    return User.objects.create_user(**{"username": f"editor-{next(numbers)}", **fields})


def make_section(name: str = "World") -> Section:
    slug = name.lower().replace(" ", "-")
    return Section.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_person(name: str = "", **fields: Any) -> Entity:
    name = name or f"Person Number {next(numbers)}"
    return create_entity(kind=Entity.Kind.PERSON, name=name, by=None, **fields)


def make_organisation(name: str = "", **fields: Any) -> Entity:
    name = name or f"Organisation Number {next(numbers)}"
    return create_entity(kind=Entity.Kind.ORGANISATION, name=name, by=None, **fields)


def merge(entity: Entity, into: Entity) -> Entity:
    return merge_entity(entity_id=entity.pk, into_id=into.pk, by=None)


def mention(entity: Entity, words: str = "") -> str:
    """HTML of a mention, with an id of its own."""
    start = f'<span data-mention="{next_uuid()}" data-entity="{entity.pk}">'
    return f"{start}{words or entity.name}</span>"


def quote(speaker: Entity | None, words: str, kind: str = "direct", **attributes: str) -> str:
    """HTML of a quote; `said_on="2024-09-01"` and the like become its attributes."""
    given = {"speaker": str(speaker.pk) if speaker else "", "kind": kind, **attributes}
    written = " ".join(f'data-{name.replace("_", "-")}="{value}"' for name, value in given.items())
    return f'<span data-quote="{next_uuid()}" {written}>{words}</span>'


def next_uuid() -> str:
    return f"00000000-0000-4000-8000-{next(numbers):012d}"


def make_draft(
    headline: str = "", *, deck: str = "", body: str = "<p>Words.</p>", **fields: str
) -> Draft:
    """A draft of HTML, read as an editor's is."""
    headline = headline or f"Headline {next(numbers)}"
    texts = {Field.HEADLINE: headline, Field.DECK: deck, Field.BODY: body}
    documents = {field.value: read_html(html, field)[0] for field, html in texts.items()}
    return Draft(**documents, **fields)


# What the checks ask for beside a headline and a body.
COMPLETE = {"deck": "The deck.", "byline": "A. Writer"}


def draft_article(
    headline: str = "",
    *,
    section: Section | None = None,
    language: str = "en",
    slug: str = "",
    **fields: str,
) -> Article:
    """An article that readers do not see."""
    details = Details(section=section or make_section(), language=language, slug=slug)
    return create_article(draft=make_draft(headline, **fields), details=details, by=None)


def accept_names(*entities: Entity) -> Article:
    """An article in which an editor has tagged each by its name."""
    article = published_article(
        "Talks", body="".join(f"<p>{mention(entity)}</p>" for entity in entities)
    )
    by, now = make_user(), timezone.now()
    AcceptedName.objects.bulk_create(
        AcceptedName(
            entity=entity,
            folded_name=entity.folded_name,
            article=article,
            accepted_by=by,
            accepted_at=now,
        )
        for entity in entities
    )
    return article


def confirm_identities(article: Article) -> None:
    """Say of everybody whom the checks ask about that they are meant."""
    for finding in find_obstacles(article):
        if finding.key:
            confirm_identity(article_id=article.pk, key=finding.key, by=None)


def published_article(headline: str = "", *, at: datetime | None = None, **fields: Any) -> Article:
    """An article that readers see, from `at` on."""
    return publish(article_id=draft_article(headline, **fields).pk, by=None, at=at)


def make_staff(role: str = "", **fields: Any) -> User:
    """Somebody at the desk in one of the roles that the migration makes: "editor", "legal" …"""
    user = make_user(is_staff=True, **fields)
    if role:
        user.groups.add(_group(role.capitalize()))
    return user


def _group(name: str) -> Group:
    """The role's group, which tests with real transactions have removed with all else."""
    roles = import_module("articles.migrations.0006_roles").ROLES
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        labels = [role.partition(".") for role in roles[name]]
        wanted = Q()
        for app, _, codename in labels:
            wanted |= Q(content_type__app_label=app, codename=codename)
        group.permissions.set(Permission.objects.filter(wanted))
    return group


def move(article: Article, transition: str, by: User | None = None, **given: Any) -> Article:
    moved = transition_article(
        article_id=article.pk, transition=transition, by=by, details=TransitionInput(**given)
    )
    return moved.article


def article_in(state: str, **fields: Any) -> Article:
    """An article in any state, brought there by transitions."""
    later = timezone.now() + timedelta(hours=1)
    steps: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "draft": [],
        "in_review": [("submit", {})],
        "ready": [("approve", {})],
        "scheduled": [("schedule", {"at": later})],
        "published": [("publish", {})],
        "withdrawn": [("publish", {}), ("withdraw", {"notice": "Withdrawn."})],
        "killed": [("publish", {}), ("kill", {"reason": "Injunction."})],
    }
    article = draft_article(**fields)
    for transition, given in steps[state]:
        article = move(article, transition, **given)
    return article


def withdraw(article: Article | int) -> Article:
    """Taken from readers, with a notice in its place."""
    pk = article if isinstance(article, int) else article.pk
    return move(Article(pk=pk), "withdraw", notice="This article was withdrawn.")
