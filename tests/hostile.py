"""Papers made to hurt a reader: each is a small file, true to its format where that is what hurts."""

import random
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

from eval.bench.odd_pdfs import FONT, WORDS, of_one_page, pdf_of, stream

MB = 1024 * 1024


def raw_pdf(path: Path, objects: Mapping[int, bytes]) -> Path:
    path.write_bytes(pdf_of(objects))
    return path


def one_page(
    path: Path,
    contents: bytes = stream(WORDS),
    box: bytes = b"[0 0 595 842]",
    resources: bytes = b"",
    catalogue: bytes = b"",
    more: Mapping[int, bytes] | None = None,
) -> Path:
    return raw_pdf(path, of_one_page(contents, box, resources, catalogue, more))


def page_tree_that_loops(path: Path) -> Path:
    return raw_pdf(path, {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"})


def page_whose_parent_loops(path: Path) -> Path:
    """Its box has to be looked for above it, where there is no end."""
    return raw_pdf(
        path,
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 6 0 R >>",
            3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
            4: stream(WORDS),
            6: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
        },
    )


def form_that_draws_itself(path: Path) -> Path:
    form = stream(b"q /X1 Do /X1 Do Q", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X1 6 0 R >> >>")
    return one_page(path, stream(WORDS + b" /X1 Do"), resources=b"/XObject << /X1 6 0 R >>", more={6: form})


def forms_that_double(path: Path, depth: int = 30) -> Path:
    """Each form draws the next one twice: 2 ** depth drawings in a few kB."""
    forms = {
        6 + n: stream(
            b"/X Do /X Do" if n < depth else WORDS,
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % (7 + n),
        )
        for n in range(depth + 1)
    }
    return one_page(path, stream(WORDS + b" /X Do"), resources=b"/XObject << /X 6 0 R >>", more=forms)


def outline_that_loops(path: Path) -> Path:
    outline = {
        6: b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>",
        7: b"<< /Title (Round) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>",
    }
    return one_page(path, catalogue=b"/Outlines 6 0 R", more=outline)


def labels_that_loop(path: Path) -> Path:
    return one_page(path, catalogue=b"/PageLabels 6 0 R", more={6: b"<< /Kids [6 0 R 6 0 R] /Limits [0 9] >>"})


def nested_deeply(path: Path, depth: int = 200_000) -> Path:
    return one_page(path, catalogue=b"/Extra " + b"[" * depth + b"]" * depth)


def deflate_bomb(path: Path, size: int, what: bytes = b" ") -> Path:
    """A page whose contents are `what` again and again up to `size` bytes."""
    return one_page(path, _bomb(size, what))


def pages_without_end(path: Path, pages: int = 500) -> Path:
    """Pages that each take a second, and no more memory than one of them."""
    tree = b" ".join(b"%d 0 R" % (6 + n) for n in range(pages))
    return raw_pdf(
        path,
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (tree, pages),
            4: _bomb(15 * MB, b"q Q "),
            **{6 + n: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>" for n in range(pages)},
        },
    )


def _bomb(size: int, what: bytes) -> bytes:
    """A stream that is packed twice into next to nothing."""
    packer = zlib.compressobj(9)
    block = what * (MB // len(what))
    first, later = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = first + later * (size // MB - 1)  # without its sum at the end, which readers do without
    return stream(zlib.compress(packed, 9), b"/Filter [/FlateDecode /FlateDecode]")


def many_pages_claimed(path: Path) -> Path:
    return raw_pdf(
        path,
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(WORDS),
            5: FONT,
        },
    )


def one_page_many_times(path: Path, times: int = 1_000_000) -> Path:
    """One page that stands a thousand times in each of a thousand folders of pages."""
    folders = times // 1000
    tree = {10 + n: b"<< /Type /Pages /Parent 2 0 R /Count 1000 /Kids [%s] >>" % b" ".join([b"3 0 R"] * 1000) for n in range(folders)}
    kids = b" ".join(b"%d 0 R" % n for n in tree)
    return raw_pdf(
        path,
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, times),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(WORDS),
            5: FONT,
            **tree,
        },
    )


def page_of_gigantic_size(path: Path) -> Path:
    return one_page(path, box=b"[0 0 2000000000 2000000000]")


def many_rules(path: Path, lines: int) -> Path:
    """A page ruled into more cells than anybody could read."""
    drawn = b"".join(
        b"0 %d m 595 %d l S\n%d 0 m %d 842 l S\n" % (n * 842 // lines, n * 842 // lines, n * 595 // lines, n * 595 // lines)
        for n in range(lines)
    )
    return one_page(path, stream(WORDS + drawn))


def glyphs_that_cannot_be_named(path: Path) -> Path:
    """A page whose font has no letter for `a` in its map, and whose crop box is none: what looks for the names of glyphs fails."""
    unmapped = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <61> <FFFD> endbfchar endcmap"
    font = {5: FONT.replace(b">>", b"/ToUnicode 6 0 R >>"), 6: stream(unmapped)}
    return one_page(path, box=b"[0 0 595 842] /CropBox [0 0 5]", more=font)


def scans(path: Path, pages: int) -> Path:
    """Pages that are pictures of many words."""
    picture = Image.new("L", (1240, 1754), 255)
    drawing = ImageDraw.Draw(picture)
    for line in range(60):
        drawing.text(
            (80, 40 + 28 * line), f"{line}. The panel heard that the lorries went out on {line} nights of the winter.", fill=0, font_size=24
        )
    picture.save(path, "PDF", save_all=True, append_images=[picture] * (pages - 1), resolution=150)
    return path


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def damaged(sound: bytes, seed: int) -> bytes:
    """A file cut short, or with some bits turned over, or both."""
    chance = random.Random(seed)
    data = bytearray(sound[: chance.randrange(1, len(sound))] if seed % 3 == 0 else sound)
    if seed % 3:
        for _ in range(chance.choice([1, 4, 16, 64])):
            at = chance.randrange(len(data))
            data[at] ^= 1 << chance.randrange(8)
    return bytes(data)


def zip_bomb(path: Path, sound: bytes, size: int) -> Path:
    """A Word file whose text unpacks to `size` bytes."""
    return _with_document(path, sound, b"<w:t>" + b" " * size)


def word_of_many_paragraphs(path: Path, sound: bytes, paragraphs: int) -> Path:
    opened = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return _with_document(path, sound, opened + b"<w:p><w:r><w:t>a b</w:t></w:r></w:p>" * paragraphs + b"</w:body></w:document>")


def word_of_laughs(path: Path, sound: bytes) -> Path:
    """Entities that stand for ten others each, nine deep."""
    xml = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p>'
    )
    return _with_document(path, sound, _laughs(b"w:document") + xml + b"</w:body></w:document>")


def page_of_laughs(path: Path) -> Path:
    path.write_bytes(_laughs(b"html") + b"<html><body><p>&e9;</p></body></html>")
    return path


def _laughs(root: bytes) -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE %s [<!ENTITY e0 "ha">%s]>' % (root, entities)


def page_nested_deeply(path: Path, depth: int) -> Path:
    path.write_bytes(b"<html><body>" + b"<div>" * depth + b"The panel met." + b"</div>" * depth + b"</body></html>")
    return path


def _with_document(path: Path, sound: bytes, document: bytes) -> Path:
    """A sound Word file with another text in it."""
    path.write_bytes(sound)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {**parts, "word/document.xml": document}.items():
            package.writestr(name, data)
    return path
