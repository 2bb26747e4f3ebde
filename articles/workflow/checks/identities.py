"""Checks that ask who is meant: new people, namesakes, and people whom the text contradicts.

Each is asked once: after a confirmation only another reason is found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import IdentityConfirmation
from articles.search.namesakes import distinction, label, with_distinction
from articles.search.visible_entities import known_for, publicly_named
from articles.suggestions.engine.contradictions import Contradiction, find_contradictions
from articles.suggestions.engine.doubts import AGE, NAMESAKE, OFFICE, PLACE, Doubt
from articles.suggestions.name_index import describe
from articles.tagging import Field
from articles.workflow.checks.findings import Finding, Identity
from articles.workflow.checks.subject import Place, Subject
from entities.models import Alias, Entity

NAMED: Final = 3

Check = IdentityConfirmation.Check


def new_people(subject: Subject) -> Iterator[Finding]:
    """Find people whom nothing public names yet. One query."""
    people = {pk for pk, entity in subject.named.items() if entity.kind == Entity.Kind.PERSON}
    met = publicly_named(Entity.objects.filter(pk__in=people)).values_list("pk", flat=True)
    for pk in _in_order(subject, people.difference(met) if people else ()):
        message = _(
            "%(who)s is new: readers have not met this person yet. Are name and words right?"
        )
        identity = Identity(pk, Check.NEW_PERSON, subject.named[pk].folded_name)
        yield from _unless_confirmed(subject, identity, message % {"who": subject.label_of(pk)})


def namesakes(subject: Subject) -> Iterator[Finding]:
    """Find entities that share a name or an alias with another of their kind. Three queries."""
    sharing = _sharing(subject)
    rows = _others(subject, set().union(*sharing.values())) if sharing else {}
    for pk in _in_order(subject, sharing):
        others = [rows[other] for other in sorted(sharing[pk] & rows.keys())]
        others = [row for row in others if row.kind == subject.named[pk].kind]
        if others:
            message = _(
                "There is another of this name. Meant here is %(who)s, not %(others)s: right?"
            )
            text = message % {"who": subject.label_of(pk), "others": _labels(others)}
            reason = " ".join(str(row.pk) for row in others)
            identity = Identity(pk, Check.NAMESAKE, reason)
            yield from _unless_confirmed(subject, identity, text)


def _sharing(subject: Subject) -> dict[int, set[int]]:
    """Return for each entity the ids of others with one of its names. Two queries, by index."""
    called: dict[str, set[int]] = defaultdict(set)
    for pk, entity in subject.named.items():
        called[entity.folded_name].add(pk)
    aliases = Alias.objects.filter(entity__in=subject.named).order_by()
    for pk, name in aliases.values_list("entity", "folded_name") if called else ():
        called[name].add(pk)
    # By kind too, since the index of names begins with it.
    by_name = Entity.objects.filter(kind__in=Entity.Kind.values, folded_name__in=called)
    by_alias = Alias.objects.filter(folded_name__in=called).order_by()
    found = by_name.order_by().values_list("folded_name", "pk")
    found = found.union(by_alias.values_list("folded_name", "entity"))
    sharing: dict[int, set[int]] = defaultdict(set)
    for name, other in found if called else ():
        for pk in called[name] - {other}:
            sharing[pk].add(other)
    return sharing


def _others(subject: Subject, ids: set[int]) -> dict[int, Any]:
    """Return the current entities with these ids, but none that is another article's secret."""
    current = Entity.objects.current().filter(pk__in=ids)
    return {row.pk: row for row in with_distinction(known_for(current, subject.article))}


def _labels(rows: list[Any]) -> str:
    names = "; ".join(label(row.name, distinction(row)) for row in rows[:NAMED])
    return f"{names} + {len(rows) - NAMED}" if len(rows) > NAMED else names


def contradicted(subject: Subject) -> Iterator[Finding]:
    """Find people of whom the text says what contradicts what is known. One query."""
    against: dict[int, tuple[Field, Contradiction]] = {}
    for field, found in _contradictions(subject):
        against.setdefault(found.entity, (field, found))
    for pk, (field, found) in against.items():
        text = _("Is %(who)s meant? %(why)s")
        text %= {"who": subject.label_of(pk), "why": _in_words(found.doubt)}
        doubt = found.doubt
        identity = Identity(pk, Check.CONTRADICTION, f"{doubt.kind}: {doubt.said}: {doubt.known}")
        yield from _unless_confirmed(subject, identity, text, (field, *found.span))


def _contradictions(subject: Subject) -> Iterator[tuple[Field, Contradiction]]:
    known = describe(subject.named)
    year = timezone.localdate().year
    for field, document in subject.documents.items():
        spans = [
            (tag.start, tag.end, subject.entities.get(tag.entity)) for tag in document.mentions
        ]
        mentions = [
            ((start, end), known[who.pk]) for start, end, who in spans if who and who.pk in known
        ]
        for found in find_contradictions(document.text, mentions, year=year):
            yield field, found


def _in_words(doubt: Doubt) -> str:
    """Return a doubt in the words of the editor's page (proposals.js)."""
    texts = {
        AGE: _("The text gives an age, %(said)s. Known here: %(known)s."),
        OFFICE: _("The text says “%(said)s”. Known here: %(known)s."),
        PLACE: _("The text says “%(said)s”. Known here: %(known)s."),
        NAMESAKE: _("The text says that it is somebody else: “%(said)s”."),
    }
    return texts[doubt.kind] % {"said": doubt.said, "known": doubt.known}


def _in_order(subject: Subject, ids: Iterable[int]) -> list[int]:
    """Return the ids in the order of the text."""
    wanted = set(ids)
    return [pk for pk in subject.places if pk in wanted]


def _unless_confirmed(
    subject: Subject, identity: Identity, text: str, place: Place | None = None
) -> Iterator[Finding]:
    if identity not in subject.confirmed:
        field, start, end = place or subject.places[identity.entity]
        yield Finding(identity.check, text, field.value, start, end, identity=identity)
