"""Text that somebody has typed or pasted at the desk, as it may be stored."""

from django.http import HttpRequest, QueryDict

from newsroom.lib.characters import without_refused


def clean_pasted_text(request: HttpRequest) -> None:
    """Remove from all fields and parameters of a request what no stored text may hold.

    Nobody sees these characters, so nobody is told. Passwords are no text, and stay as they are.
    """
    request.GET = _cleaned(request.GET)  # type: ignore[assignment]
    request.POST = _cleaned(request.POST)  # type: ignore[assignment]


def _cleaned(sent: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True)
    for name, values in sent.lists():
        is_text = "password" not in name
        cleaned.setlist(name, [without_refused(value) if is_text else value for value in values])
    cleaned._mutable = False  # as Django's own
    return cleaned
