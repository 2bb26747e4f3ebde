"""A changed file, and what the desk did meanwhile: none of it undone without a word."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles.collaboration.edit_locks import take_lock
from articles.drafts.draft import read_html
from articles.models import Article, ImportedFile, Mention, Quote, Section
from articles.revisions.details import Details, change_details
from articles.revisions.saving import save_revision
from articles.tagging import Field
from newsroom.models import Event
from tests.factories import make_draft, make_person, make_staff, make_user, move, withdraw
from tests.importing.files import STORY, Result, mention, span, write

pytestmark = pytest.mark.django_db


def story(folder: Path, text: str = STORY, **sidecar: object) -> Path:
    """The story with Austin named in it and a quote of his."""
    words = "“No,” he said, “never.”"
    said = span(text, words, speaker="lloyd-austin", kind="direct", cue="said")
    return write(folder, text, **{"slug": "austin", **mention(), "quotes": [said], **sidecar})


def changed(folder: Path, **sidecar: object) -> Result:
    return Result(story(folder, STORY.replace("Gone", "Over"), **sidecar))


def edit(change: Callable[[str], str], **beside: str) -> None:
    """Save the head's body, changed, as the desk does."""
    head = Article.objects.get().head
    body = change(head.body)
    before = {tag.uuid for tag in read_html(head.body, Field.BODY)[0].tags}
    given = {"deck": head.deck, "body": body, "byline": head.byline, "source": head.source}
    draft = make_draft(head.headline, **{**given, **beside})
    save_revision(
        article_id=head.article_id, base=head.number, draft=draft, removed=before, by=None
    )


def without(mark: str) -> Callable[[str], str]:
    """Removes the first tag that has the mark, and keeps its words."""

    def change(html: str) -> str:
        start = html.index(f"<span data-{mark}=")
        inner = html.index(">", start) + 1
        end = html.index("</span>", inner)
        return html[:start] + html[inner:end] + html[end + len("</span>") :]

    return change


def bold(html: str) -> str:
    return html.replace(" spoke.", " <strong>spoke</strong>.")


@pytest.mark.parametrize(
    ("change", "beside"),
    [
        (bold, {}),
        (lambda html: html.replace(" spoke.", ' <a href="/x">spoke</a>.'), {}),
        (lambda html: html.replace("<p>Then", "<h2>Then").replace("Gone.</p>", "Gone.</h2>"), {}),
        (str, {"byline": "B. Desk"}),
        (str, {"source": "Desk"}),
    ],
    ids=["emphasis", "link", "structure", "byline", "source"],
)
def test_edit_of_the_desk_is_not_overwritten_unasked(
    tmp_path: Path, change: Callable[[str], str], beside: dict[str, str]
) -> None:
    given = {"byline": "A. Reporter", "source": "Wire"}
    Result(story(tmp_path, **given))
    edit(change, **beside)
    result = changed(tmp_path, **given)
    assert "The newsroom has edited the text" in result.err
    assert Article.objects.get().head.number == 2
    assert Result(tmp_path, replace_edits=True).status == 0


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("role", "the minister"),
        ("cue", "insisted"),
        ("source", "on the phone"),
        ("date", "2024-01-02"),
        ("kind", "partial"),
    ],
)
def test_attribution_by_the_desk_stays_and_is_said(
    tmp_path: Path, attribute: str, value: str
) -> None:
    Result(story(tmp_path))
    edit(lambda html: attributed(html, attribute, value))
    before = Quote.objects.get()
    result = changed(tmp_path)
    after = Quote.objects.get()
    fields = ("uuid", "role", "cue", "source", "said_on", "kind")
    assert [getattr(after, field) for field in fields] == [
        getattr(before, field) for field in fields
    ]
    assert (
        "left as the newsroom has it: ““No,” he said, “never.”” (quote, Lloyd Austin)" in result.out
    )
    changed(tmp_path, byline="And again")
    assert [getattr(Quote.objects.get(), field) for field in fields[1:]] == [
        getattr(before, field) for field in fields[1:]
    ]
    event = Event.objects.filter(verb="article-imported").latest("id")
    assert len(event.data["tags_left_to_desk"]) == 1


