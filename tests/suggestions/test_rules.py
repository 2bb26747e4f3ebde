"""The table of rules: what the engine suggests comes of a rule that stands there."""

import json

from django.conf import settings

from articles.suggestions.engine.analysis import analyse
from articles.suggestions.engine.rules import NAME_RULES, SPEAKER_RULES, SUBJECT_RULES

# Of names that others explain, and of quotes that no rule for speakers has found.
DERIVED = {"named before", "surname", "surname and title", "title of another"}
WITHOUT_RULE = {"no speaker", "reported"}


def test_every_rule_of_the_shipped_texts_is_in_the_table() -> None:
    lines = (settings.BASE_DIR / "tests/data/quotes_eval.jsonl").read_text().splitlines()
    analyses = [
        analyse(json.loads(line)["text"], language="en", with_reported=True) for line in lines
    ]
    names = {name.rule for analysis in analyses for name in analysis.names}
    assert names - DERIVED <= NAME_RULES.keys()
    rules = {quote.rule for analysis in analyses for quote in analysis.quotes} - WITHOUT_RULE
    for rule in rules:
        speaker, _, subject = rule.partition(", ")
        assert speaker in SPEAKER_RULES
        assert not subject or subject in SUBJECT_RULES
