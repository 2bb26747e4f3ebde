"""A file that is to be imported: its text, its sidecar, and what identifies it."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from articles.drafts.draft import MAX_LENGTHS
from articles.importing.encodings import decode
from articles.importing.errors import UnusableFile
from articles.importing.file_text import StoryFile, read_bytes, read_story
from articles.importing.folders import StoryPath, place_of
from articles.importing.line_ends import with_plain_line_ends
from articles.importing.reading import UNSAID, Reading
from articles.importing.sidecar import Sidecar, read_sidecar
from articles.tagging import Field
from newsroom.lib.characters import describe_refused
from newsroom.lib.text import fold


@dataclass(frozen=True, eq=False)
class Source:
    """A file's text and sidecar (empty if there is none), and how it is read.

    `text` is the file's as it is, without a byte order mark: the sidecar's offsets are into it.
    """

    path: Path
    text: str
    sidecar: Sidecar
    reading: Reading = UNSAID
    notes: list[str] = field(default_factory=list)

    @cached_property
    def place(self) -> str:
        """Return the full path; names that differ only in Unicode form are one."""
        return place_of(self.path)

    @cached_property
    def story(self) -> StoryFile:
        """Return the lines of the file, as fields. Raises `UnusableFile`."""
        return read_story(self.text, self.reading)

    @property
    def headline(self) -> str:
        """Return the folded headline: by it a file is found that may be the same story."""
        return fold(self.story.lines[0].text)[: MAX_LENGTHS[Field.HEADLINE]]

    @property
    def slug(self) -> str:
        return self.sidecar.slug

    @property
    def source_id(self) -> str:
        return self.sidecar.source_id

    @property
    def key(self) -> str:
        """Return the name that no other file of the same import may have."""
        return self.slug or self.source_id or self.place

    @cached_property
    def digest(self) -> str:
        """Return a digest of all that decides what the file becomes.

        That is the text (whatever the bytes were), how its lines are read, and the sidecar. Line
        ends do not count, nor how the sidecar's JSON is laid out.
        """
        parts = [
            with_plain_line_ends(self.text).encode("utf-8", "surrogatepass"),
            msgspec.json.encode(self.reading.layout),
            msgspec.json.encode(_without_reading(self.sidecar)),
        ]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _without_reading(sidecar: Sidecar) -> Sidecar:
    """Return a sidecar without what is for people only, or part of how the file is read."""
    return msgspec.structs.replace(
        sidecar, text="", offsets="", encoding="", no_deck=None, join_lines=None, wire=None
    )


def read_source(story: StoryPath, reading: Reading) -> Source:
    """Read a file and its sidecar from the disk. Raises `UnusableFile`.

    The sidecar says how the file is read, or else the manifest, or else `reading`.
    """
    sidecar = _read_sidecar(story)
    reading = sidecar.reading.or_else(story.reading).or_else(reading)
    text, notes = decode(read_bytes(story.path), reading.encoding or "utf-8")
    return Source(story.path, text, sidecar, reading, [*story.notes, *notes])


def key_at(story: StoryPath) -> str:
    """Return the key that identifies a file. Reads only the sidecar. Raises `UnusableFile`."""
    return Source(story.path, "", _read_sidecar(story)).key


def _read_sidecar(story: StoryPath) -> Sidecar:
    try:
        str(story.path.resolve()).encode()
    except UnicodeEncodeError as error:
        raise UnusableFile("Its name, or that of a folder it is in, is not UTF-8.") from error
    if fault := describe_refused(str(story.path.resolve())):
        raise UnusableFile(f"Its path {fault}.")
    if story.sidecar is None:
        return Sidecar()
    return read_sidecar(read_bytes(story.sidecar))
