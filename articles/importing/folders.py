"""The files of folders: texts with their sidecars, and a word on all that is neither.

A folder's listing is read once. A sidecar belongs to a text by its exact name, or else by one that
differs in case, Unicode form or the text's own suffix, if no other text could be meant.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import normalize

from articles.importing.errors import UnusableFile
from articles.importing.outcomes import Outcome
from articles.importing.reading import UNSAID, Reading

SIDECAR_SUFFIX: Final = ".tags.json"
SIDECAR: Final = re.compile(r"(\.txt)?\.tags\.json$", re.IGNORECASE)
TEXT: Final = re.compile(r"\.txt$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StoryPath:
    """A text's path and the paths of its sidecars: one, or none, or several that it could be.

    `reading` is what a manifest says of it.
    """

    path: Path
    sidecars: tuple[Path, ...] = ()
    reading: Reading = UNSAID

    @property
    def sidecar(self) -> Path | None:
        """Return the path of the one sidecar, or None. Raises `UnusableFile` if it is unclear."""
        if len(self.sidecars) > 1:
            names = " and ".join(path.name for path in self.sidecars)
            raise UnusableFile(f"Its sidecar may be {names}. Keep one of them.")
        return self.sidecars[0] if self.sidecars else None

    @property
    def notes(self) -> list[str]:
        """Return a note on a sidecar whose name is not exactly the text's."""
        sidecar = self.sidecar
        is_exact = sidecar is None or sidecar.name == self.path.stem + SIDECAR_SUFFIX
        return [] if is_exact or sidecar is None else [f"tags from {sidecar.name}"]


@dataclass(slots=True)
class Found:
    """Texts to import, in order, and outcomes for what is not imported."""

    stories: list[StoryPath] = field(default_factory=list)
    others: list[Outcome] = field(default_factory=list)


def story_at(path: Path) -> StoryPath:
    """Return one text with its sidecar, whatever the text's suffix.

    Raises `UnusableFile` if its folder cannot be looked into.
    """
    try:
        names = _names_in(path.parent)
    except OSError as error:
        raise UnusableFile(f"Its sidecar cannot be looked for: {error.strerror}.") from error
    return _with_sidecars(path.parent, names, [path.name])[0]


def _names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _with_sidecars(folder: Path, names: Sequence[str], given: Iterable[str]) -> list[StoryPath]:
    """Return the given texts of a folder with their sidecars. `names` are all in the folder."""
    texts = {*given, *filter(TEXT.search, names)}
    pairs, _ = pair(texts, filter(SIDECAR.search, names))
    return [StoryPath(folder / name, tuple(folder / one for one in pairs[name])) for name in given]


def find_stories(paths: Iterable[Path]) -> Found:
    """Return the texts at paths and in folders, each once, and what else is there.

    Folders that are links are followed, but not in a circle, and not up to a folder that holds the
    one with the link: nobody has named what else is there.
    """
    found = Found()
    given: dict[Path, list[str]] = defaultdict(list)  # names by folder
    for path in paths:
        if path.is_dir():
            _read_folder(path, found)
        else:
            given[path.parent].append(path.name)
    for folder, names in given.items():
        _read_given(folder, names, found)
    found.stories = list({story.path: story for story in found.stories}.values())
    return found


def _read_given(folder: Path, given: Sequence[str], found: Found) -> None:
    """Add texts that were named one by one. A named sidecar is read with its text."""
    names = _names_in(folder)
    texts = [name for name in given if not SIDECAR.search(name)]
    _, orphans = pair({*texts, *filter(TEXT.search, names)}, filter(SIDECAR.search, given))
    for name in filter(SIDECAR.search, given):
        is_orphan = name in orphans
        line = "It is a sidecar, read with its text."
        outcome = Outcome(folder / name, "ignored", (line,))
        found.others.append(_orphan(folder / name) if is_orphan else outcome)
    found.stories += _with_sidecars(folder, names, texts)


def _orphan(path: Path) -> Outcome:
    return Outcome(path, "failed", ("There is no text beside this sidecar: its tags are unused.",))


