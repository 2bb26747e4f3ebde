"""Articles: found, written and published, through the services."""

from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Q, QuerySet, When
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.corrections import CorrectionsAdmin
from articles.admin.editor import editor_config, editor_modules
from articles.admin.filters import DeskMedia, OrganisationListFilter, PersonListFilter
from articles.admin.form_errors import acting_user
from articles.admin.forms import ArticleForm
from articles.admin.history import HistoryAdmin
from articles.admin.locks import LocksAdmin
from articles.admin.preview import PreviewAdmin
from articles.admin.quote_checks import QuoteChecksAdmin
from articles.admin.revisions import RevisionsAdmin
from articles.admin.save_messages import report_creation, report_save
from articles.admin.suggestions import suggest_for_selection
from articles.admin.unsaved_work_cookie import with_stored_work
from articles.admin.workflow import (
    MineListFilter,
    StateListFilter,
    ToClearListFilter,
    WorkflowAdmin,
)
from articles.choices import PUBLISH, Field, State
from articles.models import Article, Mention, Quote, SearchEntry, TagReview
from articles.models.article import UNPUBLISHED
from articles.publication.tag_reviews import close_reviews
from articles.revisions.new_articles import create_prepared
from articles.revisions.saving import save_prepared
from articles.search.namesakes import distinctions
from articles.search.querying import EmptySearch, ReadQuery, read_search
from articles.suggestions.accepted_names import record_accepted_names
from entities.models import Entity
from newsroom.lib.admin.changelists import CheckedLists
from newsroom.lib.admin.paginator import BoundedPaginator

HITS = 500
NAMES_SEARCHED = 20
WAITING_SEARCHED = 2000
DETAILS: Any = ["section", "language", "slug", "byline", "source"]
HIDDEN: Any = ["base", "work", "removed_tags", "new_entities_json", "confirmed_json"]


