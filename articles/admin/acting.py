from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from newsroom.lib.errors import DomainError
from newsroom.models import User


def actor(request: HttpRequest) -> User:
    """Who acts: the admin lets nobody in who is not signed in."""
    return cast("User", request.user)


@contextmanager
def reported(request: HttpRequest, form: Form, done: Any) -> Iterator[Callable[[], dict[str, Any]]]:
    """For a small form of a page: says `done`, or what is wrong, in the admin's messages.

    The block calls what it is given for the form's data, which is checked then.
    """
    try:
        yield lambda: _data(form)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)


def _data(form: Form) -> dict[str, Any]:
    if form.is_valid():
        return form.cleaned_data
    faults = [str(fault) for errors in form.errors.values() for fault in errors]
    raise DomainError(" ".join(faults))
