"""What the tagging core raises, in words that an edge may show to a person."""


class UnreadableText(ValueError):
    """Text that cannot be stored as it is: NUL, lone surrogates, or nested beyond reason."""


class TaggingError(ValueError):
    """A tag that cannot stand where it was asked to stand.

    `start` is the offset (code points) that the message is about, for edges that name a line.
    """

    def __init__(self, message: str, *, start: int = 0) -> None:
        super().__init__(message)
        self.start = start
