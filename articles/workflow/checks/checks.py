"""The table of all checks before publishing, the short ones, and the function that runs them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from articles.choices import CLEAR, OVERRIDE_CHECKS
from articles.models import Article, Clearance, TagReview
from articles.search.namesakes import distinctions, label
from articles.tagging import Field, QuoteTag, words
from articles.workflow.checks.dead_links import dead_links
from articles.workflow.checks.findings import Finding, Level
from articles.workflow.checks.identities import contradicted, namesakes, new_people
from articles.workflow.checks.quotation_marks import open_marks
from articles.workflow.checks.subject import Subject
from articles.workflow.checks.untagged_names import known_people
from entities.models import Entity

SHOWN_WORDS: Final = 60
NAMELESS_SLUG: Final = "untitled"


@dataclass(frozen=True, slots=True)
class Check:
    """A check: `find` yields its findings; `overrider` may publish in spite of a `MUST`.

    `default_level` counts unless CHECK_LEVELS has another.
    """

    find: Callable[[Subject], Iterator[Finding]]
    default_level: Level
    overrider: str = OVERRIDE_CHECKS


def find_obstacles(article: Article) -> list[Finding]:
    """Return what is wrong with an article's head: what must be mended first, then the rest.

    Each part is in the order of the checks. A constant number of queries, however long the article.
    A killed article has no findings.
    """
    subject = Subject(article)
    if subject.is_killed:
        return []
    found = [finding for code in CHECKS for finding in _run(code, subject)]
    return sorted(found, key=lambda finding: not finding.is_must)


def _run(code: str, subject: Subject) -> Iterator[Finding]:
    check = CHECKS[code]
    level = Level(settings.CHECK_LEVELS.get(code, check.default_level))
    if level is not Level.OFF:
        for finding in check.find(subject):
            yield replace(finding, level=level, overrider=check.overrider)


def _headline(subject: Subject) -> Iterator[Finding]:
    if not subject.head.headline_text.strip():
        yield Finding("headline", _("There is no headline."), "headline")


def _deck(subject: Subject) -> Iterator[Finding]:
    if not subject.head.deck_text:
        yield Finding("deck", _("There is no deck."), "deck")


def _section(subject: Subject) -> Iterator[Finding]:
    if subject.article.section_id is None:
        yield Finding("section", _("It stands in no section."), "section")


def _byline(subject: Subject) -> Iterator[Finding]:
    if not subject.head.byline:
        yield Finding("byline", _("Nobody is named as its author."), "byline")


def _slug(subject: Subject) -> Iterator[Finding]:
    slug = subject.article.slug
    if slug == NAMELESS_SLUG or slug.startswith(f"{NAMELESS_SLUG}-"):
        yield Finding("slug", _("Its address says nothing: “%s”.") % slug, "slug")


def _tag_review(subject: Subject) -> Iterator[Finding]:
    reviews = {review.uuid: review for review in TagReview.objects.filter(article=subject.article)}
    for field, tag in subject.tags():
        if review := reviews.get(tag.uuid):
            text = _("The words of a tag have changed, confirm them first: %s.") % review
            yield Finding("tag_review", text, field.value, tag.start, tag.end, tag.uuid)


def _unchecked_quote(subject: Subject) -> Iterator[Finding]:
    for quote in subject.unchecked:
        text = _("Nobody has checked this quote: %s") % _short(quote.text)
        place = (quote.field, quote.start, quote.end, quote.uuid)
        yield Finding("unchecked_quote", text, *place)


def _unnamed_speaker(subject: Subject) -> Iterator[Finding]:
    for field, tag in subject.tags():
        if isinstance(tag, QuoteTag) and tag.speaker is None:
            quoted = words(tag, subject.documents[field].text)
            text = _("Who said this? %s") % _short(quoted)
            yield Finding("unnamed_speaker", text, field.value, tag.start, tag.end, tag.uuid)


def _untagged_name(subject: Subject) -> Iterator[Finding]:
    """Find names in the body alone, and of nobody whom any tag names: one tag is enough."""
    body, article = subject.documents[Field.BODY], subject.article
    known = known_people(body, article_id=article.pk)
    untagged = [person for person in known if person.entity not in subject.named]
    entities = Entity.objects.filter(pk__in=[person.entity for person in untagged])
    lines = distinctions(entities) if untagged else {}
    for person in untagged:
        name = label(person.name, lines[person.entity])
        text = _("%s is known to the newsroom, and not tagged.") % name
        yield Finding("untagged_name", text, "body", person.start, person.end)


def _open_quotation_mark(subject: Subject) -> Iterator[Finding]:
    for field, document in subject.documents.items():
        for start, end in open_marks(document.text):
            opened = _short(document.text[start:end])
            text = _("A quotation is opened and not closed: %s") % opened
            yield Finding("open_quotation_mark", text, field.value, start, end)


def _sensitive(subject: Subject) -> Iterator[Finding]:
    about = sorted((one.name, pk) for pk, one in subject.named.items() if one.is_sensitive)
    names = [subject.label_of(pk) for _name, pk in about]
    if names and not Clearance.objects.filter(revision=subject.head).exists():
        message = _("Legal has to clear this revision, which is about %s.")
        text = message % ", ".join(names)
        yield Finding("sensitive", text, "body")


def _dead_link(subject: Subject) -> Iterator[Finding]:
    body = subject.documents[Field.BODY]
    links = [mark for mark in body.marks if mark.name == "a"]
    dead = dead_links({mark.href for mark in links})
    for mark in links:
        if mark.href in dead:
            text = _("This link leads to nothing that readers can see: %s") % mark.href
            yield Finding("dead_link", text, "body", mark.start, mark.end)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_WORDS else f"{text[:SHOWN_WORDS]}…"


# A new check is one line here, beside its function. They run in this order.
CHECKS: Final[dict[str, Check]] = {
    "headline": Check(_headline, Level.MUST),
    "deck": Check(_deck, Level.SHOULD),
    "section": Check(_section, Level.MUST),
    "byline": Check(_byline, Level.SHOULD),
    "slug": Check(_slug, Level.SHOULD),
    "tag_review": Check(_tag_review, Level.MUST),
    "unchecked_quote": Check(_unchecked_quote, Level.SHOULD),
    "unnamed_speaker": Check(_unnamed_speaker, Level.SHOULD),
    "untagged_name": Check(_untagged_name, Level.SHOULD),
    "new_person": Check(new_people, Level.SHOULD),
    "namesake": Check(namesakes, Level.SHOULD),
    "contradiction": Check(contradicted, Level.SHOULD),
    "open_quotation_mark": Check(_open_quotation_mark, Level.SHOULD),
    "sensitive": Check(_sensitive, Level.MUST, overrider=CLEAR),
    "dead_link": Check(_dead_link, Level.SHOULD),
}
