"""The form of an article: reads HTML with tags into a draft and checks it."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin import editor_payload
from articles.admin.editor import TaggedText
from articles.drafts.draft import Draft, read_html
from articles.errors import InvalidSlug, InvalidText, SlugTaken, StaleRevision, TagsVanished
from articles.locks import lock_article
from articles.models import Article, Revision, TagReview
from articles.revisions.comparison import Compared, compare_with_draft
from articles.revisions.details import Details
from articles.revisions.new_articles import PreparedArticle, prepare_article
from articles.revisions.prepared_save import PreparedSave, prepare_save
from articles.revisions.revision_rows import BESIDE
from articles.tagging import Document, Dropped, Field
from newsroom.lib.admin.stale_fields import RefusesStaleFields
from newsroom.lib.errors import DomainError
from newsroom.lib.numbers import parse_whole_number
from newsroom.models import User

FIELDS = {field.value: field for field in Field}
# White space between blocks means nothing, and makes HTML readable.
BLOCK_END = re.compile(r"(</(?:p|h2|h3|li|ul|ol|blockquote)>)(?=<)")
DETAILS = ("section", "language", "slug")
WORDS = (*FIELDS, *BESIDE)
# Fields whose values the form remembers from when it was opened. A field that the editor has not
# changed is not stored: somebody else may have changed it since.
REMEMBERED = (*DETAILS, *BESIDE)
SEEN_AT_ONCE = ("section", "language")


class SectionField(forms.ModelChoiceField):
    """A choice of a section. Reads all sections once, not one of them for each value."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        sections = {str(section.pk): section for section in self.queryset or ()}
        key = str(getattr(value, "pk", value))
        if key not in sections:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        return sections[key]


