"""Articles: found, written, published and taken back, through the services."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.acting import actor
from articles.admin.filters import DeskMedia, OrganisationListFilter, PersonListFilter
from articles.admin.forms import ArticleForm
from articles.admin.reporting import report_save
from articles.errors import InvalidTransition
from articles.models import Article, Mention, Quote, SearchEntry
from articles.models.tags import Field
from articles.search import EmptySearch, ReadQuery, read_search
from articles.services.drafting import change_details, create_article, save_revision
from articles.services.publishing import publish, unpublish
from entities.models import Entity
from newsroom.lib.bounded import BoundedPaginator

HITS = 500
NAMES_SEARCHED = 20


@admin.register(Article)
class ArticleAdmin(DeskMedia, admin.ModelAdmin):
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
    list_filter = ["state", "section", "published_at", PersonListFilter, OrganisationListFilter]
    list_per_page = 50
    list_select_related = ["head", "section"]
    search_fields = ["head__headline_text", "head__body_text"]  # read by get_search_results
    search_help_text = _("Words of headline, deck and text, or names of people and organisations.")
    show_full_result_count = False
    paginator = BoundedPaginator
    actions = None
    fieldsets = [
        (None, {"fields": ["headline", "deck", "body", "base"]}),
        (_("Details"), {"fields": ["section", "language", "slug", "byline", "source"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Article]":
        bodies = [f"head__{name}" for name in ("headline", "deck", "body", "body_text")]
        return super().get_queryset(request).defer(*bodies)

    def about(self, queryset: "QuerySet[Article]", entity_id: int) -> "QuerySet[Article]":
        """Those whose working copy or public text names or quotes the entity."""
        return queryset.filter(pk__in=_naming([entity_id]))

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        del request
        if not search_term.strip():
            return queryset, False
        return queryset.filter(_matching(search_term)), False

    @admin.display(description=_("headline"), ordering="head__headline_text")
    def headline(self, article: Article) -> str:
        return article.working_copy.headline_text

    @admin.display(description=_("state"), ordering="state")
    def status(self, article: Article) -> SafeString:
        name, words = status_of(article)
        return format_html('<span class="status status-{}">{}</span>', name, words)

    @admin.display(description=_("last saved"), ordering="head__created_at")
    def saved_at(self, article: Article) -> Any:
        return article.working_copy.created_at

    @admin.display(description=_("on the site"))
    def on_site(self, article: Article) -> SafeString | str:
        if status_of(article)[0] not in ("published", "changed"):
            return "–"
        return format_html('<a href="{}">{}</a>', article.get_absolute_url(), _("View page"))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Nobody deletes an article: it is taken back, and its history stays."""
        return False

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        may_publish = request.user.has_perm("articles.publish_article")
        context |= {
            "may_publish": may_publish,
            "may_unpublish": may_publish and obj is not None and obj.live_id is not None,
            "status": status_of(obj) if obj else None,
            "tags": tags_of(obj) if obj else None,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Through the services, which check again what the form has checked."""
        if change:
            change_details(article_id=obj.pk, details=form.details, by=actor(request))
            saved = save_revision(
                article_id=obj.pk,
                base=form.base_number,
                draft=form.draft,
                removed=form.removed,
                by=actor(request),
            )
            report_save(request, saved, form.dropped)
        else:
            article = create_article(draft=form.draft, details=form.details, by=actor(request))
            obj.pk, obj.head, obj.slug = article.pk, article.head, article.slug
        self._move(request, obj)

    def _move(self, request: HttpRequest, article: Article) -> None:
        """Publish or take back, as the button pressed says."""
        if not {"_publish", "_unpublish"} & request.POST.keys():
            return
        if not request.user.has_perm("articles.publish_article"):
            raise PermissionDenied
        try:
            if "_publish" in request.POST:
                publish(article_id=article.pk, by=actor(request))
                messages.success(request, _("Published."))
            else:
                unpublish(article_id=article.pk, by=actor(request))
                messages.success(request, _("Taken back: readers no longer see it."))
        except InvalidTransition as error:
            messages.warning(request, error.message)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        """To the article's own page, where tagging goes on."""
        return redirect("admin:articles_article_change", obj.pk)


def status_of(article: Article) -> tuple[str, Any]:
    """A name for style sheets, and words."""
    if article.live_id is None:
        return "draft", _("draft")
    if article.published_at and article.published_at > timezone.now():
        return "awaited", _("waits for its time")
    if article.has_unpublished_changes:
        return "changed", _("published, with unpublished changes")
    return "published", _("published")


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


def _matching(term: str) -> Q:
    """What is live by its index, what is not by its words, both also by who is named."""
    named = Entity.objects.named_like(term).order_by("-likeness", "pk").values("pk")
    matching = Q(pk__in=_naming(named[:NAMES_SEARCHED])) | Q(pk__in=_unpublished(term))
    try:
        query = ReadQuery(read_search(term).tsquery)
    except EmptySearch:
        return matching
    hits = SearchEntry.objects.filter(words=query).order_by("-published_at", "-pk")
    return matching | Q(pk__in=hits.values("pk")[:HITS])


def _unpublished(term: str) -> "QuerySet[Any]":
    """Working copies that readers do not see: few, so their words are read."""
    waiting = Article.objects.filter(Q(live=None) | ~Q(live=F("head")))
    words = Q()
    for word in term.split():
        words &= Q(head__headline_text__icontains=word) | Q(head__body_text__icontains=word)
    return waiting.filter(words).order_by("-pk").values("pk")[:HITS]


def _naming(entities: Any) -> "QuerySet[Any]":
    mentions = Mention.objects.filter(entity__in=entities).order_by()
    quotes = Quote.objects.filter(speaker__in=entities).order_by()
    return mentions.values("revision__article").union(quotes.values("revision__article"))