def pair(texts: Iterable[str], sidecars: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the sidecars of each text of a folder by their names, and those of no text."""
    pairs: dict[str, list[str]] = {text: [] for text in texts}
    alike: dict[str, list[str]] = defaultdict(list)
    for text in sorted(pairs):
        alike[_plain(Path(text).stem)].append(text)
    names = set(sidecars)
    for text, found in pairs.items():
        found += [name for name in (Path(text).stem + SIDECAR_SUFFIX,) if name in names]
    exact = {name for found in pairs.values() for name in found}
    orphans = []
    for name in sorted(names - exact):
        owners = alike[_plain(SIDECAR.sub("", name))]
        bare = [text for text in owners if not pairs[text]]
        for owner in bare or owners:
            pairs[owner].append(name)
        orphans += [] if owners else [name]
    return pairs, orphans


def _plain(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())


def _read_folder(top: Path, found: Found) -> None:
    """Add the texts in a folder and in those below it, real ones before links."""
    count = len(found.stories)
    seen: dict[tuple[int, int], Path] = {}
    real, links = [top], list[Path]()
    others: Counter[str] = Counter()
    while real or links:
        folder = real.pop() if real else links.pop(0)
        try:
            status = folder.stat()
            first = seen.setdefault((status.st_dev, status.st_ino), folder)
            if first is not folder:
                line = f"It is a link to {first}, which is read there."
                found.others.append(Outcome(folder, "ignored", (line,)))
                continue
            if folder is not top and _leads_up(folder, top):
                line = f"It is a link to {folder.resolve()}, which holds the folder of the link."
                found.others.append(Outcome(folder, "ignored", (line,)))
                continue
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            line = f"The folder cannot be read: {error.strerror}."
            found.others.append(Outcome(folder, "failed", (line,)))
            continue
        folders = _read_entries(folder, entries, found, others)
        real += [path for path in reversed(folders) if not path.is_symlink()]
        links += [path for path in folders if path.is_symlink()]
    if others:
        kinds = ", ".join(f"{number} {kind}" for kind, number in others.most_common(10))
        line = f"Files that are neither .txt nor a sidecar: {kinds}."
        found.others.append(Outcome(top, "ignored", (line,)))
    if len(found.stories) == count and not any(one.status == "failed" for one in found.others):
        found.others.append(Outcome(top, "failed", ("There is no .txt file in it.",)))
    found.stories[count:] = sorted(found.stories[count:], key=lambda story: story.path)


def _leads_up(folder: Path, top: Path) -> bool:
    """Return whether a folder, perhaps a link, holds the one it is in or the one that was named."""
    target = folder.resolve()
    return any(one.resolve().is_relative_to(target) for one in (folder.parent, top))


def _read_entries(
    folder: Path, entries: Sequence["os.DirEntry[str]"], found: Found, others: Counter[str]
) -> list[Path]:
    """Add a folder's texts to what was found, and return the folders in it."""
    texts, sidecars = list[str](), list[str]()
    folders = list[Path]()
    for entry in entries:
        path = folder / entry.name
        is_ours = TEXT.search(entry.name) or SIDECAR.search(entry.name)
        if entry.name.startswith("."):
            if is_ours or entry.is_dir():
                found.others.append(Outcome(path, "ignored", ("It is hidden.",)))
            else:
                others["hidden"] += 1
        elif entry.is_dir():
            folders.append(path)
        elif not is_ours:
            others[path.suffix.lower() or "without a suffix"] += 1
        elif not entry.is_file():
            found.others.append(Outcome(path, "failed", (_why_no_file(path),)))
        else:
            (sidecars if SIDECAR.search(entry.name) else texts).append(entry.name)
    pairs, orphans = pair(texts, sidecars)
    for text in texts:
        beside = tuple(folder / name for name in pairs[text])
        found.stories.append(StoryPath(folder / text, beside))
    found.others += [_orphan(folder / name) for name in orphans]
    return folders


def _why_no_file(path: Path) -> str:
    return "It is a link that leads to no file." if path.is_symlink() else "It is no file."


def place_of(path: Path) -> str:
    """Return the full path of a file, the same for names that differ in Unicode form only."""
    return normalize("NFC", str(path.resolve()))
