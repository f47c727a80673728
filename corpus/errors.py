"""Every error Minuted raises on purpose, in one tree.

    MinutedError
    ├── PaperRefused            this file is not taken, the others go on
    │   ├── PaperUnreadable     no permission, or it vanished
    │   ├── PaperTooLarge
    │   ├── PaperEmpty
    │   ├── PaperEncrypted      needs a password that we do not have
    │   ├── PaperCorrupt        the reader could not make sense of it
    │   ├── PaperMislabelled    its content is not what its ending says
    │   ├── PaperUnsupported    a kind of file that no reader takes
    │   ├── PaperTooSlow        reading it took more time than its size allows
    │   ├── PaperTooHeavy       reading it takes more memory than one paper may have
    │   └── PaperWithoutText    pages of pictures only, or nothing that makes a passage
    ├── StoreUnusable           the store cannot be opened, read or written
    │   ├── StoreMissing        nothing has been ingested there
    │   ├── StoreLocked         another ingest is writing to it
    │   ├── StoreModelMismatch  made with another embedding model
    │   └── StoreOutdated       made by an earlier Minuted, to be brought up to date
    ├── NotKept                 conversations and feedback cannot be written or read
    ├── ModelUnusable           the embedding model is missing or not the one that was published
    ├── NotServed               the app cannot be served on this port or under this name
    ├── QuestionInvalid         nothing to answer: empty, no text, or a batch line that is not as documented
    └── LinesUnreadable         a file of JSON Lines that cannot be read at all

Each message says what is wrong, with what, and what to do next.
"""

from typing import ClassVar

# What to do where a store cannot be written.
FREE_OR_MOVE = "What it held before is whole. Make room on the disk or name another folder with --store, then run the same command again."


class MinutedError(Exception):
    """Anything Minuted refuses to do. The message is fit to show to a user."""


class PaperRefused(MinutedError):
    """A file that is not taken in. `code` names the reason for scripts, the message explains it."""

    code: ClassVar[str] = "refused"


class PaperUnreadable(PaperRefused):
    code = "unreadable"


class PaperTooLarge(PaperRefused):
    code = "too_large"


class PaperEmpty(PaperRefused):
    code = "empty"


class PaperEncrypted(PaperRefused):
    code = "encrypted"


class PaperCorrupt(PaperRefused):
    code = "corrupt"


class PaperMislabelled(PaperRefused):
    code = "mislabelled"


class PaperUnsupported(PaperRefused):
    code = "unsupported"


class PaperTooSlow(PaperRefused):
    code = "too_slow"


class PaperTooHeavy(PaperRefused):
    code = "too_heavy"


class PaperWithoutText(PaperRefused):
    code = "no_text"


class StoreUnusable(MinutedError):
    """The store cannot be used as it is."""


class StoreMissing(StoreUnusable):
    """There is no store at the place named."""


class StoreLocked(StoreUnusable):
    """Another process is writing to the store."""


class StoreModelMismatch(StoreUnusable):
    """The store's vectors were made by another embedding model."""


class StoreOutdated(StoreUnusable):
    """The store was made by an earlier Minuted."""


class NotKept(MinutedError):
    """The file of conversations and feedback, beside the store, cannot be used."""


class ModelUnusable(MinutedError):
    """The embedding model cannot be loaded or is not what it should be."""


class NotServed(MinutedError):
    """The app cannot be served as it was told: its port is taken, or a host has no name of a host."""


class QuestionInvalid(MinutedError):
    """The question, or a line of a batch of questions, cannot be used."""


class LinesUnreadable(MinutedError):
    """A file of JSON Lines, or standard input, cannot be read."""


def brief(error: BaseException) -> str:
    """What an outside library says of an error, in one line: its first, or the error's name where it says nothing."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__
