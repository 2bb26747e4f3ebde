"""The keys of the tagging editor, which each person can choose."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.choices import ADD_ARTICLE, WRITE_ANY
from articles.editor_keys import choose_keys, newsroom_keys, own_keys
from newsroom.desk_api.views import DeskView
from newsroom.lib.api.strict import StrictCharField, StrictSerializer
from newsroom.models import User


class ChosenKeysSerializer(StrictSerializer):
    """All keys that somebody has chosen, by command; what is not named is the newsroom's."""

    keys = serializers.DictField(child=StrictCharField(max_length=40))


class KeysSerializer(serializers.Serializer[Any]):
    """The newsroom's keys, and those that the user has chosen in their place."""

    newsroom = serializers.DictField(child=serializers.CharField())
    own = serializers.DictField(child=serializers.CharField())


class EditorKeysView(DeskView):
    permissions_any = (WRITE_ANY, ADD_ARTICLE)

    @extend_schema(summary="The keys of the tagging editor", responses=KeysSerializer)
    def get(self, request: Request) -> Response:
        return Response(_keys(cast("User", request.user)))

    @extend_schema(
        summary="Choose keys for the tagging editor",
        request=ChosenKeysSerializer,
        responses=KeysSerializer,
    )
    def put(self, request: Request) -> Response:
        user = cast("User", request.user)
        serializer = ChosenKeysSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        choose_keys(keys=serializer.validated_data["keys"], by=user)
        return Response(_keys(user))


def _keys(user: User) -> dict[str, Any]:
    return dict(KeysSerializer({"newsroom": newsroom_keys(), "own": own_keys(user)}).data)
