"""Every error Minuted raises on purpose, in one tree.

    MinutedError
    ├── PaperRefused            this file is not taken, the others go on
    │   ├── PaperTooLarge
    │   ├── PaperEmpty
    │   ├── PaperEncrypted      needs a password that we do not have
    │   ├── PaperCorrupt        the reader could not make sense of it
    │   ├── PaperMislabelled    its content is not what its ending says
    │   ├── PaperUnsupported    a kind of file that no reader takes
    │   ├── PaperWithoutText    pages of pictures only, or nothing that makes a passage
    │   ├── PaperUnstorable     it was read, but model, words, vectors or catalogue do not take what was read
    │   └── NotReadNow          the machine did not read it to its end, such as for want of room: the next ingest tries again
    │       ├── PaperUnreadable     no permission, it vanished, it is no file, or its name is no text
    │       ├── PaperTooSlow        reading it took more time than its size allows
    │       └── PaperTooHeavy       reading it takes more memory than one paper may have
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

from typing import ClassVar, Self

from corpus.exit_codes import ExitCode
from corpus.text import valid_text

# What to do where a store cannot be written.
FREE_OR_MOVE = "What it held before is whole. Make room on the disk or name another folder with --store, then run the same command again."

# What to do where it is another's.
ITS_USERS_ALONE = "Only the user who made it may look into it. Ask as that user, or name another folder with --store."


class MinutedError(Exception):
    """Anything Minuted refuses to do. The message is fit to show to a user, and a command that it ends has its exit code."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNUSABLE


class PaperRefused(MinutedError):
    """A file that is not taken in. `code` names the reason for scripts, the message explains it."""

    code: ClassVar[str] = "refused"
    exit_code = ExitCode.FAULTS

    def __init__(self, message: str) -> None:
        super().__init__(valid_text(message))  # a library that says what is wrong may quote the file


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


class PaperWithoutText(PaperRefused):
    code = "no_text"


class NotReadNow(PaperRefused):
    """Not for what is in the file: read again, it may go in."""

    code = "not_read_now"


class PaperUnreadable(NotReadNow):
    code = "unreadable"


class PaperTooSlow(NotReadNow):
    code = "too_slow"


class PaperTooHeavy(NotReadNow):
    code = "too_heavy"


class PaperUnstorable(PaperRefused):
    code = "unstorable"

    @classmethod
    def because_of(cls, file: str, error: BaseException) -> Self:
        return cls(
            f"{file}: it was read, but cannot be stored ({type(error).__name__}: {brief(error)}). What was held of it before stays. "
            "Save it again as PDF and take that in, and please report what it said here."
        )


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

    exit_code = ExitCode.WRONG_USE


class QuestionInvalid(MinutedError):
    """The question, or a line of a batch of questions, cannot be used."""

    exit_code = ExitCode.WRONG_USE


class LinesUnreadable(MinutedError):
    """A file of JSON Lines, or standard input, cannot be read."""

    exit_code = ExitCode.WRONG_USE


def brief(error: BaseException) -> str:
    """What an outside library says of an error, in one line: its first, or the error's name where it says nothing."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def is_of_the_paper(error: BaseException) -> bool:
    """Whether what went wrong while a paper was stored may lie in the paper: not in the store or the machine, nor in who stopped it.

    A fault in a library written in Rust comes as a BaseException.
    """
    return not isinstance(error, MinutedError | OSError | MemoryError | KeyboardInterrupt | SystemExit | GeneratorExit)
