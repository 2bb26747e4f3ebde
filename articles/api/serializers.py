"""The shapes of the API's articles, quotes and mentions.

Articles are prepared when they are published (`articles.publication.renditions.api_json`): their
serializers describe that JSON to clients and write nothing. A test holds the two together.
"""

from typing import Any

from rest_framework import serializers

from articles.choices import Field
from articles.models import Correction, Mention, Quote, Revision, Section
from entities.api.serializers import SpeakerSerializer
from entities.models import Entity

Described = serializers.Serializer[Any]


class SectionSerializer(serializers.ModelSerializer[Section]):
    slug = serializers.CharField()  # A slug's own pattern has \w, which is ASCII in JSON Schema.
    url = serializers.SerializerMethodField()

    class Meta:
        model = Section
        fields = ["name", "slug", "url"]

    def get_url(self, section: Section) -> str:
        return str(self.context["request"].build_absolute_uri(section.get_absolute_url()))


class ArticleSectionSerializer(Described):
    name = serializers.CharField()
    slug = serializers.CharField()
    url = serializers.URLField()


class CastSerializer(Described):
    """A person or organisation in an article, and how often it is named and quoted there."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    url = serializers.URLField()
    mention_count = serializers.IntegerField(min_value=0)
    quote_count = serializers.IntegerField(min_value=0)


class ArticleSpeakerSerializer(Described):
    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    url = serializers.URLField()
    kind = serializers.ChoiceField(Entity.Kind.choices)


class AnchorSerializer(Described):
    """Offsets: code points in `headline`, `deck` or `body_text`, from 0, the end not included."""

    field = serializers.ChoiceField(Field.choices)
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)
    exact = serializers.CharField(help_text="The text from `start` to `end`.")


class ListedQuoteSerializer(Described):
    """A quote as lists of articles show it: without the text, no offsets into it."""

    id = serializers.UUIDField()
    url = serializers.URLField()
    speaker = ArticleSpeakerSerializer(allow_null=True)
    role = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(Quote.Kind.choices)
    text = serializers.CharField(help_text="The words said, without interruptions.")
    cue = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    said_on = serializers.DateField(allow_null=True)


class ArticleQuoteSerializer(ListedQuoteSerializer, AnchorSerializer):
    segments = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)
    )


class ArticleMentionSerializer(AnchorSerializer):
    id = serializers.UUIDField()
    entity = serializers.IntegerField()


class ArticleCorrectionSerializer(Described):
    """A public notice about what the article said; `quotes` and `mentions` are the tags that were
    wrong. The article need not have them any more.
    """

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(Correction.Kind.choices)
    text = serializers.CharField()
    published_at = serializers.DateTimeField()
    quotes = serializers.ListField(child=serializers.UUIDField())
    mentions = serializers.ListField(child=serializers.UUIDField())


class ArticleSummarySerializer(Described):
    """An article as lists show it."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    slug = serializers.CharField()
    headline = serializers.CharField()
    deck = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    section = ArticleSectionSerializer()
    byline = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField(
        help_text="When readers were last shown something new in it: words, details, a correction."
    )
    changed_at = serializers.DateTimeField(
        help_text="When anything that this says last changed, names and merges included."
    )
    people = CastSerializer(many=True)
    organisations = CastSerializer(many=True)
    quotes = ListedQuoteSerializer(many=True)
    corrections = ArticleCorrectionSerializer(many=True)


class ListedArticleSerializer(ArticleSummarySerializer):
    snippet = serializers.CharField(
        required=False,
        help_text="With `q` only: the passage found, as HTML with `<mark>` around the words.",
    )


class ArticleSerializer(ArticleSummarySerializer):
    """An article with its text."""

    body_html = serializers.CharField()
    body_text = serializers.CharField()
    quotes = ArticleQuoteSerializer(many=True)
    mentions = ArticleMentionSerializer(many=True)


class TaggedArticleSerializer(serializers.ModelSerializer[Revision]):
    """The article that a quote or a mention stands in, from its live revision."""

    id = serializers.IntegerField(source="live_of.pk")
    url = serializers.SerializerMethodField()
    headline = serializers.CharField(source="headline_text")
    published_at = serializers.DateTimeField(source="live_of.published_at")

    class Meta:
        model = Revision
        fields = ["id", "url", "headline", "published_at"]

    def get_url(self, revision: Revision) -> str:
        address = revision.live_of.get_absolute_url()
        return str(self.context["request"].build_absolute_uri(address))


class QuoteSerializer(serializers.ModelSerializer[Quote]):
    id = serializers.UUIDField(source="uuid")
    url = serializers.SerializerMethodField()
    speaker = SpeakerSerializer(allow_null=True)
    article = TaggedArticleSerializer(source="revision")

    class Meta:
        model = Quote
        fields = [
            *("id", "url", "speaker", "role", "kind", "text", "cue", "source", "said_on"),
            *("article", "field", "start", "end", "exact", "segments"),
        ]

    def get_url(self, quote: Quote) -> str:
        return str(self.context["request"].build_absolute_uri(quote.get_absolute_url()))


class MentionSerializer(serializers.ModelSerializer[Mention]):
    id = serializers.UUIDField(source="uuid")
    entity = SpeakerSerializer()
    article = TaggedArticleSerializer(source="revision")

    class Meta:
        model = Mention
        fields = ["id", "entity", "article", "field", "start", "end", "exact"]
