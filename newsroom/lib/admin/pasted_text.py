"""Text that somebody has typed or pasted at the desk, as it may be stored."""

from django.http import HttpRequest, QueryDict

from newsroom.lib.characters import without_refused


def clean_pasted_text(request: HttpRequest) -> None:
    """Remove from all fields and parameters of a request what no stored text may hold.

    Nobody sees these characters, so nobody is told. Passwords are hashed and not stored: the page
    of the login, which is no view of the desk, takes them as they are.
    """
    request.GET = _cleaned(request.GET)  # type: ignore[assignment]
    request.POST = _cleaned(request.POST, whole="password")  # type: ignore[assignment]


def _cleaned(sent: QueryDict, *, whole: str | None = None) -> QueryDict:
    """Return what was sent, cleaned, except fields whose names contain `whole`."""
    cleaned = QueryDict(mutable=True)
    for name, values in sent.lists():
        is_text = whole is None or whole not in name
        cleaned.setlist(name, map(without_refused, values) if is_text else values)
    cleaned._mutable = False  # as Django's own
    return cleaned
