"""Characters of a PDF page -> lines in reading order: cells parted by tabs, headings and gaps marked."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2
import pypdfium2.raw as raw_pdfium

from corpus.pdf.seen import Unseen
from ingest.joining import joined
from ingest.readers.pdf.annotations import Annotations, remarks_on
from ingest.readers.pdf.apart import text_and_apart
from ingest.readers.pdf.characters import Character, page_characters
from ingest.readers.pdf.columns import with_empty_cells
from ingest.readers.pdf.margin import Margin, without_line_numbers
from ingest.readers.pdf.order import in_reading_order
from ingest.readers.pdf.raised import with_raised_marks
from ingest.readers.pdf.ruled import RuledTable, ruled_tables
from ingest.readers.pdf.sheet import Area, Sheet
from ingest.readers.pdf.sideways import with_heads
from ingest.readers.pdf.table_lines import table_lines
from ingest.readers.pdf.text_line import COLUMN_GAP, Extent, TextLine, is_mark, text_line
from ingest.readers.pdf.unmapped import GlyphNames
from ingest.readers.raw import Line

_HEADING_SIZE = 1.15  # times the page's usual size
_GAP_ABOVE = 0.4  # white space above a line beyond the usual, in font heights
_MIN_RULES = 4


@dataclass(frozen=True, slots=True)
class LinedPage:
    """The lines of one page in reading order, in upright points of its sheet, the margin in which they were numbered, what there is to say
    of it, and why other words of it are not seen.
    """

    sheet: Sheet
    lines: list[TextLine]
    margin: Margin | None = None
    remarks: tuple[str, ...] = ()
    unseen: frozenset[Unseen] = frozenset()


def lined_pages(document: pypdfium2.PdfDocument, names: GlyphNames, annotations: Annotations) -> list[LinedPage]:
    """The lines of all pages. Beside a page with numbers in its margin a few numbers are enough to be those of lines."""
    pages = [_lined_page(document, index, names, annotations) for index in range(len(document))]
    for index, page in enumerate(pages):
        beside = next((other.margin for other in pages[max(index - 1, 0) : index + 2] if other.margin is not None), None)
        if page.margin is None and beside is not None:
            pages[index] = _lined_page(document, index, names, annotations, beside)
    return pages


def _lined_page(
    document: pypdfium2.PdfDocument, index: int, names: GlyphNames, annotations: Annotations, beside: Margin | None = None
) -> LinedPage:
    """The lines of one page (`index` counts from 0), table rows as one line each. Lines that run another way come last."""
    page = document[index]
    found_on = page_characters(page)
    sheet, runs = found_on.sheet, annotations.added_to(found_on.runs, page, index)
    margin: Margin | None = None
    found: list[list[TextLine]] = []  # of each run
    apart: list[list[TextLine]] = []
    for run in runs:
        named = names.with_named_letters(run.characters, index) if run.turn == 0 else run.characters
        characters, beyond = text_and_apart(named)
        characters = with_raised_marks(characters)
        if run is runs[0]:
            characters, margin = without_line_numbers(characters, beside)
            upright = characters
        found.append([_turned(line, sheet.upright - run.turn) for line in characters_to_lines(characters)])
        apart.append([_turned(line, sheet.upright - run.turn) for line in _lines_apart(beyond)])
    if found and found[0]:
        tables = ruled_tables(page, sheet.upright) if _has_rules(page) else []
        found = [*_with_tables(found, upright, tables)]
    lines = [line for own, others in zip(found, apart, strict=True) for line in (*own, *others)]
    return LinedPage(sheet, lines, margin, tuple(remarks_on(page)), found_on.unseen)


def _with_tables(found: Sequence[list[TextLine]], characters: Sequence[Character], ruled: Sequence[RuledTable]) -> Iterator[list[TextLine]]:
    """The lines of each run, those of the first with one for each row of its tables. Words set sideways in a table are part of it."""
    lines, *others = found
    sideways = [line for other in others for line in other]
    written = [*characters, *(Character(f"{line.text} ", line.left, line.bottom, line.right, line.top) for line in sideways)]
    tables = [(table, rows) for table in ruled if (rows := table_lines(table, written)) is not None]
    left = [line for line in sideways if not any(table.has_cell_at(*line.middle) for table, _ in tables)]
    lines, left = with_heads(list(_with_rows(lines, tables)), left)
    yield with_empty_cells(lines)
    yield from ([line for line in other if line in left] for other in others)


def characters_to_lines(characters: Sequence[Character]) -> list[TextLine]:
    """Lines in reading order from characters in drawing order, or from the words of a scan."""
    built = (text_line(line) for line in in_reading_order(_drawn_lines(characters)))
    return _unstretched(list(_merged(line for line in built if line is not None)))


def _lines_apart(characters: Sequence[Character]) -> list[TextLine]:
    """The lines of what stands apart from a page's text: they head nothing."""
    return [replace(line, size=1.0, bold=False) for line in characters_to_lines(characters)]