def attributed(html: str, attribute: str, value: str) -> str:
    name = {"date": "said-on"}.get(attribute, attribute)
    old = {"cue": ' data-cue="said"', "kind": ' data-kind="direct"'}.get(attribute, "")
    if old:
        return html.replace(old, f' data-{name}="{value}"')
    return html.replace(' data-cue="said"', f' data-cue="said" data-{name}="{value}"')


def test_speaker_corrected_by_the_desk_stays(tmp_path: Path) -> None:
    Result(story(tmp_path))
    austin, other = Mention.objects.get().entity, make_person("Other Austin")
    edit(lambda html: html.replace(f'="{austin.pk}"', f'="{other.pk}"'))
    assert "left as the newsroom has it" in changed(tmp_path).out
    assert Quote.objects.get().speaker == Mention.objects.get().entity == other


def test_tag_removed_by_the_desk_is_not_brought_back(tmp_path: Path) -> None:
    Result(story(tmp_path))
    edit(without("mention"))
    result = changed(tmp_path)
    assert "left as the newsroom has it: “Lloyd Austin” (Lloyd Austin)" in result.out
    assert not Mention.objects.exists()
    assert Quote.objects.exists()
    assert "left as the newsroom has it" in changed(tmp_path, byline="And again").out
    assert not Mention.objects.exists()


def test_attributes_of_a_tag_made_by_the_desk_stay(tmp_path: Path) -> None:
    Result(story(tmp_path, quotes=[]))
    austin = Mention.objects.get().entity
    quote = f'data-quote="" data-kind="direct" data-speaker="{austin.pk}" data-cue="told us"'
    words = "“No,” he said, “never.”"
    edit(lambda html: html.replace(words, f"<span {quote}>{words}</span>"))
    before = Quote.objects.get()
    said = span(STORY, words, speaker="lloyd-austin", kind="direct", cue="said")
    changed(tmp_path, quotes=[said])
    changed(tmp_path, quotes=[said], byline="And again")
    after = Quote.objects.get()
    assert (after.uuid, after.cue) == (before.uuid, "told us")


def test_what_the_sidecar_changes_is_done_and_said(tmp_path: Path) -> None:
    Result(story(tmp_path, mentions=[]))
    said = span(STORY, "“No,” he said, “never.”", speaker="lloyd-austin", kind="direct", cue="told")
    result = Result(story(tmp_path, quotes=[said]))
    assert "added: “Lloyd Austin” (Lloyd Austin)" in result.out
    assert "changed: ““No,” he said, “never.”” (quote, Lloyd Austin)" in result.out
    assert Quote.objects.get().cue == "told"


def test_quote_over_two_paragraphs_stays_one_when_imported_again(tmp_path: Path) -> None:
    text = "Head\nDeck\n“One.\n“Two.” End."
    both = span(text, "“One.\n“Two.”", speaker=None, kind="direct")
    Result(write(tmp_path, text, quotes=[both]))
    before = Quote.objects.get()
    assert Result(write(tmp_path, text + " More.", quotes=[both])).status == 0
    assert Quote.objects.get().uuid == before.uuid


def test_sidecar_that_comes_later_and_goes_makes_no_second_article(tmp_path: Path) -> None:
    path = write(tmp_path)
    Result(path)
    assert "its address stays “austin-speaks”" in Result(story(tmp_path)).out
    assert Mention.objects.count() == 1
    assert "1 updated" in changed(tmp_path).out
    path.with_name("story.tags.json").unlink()
    path.write_text(STORY.replace("Gone", "Away"))
    assert "1 updated" in Result(path).out
    assert Article.objects.get().slug == "austin-speaks"
    assert ImportedFile.objects.get().slug == "austin"


