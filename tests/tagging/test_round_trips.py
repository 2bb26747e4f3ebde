"""Whatever comes in, what is stored reads back as itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.tagging import (
    Document,
    Field,
    MentionTag,
    Parsed,
    apply_tags,
    attributions,
    exact,
    find_faults,
    named,
    parse,
    read,
    render,
    sanitise,
)
from tests.tagging.building import counting, plain
from tests.tagging.strategies import SCRAPS, TREES, documents

FIELDS = st.sampled_from(Field)
STEADY = settings(max_examples=150, deadline=None)


@STEADY
@given(html=TREES | SCRAPS, field=FIELDS)
def test_canonical_html_parses_to_the_same_document(html: str, field: Field) -> None:
    document = read(html, field=field, new_uuid=counting()).document
    assert parse(render(document), field=field) == Parsed(document)


@STEADY
@given(html=TREES | SCRAPS, field=FIELDS)
def test_whom_tags_name_is_read_from_canonical_html_without_parsing(
    html: str, field: Field
) -> None:
    document = read(html, field=field, new_uuid=counting()).document
    expected = {
        ("mention" if isinstance(tag, MentionTag) else "quote", tag.uuid, named(tag))
        for tag in document.tags
        if named(tag)
    }
    assert set(attributions(render(document))) == expected


@STEADY
@given(html=TREES | SCRAPS, field=FIELDS)
def test_canonical_html_survives_the_sanitiser(html: str, field: Field) -> None:
    document = read(html, field=field, new_uuid=counting()).document
    assert parse(sanitise(render(document), field=field), field=field) == Parsed(document)


@STEADY
@given(html=TREES | SCRAPS, field=FIELDS)
def test_what_is_read_keeps_every_rule(html: str, field: Field) -> None:
    assert find_faults(read(html, field=field, new_uuid=counting()).document) == ()


@STEADY
@given(html=TREES, field=FIELDS)
def test_no_tag_disappears_without_a_word(html: str, field: Field) -> None:
    parsed = read(html, field=field, new_uuid=counting())
    told = len(parsed.document.tags) + len(parsed.problems) + len(parsed.dropped)
    clean = sanitise(html, field=field)
    written = {kind for kind in ("data-mention=", "data-quote=") if kind in clean}
    assert bool(told) == bool(written)


@STEADY
@given(document=documents())
def test_tags_applied_at_random_come_back_exactly(document: Document) -> None:
    assert find_faults(document) == ()
    assert parse(render(document), field=document.field) == Parsed(document)
    assert read(render(document), field=document.field) == Parsed(document)


@STEADY
@given(document=documents())
def test_tags_lifted_off_can_be_put_on_again(document: Document) -> None:
    bare = plain(*document.text.split("\n\n")) if document.text else plain()
    assert apply_tags(bare, reversed(document.tags)) == document


@STEADY
@given(document=documents())
def test_exact_is_the_text_between_start_and_end(document: Document) -> None:
    for tag in document.tags:
        words = exact(tag, document.text)
        assert words == document.text[tag.start : tag.end]
        assert words == words.strip() != ""