def _has_rules(page: pypdfium2.PdfPage) -> bool:
    paths = page.get_objects(filter=[raw_pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
    return len(list(itertools.islice(paths, _MIN_RULES))) == _MIN_RULES


def _turned(line: TextLine, turn: int) -> TextLine:
    area = Area(line.left, line.bottom, line.right, line.top).turned(turn)
    return replace(line, left=area.left, bottom=area.bottom, right=area.right, top=area.top) if turn else line


def _drawn_lines(characters: Sequence[Character]) -> list[list[Character]]:
    """Lines in the order in which the page draws them."""
    lines = (list(group) for ends, group in itertools.groupby(characters, key=lambda c: c.text == "\n") if not ends)
    return [line for line in lines if any(c.text.strip() for c in line)]


def _merged(lines: Iterator[TextLine]) -> Iterator[TextLine]:
    """Neighbouring pieces on one baseline joined: cells are often drawn as lines of their own."""
    return joined(lines, _beside, _side_by_side)


def _side_by_side(a: TextLine, b: TextLine) -> TextLine:
    gap = "\t" if b.left - a.right > COLUMN_GAP * b.size and not is_mark(a.text) else " "
    text, bold = f"{a.text}{gap}{b.text}", a.bold and b.bold
    cells = (*a.cells, *b.cells) if gap == "\t" else (*a.cells[:-1], Extent(a.cells[-1].left, b.cells[0].right), *b.cells[1:])
    return TextLine(text, a.left, min(a.bottom, b.bottom), b.right, max(a.top, b.top), a.size, bold, cells=cells)


def _beside(a: TextLine, b: TextLine) -> bool:
    overlap = min(a.top, b.top) - max(a.bottom, b.bottom)
    return b.left > a.right and overlap > 0.5 * min(a.top - a.bottom, b.top - b.bottom)


def _unstretched(lines: list[TextLine]) -> list[TextLine]:
    """Lines of justified prose without the tabs that wide spaces between their words made.

    Such a line ends where the one above or below it ends, and the one below goes on at its left edge.
    """
    mended = list(lines)
    for i in reversed(range(len(mended) - 1)):  # from the last: of two stretched lines the lower is mended first
        line, below = mended[i], mended[i + 1]
        cells = line.text.split("\t")
        if len(cells) == 1 or "\t" in below.text or not all(cell[:1].isalpha() or cell[:1] in "‘“(" for cell in cells[1:]):
            continue
        near = 0.4 * line.size
        follows = abs(line.left - below.left) <= near and -1 <= (line.bottom - below.top) / line.size <= 0.5
        above = mended[i - 1] if i else below
        if follows and any(abs(line.right - other.right) <= near and "\t" not in other.text for other in (above, below)):
            mended[i] = replace(line, text=" ".join(cells))
    return mended


def _with_rows(lines: Sequence[TextLine], tables: Sequence[tuple[RuledTable, list[TextLine]]]) -> Iterator[TextLine]:
    """Lines with those inside a ruled table replaced by one line for each of its rows, cells parted by tabs."""
    written: set[int] = set()
    for line in lines:
        n = next((n for n, (table, _) in enumerate(tables) if table.holds(*line.middle)), None)
        if n is None:
            yield line
        elif n not in written:
            written.add(n)
            yield from tables[n][1]


def usual_space(pages: Sequence[LinedPage]) -> float:
    """The white space between two lines of one paragraph, in font heights, over the whole paper.

    Most lines follow another line of their paragraph, but on a page of short paragraphs most do not: a low
    quantile over all pages tells the space inside paragraphs from the space between them.
    """
    spaces = [(a.bottom - b.top) / b.size for page in pages for a, b in itertools.pairwise(page.lines) if not (a.row or b.row)]
    spaces = sorted(space for space in spaces if -0.5 < space < 2)
    return spaces[len(spaces) * 3 // 10] if spaces else 0.2


def marked_lines(page: LinedPage, space_inside: float) -> Iterator[Line]:
    """Lines with their places, and headings and gaps told from size, weight and distance."""
    usual = median([line.size for line in page.lines if not line.row and "\t" not in line.text] or [10.0])
    above: TextLine | None = None
    above_heads = False
    for line in page.lines:
        space = (above.bottom - line.top) / usual if above is not None else 0.0
        gap = above is not None and not (above.row and line.row) and not -1 <= space <= space_inside + _GAP_ABOVE
        short = len(line.text) <= 120 and "\t" not in line.text
        whole = not line.text.endswith(".") or line.text[0].isdigit()  # a bold `Carried.` ends a paragraph, it heads nothing
        heading = not line.row and short and whole and (line.bold or line.size >= _HEADING_SIZE * usual)
        # A heading that runs over two lines stays together; anything else parts from it.
        parts = above is not None and heading != above_heads and not line.row and not above.row
        place = page.sheet.share(Area(line.left, line.bottom, line.right, line.top))
        yield Line(line.text, heading=heading, gap_above=gap or parts, box=place)
        above, above_heads = line, heading
