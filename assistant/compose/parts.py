"""What an answer is made of: lines, each a quote with whose meeting it is from and its citation's number, or a fixed phrase."""

from dataclasses import dataclass

from assistant.models import Shape
from corpus.text import readable, squeezed


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a citation's passage, verbatim."""

    text: str

    @property
    def said(self) -> str:
        return readable(self.text)


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of a table's row, each with the header of its column, after the name of the row: all of them the table's own words."""

    label: str
    cells: tuple[tuple[str, str], ...]  # header and cell

    @property
    def said(self) -> str:
        """`Wenlow, 2020/21: 1,990`; `Wenlow: 2019/20: 1,870; 2020/21: 1,990`."""
        told = [f"{header}: {cell}" if header else cell for header, cell in self.cells]
        if len(told) == 1 and self.cells[0][0]:
            return f"{self.label}, {told[0]}" if self.label else told[0]
        return ": ".join(part for part in (self.label.rstrip(" :"), "; ".join(told)) if part)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line of an answer: `Cabinet, 7 July 2023: “It was agreed” [1]`. `where` is empty for a line that goes on from the one before."""

    n: int
    where: str
    words: Words | Cells


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line that is one of our fixed phrases, with the citations that it points at."""

    text: str
    points_at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerParts:
    """An answer before it is written down."""

    shape: Shape
    lines: tuple[Quoted | Phrase, ...]


def parts_to_text(parts: AnswerParts) -> str:
    """One line of text for each line of the answer, whatever breaks a line in a name."""
    return "\n".join(squeezed(_line(line)) for line in parts.lines)


def _line(line: Quoted | Phrase) -> str:
    if isinstance(line, Phrase):
        markers = " ".join(f"[{n}]" for n in line.points_at)
        return f"{line.text} {markers}." if markers else line.text
    quoted = f"“{line.words.said}” [{line.n}]"
    return f"{line.where}: {quoted}" if line.where else quoted
