"""Slugs of articles and sections. A slug stays with its owner for good, also a former one."""

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
    """Raise what giving the article this slug would raise.

    `NotAllowed` if readers know or expect its address and `by` may not publish, `InvalidText` for a
    slug that no address can have, `SlugTaken` for one that another article has or had. Takes an
    advisory lock on the slug: in a transaction the answer holds until its end.
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
    """Return a message that names the owner of the slug, if `by` may see that article."""
    holders = Article.objects.filter(pk__in=others)
    holder = (holders if by is None else holders.visible_to(by)).select_related("head").first()
    if holder is None:
        return _("The address “%s” cannot be had: choose another.") % slug
    message = _("The article “%(headline)s” has or had the address “%(slug)s”.")
    return message % {"headline": holder, "slug": slug}


def free_slug(headline: str) -> str:
    """Return a slug for a new article that none has or had. Takes an advisory lock on its words."""
    advisory_lock(f"article {make_slug(headline, is_taken=lambda _: False)}")
    return make_slug(headline, is_taken=lambda slug: Article.objects.ever_at(slug).exists())


def keep_slug(owner: Article | Section, slug: str, *, was_public: bool) -> None:
    """Store a slug that an article or a section gives up.

    `was_public`: readers know its address. Needs a transaction that has locked the owner's row.
    """
    owner.former_slugs.update_or_create(
        slug=slug,
        defaults={"was_public": True} if was_public else {},
        create_defaults={"was_public": was_public},
    )
