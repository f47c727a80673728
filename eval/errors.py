"""What eval refuses to work with. Each message says what is wrong, with what, and what to do next.

Unusable (a MinutedError)
├── CasesUnusable      a file of cases
├── AnswersUnusable    a file of answers
├── PapersUnusable     the papers named with --papers
├── RunUnusable        a file of a run, or of thresholds for one
└── JudgeUnusable      the language model that judges support
"""

from typing import NoReturn

from pydantic import ValidationError

from corpus.errors import MinutedError
from corpus.exit_codes import ExitCode


class Unusable(MinutedError):
    """Something that was given to measure with cannot be used."""

    exit_code = ExitCode.WRONG_USE


class CasesUnusable(Unusable):
    """A file of cases that cannot be used, with the line and the reason."""


class AnswersUnusable(Unusable):
    """A file of answers that cannot be used, with the line and the reason."""


class PapersUnusable(Unusable):
    """None of the papers named can be read, or one that is asked about is not among them."""


class RunUnusable(Unusable):
    """A file of a run, a baseline or thresholds that cannot be used, with the reason and what to do."""


class JudgeUnusable(Unusable):
    """The judge is configured by halves, could not be asked, or said neither yes nor no. An evaluator records it as its own failure."""


def raised(fault: Unusable) -> NoReturn:
    """What becomes of a fault that nobody asked to hear of."""
    raise fault


def first_fault(error: ValidationError) -> str:
    """`must_contain.0.0: Input should be a valid string`, with what to do about a figure that YAML took for a number."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    hint = f"; put {first['input']} in quotes" if first["type"] == "string_type" and isinstance(first["input"], int | float) else ""
    return f"{where + ': ' if where else ''}{first['msg']}{hint}"
