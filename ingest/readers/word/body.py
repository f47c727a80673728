"""The body of a Word file -> its paragraphs and table rows in order, each with the page on which it begins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ingest.readers.numerals import numeral, raised
from ingest.readers.paragraphs import FROM_ABOVE, Cell, Paragraph, reads_as_heading, row_or_line, table_paragraphs
from ingest.readers.word.numbers import Numbering
from ingest.readers.word.pages import PagePosition, Pages
from ingest.readers.word.styles import Look, Styles
from ingest.readers.word.text import Comment, Frame, Mark, Note, Run, pieces
from ingest.readers.word.xml import DELETED, RELATED, Element, below, inside, number, shown, switch, value, w

_MOST_COLUMNS = 63  # of a table in Word
_LEAST_SPACE = 40  # twentieths of a point between two paragraphs that a reader sees as space
_LONGEST_HEADING = 200  # characters: what is longer is a paragraph in a heading's style


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes or endnotes of a file, and the style of their numbers."""

    root: Element | None
    style: str

    def content(self, note: str) -> Element | None:
        return None if self.root is None else next((each for each in self.root if value(each, "id") == note), None)


@dataclass(slots=True)
class Body:
    """Reads a body: its `paragraphs`, and its notes by kind, each with the page on which its mark stands."""

    styles: Styles
    numbering: Numbering
    notes: dict[str, Notes]
    comments: Notes = Notes(None, "")
    chunk: Callable[[str], list[Paragraph]] = lambda _: []  # the paragraphs of a part of another format, by its id
    pages: Pages = field(default_factory=Pages)
    paragraphs: list[Paragraph] = field(default_factory=list)
    noted: dict[str, list[Paragraph]] = field(default_factory=dict)
    commented: dict[int, list[str]] = field(default_factory=dict)  # the words of the comments on each page
    sections: list[tuple[int, Element]] = field(default_factory=list)  # with the page on which each begins
    _sections: list[Element] = field(default_factory=list)  # those still to begin
    _above: Look | None = None  # of the paragraph above
    _gap: bool = False  # whether an empty paragraph or a table stands above
    _held: list[Run] = field(default_factory=list)  # the text of a paragraph without an end of its own: the next goes on from it
    _counts: dict[str, int] = field(default_factory=dict)  # notes so far, by kind
    _in_cell: bool = False

    def read(self, body: Element) -> None:
        self._sections = [each for each in body.iter(w("sectPr")) if each.getparent().tag != w("sectPrChange")]
        self._next_section()
        self.paragraphs += [*self._blocks(body), *self._release()]

    def _next_section(self) -> None:
        if self._sections:
            section = self._sections.pop(0)
            self.pages.begin_section(section)
            self.sections.append((self.pages.at.page if self.pages.at.empty else self.pages.at.page + 1, section))

    def _blocks(self, container: Element) -> Iterator[Paragraph]:
        for child in shown(container):
            if child.tag == w("p"):
                yield from self._paragraph(child)
                if child.find(below("pPr", "sectPr")) is not None:
                    self._next_section()
            elif child.tag == w("tbl"):
                yield from self._release()
                yield from self._table(child)
                self._gap = True
            elif child.tag == w("altChunk"):
                yield from self._release()
                yield from (replace(one, page=self.pages.at.page) for one in self.chunk(child.get(RELATED) or ""))
                self.pages.fill()
                self._gap = True
            elif child.tag not in DELETED:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Paragraph]:
        look = self.styles.look(paragraph)
        if look.new_page:
            self.pages.force_unless_empty()
        goes_on = _goes_on_in_next(paragraph)
        mark = "" if goes_on else self.numbering.mark(look.list_id, look.level, look.style)
        runs, self._held = self._held, []
        frames: list[Frame] = []
        made: list[Paragraph] = []
        for piece in pieces(paragraph, look, self.styles):
            match piece:
                case Run():
                    runs.append(piece)
                case Note():
                    runs.append(Run(self._note(piece), bold=True))  # a mark makes no heading plain
                case Comment():
                    self._comment(piece)
                case Frame():
                    frames.append(piece)
                case Mark.PICTURE:
                    self.pages.fill()
                case Mark.FORCED | Mark.TURNED:
                    made += self._set(runs, "" if made else mark, look)
                    runs = []
                    self.pages.turn() if piece is Mark.TURNED else self.pages.force()
        if goes_on and not frames:
            self._held = runs
        else:
            made += self._set(runs, "" if made else mark, look)
            self._gap = not made
            if mark and not made and self._in_cell:
                made = [Paragraph(mark, page=self.pages.at.page)]  # a column of numbers
        yield from made
        for frame in frames:
            yield from self._blocks(frame.content)

    def _set(self, runs: list[Run], mark: str, look: Look) -> list[Paragraph]:
        """The paragraph that runs of letters make, none where they have no words."""
        lines = [line for line in "".join(run.text for run in runs).split("\n") if line.strip()]
        if not lines:
            return []
        text = "\n".join([row_or_line(lines[0], mark), *map(row_or_line, lines[1:])])
        bold = all(run.bold for run in runs if run.text.strip())
        marked = look.heading and "\t" not in text and len(text) <= _LONGEST_HEADING
        made = Paragraph(text, marked or (bold and reads_as_heading(text)), self._gap or self._space_above(look), self.pages.at.page)
        self._above, self._gap = look, False
        self.pages.fill()
        return [made]

    def _space_above(self, look: Look) -> bool:
        if self._above is None:
            return False
        same = self._above.style == look.style
        return max(0 if same and self._above.tight else self._above.after, 0 if same and look.tight else look.before) >= _LEAST_SPACE

    def _release(self) -> Iterator[Paragraph]:
        """Text of a paragraph without an end, with no paragraph left to go on in."""
        runs, self._held = self._held, []
        yield from self._set(runs, "", self._above or Look())

    def _note(self, note: Note) -> str:
        """The mark of a note in the text; the note itself is kept for the foot of its page."""
        notes = self.notes[note.kind]
        mark = ""
        if not note.own_mark:
            self._counts[note.kind] = self._counts.get(note.kind, 0) + 1
            mark = raised(numeral(self._counts[note.kind], notes.style))
        if (content := notes.content(note.id)) is not None:
            text = " ".join(word for paragraph in content.iter(w("p")) for word in self._plain(paragraph).split())
            self.noted.setdefault(note.kind, []).append(Paragraph(f"{mark} {text}".strip(), page=self.pages.at.page))
        return mark

    def _comment(self, comment: Comment) -> None:
        if (content := self.comments.content(comment.id)) is not None:
            words = " ".join(self._plain(paragraph) for paragraph in content.iter(w("p")))
            self.commented.setdefault(self.pages.at.page, []).append(words)

    def _plain(self, paragraph: Element) -> str:
        return "".join(piece.text for piece in pieces(paragraph, self.styles.look(paragraph), self.styles) if isinstance(piece, Run))

    def _table(self, table: Element) -> Iterator[Paragraph]:
        rows: list[list[Cell]] = []
        for row in inside(table, "tr"):
            gone = any(switch(row.find(below("trPr", name))) for name in ("del", "hidden"))
            if not gone:
                rows.append(self._row(row))
        yield from table_paragraphs(rows)

    def _row(self, row: Element) -> list[Cell]:
        """The cells of a row, an empty one for each column that a wide cell takes up, `FROM_ABOVE` for one that goes on from above.

        Where a row runs over a page's end each of its cells begins on the first of its pages.
        """
        cells: list[Cell] = [[]] * _columns(row, "gridBefore")
        top = end = self.pages.at
        for cell in inside(row, "tc"):
            self.pages.at = top
            from_above, from_before = (_is_merged(cell.find(below("tcPr", name))) for name in ("vMerge", "hMerge"))
            gone = cell.find(below("tcPr", "cellDel")) is not None  # by a tracked change
            content: Cell = FROM_ABOVE if from_above else [] if from_before or gone else self._cell(cell)
            if content and not any(cells):
                top = PagePosition(content[0].page, empty=False, forced=False)
            end = max(self.pages.at, end, key=lambda place: place.page)
            width = min(max(number(cell.find(below("tcPr", "gridSpan")), 1), 1), _MOST_COLUMNS)
            cells += [content, *[[]] * (width - 1)]
        self.pages.at = end
        return cells + [[]] * _columns(row, "gridAfter")

    def _cell(self, cell: Element) -> list[Paragraph]:
        outer, self._in_cell = self._in_cell, True
        self._above, self._gap = None, False
        content = [*self._blocks(cell), *self._release()]
        self._in_cell = outer
        return content


def _goes_on_in_next(paragraph: Element) -> bool:
    """Whether a paragraph has no end of its own: tracked changes took it away, or it is the large first letter of the next."""
    moved = any(paragraph.find(below("pPr", "rPr", name)) is not None for name in ("del", "moveFrom"))
    return moved or value(paragraph.find(below("pPr", "framePr")), "dropCap") in ("drop", "margin")


def _columns(row: Element, name: str) -> int:
    """How many columns of the table a row leaves free before or after its cells."""
    return min(max(number(row.find(below("trPr", name)), 0), 0), _MOST_COLUMNS)


def _is_merged(merged: Element | None) -> bool:
    """Whether a cell is merged into the one above it or before it."""
    return merged is not None and value(merged) != "restart"
