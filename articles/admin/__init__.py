from articles.admin.articles import ArticleAdmin
from articles.admin.entities import OrganisationAdmin, PersonAdmin
from articles.admin.sections import SectionAdmin
from articles.admin.tags import MentionAdmin, QuoteAdmin

__all__ = [
    "ArticleAdmin",
    "MentionAdmin",
    "OrganisationAdmin",
    "PersonAdmin",
    "QuoteAdmin",
    "SectionAdmin",
]
