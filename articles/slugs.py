"""Slugs of articles and sections: each is its owner's for good, also when it is given up."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.choices import PUBLISH
from articles.errors import InvalidText, SlugTaken
from articles.models import Article, Section
from newsroom.lib.database.advisory_locks import advisory_lock
from newsroom.lib.errors import NotAllowed
from newsroom.lib.slugs import make_slug, tidy_slug
from newsroom.models import User


def check_slug(*, article: Article, slug: str, by: User | None) -> None:
    """Raise what giving the article this slug would: `NotAllowed` where readers have links to it or
    await it and `by` may not publish, `InvalidText` for one that cannot stand in an address,
    `SlugTaken` for one that another article has or had.

    In a transaction the answer holds until it ends: the slug is claimed.
    """
    slug = tidy_slug(slug)
    if slug and slug == article.slug:
        return
    if article.published_at and by and not by.has_perm(PUBLISH):
        raise NotAllowed(_("Readers have links to it: those who may publish change its address."))
    try:
        Article._meta.get_field("slug").clean(slug, article)
    except ValidationError as error:
        raise InvalidText(
            _("“%s” cannot be a slug.") % slug + " " + " ".join(error.messages)
        ) from error
    advisory_lock(f"article {slug}")
    if others := set(Article.objects.ever_at(slug)) - {article.pk}:
        raise SlugTaken(_refusal(slug, others, by))


def _refusal(slug: str, others: Collection[int], by: User | None) -> str:
    """Say whose slug it is, but nothing of an article that `by` may not see."""
    holders = Article.objects.filter(pk__in=others)
    holder = (holders if by is None else holders.visible_to(by)).select_related("head").first()
    if holder is None:
        return _("The address “%s” cannot be had: choose another.") % slug
    said = _("The article “%(headline)s” has or had the address “%(slug)s”.")
    return said % {"headline": holder, "slug": slug}


def free_slug(headline: str) -> str:
    """A slug for a new article, which none has or had; claimed by its words."""
    advisory_lock(f"article {make_slug(headline, is_taken=lambda _: False)}")
    return make_slug(headline, is_taken=lambda slug: Article.objects.ever_at(slug).exists())


def keep_slug(owner: Article | Section, slug: str, *, was_public: bool) -> None:
    """Keep for an article or a section a slug that it gives up.

    `was_public`: readers know its address. Needs a transaction that holds the owner's row.
    """
    owner.former_slugs.update_or_create(
        slug=slug,
        defaults={"was_public": True} if was_public else {},
        create_defaults={"was_public": was_public},
    )
