"""The checks of an article's quotes, for programs of the desk."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.transitions import DeskArticleView
from articles.models import Quote, QuoteCheck
from articles.publication.quote_checks import MAX_EVIDENCE, Evidence, check_quote
from newsroom.lib.api.strict import StrictCharField, StrictSerializer, StrictUrlField


class QuoteCheckSerializer(serializers.ModelSerializer[QuoteCheck]):
    quote = serializers.UUIDField(source="quote_uuid")
    checked_by = serializers.CharField(source="checked_by.username", allow_null=True)

    class Meta:
        model = QuoteCheck
        fields = ["id", "quote", "text", "method", "note", "link", "checked_by", "checked_at"]


class CheckableQuoteSerializer(serializers.ModelSerializer[Quote]):
    """A quote of the working copy, with the check of the same words by the same speaker."""

    id = serializers.UUIDField(source="uuid")
    check = serializers.SerializerMethodField()

    class Meta:
        model = Quote
        fields = ["id", "text", "kind", "check"]

    @extend_schema_field(QuoteCheckSerializer(allow_null=True))
    def get_check(self, quote: Quote) -> Any:
        check = self.context["checks"].get(quote.check_id)  # type: ignore[attr-defined]
        return QuoteCheckSerializer(check).data if check else None


class CheckQuoteSerializer(StrictSerializer):
    quote = serializers.UUIDField(help_text="The quote’s id.")
    text = StrictCharField(
        help_text="The quote as it was checked: if it reads otherwise by now, 409."
    )
    method = serializers.ChoiceField(QuoteCheck.Method.choices)
    note = StrictCharField(required=False, max_length=MAX_EVIDENCE, allow_blank=True)
    link = StrictUrlField(required=False, max_length=MAX_EVIDENCE)


class CheckableQuotesSerializer(serializers.Serializer[Any]):
    results = CheckableQuoteSerializer(many=True)


class QuoteChecksView(DeskArticleView):
    @extend_schema(
        summary="The quotes of an article’s working copy, and who has checked them",
        responses=CheckableQuotesSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        quotes = Quote.objects.filter(revision=self.find(pk).head_id).with_check()
        rows = list(quotes.order_by("field", "start"))
        wanted = [row.check_id for row in rows if row.check_id]
        checks = QuoteCheck.objects.select_related("checked_by").in_bulk(wanted)
        shown = CheckableQuoteSerializer(rows, many=True, context={"checks": checks})
        return Response({"results": shown.data})

    @extend_schema(
        summary="Record that a quote was checked",
        request=CheckQuoteSerializer,
        responses={201: QuoteCheckSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        article = self.find(pk)
        serializer = CheckQuoteSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        uuid, text = data.pop("quote"), data.pop("text")
        check = check_quote(
            article_id=article.pk, uuid=uuid, text=text, evidence=Evidence(**data), by=self.user
        )
        return Response(QuoteCheckSerializer(check).data, status=201)
