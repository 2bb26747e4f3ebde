"""The desk speaks the editor's language, wholly; the site is the same for everybody."""

import re
from pathlib import Path

import polib
import pytest
from django.test import Client, TestCase

from tests.factories import make_user, published_article

ROOT = Path(__file__).parent.parent.parent
SLOT = re.compile(r"%\(\w+\)[sd]|%[sd]")
CATALOGUES = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "/".join(path.parts[-5:]))
def test_every_string_is_translated_and_compiled(path: Path) -> None:
    source = polib.pofile(str(path))
    missing = [entry.msgid for entry in source if not entry.translated() and not entry.obsolete]
    assert missing == []
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    said = {
        entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in source if not entry.obsolete
    }
    assert {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in compiled} == said


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "/".join(path.parts[-5:]))
def test_placeholders_of_a_translation_are_those_of_its_string(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        wanted = set(SLOT.findall(entry.msgid + entry.msgid_plural))
        if not entry.msgid_plural:
            assert set(SLOT.findall(entry.msgstr)) == wanted, entry.msgid
        for text in entry.msgstr_plural.values():  # "two results" needs no number in Arabic
            assert set(SLOT.findall(text)) <= wanted, entry.msgid


class DeskLanguageTests(TestCase):
    def setUp(self):
        self.client.force_login(make_user(is_staff=True, is_superuser=True))

    def test_desk_follows_the_browser_and_then_the_choice(self):
        page = self.client.get("/admin/", headers={"accept-language": "ar"})
        assert 'dir="rtl"' in page.content.decode()
        self.client.post("/i18n/setlang/", {"language": "en-gb", "next": "/admin/"})
        page = self.client.get("/admin/", headers={"accept-language": "ar"})
        assert 'dir="ltr"' in page.content.decode()

    def test_site_and_api_are_the_same_for_everybody(self):
        article = published_article("News")
        for path in (article.get_absolute_url(), "/", f"/api/v1/articles/{article.pk}/"):
            client = Client()
            plain = client.get(path)
            asked = client.get(path, headers={"accept-language": "ar"})
            assert asked.content == plain.content
            assert "accept-language" not in asked.get("Vary", "").lower()
