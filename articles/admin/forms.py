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
from articles.services.locking import lock_article
from articles.tagging import Document, Dropped, Field
from newsroom.lib.errors import DomainError

FIELDS = {field.value: field for field in Field}
# White space between blocks means nothing, and makes HTML readable.
BLOCK_END = re.compile(r"(</(?:p|h2|h3|li|ul|ol|blockquote)>)(?=<)")
DETAILS = ("section", "language", "slug")
BESIDE = ("byline", "source")
WORDS = (*FIELDS, *BESIDE)
# What the form remembers as it was when it was opened. What the editor leaves alone is not stored:
# somebody else may have changed it since, and section, language and slug stand in no revision.
REMEMBERED = (*DETAILS, *BESIDE)
SEEN_AT_ONCE = ("section", "language")


class ArticleForm(forms.ModelForm):
    """`draft`, `details`, `base_number` and `removed` are what the services take, once it is valid.

    Validated in a transaction, in which it locks the article; `stored` is the article as it then
    is. Where the save is refused, what was typed stays; `newer` is the revision that somebody else
    saved meanwhile, `lost` the tags that would vanish. Of a live article only those who
    `may_publish` change section and language, since readers see that at once.
    """

    may_publish = False

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

    stored: Article | None = None
    newer: Revision | None = None
    lost: tuple[Any, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    class Meta:
        model = Article
        fields = ["section", "language", "slug"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].widget.can_delete_related = False
        for name in REMEMBERED:
            self.fields[name].show_hidden_initial = True
        head = self.instance.head
        if head:
            self.initial.update({name: getattr(head, name) for name in WORDS}, base=head.number)
            self.initial["body"] = BLOCK_END.sub("\\1\n", head.body)
        if self.instance.published_at:
            self._fix("slug", _("Readers have links to it: it stays."))
        if self.instance.live_id and not self.may_publish:
            for name in SEEN_AT_ONCE:
                self._fix(name, _("Readers see it: those who may publish change it."))

    def _fix(self, name: str, why: Any) -> None:
        self.fields[name].disabled = True
        self.fields[name].help_text = why

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        documents = {name: self._read(name) for name in FIELDS}
        if self.errors:
            return cleaned
        if self.instance.pk:
            self.stored = lock_article(self.instance.pk)
            cleaned |= self._left_alone(self.stored)
        self.draft = Draft(**documents, byline=cleaned["byline"], source=cleaned["source"])  # type: ignore[arg-type]
        self.details = Details(cleaned["section"], cleaned["language"], cleaned["slug"])
        self.base_number: int = cleaned["take_over"] or cleaned["base"] or 0
        self.removed = _uuids(cleaned["confirm_removal"])
        self._check()
        return cleaned

    def _left_alone(self, stored: Article) -> dict[str, Any]:
        """What this editor has not changed, as it is stored now."""
        now = {name: getattr(stored, name) for name in DETAILS}
        now |= {name: getattr(stored.working_copy, name) for name in BESIDE}
        return {name: value for name, value in now.items() if name not in self.changed_data}

    @property
    def changes_what_readers_see(self) -> bool:
        """Whether storing the details changes a live article's pages at once."""
        if self.stored is None or self.stored.live is None:
            return False
        details = self.details
        return (details.section, details.language) != (self.stored.section, self.stored.language)

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
            check_details(article=self.stored or self.instance, details=self.details)
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
        assert self.stored  # only a stored article's base is stale
        self.newer = self.stored.working_copy
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
