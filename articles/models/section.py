from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.former_section_slug import FormerSectionSlug
from articles.models.slugged_queryset import SluggedQuerySet
from newsroom.lib.database.stored_text import StorableText
from newsroom.lib.names import Named
from newsroom.lib.slugs import TidySlugField, tidy_slug_constraint
from newsroom.lib.urls import address_of


class SectionQuerySet(SluggedQuerySet):
    def public(self) -> "SectionQuerySet":
        """Return the sections with a public article: others may be made for a secret draft."""
        return self.filter(Exists(Article.objects.public().filter(section=OuterRef("pk"))))


class Section(Named):
    """A part of the paper, such as World or Sport, in the order of the site's navigation."""

    name = models.CharField(max_length=80, unique=True)
    slug = TidySlugField(max_length=80, unique=True, allow_unicode=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place in the site's navigation: lower comes first."
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="section_has_a_name"),
            tidy_slug_constraint("section_slug_tidy"),
            StorableText(fields=["name", "slug"], name="section_text_storable"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("articles:section", self.slug)

    def clean(self) -> None:
        super().clean()
        if FormerSectionSlug.objects.filter(slug=self.slug).exclude(section=self.pk).exists():
            raise ValidationError({"slug": _("Another section had this address before.")})
