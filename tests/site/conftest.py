from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from articles.views import page_frame


@pytest.fixture(autouse=True)
def _unhashed_static_files(settings: LazySettings) -> None:
    """Tests need no `collectstatic` before them."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _no_menu_of_another_test() -> Iterator[None]:
    page_frame.menu.cache_clear()
    yield
    page_frame.menu.cache_clear()
