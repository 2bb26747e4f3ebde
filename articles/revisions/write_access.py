"""The right to save an article as it is now."""

from django.utils.translation import gettext as _

from articles.collaboration.edit_locks import refuse_locked
from articles.models import Article
from newsroom.lib.errors import NotAllowed
from newsroom.models import User


def refuse_unwritable(article: Article, by: User | None) -> None:
    """Raise `NotAllowed` unless `by` may save the article.

    Raises `ArticleLocked` while another person has locked it. None is the system itself, which may
    save everything but a killed or locked article.
    """
    if not article.is_writable_by(by):
        message = _("You may not write this article: it is %s.")
        raise NotAllowed(message % article.current_state.label)
    refuse_locked(article, by)
