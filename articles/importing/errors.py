from newsroom.lib.errors import DomainError


class UnusableFile(DomainError):
    """A file that cannot be imported; the message says why, with the line where there is one."""

    code = "unusable_file"

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(f"line {line}: {message}" if line else message)


class AnotherStory(UnusableFile):
    """A file refused since its words are not those of the article that it would change."""

    code = "another_story"