def test_file_with_a_slug_is_known_where_it_is_moved_to(tmp_path: Path) -> None:
    Result(story(tmp_path))
    (tmp_path / "moved").mkdir()
    assert "1 updated" in changed(tmp_path / "moved").out
    assert Article.objects.count() == 1


def test_another_slug_in_the_same_place_is_another_article(tmp_path: Path) -> None:
    Result(story(tmp_path))
    assert "1 created" in changed(tmp_path, slug="another").out


def test_section_and_language_of_a_changed_sidecar_are_stored(tmp_path: Path) -> None:
    Result(story(tmp_path, section="World"))
    result = changed(tmp_path, section="Politics", language="ar")
    article = Article.objects.get()
    assert (article.section.name, article.language) == ("Politics", "ar")
    assert "now: section Politics, language ar" in result.out


def test_section_chosen_by_the_desk_stays(tmp_path: Path) -> None:
    Result(story(tmp_path, section="World"))
    article = Article.objects.get()
    section = Section.objects.create(name="Desk", slug="desk")
    details = Details(section, article.language)
    change_details(article_id=article.pk, details=details, by=make_user(is_superuser=True))
    result = changed(tmp_path, section="World")
    assert "the desk's stay: section Desk" in result.out
    assert Article.objects.get().section == section


def test_date_of_first_publication_stays_and_is_said(tmp_path: Path) -> None:
    Result(story(tmp_path, date="2024-09-21"), publish=True)
    result = changed(tmp_path, date="2024-09-22")
    assert "its date stays 2024-09-21 00:00 UTC" in result.out


def test_sidecar_that_names_another_on_the_same_words_stands_and_it_is_said(
    tmp_path: Path,
) -> None:
    other = {"key": "other-austin", "kind": "person", "name": "Lloyd Austin"}
    Result(write(tmp_path, slug="austin", **mention()))
    named = span(STORY, "Lloyd Austin", entity="other-austin")
    result = Result(write(tmp_path, slug="austin", entities=[other], mentions=[named]))
    assert Mention.objects.get().entity.slug == "other-austin"
    assert "added: “Lloyd Austin” (Lloyd Austin)" in result.out
    assert "not carried along: “Lloyd Austin” (Lloyd Austin)" in result.out


def test_changed_file_is_published_when_that_is_asked(tmp_path: Path) -> None:
    Result(story(tmp_path), publish=True)
    Result(story(tmp_path, STORY.replace("Gone", "Over")), publish=True)
    article = Article.objects.public().get()
    assert article.live == article.head
    assert "Over" in article.live.body


def test_what_the_desk_has_withdrawn_or_killed_is_not_brought_back(tmp_path: Path) -> None:
    Result(story(tmp_path), publish=True)
    article = withdraw(Article.objects.get())
    result = Result(story(tmp_path, STORY.replace("Gone", "Over")), publish=True)
    assert "it stays withdrawn" in result.out
    article = Article.objects.get()
    assert (article.state, article.head.number, article.live) == ("withdrawn", 2, None)
    move(article, "kill", reason="Injunction.")
    result = Result(story(tmp_path, STORY.replace("Gone", "Past")), publish=True)
    assert "You may not write this article: it is killed." in result.out + result.err
    assert Article.objects.get().head.number == 2


def test_locked_article_is_not_changed_by_its_file(tmp_path: Path) -> None:
    Result(story(tmp_path))
    until = timezone.now() + timedelta(hours=1)
    article, editor = Article.objects.get(), make_staff("editor")
    take_lock(article_id=article.pk, reason="Rewrite.", until=until, by=editor)
    result = Result(story(tmp_path, STORY.replace("Gone", "Over")))
    assert "has locked this article until" in result.out + result.err
    assert Article.objects.get().head.number == 1
