"""The addresses of the API, below /api/v1/."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from articles.api.articles import ArticleViewSet
from articles.api.changes import ChangesView
from articles.api.corrections import CorrectionViewSet
from articles.api.desk_corrections import ArticleCorrectionsView, ArticleCorrectionView
from articles.api.desk_entities import DeskEntityView
from articles.api.desk_sections import DeskSectionsView, DeskSectionView
from articles.api.drafts.revisions import RestoreView, RevisionsView, RevisionView
from articles.api.drafts.tags import MentionsView, MentionView, QuotesView, QuoteView
from articles.api.drafts.views import DraftsView, DraftView
from articles.api.editor_keys import EditorKeysView
from articles.api.entities import OrganisationViewSet, PersonViewSet
from articles.api.entity_candidates import EntityCandidatesView
from articles.api.exports import export_paths
from articles.api.margin_comments import (
    CommentsView,
    OneCommentView,
    ReopenView,
    RepliesView,
    ResolveView,
)
from articles.api.presence import LockView, PresenceView
from articles.api.quote_checks import QuoteChecksView
from articles.api.sections import SectionViewSet
from articles.api.suggestions import ArticleSuggestionsView, DecisionsView, SuggestionsView
from articles.api.tags import MentionViewSet, QuoteViewSet
from articles.api.takedowns import TakedownViewSet
from articles.api.transitions import IdentitiesView, TransitionsView
from entities.api.merging import MergeView, UnmergeView
from newsroom.api.batch import BatchView
from newsroom.lib.slug_converter import SLUG

app_name = "api"

router = DefaultRouter()
router.include_format_suffixes = False
router.register("articles", ArticleViewSet, "article")
router.register("people", PersonViewSet, "person")
router.register("organisations", OrganisationViewSet, "organisation")
router.register("quotes", QuoteViewSet, "quote")
router.register("mentions", MentionViewSet, "mention")
router.register("sections", SectionViewSet, "section")
router.register("corrections", CorrectionViewSet, "correction")
router.register("takedowns", TakedownViewSet, "takedown")

urlpatterns = [
    *router.urls,
    path("batch/", BatchView.as_view(), name="batch"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("drafts/", DraftsView.as_view(), name="drafts"),
    path("drafts/<int:pk>/", DraftView.as_view(), name="draft"),
    path("drafts/<int:pk>/mentions/", MentionsView.as_view(), name="draft-mentions"),
    path("drafts/<int:pk>/mentions/<uuid:uuid>/", MentionView.as_view(), name="draft-mention"),
    path("drafts/<int:pk>/quotes/", QuotesView.as_view(), name="draft-quotes"),
    path("drafts/<int:pk>/quotes/<uuid:uuid>/", QuoteView.as_view(), name="draft-quote"),
    path("drafts/<int:pk>/revisions/", RevisionsView.as_view(), name="draft-revisions"),
    path("drafts/<int:pk>/revisions/<int:number>/", RevisionView.as_view(), name="draft-revision"),
    path(
        "drafts/<int:pk>/revisions/<int:number>/restore/",
        RestoreView.as_view(),
        name="draft-restore",
    ),
    path("articles/<int:pk>/transitions/", TransitionsView.as_view(), name="article-transitions"),
    path("articles/<int:pk>/identities/", IdentitiesView.as_view(), name="article-identities"),
    *export_paths,
    path("articles/<int:pk>/quote-checks/", QuoteChecksView.as_view(), name="article-quote-checks"),
    path("articles/<int:pk>/presence/", PresenceView.as_view(), name="article-presence"),
    path("articles/<int:pk>/lock/", LockView.as_view(), name="article-lock"),
    path("articles/<int:pk>/comments/", CommentsView.as_view(), name="article-comments"),
    path("comments/<uuid:uuid>/", OneCommentView.as_view(), name="comment"),
    path("comments/<uuid:uuid>/replies/", RepliesView.as_view(), name="comment-replies"),
    path("comments/<uuid:uuid>/resolve/", ResolveView.as_view(), name="comment-resolve"),
    path("comments/<uuid:uuid>/reopen/", ReopenView.as_view(), name="comment-reopen"),
    path("editor-keys/", EditorKeysView.as_view(), name="editor-keys"),
    path("entities/", EntityCandidatesView.as_view(), name="entity-lookup"),
    path("entities/<int:pk>/", DeskEntityView.as_view(), name="entity"),
    path("desk-sections/", DeskSectionsView.as_view(), name="desk-sections"),
    path(f"desk-sections/{SLUG}/", DeskSectionView.as_view(), name="desk-section"),
    path(
        "articles/<int:pk>/corrections/",
        ArticleCorrectionsView.as_view(),
        name="article-corrections",
    ),
    path(
        "articles/<int:pk>/corrections/<int:number>/",
        ArticleCorrectionView.as_view(),
        name="article-correction",
    ),
    path("entities/<int:pk>/merge/", MergeView.as_view(), name="entity-merge"),
    path("entities/<int:pk>/unmerge/", UnmergeView.as_view(), name="entity-unmerge"),
    path(
        "articles/<int:article_id>/suggestions/",
        ArticleSuggestionsView.as_view(),
        name="article-suggestions",
    ),
    path("suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("suggestions/decisions/", DecisionsView.as_view(), name="suggestion-decisions"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api:schema", template_name="newsroom/api_docs.html"
        ),
        name="docs",
    ),
]
