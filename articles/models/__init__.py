from articles.models.accepted_name import AcceptedName
from articles.models.appearance import Appearance
from articles.models.article import Article
from articles.models.article_entity import ArticleEntity
from articles.models.change import Change, ScheduledChange
from articles.models.clearance import Clearance
from articles.models.correction import Correction
from articles.models.correction_tag import CorrectionTag
from articles.models.departed_tag import DepartedTag
from articles.models.edit_lock import EditLock
from articles.models.editor_keys import EditorKeys
from articles.models.entity_origin import EntityOrigin
from articles.models.former_section_slug import FormerSectionSlug
from articles.models.former_slug import FormerSlug
from articles.models.identity_confirmation import IdentityConfirmation
from articles.models.imported_file import ImportedFile
from articles.models.margin_comment import CommentReply, MarginComment
from articles.models.mention import Mention
from articles.models.presence import Presence
from articles.models.publication import Publication
from articles.models.quote import Quote
from articles.models.quote_check import QuoteCheck
from articles.models.rendition import Rendition
from articles.models.revision import Revision
from articles.models.search_entry import SearchEntry
from articles.models.section import Section
from articles.models.suggestion import AliasTally, RuleTally, Suggestion
from articles.models.tag_review import TagReview
from articles.models.takedown import Takedown

__all__ = [
    "AcceptedName",
    "AliasTally",
    "Appearance",
    "Article",
    "ArticleEntity",
    "Change",
    "Clearance",
    "CommentReply",
    "Correction",
    "CorrectionTag",
    "DepartedTag",
    "EditLock",
    "EditorKeys",
    "EntityOrigin",
    "FormerSectionSlug",
    "FormerSlug",
    "IdentityConfirmation",
    "ImportedFile",
    "MarginComment",
    "Mention",
    "Presence",
    "Publication",
    "Quote",
    "QuoteCheck",
    "Rendition",
    "Revision",
    "RuleTally",
    "ScheduledChange",
    "SearchEntry",
    "Section",
    "Suggestion",
    "TagReview",
    "Takedown",
]