@admin.register(Article)
class ArticleAdmin(
    WorkflowAdmin,
    HistoryAdmin,
    RevisionsAdmin,
    PreviewAdmin,
    CorrectionsAdmin,
    LocksAdmin,
    QuoteChecksAdmin,
    DeskMedia,
    CheckedLists,
):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = [
        "headline",
        "status",
        "section",
        "language",
        "published_at",
        "saved_at",
        "on_site",
    ]
    list_display_links = ["headline"]
    list_filter = [
        StateListFilter,
        MineListFilter,
        ToClearListFilter,
        "section",
        "published_at",
        PersonListFilter,
        OrganisationListFilter,
    ]
    list_per_page = 50
    list_select_related = ["head", "section"]
    search_fields = ["head__headline_text", "head__body_text"]  # read by get_search_results
    search_help_text = _(
        "Words of headline, deck and text, or names of people and organisations. Of articles with "
        "something unpublished the newest 2,000 are searched."
    )
    show_full_result_count = False
    paginator = BoundedPaginator
    actions = [suggest_for_selection]
    view_on_site = False  # the page's own link is there only if readers see it
    sortable_by = ()  # no index orders all articles by anything but their ids
    fieldsets = [
        (None, {"fields": ["headline", "deck", "body", *HIDDEN]}),
        (_("Details"), {"fields": DETAILS}),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Article]":
        bodies = [f"head__{name}" for name in ("headline", "deck", "body", "body_text")]
        return super().get_queryset(request).defer(*bodies)

    def about(self, queryset: "QuerySet[Article]", entity_id: int) -> "QuerySet[Article]":
        """Those whose working copy or public text names or quotes the entity."""
        mentions, quotes = _naming([entity_id])
        return queryset.filter(pk__in=mentions.union(quotes))

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        del request
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=_matching(search_term)), False

    @admin.display(description=_("headline"))
    def headline(self, article: Article) -> str:
        return article.working_copy.headline_text

    @admin.display(description=_("deck"))
    def deck(self, article: Article) -> str:
        return article.working_copy.deck_text

    @admin.display(description=_("body"))
    def body(self, article: Article) -> str:
        return article.working_copy.body_text

    @admin.display(description=_("byline"))
    def byline(self, article: Article) -> str:
        return article.working_copy.byline

    @admin.display(description=_("source"))
    def source(self, article: Article) -> str:
        return article.working_copy.source

    @admin.display(description=_("state"))
    def status(self, article: Article) -> SafeString:
        name, words = status_of(article)
        return format_html('<span class="status status-{}">{}</span>', name, words)

    @admin.display(description=_("last saved"))
    def saved_at(self, article: Article) -> Any:
        return article.working_copy.created_at

    @admin.display(description=_("on the site"))
    def on_site(self, article: Article) -> SafeString | str:
        if not is_shown(article):
            return "–"
        return format_html('<a href="{}">{}</a>', article.get_absolute_url(), _("View page"))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Nobody deletes an article: it is withdrawn, and its history stays."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Who may only look sees the texts without their tags' HTML."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [
            (None, {"fields": ["headline", "deck", "body"]}),
            (_("Details"), {"fields": DETAILS}),
        ]

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if change and not self.has_change_permission(request, obj):
            # Fields that a form declares stay, even where all fields are excluded.
            kwargs |= {"form": ModelForm, "fields": []}
            return super().get_form(request, obj, change, **kwargs)
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.may_publish, form.by = may_publish(request), acting_user(request)
        return form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: Article | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        may_save = obj is None or self.has_change_permission(request, obj)
        tags = tags_of(obj) if obj else None
        context |= {
            "may_save": may_save,
            "may_publish": may_save and may_publish(request),
            "status": status_of(obj) if obj else None,
            "is_shown": obj is not None and is_shown(obj),
            "tags": tags,
            "lines": lines_of(tags) if tags else {},
            "reviews": TagReview.objects.filter(article=obj) if obj else (),
        }
        if may_save:
            context["editor_modules"] = editor_modules()
            context["editor_config"] = editor_config(request, context["adminform"].form, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Write what the form has prepared, in the same transaction.

        Needs `publish_article` for what readers see at once: publishing, and a live article's
        section and language.
        """
        is_seen = "_publish" in request.POST or form.changes_what_readers_see
        if is_seen and not may_publish(request):
            raise PermissionDenied
        by = acting_user(request)
        if change:
            saved = save_prepared(form.prepared_save)
            record_accepted_names(
                article=saved.article, after=saved.after, comparison=saved.comparison, by=by
            )
            confirmed = close_reviews(
                article=saved.article, confirmations=form.confirmations, by=by
            )
            report_save(request, saved, form.dropped, confirmed)
        else:
            article = create_prepared(form.prepared_article)
            obj.pk, obj.head, obj.slug = article.pk, article.head, article.slug
            obj.created_by, obj.assigned_to = article.created_by, article.assigned_to
            report_creation(request, form.draft, form.dropped)
        if "_publish" in request.POST:
            self.publish_saved(request, obj.pk)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return with_stored_work(super().response_change(request, obj), request)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        """To the article's own page, where tagging goes on, for those who may open it; or to what
        has to be answered before it is published."""
        response: HttpResponse
        if not self.has_view_or_change_permission(request, obj):
            response = redirect("admin:index")
        else:
            own_page = redirect("admin:articles_article_change", obj.pk)
            response = self.question_of(request, obj) or own_page
        return with_stored_work(response, request)


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm(PUBLISH)


def status_of(article: Article) -> tuple[str, Any]:
    """A name for style sheets, and words."""
    state = article.current_state
    if state == State.PUBLISHED and article.has_unpublished_changes:
        return "changed", _("published, with unpublished changes")
    return state.value, state.label


def is_shown(article: Article) -> bool:
    """Whether readers see the article now."""
    return status_of(article)[0] in ("published", "changed")


def tags_of(article: Article) -> dict[str, list[Any]]:
    """The tags of the working copy in the order of the text. Two queries."""
    rows = {"revision": article.head_id}
    order = Case(*(When(field=name, then=place) for place, name in enumerate(Field.values)))
    return {
        "mentions": list(
            Mention.objects.filter(**rows).select_related("entity").order_by(order, "start")
        ),
        "quotes": list(
            Quote.objects.filter(**rows).select_related("speaker").order_by(order, "start")
        ),
    }


def lines_of(tags: dict[str, list[Any]]) -> dict[int, str]:
    """Return what tells those whom these tags name from namesakes, by id. One query."""
    named = [mention.entity for mention in tags["mentions"]]
    return distinctions([*named, *(quote.speaker for quote in tags["quotes"])])


def _matching(term: str) -> "QuerySet[Any]":
    """The ids of what is live by its index, of what is not by its words, of both by who is named.

    A union, each part of it read by an index; ORed conditions read every article.
    """
    named = Entity.objects.named_like(term).order_by("-likeness", "pk").values_list("pk", flat=True)
    found = [*_naming(list(named[:NAMES_SEARCHED])), _unpublished(term)]
    with suppress(EmptySearch):  # a name may still be meant
        query = ReadQuery(read_search(term).tsquery)
        hits = SearchEntry.objects.filter(words=query).order_by("-published_at", "-pk")
        found.append(hits.values("pk")[:HITS])
    return found[0].union(*found[1:])


def _unpublished(term: str) -> "QuerySet[Any]":
    """Of the newest working copies that readers do not see, those with the words: they are read."""
    waiting = Article.objects.filter(UNPUBLISHED).order_by("-pk")
    words = Q()
    for word in term.replace("\0", " ").split():
        words &= Q(head__headline_text__icontains=word) | Q(head__body_text__icontains=word)
    newest = Article.objects.filter(pk__in=waiting.values("pk")[:WAITING_SEARCHED])
    return newest.filter(words).order_by().values("pk")


def _naming(entities: list[int]) -> "list[QuerySet[Any]]":
    mentions = Mention.objects.filter(entity__in=entities).order_by()
    quotes = Quote.objects.filter(speaker__in=entities).order_by()
    return [mentions.values("revision__article"), quotes.values("revision__article")]
