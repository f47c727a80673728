"""Small papers and stores that the tests make: real files, real PDFs, a real store on disk."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
from docx import Document
from docx.enum.text import WD_BREAK
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from corpus.embedding.embedder import Embedder
from corpus.embedding.late_interaction import Asked, AskedPiece, Embedded, binarised
from corpus.store.bm25 import stems
from corpus.store.store import Store
from ingest.folder import Outcome, ingest, papers_in


def minutes_text(
    body: str = "Highways Scrutiny Panel",
    day: str = "Tuesday, 4 May 2021",
    items: Mapping[str, str] | None = None,
    council: str = "Ambershire County Council",
) -> str:
    """Minutes as plain text: `items` maps headings such as `12. Potholes` to what was said."""
    items = items or {"12. Potholes": "RESOLVED that £40,000 be spent on potholes in Wenlow."}
    parts = [council, f"Minutes of the {body}", f"Held on {day} at 10.00 am", "Present: Cllr Ann Ode (Chair)"]
    for heading, text in items.items():
        parts += [heading, text]
    return "\n\n".join([*parts, "The meeting ended at 11.30 am."]) + "\n"


def agenda_pack_text() -> str:
    """A pack for 8 June 2021 that binds in the minutes of 4 May 2021, with a report and a table."""
    return "\n\n".join(
        [
            "Ambershire County Council",
            "Agenda",
            "Highways Scrutiny Panel",
            "Date: Tuesday 8 June 2021",
            "Item\tSubject\tPages\n1\tApologies\t\n2\tMinutes\t2 - 3\n3\tWinter gritting\t4 - 6\n4\tCycle lanes\t7 - 8",
            "Minutes of the meeting of the Highways Scrutiny Panel held on Tuesday 4 May 2021 at 10.00 am",
            "Present: Cllr Ann Ode (Chair)",
            "12. Potholes",
            "RESOLVED that £40,000 be spent on potholes in Wenlow.",
            "The meeting ended at 11.30 am.",
            "Winter gritting",
            "Report of the Director of Highways",
            "1. The service treated 1,617 km of road on 61 nights.",
            "Table 1: Salt used\n\nDistrict\t2019/20\t2020/21\nStannick\t2,140\t2,655\nWenlow\t1,870\t1,990",
            "Cycle lanes",
            "Report of the Director of Highways",
            "1. The lanes on Castle Street cost £212,000. The panel is asked to:\n\n(a) note the cost;\n(b) ask for a survey of use.",
        ]
    )


def write_papers(folder: Path, papers: Mapping[str, str]) -> Path:
    """Text papers by file name, written into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in papers.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def long_minutes(passages: int, day: str = "Tuesday, 4 May 2021", spent: str = "repairs") -> str:
    """Minutes of about so many passages, each of its own words."""
    said = {
        f"{n}. Road {n}": f"The panel heard that £{n},000 was spent on {spent} to road {n} in ward {n % 7}." for n in range(1, passages + 1)
    }
    return minutes_text(day=day, items=said)


class WordVectors(Embedder):
    """An embedder without a model, for tests that need many vectors and not good ones: texts of the same words are near each other.

    A store takes it for the packaged model, and so do the commands, as long as they embed nothing; with a name it is another one.
    `asked` holds every text that it was given.
    """

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        if name is not None:
            self.sha256 = hashlib.sha256(name.encode()).hexdigest()
        self.asked: list[str] = []

    def passages(self, texts: Sequence[str]) -> list[Embedded]:
        self.asked += texts
        return [Embedded(self._vector(text), binarised(self._numbers(stems(text)))) for text in texts]

    def questions(self, texts: Sequence[str]) -> list[Asked]:
        found = []
        for text in texts:
            words = [match for match in re.finditer(r"\w+", text) if stems(match[0])]
            numbers = self._numbers([stems(match[0])[0] for match in words]).astype(np.float32)
            found.append(Asked(self._vector(text), tuple(AskedPiece(*match.span()) for match in words), numbers))
        return found

    def load(self) -> None:
        """Nothing to load: the real model takes seconds that no test needs."""

    def knows(self, word: str) -> bool:
        return word.isalpha()

    def _vector(self, text: str) -> list[float]:
        summed = self._numbers(["", *stems(text)]).sum(axis=0)
        return (summed / np.linalg.norm(summed)).tolist()

    def _numbers(self, words: Sequence[str]) -> np.ndarray:
        """A row of length 1 for each word."""
        rows = np.array([_direction(self.name, stem) for stem in words]).reshape(len(words), 64)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@cache
