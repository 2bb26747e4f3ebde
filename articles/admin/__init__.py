from articles.admin.articles import ArticleAdmin
from articles.admin.entities import OrganisationAdmin, PersonAdmin
from articles.admin.sections import SectionAdmin
from articles.admin.suggestions import AliasTallyAdmin, RuleTallyAdmin, SuggestionAdmin
from articles.admin.tag_lists import MentionAdmin, QuoteAdmin

__all__ = [
    "AliasTallyAdmin",
    "ArticleAdmin",
    "MentionAdmin",
    "OrganisationAdmin",
    "PersonAdmin",
    "QuoteAdmin",
    "RuleTallyAdmin",
    "SectionAdmin",
    "SuggestionAdmin",
]