class ArticleForm(RefusesStaleFields):
    """The form that an article is written in.

    Validating it in a transaction locks the article (`stored`) and leaves what the services write:
    `prepared_save`, or `prepared_article` for a new one, and the `confirmations` of tags. A refused
    form keeps what was typed; `newer` is the revision that somebody else saved meanwhile, `lost`
    are the tags that would vanish. Only editors who `may_publish` change section and language of a
    live article, since readers see that at once.
    """

    may_publish = False
    by: User | None = None

    headline = forms.CharField(label=_("Headline"), widget=TaggedText(Field.HEADLINE, rows=2))
    deck = forms.CharField(label=_("Deck"), required=False, widget=TaggedText(Field.DECK, rows=2))
    body = forms.CharField(
        label=_("Body"),
        widget=TaggedText(Field.BODY, rows=28),
        help_text=_("HTML. The spans are the tags: keep them around their words."),
    )
    byline = forms.CharField(
        label=_("Byline"), required=False, max_length=200, widget=AdminTextInputWidget
    )
    source = forms.CharField(
        label=_("Source"), required=False, max_length=200, widget=AdminTextInputWidget
    )
    dateline = forms.CharField(
        label=_("Dateline"),
        required=False,
        max_length=200,
        widget=AdminTextInputWidget,
        help_text=_("Where it was written, such as “BEIRUT (AP)”."),
    )
    slug = forms.CharField(
        label=_("Slug"),
        required=False,
        widget=AdminTextInputWidget,
        help_text=_("Left empty, it is made from the headline."),
    )
    base = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    # Written by the editing script: tags that the editor has removed, new entities, and tags whose
    # changed words were confirmed.
    removed_tags = forms.CharField(required=False, widget=forms.HiddenInput)
    new_entities_json = forms.CharField(required=False, widget=forms.HiddenInput)
    confirmed_json = forms.CharField(required=False, widget=forms.HiddenInput)
    # The id of the unsaved text that the browser keeps until it is stored.
    work = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    # Boxes that the template shows where they are needed.
    take_over = forms.IntegerField(required=False, min_value=1)
    confirm_removal = forms.CharField(required=False)
    confirm_review = forms.ModelMultipleChoiceField(TagReview.objects.none(), required=False)

    prepared_save: PreparedSave
    prepared_article: PreparedArticle
    stored: Article | None = None
    newer: Revision | None = None
    differences: Compared | None = None
    lost: tuple[Any, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    class Meta:
        model = Article
        fields = ["section", "language", "slug"]
        field_classes = {"section": SectionField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].widget.can_delete_related = False
        for field in self.fields.values():
            # Going back, a browser would put older words on a page of the newest revision.
            field.widget.attrs["autocomplete"] = "off"
        for name in REMEMBERED:
            self.fields[name].show_hidden_initial = True
        self.fields["confirm_review"].queryset = TagReview.objects.filter(  # type: ignore[attr-defined]
            article=self.instance.pk
        )
        head = self.instance.head
        if head:
            self.initial.update({name: getattr(head, name) for name in WORDS}, base=head.number)
            self.initial["body"] = BLOCK_END.sub("\\1\n", head.body)
        if self.instance.published_at:
            self._guard_address()
        if self.instance.live_id and not self.may_publish:
            for name in SEEN_AT_ONCE:
                self._fix(name, _("Readers see it: those who may publish change it."))

        for name in DETAILS if self.is_bound and self.instance.pk else ():
            # A field that was disabled when the page was opened (the article was live then) was not
            # sent, and stays as it is.
            if self.add_prefix(name) not in self.data:
                self.fields[name].disabled = True

    def _guard_address(self) -> None:
        if self.may_publish:
            self.fields["slug"].help_text = _(
                "Readers have links to it: the old address will lead to the new one."
            )
        else:
            self._fix("slug", _("Readers have links to it: those who may publish change it."))

    def _fix(self, name: str, why: Any) -> None:
        self.fields[name].disabled = True
        self.fields[name].help_text = why

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        new_entities = editor_payload.read_new_entities(cleaned["new_entities_json"])
        self.confirmations = editor_payload.read_confirmations(cleaned["confirmed_json"])
        self.confirmations += editor_payload.ticked_confirmations(cleaned.get("confirm_review", ()))
        texts = {name: cleaned[name] for name in FIELDS if name in cleaned}
        self.new_entities, texts = editor_payload.replace_ids(new_entities, texts)
        documents = {FIELDS[name]: self._read(name, html) for name, html in texts.items()}
        if not self.errors:
            # In the admin's transaction the locks last until the save is written; a form that is
            # validated outside of one has a transaction of its own, which ends here.
            with transaction.atomic(savepoint=False):
                self._prepare(cleaned, documents)
        return cleaned

    def _prepare(self, cleaned: dict[str, Any], documents: Any) -> None:
        if self.instance.pk:
            self.stored = lock_article(self.instance.pk)
            cleaned.update(self._unchanged_values(self.stored))
            self.refuse_stale(self.stored)
            if self.errors:
                return
        self.draft = Draft.of_documents(documents, **{name: cleaned[name] for name in BESIDE})
        details = Details(cleaned["section"], cleaned["language"], cleaned["slug"])
        try:
            self._prepare_write(cleaned, details)
        except (InvalidSlug, SlugTaken) as error:
            self.add_error("slug", error.message)
        except StaleRevision as error:
            self._show_newer(error)
        except TagsVanished as error:
            self._show_lost(error)
        except DomainError as error:
            self.add_error(None, error.message.splitlines())

    def _prepare_write(self, cleaned: dict[str, Any], details: Details) -> None:
        if self.stored is None:
            self.prepared_article = prepare_article(
                draft=self.draft, details=details, new_entities=self.new_entities, by=self.by
            )
            return
        self.prepared_save = prepare_save(
            article=self.stored,
            base=cleaned["take_over"] or cleaned["base"] or 0,
            draft=self.draft,
            removed=_read_uuids(f"{cleaned['confirm_removal']} {cleaned['removed_tags']}"),
            new_entities=self.new_entities,
            details=details,
            by=self.by,
        )

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the model's checks to the services, which make them with the slug's name locked."""
        return {*super()._get_validation_exclusions(), *DETAILS}  # type: ignore[misc]

    def _unchanged_values(self, stored: Article) -> dict[str, Any]:
        """Return the fields that this editor has not changed, as they are stored now."""
        now = {name: getattr(stored, name) for name in DETAILS}
        now |= {name: getattr(stored.working_copy, name) for name in BESIDE}
        return {name: value for name, value in now.items() if name not in self.changed_data}

    @property
    def changes_what_readers_see(self) -> bool:
        """Tell whether storing the details changes a live article's pages at once."""
        if self.stored is None or self.stored.live is None:
            return False
        details = self.prepared_save.details
        shown = self.stored.section, self.stored.language
        return details is not None and (details.section, details.language) != shown

    @property
    def shown_base(self) -> int | None:
        """The revision that the shown page is based on; None for a new article."""
        return parse_whole_number(str(self["base"].value() or ""))

    @property
    def shown_new_entities(self) -> list[dict[str, Any]]:
        return editor_payload.shown(
            editor_payload.new_entities_sent, self["new_entities_json"].value()
        )

    @property
    def shown_confirmations(self) -> list[dict[str, Any]]:
        return editor_payload.shown(
            editor_payload.read_confirmations, self["confirmed_json"].value()
        )

    def _read(self, name: str, html: str) -> Document | None:
        try:
            document, dropped = read_html(html, FIELDS[name])
        except InvalidText as error:
            self.add_error(name, error.message.splitlines())
            return None
        self.dropped += dropped
        return document

    def _show_newer(self, error: StaleRevision) -> None:
        assert self.stored  # only a stored article's base is stale
        self.newer = self.stored.working_copy
        new_entities = {new.pk: new.name for new in self.new_entities if new.pk}
        self.differences = compare_with_draft(self.newer, self.draft, new_entities)
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


def _read_uuids(text: str) -> set[UUID]:
    """Return the ids that a confirmation names; other words of it confirm nothing."""
    return {uuid for part in text.split() if (uuid := _read_uuid(part))}


def _read_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
