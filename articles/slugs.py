"""Slugs of articles and sections: each belongs to its owner for good, also once it is given up."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.choices import PUBLISH
from articles.errors import InvalidSlug, SlugTaken
from articles.models import Article, Section
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.errors import NotAllowed
from newsroom.lib.slugs import make_slug, tidy_slug
from newsroom.models import User


def check_slug(*, article: Article, slug: str, by: User | None) -> None:
    """Raise what giving the article this slug would raise.

    `NotAllowed` where the article has a date of publication and `by` may not publish, since readers
    have links to it or will have; `InvalidSlug`; `SlugTaken` where another article has or had it.

    Takes an advisory lock on the slug: in a transaction the answer holds until it ends.
    """
    slug = tidy_slug(slug)
    if slug and slug == article.slug:
        return
    if article.published_at and by and not by.has_perm(PUBLISH):
        raise NotAllowed(_("Readers have links to it: those who may publish change its address."))
    try:
        Article._meta.get_field("slug").clean(slug, article)
    except ValidationError as error:
        message = _("“%s” cannot be a slug.") % slug
        raise InvalidSlug(" ".join([message, *error.messages])) from error
    advisory_lock(f"article {slug}")
    if others := set(Article.objects.ever_at(slug)) - {article.pk}:
        raise SlugTaken(_describe_owner(slug, others, by))


def _describe_owner(slug: str, article_ids: Collection[int], by: User | None) -> str:
    """Return a message that names the article, unless `by` may not see it."""
    articles = Article.objects.filter(pk__in=article_ids)
    visible = articles if by is None else articles.visible_to(by)
    owner = visible.select_related("head").first()
    if owner is None:
        return _("The address “%s” cannot be had: choose another.") % slug
    message = _("The article “%(headline)s” has or had the address “%(slug)s”.")
    return message % {"headline": owner, "slug": slug}


def free_slug(headline: str) -> str:
    """Return a slug for a new article that no article has or had.

    Takes an advisory lock on the headline's words: needs a transaction.
    """
    advisory_lock(f"article {make_slug(headline, is_taken=lambda _: False)}")
    return make_slug(headline, is_taken=lambda slug: Article.objects.ever_at(slug).exists())


def keep_slug(owner: Article | Section, slug: str, *, was_public: bool) -> None:
    """Store a slug that an article or a section gives up, so that its address leads to the new one.

    `was_public` tells whether readers know the address. Needs the transaction that holds the
    owner's row.
    """
    owner.former_slugs.update_or_create(
        slug=slug,
        defaults={"was_public": True} if was_public else {},
        create_defaults={"was_public": was_public},
    )
