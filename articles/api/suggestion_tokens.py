"""Signed tokens of proposals, so that only what this site has proposed is decided on."""

from typing import Any, Final

from django.core.signing import BadSignature, Signer
from rest_framework.exceptions import ErrorDetail, ValidationError

from articles.suggestions.proposals import Proposal

SIGNER: Final = Signer(salt="articles.suggestion")
LONGEST_RULE: Final = 60


def make_token(proposal: Proposal) -> str:
    """Return what a decision has to know of the proposal again, signed."""
    data = {
        "kind": proposal.kind,
        "field": proposal.field.value,
        "segments": [list(segment) for segment in proposal.segments],
        "exact": proposal.exact,
        "fingerprint": proposal.fingerprint,
        "name": proposal.name,
        "entity_kind": proposal.entity_kind,
        "entities": [entity.pk for entity in proposal.entities],
        "quote_kind": proposal.quote_kind,
        "engine": proposal.engine,
        "rule": proposal.rule[:LONGEST_RULE],
        "score": proposal.score,
        "is_sure": proposal.is_sure,
    }
    return str(SIGNER.sign_object(data))


def read_token(token: str) -> dict[str, Any]:
    """Return what `make_token` has signed. Raises `ValidationError` for another token."""
    try:
        data: dict[str, Any] = SIGNER.unsign_object(token)
    except BadSignature as error:
        fault = ErrorDetail("This names no proposal of this site.", "invalid")
        raise ValidationError({"token": [fault]}) from error
    return data
