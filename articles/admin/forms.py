"""The form of an article: its words as HTML with tags, read into a draft and held to the rules."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.drafts import Draft, read_html
from articles.errors import InvalidText, SlugTaken, StaleRevision, TagsVanished
from articles.models import Article, Revision
from articles.services.drafting import Details, check_details, check_save
from articles.tagging import Document, Dropped, Field
from newsroom.lib.errors import DomainError

FIELDS = {field.value: field for field in Field}
# White space between blocks means nothing, and makes HTML readable.
BLOCK_END = re.compile(r"(</(?:p|h2|h3|li|ul|ol|blockquote)>)(?=<)")
WORDS = (*FIELDS, "byline", "source")


class ArticleForm(forms.ModelForm):
    """`draft`, `details`, `base_number` and `removed` are what the services take, once it is valid.

    Where the save is refused, what was typed stays; `newer` is the revision that somebody else
    saved meanwhile, `lost` the tags that would vanish.
    """

    headline = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}))
    deck = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    body = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 28, "class": "body-html", "spellcheck": "true"}),
        help_text=_("HTML. The spans are the tags: keep them around their words."),
    )
    byline = forms.CharField(required=False, max_length=200, widget=AdminTextInputWidget)
    source = forms.CharField(required=False, max_length=200, widget=AdminTextInputWidget)
    slug = forms.CharField(
        required=False,
        widget=AdminTextInputWidget,
        help_text=_("Left empty, it is made from the headline."),
    )
    base = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    # Boxes that the template shows, and only where they are asked for.
    take_over = forms.IntegerField(required=False, min_value=1)
    confirm_removal = forms.CharField(required=False)

    newer: Revision | None = None
    lost: tuple[Any, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    class Meta:
        model = Article
        fields = ["section", "language", "slug"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].widget.can_delete_related = False
        head = self.instance.head
        if head:
            self.initial.update({name: getattr(head, name) for name in WORDS}, base=head.number)
            self.initial["body"] = BLOCK_END.sub("\\1\n", head.body)
        if self.instance.published_at:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _("Readers have links to it: it stays.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        documents = {name: self._read(name) for name in FIELDS}
        if self.errors:
            return cleaned
        self.draft = Draft(**documents, byline=cleaned["byline"], source=cleaned["source"])  # type: ignore[arg-type]
        self.details = Details(cleaned["section"], cleaned["language"], cleaned["slug"])
        self.base_number: int = cleaned["take_over"] or cleaned["base"] or 0
        self.removed = _uuids(cleaned["confirm_removal"])
        self._check()
        return cleaned

    def _read(self, name: str) -> Document | None:
        if name not in self.cleaned_data:
            return None
        try:
            document, dropped = read_html(self.cleaned_data[name], FIELDS[name])
        except InvalidText as error:
            self.add_error(name, error.message.splitlines())
            return None
        self.dropped += dropped
        return document

    def _check(self) -> None:
        """Ask the services whether the save will pass; the row stays locked until it has."""
        try:
            check_details(article=self.instance, details=self.details)
            check_save(
                article_id=self.instance.pk,
                base=self.base_number,
                draft=self.draft,
                removed=self.removed,
            )
        except SlugTaken as error:
            self.add_error("slug", error.message)
        except StaleRevision as error:
            self._show_newer(error)
        except TagsVanished as error:
            self._show_lost(error)
        except DomainError as error:
            self.add_error(None, error.message.splitlines())

    def _show_newer(self, error: StaleRevision) -> None:
        self.newer = (
            Article.objects.select_related("head__created_by").get(pk=self.instance.pk).head
        )
        self.add_error(None, ValidationError(error.message, error.code))

    def _show_lost(self, error: TagsVanished) -> None:
        self.lost = error.lost
        count = len(error.lost)
        message = ngettext(
            "A tag would be lost that you have not said to remove.",
            "%(count)s tags would be lost that you have not said to remove.",
            count,
        )
        self.add_error(None, ValidationError(message, error.code, {"count": count}))


def _uuids(text: str) -> set[UUID]:
    """The ids that the confirmation names; anything else confirms nothing."""
    return {uuid for part in text.split() if (uuid := _uuid(part))}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
