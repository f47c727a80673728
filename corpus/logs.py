"""What went wrong, for whoever runs Minuted: on standard error, each record on a line of its own, before a trace if it has one."""

import logging

from corpus.text import inert, inert_line


class _InertFormatter(logging.Formatter):
    """Nothing in a record acts on the terminal, and no name of a file in it makes it two."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging calls it so)
        record.message = inert_line(record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        return inert(super().format(record))


def log_to_stderr() -> None:
    """Write warnings and errors. A process calls it when it begins; where it has handlers of its own already, they stay."""
    handler = logging.StreamHandler()
    handler.setFormatter(_InertFormatter())
    logging.basicConfig(handlers=[handler])
