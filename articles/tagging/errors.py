"""Errors of the tagging core; their messages may be shown to people."""


class UnreadableText(ValueError):
    """Text that cannot be stored: with NUL or lone surrogates, or nested too deeply."""


class TaggingError(ValueError):
    """A tag that cannot have the place that was asked for.

    `start` is the offset (code points) that the message is about, for callers that name a line.
    """

    def __init__(self, message: str, *, start: int = 0) -> None:
        super().__init__(message)
        self.start = start
