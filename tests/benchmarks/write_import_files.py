"""A generated corpus as text files with sidecars, `-n` of them.

`python -m tests.benchmarks.write_import_files FILE FOLDER -n 1000`, for
`time python manage.py import_articles FOLDER --publish`.
"""

import argparse
import json
from itertools import islice
from pathlib import Path
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=1000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with options.file.open(encoding="utf-8") as lines:
        for line in islice(lines, options.n):
            write(options.folder, json.loads(line))


def write(folder: Path, article: dict[str, Any]) -> None:
    lines = [article["headline"], article["deck"], *article["body"]]
    starts = [sum(len(line) + 1 for line in lines[: 2 + i]) for i in range(len(article["body"]))]
    text = "\n".join(lines)
    (folder / f"{article['id']:07}.txt").write_text(text, encoding="utf-8", newline="\n")
    sidecar = {
        "slug": article["slug"],
        "section": "World",
        "language": "en",
        "date": article["published_at"],
        "entities": [
            {"key": entity["slug"], "kind": kind, "name": entity["name"]}
            for kind, group in (("person", "people"), ("organisation", "organisations"))
            for entity in article[group]
        ],
        "mentions": [
            {"entity": entity["slug"], **span(text, starts[paragraph], start, end)}
            for group in ("people", "organisations")
            for entity in article[group]
            for paragraph, start, end in entity["mentions"]
        ],
        "quotes": [
            {
                "speaker": next(
                    p["slug"] for p in article["people"] if p["name"] == quote["speaker"]
                ),
                "kind": "direct",
                "cue": "said",
                **span(text, starts[quote["para"]], quote["start"], quote["end"]),
            }
            for quote in article["quotes"]
        ],
    }
    path = folder / f"{article['id']:07}.tags.json"
    path.write_text(json.dumps(sidecar, ensure_ascii=False), encoding="utf-8")


def span(text: str, base: int, start: int, end: int) -> dict[str, Any]:
    start, end = base + start, base + end
    return {"start": start, "end": end, "exact": text[start:end]}


if __name__ == "__main__":
    main()
