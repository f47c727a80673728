"""JSON Lines -> the value of each line, or what is wrong with it. https://jsonlines.org: UTF-8, one JSON value a line, ended by \\n."""

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pydantic_core import from_json

from corpus.errors import LinesUnreadable, brief

STANDARD_INPUT = Path("-")

_LONGEST = 16 << 20  # bytes of a line
_BLANK = b" \t\r\n"  # what JSON takes for white space; U+2028 and other line ends of text may stand within a string
_MARK = b"\xef\xbb\xbf"  # the byte order mark that some editors put at the start of a file


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line with something in it. As text it is its place: `questions.jsonl, line 3`."""

    file: Path
    number: int
    written: bytes

    def __str__(self) -> str:
        return f"{self.file}, line {self.number}"

    def value(self) -> Any:
        """The JSON value of the line. Raises ValueError as `json_value` does, and for a line of more than 16 MB."""
        if len(self.written) > _LONGEST:
            raise ValueError(f"longer than {_LONGEST >> 20} MB")
        return json_value(self.written.rstrip(_BLANK))


def lines_of(file: Path) -> Iterator[JsonLine]:
    """The lines of a file, or of standard input for `-`, that are not blank, one by one as they come.

    Raises LinesUnreadable where the file cannot be read.
    """
    try:
        if file != STANDARD_INPUT:
            with file.open("rb") as opened:
                yield from _lines(opened, file)
        elif sys.stdin is not None:
            yield from _lines(sys.stdin.buffer, file)
        else:
            raise LinesUnreadable("Standard input is closed. Give it the lines, or name a file.")
    except OSError as error:
        raise LinesUnreadable(f"{file} cannot be read ({brief(error)}). Name a file of JSON Lines that you may read.") from error


def json_value(written: str | bytes) -> Any:
    """The one value of a JSON text, as every reader would take it.

    Raises ValueError for what is not JSON (NaN, bytes that are not UTF-8, half a surrogate pair) and for what is beyond us
    (200 levels, integers of more than 4,300 digits, floats over 1.8e308).
    """
    try:
        from_json(written, allow_inf_nan=False)
    except ValueError as error:
        raise ValueError(f"not JSON: {str(error).replace('line 1 column', 'byte')}") from None
    return json.loads(written, parse_float=_finite)


def _lines(opened: BinaryIO, file: Path) -> Iterator[JsonLine]:
    number = 0
    while written := opened.readline(_LONGEST + 1):
        number += 1
        if number == 1:
            written = written.removeprefix(_MARK)
        if written.strip(_BLANK):
            yield JsonLine(file, number, written)
        while len(written) > _LONGEST and not written.endswith(b"\n"):
            written = opened.readline(_LONGEST + 1)


def _finite(written: str) -> float:
    if math.isinf(number := float(written)):
        raise ValueError(f"the number {written[:20]} is too large")
    return number
