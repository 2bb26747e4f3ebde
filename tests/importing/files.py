"""Files to import, and what importing them says."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

STORY = "Austin speaks\nIn Washington\n\nLloyd Austin spoke.\nThen “No,” he said, “never.” Gone.\n"


class Result:
    """Run the command; hold what it printed and its exit status."""

    def __init__(self, *args: object, **options: object) -> None:
        out, err = StringIO(), StringIO()
        self.status = 0
        try:
            call_command("import_articles", *args, stdout=out, stderr=err, **options)
        except SystemExit as exit_:
            self.status = exit_.code
        self.out, self.err = out.getvalue(), err.getvalue()


def write(
    folder: Path, text: str | bytes = STORY, name: str = "story.txt", **sidecar: object
) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    if sidecar:
        path.with_name(f"{path.stem}.tags.json").write_text(json.dumps(sidecar))
    return path


def span(text: str, words: str, **tag: object) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words, **tag}


AUSTIN = {"key": "lloyd-austin", "kind": "person", "name": "Lloyd Austin", "aliases": ["Austin"]}


def tagged(folder: Path, text: str = STORY, **sidecar: object) -> Path:
    mentions = [span(text, "Lloyd Austin", entity="lloyd-austin")]
    return write(folder, text, slug="austin", entities=[AUSTIN], mentions=mentions, **sidecar)


def mention(**given: object) -> dict[str, object]:
    return {
        "entities": [AUSTIN],
        "mentions": [span(STORY, "Lloyd Austin", **{"entity": "lloyd-austin", **given})],
    }
