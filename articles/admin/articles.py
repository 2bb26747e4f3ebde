"""Articles in the admin: the list, the form, and the panels of an article's page."""

from itertools import chain
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.article_filters import (
    AssignedToMeListFilter,
    StateListFilter,
    ToClearListFilter,
)
from articles.admin.article_search import find_articles, find_articles_about
from articles.admin.corrections import CorrectionsPanel
from articles.admin.editor import editor_config, editor_modules
from articles.admin.entity_filters import DeskMedia, OrganisationListFilter, PersonListFilter
from articles.admin.form_errors import acting_user
from articles.admin.forms import ArticleForm
from articles.admin.history import HistoryPanel
from articles.admin.locks import LocksPanel
from articles.admin.panels import CHANGE_PAGE, Panel, article_or_404
from articles.admin.preview import PreviewPanel
from articles.admin.publish_after_save import (
    may_publish,
    publish_saved,
    redirect_to_publish_form,
    response_after_save,
)
from articles.admin.quote_checks import QuoteChecksPanel
from articles.admin.revisions import RevisionsPanel
from articles.admin.suggestions import suggest_for_selection
from articles.admin.tag_messages import report_creation, report_save
from articles.admin.tags import TagsPanel
from articles.admin.unsaved_work_cookie import with_stored_work
from articles.admin.workflow import WorkflowPanel
from articles.choices import SEE_ANY, WRITE_ANY, WRITE_OWN, State
from articles.models import Article
from articles.publication.tag_reviews import close_reviews
from articles.revisions.new_articles import create_prepared
from articles.revisions.saving import save_prepared
from articles.suggestions.accepted_names import record_accepted_names
from newsroom.lib.admin.changelists import CheckedLists
from newsroom.lib.admin.paginator import BoundedPaginator

DETAILS: Any = ["section", "language", "slug", "byline", "dateline", "source"]
HIDDEN: Any = ["base", "work", "removed_tags", "new_entities_json", "confirmed_json"]


PANELS: Final[tuple[type[Panel], ...]] = (
    WorkflowPanel,
    TagsPanel,
    QuoteChecksPanel,
    CorrectionsPanel,
    LocksPanel,
    RevisionsPanel,
    HistoryPanel,
    PreviewPanel,
)


@admin.register(Article)
class ArticleAdmin(DeskMedia, CheckedLists):
    """The list of articles, and the page of each one: its form and its panels."""

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
        AssignedToMeListFilter,
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

    def __init__(self, model: type[Article], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.panels = [panel(self) for panel in PANELS]

    def get_urls(self) -> list[URLPattern]:
        return [*chain.from_iterable(panel.urls() for panel in self.panels), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Article]":
        bodies = [f"head__{name}" for name in ("headline", "deck", "body", "body_text")]
        articles: Any = super().get_queryset(request)
        return articles.visible_to(acting_user(request)).defer(*bodies)

    def filter_by_entity(
        self, queryset: "QuerySet[Article]", entity_id: int
    ) -> "QuerySet[Article]":
        return queryset.filter(pk__in=find_articles_about(entity_id))

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        del request
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=find_articles(search_term)), False

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

    @admin.display(description=_("dateline"))
    def dateline(self, article: Article) -> str:
        return article.working_copy.dateline

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

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        user = acting_user(request)
        if obj is None:
            return any(map(user.has_perm, (*SEE_ANY, WRITE_OWN)))
        return obj.is_visible_to(user)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        user = acting_user(request)
        if obj is None:
            return any(map(user.has_perm, (WRITE_ANY, WRITE_OWN)))
        return obj.is_writable_by(user)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Return False: an article is withdrawn, and its history stays."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Show the plain texts, without the HTML of tags, to those who may not change them."""
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
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        may_save = obj is None or self.has_change_permission(request, obj)
        context |= {
            "may_save": may_save,
            "may_publish": may_save and may_publish(request),
            "is_shown": obj is not None and is_shown(obj),
        }
        if obj is not None:
            for panel in self.panels:
                context |= panel.context(request, obj)
        if may_save:
            context["editor_modules"] = editor_modules()
            context["editor_config"] = editor_config(request, context["adminform"].form, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Store what the form holds, by services that check again what the form has checked.

        Raises `PermissionDenied` where readers would see it at once, by publishing or by another
        section or language of a live article, and the user may not publish.
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
            publish_saved(request, article_or_404(self, request, obj.pk))

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        response = response_after_save(request, obj) or super().response_change(request, obj)
        return with_stored_work(response, request)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Redirect to the article's page, or to the form for publishing if it has a question.

        Those who may not open the article get the admin's front page.
        """
        response: HttpResponse
        if not self.has_view_or_change_permission(request, obj):
            response = redirect("admin:index")
        else:
            own_page = redirect(CHANGE_PAGE, obj.pk)
            response = redirect_to_publish_form(request, obj) or own_page
        return with_stored_work(response, request)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Say that it cannot be opened, in place of Django's "Perhaps it was deleted?"."""
        del opts, object_id
        after_post = _(
            "There is no such article that you may open. It may have been killed for legal "
            "reasons, or be in other hands now. What you had typed was not stored; this browser "
            "offers it again if the article comes back to you."
        )
        after_get = _("There is no such article that you may open.")
        messages.warning(request, after_post if request.method == "POST" else after_get)
        return redirect("admin:index")

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Keep no log of Django's, since it would hold headlines of killed articles."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Keep no log of Django's, as `log_addition`."""


def status_of(article: Article) -> tuple[str, Any]:
    """Return a name for style sheets, and the label."""
    state = article.current_state
    if state == State.PUBLISHED and article.has_unpublished_changes:
        return "changed", _("published, with unpublished changes")
    return state.value, state.label


def is_shown(article: Article) -> bool:
    """Return whether readers see the article now."""
    return status_of(article)[0] in ("published", "changed")
