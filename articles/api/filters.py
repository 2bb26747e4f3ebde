"""Filters of the API's lists."""

from collections.abc import Collection
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError

from articles.choices import Field
from articles.models import Article, Mention, Quote, SearchEntry, Section
from articles.models.article_queryset import ArticleQuerySet
from articles.models.tag_queryset import TagQuerySet
from articles.search.newest import rank_newest
from articles.search.public_entities import find_section, known_entities
from articles.search.querying import EmptySearch, Search, read_search
from articles.search.quotes import holding
from entities.models import Entity
from newsroom.lib.api.filters import (
    DescribedFilter,
    IdFilter,
    StrictDateFilter,
    StrictDateTimeFilter,
    TextFilter,
    describe_values,
)
from newsroom.lib.api.pagination import GIVEN, PAGE_PARAMETERS

PERSON = (Entity.Kind.PERSON,)
ORGANISATION = (Entity.Kind.ORGANISATION,)
ANY_KIND = (*PERSON, *ORGANISATION)
ID_OR_SLUG = "id or slug"


def find_entity(text: str, kinds: Collection[str]) -> int:
    """Return the id of the entity with this id or slug.

    Raises `forms.ValidationError` where there is none, or two.
    """
    found = known_entities(text, kinds)
    if not found:
        raise forms.ValidationError(_("There is none with this id or slug."), code="unknown")
    if len(found) > 1:
        raise forms.ValidationError(
            _("A person and an organisation have this slug: give an id."), code="ambiguous"
        )
    return found[0]


class EntityField(forms.CharField):
    def __init__(self, *, kinds: tuple[str, ...], **options: Any) -> None:
        self.kinds = kinds
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        return find_entity(text, self.kinds) if text else None


class EntityFilter(DescribedFilter):
    """A filter whose value is an entity's id, given as id or slug."""

    field_class = EntityField
    schema = GIVEN


class SectionField(forms.CharField):
    def clean(self, value: Any) -> Section | None:
        slug = super().clean(value)
        section = find_section(slug) if slug else None
        if slug and section is None:
            message = _("There is no section with this slug.")
            raise forms.ValidationError(message, code="invalid_choice")
        return section


class SectionFilter(DescribedFilter):
    """A filter whose value is a section, given by its slug."""

    field_class = SectionField
    schema = GIVEN


class ArticleFilterSet(django_filters.FilterSet):
    """Filters of articles. `search` is the parsed `q`, once that was applied."""

    search: Search | None = None

    person = EntityFilter(
        kinds=PERSON, method="filter_about", label=f"A person in it: {ID_OR_SLUG}."
    )
    organisation = EntityFilter(
        kinds=ORGANISATION, method="filter_about", label=f"An organisation in it: {ID_OR_SLUG}."
    )
    speaker = EntityFilter(
        kinds=ANY_KIND, method="filter_speaker", label=f"Somebody quoted in it: {ID_OR_SLUG}."
    )
    section = SectionFilter(label="A section's slug, its present or a former one.")
    published_after = StrictDateTimeFilter("published_at", "gte", label="This or later.")
    published_before = StrictDateTimeFilter("published_at", "lt", label="Before this.")
    language = describe_values(
        django_filters.ChoiceFilter(
            choices=lambda: [(code, code) for code in settings.ARTICLE_LANGUAGES],
            label="A language's ISO 639-1 code.",
        ),
        {"type": "string", "enum": settings.ARTICLE_LANGUAGES},
    )
    q = TextFilter(
        method="filter_ranked",
        label="Words, “phrases”, begin*, -exclusions. Ranked, of the newest 200 hits.",
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def filter_ranked(self, articles: ArticleQuerySet, name: str, value: str) -> "QuerySet[Any]":
        """Rank the hits. Declared and so applied last, it ranks only what other filters leave."""
        languages = (
            [self.form.cleaned_data["language"]] if self.form.cleaned_data["language"] else []
        )
        search = self.search = _read(name, value, languages)
        hits = SearchEntry.objects.filter(published_at__lte=Now())
        if len(self.data.keys() - PAGE_PARAMETERS) > 1:
            hits = hits.filter(article__in=articles.values("pk"))
        return rank_newest(hits, articles, search).articles

    def filter_about(self, articles: ArticleQuerySet, name: str, value: int) -> ArticleQuerySet:
        del name
        return articles.about(value)

    def filter_speaker(self, articles: ArticleQuerySet, name: str, value: int) -> ArticleQuerySet:
        del name
        return articles.about(value, speaking=True)


class QuoteFilterSet(django_filters.FilterSet):
    """Filters of quotes. `search` is the parsed `q`, once that was applied."""

    search: Search | None = None

    speaker = EntityFilter("speaker", kinds=ANY_KIND, label=f"Who said it: {ID_OR_SLUG}.")
    organisation = EntityFilter(
        kinds=ORGANISATION,
        method="filter_organisation",
        label=f"An organisation, itself or who held an office in it that day: {ID_OR_SLUG}.",
    )
    ever = describe_values(
        django_filters.ChoiceFilter(
            choices=[("true", "true")],
            method="filter_ever",
            label="With `organisation`: also what its people said before and after their office.",
        ),
        {"type": "string", "enum": ["true"]},
    )
    kind = django_filters.ChoiceFilter(choices=Quote.Kind.choices)
    article = IdFilter("revision__live_of", label="An article's id.")
    said_after = StrictDateFilter("said_on", "gte", label="Said on this day or later.")
    said_before = StrictDateFilter("said_on", "lt", label="Said before this day.")
    q = TextFilter(method="filter_words", label="Words, “phrases”, begin*, -exclusions.")

    class Meta:
        model = Quote
        fields: list[str] = []

    def filter_organisation(self, quotes: TagQuerySet, name: str, value: int) -> TagQuerySet:
        del name
        return quotes.by_organisation(value, ever=bool(self.form.cleaned_data["ever"]))

    def filter_ever(self, quotes: TagQuerySet, name: str, value: str) -> TagQuerySet:
        """Refuse it alone: `filter_organisation` reads the value."""
        del value
        if self.form.cleaned_data["organisation"] is None:
            message = "This widens `organisation`, which is not given."
            raise ValidationError({name: [ErrorDetail(message, "without_organisation")]})
        return quotes

    def filter_words(self, quotes: TagQuerySet, name: str, value: str) -> "QuerySet[Any]":
        self.search = _read(name, value, ())
        return holding(quotes, self.search)


class MentionFilterSet(django_filters.FilterSet):
    entity = EntityFilter("entity", kinds=ANY_KIND, label=f"Who is named: {ID_OR_SLUG}.")
    article = IdFilter("revision__live_of", label="An article's id.")
    field = django_filters.ChoiceFilter(choices=Field.choices)

    class Meta:
        model = Mention
        fields: list[str] = []


ABOUT = {"person": PERSON, "organisation": ORGANISATION, "speaker": ANY_KIND, "entity": ANY_KIND}


def read_entity(name: str, text: str) -> int:
    """Return the value of a filter of `ABOUT`, as the filter itself would read it."""
    try:
        return find_entity(text.strip(), ABOUT[name])
    except forms.ValidationError as error:
        detail = [ErrorDetail(message, error.code or "invalid") for message in error.messages]
        raise ValidationError({name: detail}) from error


def _read(name: str, text: str, languages: Collection[str]) -> Search:
    try:
        return read_search(text, languages=languages)
    except EmptySearch as error:
        raise ValidationError({name: [ErrorDetail(error.message, error.code)]}) from error
