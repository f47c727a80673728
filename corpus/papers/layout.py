"""Lay blocks out as pages: what each kind of block looks like, and where labels fall."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)
from reportlab.platypus.flowables import CallerMacro

from corpus.papers.source import (
    PAGES,
    TAG,
    Block,
    Caption,
    Grid,
    Heading,
    Label,
    NewPage,
    PagesUse,
    Prose,
    Rule,
    Source,
    SourceError,
)

COUNCIL = "Ambershire County Council"
PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 24 * mm
FOOT = 19 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TEXT_TOP = PAGE_HEIGHT - MARGIN
INDENT = 11 * mm
CELL_PADDING = 4
ALIGNMENT = {"text-align:right": TA_RIGHT, "text-align:center": TA_CENTER}
# Page ranges change the text they are printed in, so pages are laid out until they hold still.
MOST_PASSES = 6
FILLING_ROUNDS = 8
SHORT_LEAD = 200

BODY = ParagraphStyle(
    "body",
    fontName="Helvetica",
    fontSize=11,
    leading=14.5,
    spaceAfter=7,
    allowWidows=0,
    allowOrphans=0,
)
BOLD = ParagraphStyle("bold", BODY, fontName="Helvetica-Bold")
HEADINGS = (
    ParagraphStyle("title", BOLD, fontSize=17, leading=21, spaceBefore=6, spaceAfter=9),
    ParagraphStyle("section", BOLD, fontSize=12.5, leading=16, spaceBefore=9, spaceAfter=6),
    ParagraphStyle("lower", BOLD, fontName="Helvetica-BoldOblique", spaceBefore=5, spaceAfter=5),
)
CAPTION_STYLE = ParagraphStyle("caption", BOLD, fontSize=10, leading=13, spaceBefore=5, spaceAfter=4)
CELL = ParagraphStyle("cell", BODY, fontSize=9.5, leading=12, spaceAfter=0)
RULING = (
    ("GRID", (0, 0), (-1, -1), 0.5, colors.Color(0.45, 0.45, 0.45)),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING),
)
HEAD_SHADE = ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.9, 0.9, 0.9))


@dataclass(frozen=True)
class Sighting:
    """Where a label fell when the pages were laid out."""

    name: str
    page: int
    at_top: bool


@dataclass(frozen=True)
class Layout:
    pdf: bytes
    page_count: int
    sightings: tuple[Sighting, ...]


def blocks_to_pdf(source: Source, blocks: Sequence[Block]) -> Layout:
    """Lay the blocks out again and again until the page ranges they print are true."""
    check_labels(blocks)
    tidy = tidy_breaks(blocks)
    ranges = {block.name: "88 - 88" for block in tidy if isinstance(block, Label)}
    for _ in range(MOST_PASSES):
        layout = blocks_to_layout(source, tidy, ranges)
        seen = sightings_to_ranges(layout.sightings, source.first_page + layout.page_count - 1)
        if seen == ranges:
            return layout
        ranges = seen
    raise RuntimeError(f"{source.file}: page ranges do not settle")


def check_labels(blocks: Sequence[Block]) -> None:
    names = set[str]()
    for block in blocks:
        if isinstance(block, Label):
            if block.name in names:
                raise SourceError(block.origin, f"label {block.name} is used twice")
            names.add(block.name)
    for block in blocks:
        if isinstance(block, PagesUse) and block.name not in names:
            raise SourceError(block.origin, f"no label {block.name} to give the pages of")


def tidy_breaks(blocks: Sequence[Block]) -> list[Block]:
    """Let no break make an empty page, and move each label past a break to what it labels."""
    tidy, labels, breaking = list[Block](), list[Block](), False
    for block in blocks:
        match block:
            case NewPage():
                breaking = bool(tidy)
            case Label():
                labels.append(block)
            case PagesUse():
                pass
            case _:
                tidy += [NewPage(), *labels, block] if breaking else [*labels, block]
                labels, breaking = [], False
    return tidy + labels


def sightings_to_ranges(sightings: Sequence[Sighting], last_page: int) -> dict[str, str]:
    """A part ends where the next begins: on the page before, if that one begins at the top."""
    ranges = dict[str, str]()
    for place, start in enumerate(sightings):
        end = last_page
        if place + 1 < len(sightings):
            following = sightings[place + 1]
            end = max(start.page, following.page - following.at_top)
        ranges[start.name] = f"{start.page} - {end}" if end > start.page else str(start.page)
    return ranges


def blocks_to_layout(source: Source, blocks: Sequence[Block], ranges: Mapping[str, str]) -> Layout:
    sightings = list[Sighting]()
    pdf = io.BytesIO()
    frame = Frame(MARGIN, FOOT, TEXT_WIDTH, TEXT_TOP - FOOT, 0, 0, 0, 0)
    document = BaseDocTemplate(
        pdf,
        pagesize=A4,
        title=source.title,
        author=COUNCIL,
        creator=COUNCIL,
        lang="en-GB",
        invariant=1,
    )

    def print_header(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawRightString(PAGE_WIDTH - MARGIN, PAGE_HEIGHT - MARGIN / 2, source.header)

    # Drawn last, so that a reader of the page's text meets the number at its end.
    def print_number(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 9)
        printed = str(canvas.getPageNumber() + source.first_page - 1)
        canvas.drawCentredString(PAGE_WIDTH / 2, MARGIN / 2, printed)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=print_header, onPageEnd=print_number))
    document.build(list(blocks_to_flowables(blocks, ranges, source.first_page, sightings)))
    return Layout(pdf.getvalue(), document.page, tuple(sightings))


def blocks_to_flowables(blocks: Sequence[Block], ranges: Mapping[str, str], first_page: int, sightings: list[Sighting]) -> Iterator[Any]:
    leading = False
    for place, block in enumerate(blocks):
        if leads(block) and not leading:
            yield CondPageBreak(lead_to_room(blocks[place:]))
        leading = leads(block)
        match block:
            case Heading(level, markup):
                yield Paragraph(fill(markup, ranges), HEADINGS[min(level, len(HEADINGS)) - 1])
            case Caption(markup):
                yield Paragraph(fill(markup, ranges), CAPTION_STYLE)
            case Prose():
                yield prose_to_paragraph(block, ranges)
            case Grid():
                yield grid_to_table(block, ranges)
            case Rule():
                yield HRFlowable(width="100%", thickness=0.6, color=colors.black, spaceAfter=8)
            case NewPage():
                yield PageBreak()
            case Label(name, _):
                yield label_to_macro(name, first_page, sightings)


def leads(block: Block) -> bool:
    """Whether a block would look wrong at the foot of a page, without what it leads into."""
    if isinstance(block, Prose):
        ends = (block.markup[:3] == "<b>", block.markup[-4:] == "</b>")
        return len(block.markup) < SHORT_LEAD and (block.markup.endswith(":") or all(ends))
    return isinstance(block, Heading | Caption | Label)


def lead_to_room(blocks: Sequence[Block]) -> float:
    """The height that a run of leading blocks needs to stay with the start of what follows."""
    room = 0.0
    for block in blocks:
        if leads(block):
            room += 0 if isinstance(block, Label) else 12 * mm
        else:
            room += 30 * mm if isinstance(block, Grid) else 15 * mm
            break
    return room


def label_to_macro(name: str, first_page: int, sightings: list[Sighting]) -> Any:
    def sight(macro: Any) -> None:
        page = macro.canv.getPageNumber() + first_page - 1
        height = macro.canv.absolutePosition(0, 0)[1]
        sightings.append(Sighting(name, page, at_top=height > TEXT_TOP - 1))

    return CallerMacro(drawCallable=sight)


def prose_to_paragraph(prose: Prose, ranges: Mapping[str, str]) -> Any:
    left = INDENT * (prose.depth + bool(prose.marker))
    style = ParagraphStyle(
        "prose",
        BODY,
        leftIndent=left,
        bulletIndent=INDENT * prose.depth,
        bulletFontSize=BODY.fontSize,
    )
    return Paragraph(fill(prose.markup, ranges), style, bulletText=prose.marker or None)


def grid_to_table(grid: Grid, ranges: Mapping[str, str]) -> Any:
    head = [tuple(f"<b>{cell}</b>" for cell in grid.head)] if grid.head else []
    rows = [[fill(cell, ranges) for cell in row] for row in (*head, *grid.rows)]
    styles = [ParagraphStyle("cell", CELL, alignment=ALIGNMENT.get(alignment, TA_LEFT)) for alignment in grid.alignments]
    return Table(
        [[Paragraph(cell, style) for cell, style in zip(row, styles, strict=True)] for row in rows],
        colWidths=rows_to_widths(rows),
        repeatRows=len(head),
        spaceAfter=10,
        style=[*RULING, HEAD_SHADE] if head else RULING,
    )


def rows_to_widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Give each column its longest word, then share what is left among those that want more."""
    columns = [[TAG.sub(" ", cell) for cell in column] for column in zip(*rows, strict=True)]
    longest = [max(map(cell_width, column)) for column in columns]
    widths = [max(map(cell_width, " ".join(column).split()), default=1.0) for column in columns]
    for _ in range(FILLING_ROUNDS):
        spare = max(TEXT_WIDTH - sum(widths), 0.0)
        # The square root keeps one long column from squeezing the others to a word a line.
        wants = [max(most - width, 0.0) ** 0.5 for most, width in zip(longest, widths, strict=True)]
        shares = [spare * want / (sum(wants) or 1.0) for want in wants]
        widths = [max(width, min(most, width + share)) for most, width, share in zip(longest, widths, shares, strict=True)]
    return [TEXT_WIDTH * width / sum(widths) for width in widths]


def cell_width(text: str) -> float:
    return float(stringWidth(text, BOLD.fontName, CELL.fontSize)) + 2 * CELL_PADDING + 1


def fill(markup: str, ranges: Mapping[str, str]) -> str:
    return PAGES.sub(lambda use: ranges[use[1]], markup)
