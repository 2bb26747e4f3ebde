"""Signed tokens of proposals, so that only what this site has proposed is decided on."""

from typing import Final

from django.core.signing import BadSignature, Signer
from msgspec import to_builtins
from rest_framework.exceptions import ErrorDetail, ValidationError

from articles.suggestions.proposal import Proposal, read_proposal

SIGNER: Final = Signer(salt="articles.suggestion")
NOT_SIGNED: Final = frozenset({"role", "cue", "source", "doubt"})
"""Fields of a proposal that no decision needs: the editor's save stores them with the tag."""


def make_token(proposal: Proposal) -> str:
    """Return the fields of the proposal that a decision needs, signed."""
    fields = to_builtins(proposal).items()
    return str(
        SIGNER.sign_object({name: value for name, value in fields if name not in NOT_SIGNED})
    )


def read_token(token: str) -> Proposal:
    """Return the proposal of a token. Raises `ValidationError` unless `make_token` has made it."""
    try:
        return read_proposal(SIGNER.unsign_object(token))
    except BadSignature as error:
        fault = ErrorDetail("This names no proposal of this site.", "invalid")
        raise ValidationError({"token": [fault]}) from error
