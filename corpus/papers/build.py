"""Turn the Markdown sources of the sample papers into the PDFs that ship beside this file.

Run as `python -m corpus.papers.build`, with source names to build only those.
`sources/README.md` describes the format. The same sources always give the same bytes.
"""

import io
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.papers.layout import COUNCIL, blocks_to_pdf
from corpus.papers.source import Source, SourceError, file_to_source, source_to_blocks

PAPERS = Path(__file__).parent
SOURCES = PAPERS / "sources"
SCAN_DPI = 110
SCAN_TILT = 0.4
SCAN_QUALITY = 55


def source_to_pdf(source: Source, folder: Path) -> tuple[bytes, int]:
    """Build one source; gives the PDF and how many pages it has."""
    layout = blocks_to_pdf(source, list(source_to_blocks(source, folder)))
    pdf = pdf_to_scan(layout.pdf, source.title) if source.scan else layout.pdf
    return pdf, layout.page_count


def pdf_to_scan(pdf: bytes, title: str) -> bytes:
    """Bind pictures of the pages, as an office scanner would, so that no text is left."""
    bound = io.BytesIO()
    canvas = Canvas(bound, pagesize=A4, invariant=1, lang="en-GB")
    canvas.setTitle(title)
    canvas.setAuthor(COUNCIL)
    canvas.setCreator(COUNCIL)
    for picture in pdf_to_pictures(pdf):
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=SCAN_QUALITY)
        jpeg.seek(0)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return bound.getvalue()


def pdf_to_pictures(pdf: bytes) -> Iterator[Image.Image]:
    noise_source = random.Random(1889)
    for page in pypdfium2.PdfDocument(pdf):
        clean: Image.Image = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L")
        tilted = clean.rotate(SCAN_TILT, Image.Resampling.BICUBIC, fillcolor=255)
        noise = Image.frombytes("L", clean.size, noise_source.randbytes(clean.width * clean.height))
        # Softened, or the noise would take up most of the file.
        yield Image.blend(tilted, noise.filter(ImageFilter.GaussianBlur(1)), 0.12)


def names_to_sources(names: Sequence[str], folder: Path) -> list[Path]:
    """The files of the sources named, or of every source there is."""
    if names:
        return [folder / f"{name.removesuffix('.md')}.md" for name in names]
    return sorted(path for path in folder.glob("*.md") if path.name != "README.md")


def build(paths: Sequence[Path], papers: Path) -> list[str]:
    """Build each source that has an output; gives what was wrong with those that failed."""
    faults = list[str]()
    for path in paths:
        try:
            source = file_to_source(path)
            if source.output:
                pdf, pages = source_to_pdf(source, path.parent)
                (papers / source.output).write_bytes(pdf)
                print(f"{source.output}: {pages} pages, {len(pdf) / 1024:.0f} KiB")
        except (SourceError, FileNotFoundError) as error:
            faults.append(str(error))
    return faults


def main() -> int:
    faults = build(names_to_sources(sys.argv[1:], SOURCES), PAPERS)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
