"""Errors and outcomes of the admin's forms, and the user who acts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from articles.errors import Incomplete
from newsroom.lib.errors import DomainError
from newsroom.models import User


def acting_user(request: HttpRequest) -> User:
    """Return the user who acts: the admin lets nobody in who is not signed in."""
    return cast("User", request.user)


@contextmanager
def report_outcome(
    request: HttpRequest, form: Form, done: Any
) -> Iterator[Callable[[], dict[str, Any]]]:
    """Report the outcome of a small form in the admin's messages: `done`, or what is wrong.

    The block calls the function that it gets for the form's data, which is validated then.
    """
    try:
        yield lambda: _valid_data(form)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)


def add_form_error(form: Form, error: DomainError, *, prefixes: Sequence[str] = ("",)) -> None:
    """Show the error at the form field that it names, or above all fields.

    A field may have one of `prefixes` before the name that the error knows.
    """
    names = error.names if isinstance(error, Incomplete) else ()
    fields = [f"{prefix}{name}" for prefix in prefixes for name in names]
    known = [field for field in fields if field in form.fields]
    form.add_error(known[0] if known else None, error.message)


def _valid_data(form: Form) -> dict[str, Any]:
    if form.is_valid():
        return form.cleaned_data
    faults = [str(fault) for errors in form.errors.values() for fault in errors]
    raise DomainError(" ".join(faults))
