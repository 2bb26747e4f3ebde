"""An article with everything an article can have."""

from typing import Any

from articles.models import Article
from tests.factories import (
    make_organisation,
    make_person,
    make_section,
    mention,
    next_uuid,
    published_article,
    quote,
)


def rich_article(**fields: Any) -> Article:
    """Mentions in all fields, quotes of every kind, of nobody, interrupted, over paragraphs."""
    ada = make_person("Ada “the Countess” Löf<b>", description="Mathematician & poet")
    minister = make_person("وزير الخارجية", aliases=["Minister 👩‍🚀"], wikidata_id="Q42")
    works = make_organisation("Windmill & Sons")
    body = (
        f"<p>👩‍🚀 {mention(ada, 'Ada')} of {mention(works)} e\u0301 said {interrupted(ada)}.</p>"
        f"<ul><li>{mention(minister)} "
        f"{quote(minister, 'قال كلمات', 'indirect', role='minister', cue='said')}</li></ul>"
        f"<blockquote><p>{quote(None, 'Somebody <em>shouted</em>', 'partial', source='heard')}"
        f"</p></blockquote><p>{quote(works, '“We build.”', said_on='2024-02-29')}<br>Then.</p>"
    )
    return published_article(
        f"{mention(ada, 'Ada')} & <em>co</em> 👨‍👩‍👧 turn",
        **{
            "deck": f"By {mention(works, 'the works')} “quoted” <3",
            "body": body,
            "byline": "A. Reporter",
            "source": "Agency",
            "section": make_section("World"),
            **fields,
        },
    )


def interrupted(speaker: Any) -> str:
    """A quote of two segments with words between them."""
    uuid = next_uuid()
    parts = (
        f'<span data-quote="{uuid}" data-kind="direct" data-speaker="{speaker.pk}">{words}</span>'
        for words in ("“Wheels,", "turn.”")
    )
    return "” she said, “".join(parts)