def _direction(name: str, stem: str) -> np.ndarray:
    seed = hashlib.sha256(f"{name} {stem}".encode()).digest()
    return np.random.default_rng(list(seed)).standard_normal(64)


def make_store(folder: Path, paths: Sequence[Path], embedder: Embedder | None = None) -> list[Outcome]:
    """Ingest files and folders into a store, as the command line does."""
    with Store.open_for_writing(folder, embedder) as store:
        return ingest(papers_in(paths), store)


def make_pdf(
    path: Path, pages: Sequence[Sequence[str | list[list[str]]]], *, header: str = "", password: str = "", title: str = ""
) -> Path:
    """A PDF with a page for each sequence: `# ` begins a heading, a list of lists is a ruled table, other text a paragraph."""
    styles = getSampleStyleSheet()
    story: list[object] = []
    for page in pages:
        for block in page:
            if isinstance(block, list):
                cells = [[Paragraph(cell, styles["BodyText"]) for cell in row] for row in block]
                grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])
                story += [Table(cells, style=grid, repeatRows=1), Spacer(1, 4 * mm)]
            elif block.startswith("# "):
                story.append(Paragraph(block[2:], styles["Heading2"]))
            else:
                story += [Paragraph(block, styles["BodyText"]), Spacer(1, 3 * mm)]
        story.append(PageBreak())

    def furniture(canvas: Canvas, _: object) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(20 * mm, 285 * mm, header)
        canvas.drawCentredString(105 * mm, 10 * mm, str(canvas.getPageNumber()))

    encrypt = {"encrypt": password} if password else {}
    SimpleDocTemplate(str(path), pagesize=A4, title=title or None, **encrypt).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return path


def make_picture_pdf(path: Path) -> Path:
    """A PDF of one page that is only a picture: a scan without text."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.rect(20 * mm, 20 * mm, 100 * mm, 100 * mm, fill=1)
    canvas.save()
    return path


def make_docx(path: Path, pages: Sequence[Sequence[str | list[list[str]]]], *, header: str = "") -> Path:
    """A Word file with a page for each sequence: `# ` begins a heading, `* ` a bullet, a list of lists is a table."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = header
    for n, page in enumerate(pages):
        if n:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for block in page:
            if isinstance(block, list):
                table = document.add_table(rows=0, cols=max(map(len, block)), style="Table Grid")
                for cells in block:
                    for cell, text in zip(table.add_row().cells, cells, strict=False):
                        cell.text = text
            elif block.startswith("# "):
                document.add_heading(block[2:], level=2)
            elif block.startswith("* "):
                document.add_paragraph(block[2:], style="List Bullet")
            else:
                document.add_paragraph(block)
    document.save(str(path))
    return path


def make_scan(source: Path, path: Path, *, dpi: int = 150, turned: int = 0) -> Path:
    """A PDF whose pages are pictures of those of another, laid on a page of that size and turned clockwise on it."""
    canvas = Canvas(str(path))
    with pypdfium2.PdfDocument(source) as document:
        for page in document:
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil().rotate(-turned, expand=True)
            size = picture.width * 72 / dpi, picture.height * 72 / dpi
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(picture), 0, 0, *size)
            canvas.showPage()
    canvas.save()
    return path
