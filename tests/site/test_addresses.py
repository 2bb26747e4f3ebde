from uuid import uuid4

import pytest
from django.urls import reverse, set_script_prefix

from newsroom.lib.urls import address_of


@pytest.mark.parametrize("prefix", ["/", "/news/"])
@pytest.mark.parametrize("name", ["article", "section", "person", "organisation", "quote"])
def test_an_address_is_what_reverse_gives(name: str, prefix: str) -> None:
    part = uuid4() if name == "quote" else "عنوان-1_é"
    set_script_prefix(prefix)
    try:
        assert address_of(f"articles:{name}", part) == reverse(f"articles:{name}", args=[part])
    finally:
        set_script_prefix("/")
