"""A store of an earlier Minuted -> one of this, in place, with a copy of its catalogue kept beside it."""

import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.errors import StoreUnusable
from corpus.models import Paper, Passage, PassageKind, TableCell
from corpus.store.catalogue import Catalogue
from corpus.store.catalogue.schema import upgrade, version_at
from corpus.store.store import CATALOGUE
from corpus.text import readable

log = logging.getLogger(__name__)

_KEEPS_VECTORS = 3  # the first version that did
_KEEPS_CELLS = 5

_UNIT = re.compile(r" \(([^()]*)\)(?=\. |$)")  # 1,870 (tonnes). 2020/21: 1,990
_NOTE = re.compile(r"(?:\. |(?<=[.?!:]) )(Note [^\s:]+): ")  # 4,120*. Note *: provisional


def bring_up_to_date(folder: Path) -> None:
    """Bring the catalogue of the store in `folder` up to date, for whoever holds its locks.

    As it was it is kept: `catalogue-version-2.sqlite`. Cut off at any moment, the store is as it was before. Passages of which it
    kept no vectors are to be embedded, and indexes to be looked at: the catalogue notes that, so that opening the store to write
    does it.
    Raises StoreUnusable where it cannot be written.
    """
    old, new = folder / CATALOGUE, folder / f"{CATALOGUE}.new"
    version = version_at(old)
    told = " Its passages are embedded again, which can take some minutes." if version < _KEEPS_VECTORS else ""
    log.warning("Bringing the store %s up to date.%s", folder, told)
    upgrade(old, new)
    try:
        kept = folder / f"catalogue-version-{version}.sqlite"
        shutil.copyfile(old, Path(f"{kept}.new")).replace(kept)
        catalogue = Catalogue(new)
        if version < _KEEPS_CELLS:
            catalogue.note_indexed_parts(passage for paper in catalogue.papers() for passage in _with_indexed_parts(paper, catalogue))
        catalogue.set_facts(writing="a new version")
        catalogue.close()
        new.replace(old)
    except OSError as error:
        raise StoreUnusable(f"The store {folder} cannot be brought up to date ({error.strerror}). It is left as it was.") from error


def _with_indexed_parts(paper: Paper, catalogue: Catalogue) -> Iterator[Passage]:
    """The passages of a paper with context, lead and cells read from `indexed`, which is made of them again to the letter."""
    passages = catalogue.passages_of(paper.id)
    indexed = dict(catalogue.searched_texts([passage.id for passage in passages]).get(paper.id, []))
    for passage in passages:
        *above, said = indexed[passage.id].split("\n")
        context, lead = "".join(above[:1]), "\n".join(above[1:])
        is_row = passage.kind is PassageKind.TABLE_ROW
        cells = _cells(passage, said) if is_row else ()
        parted = replace(passage, context=_context(paper.title, passage, context), lead=lead, cells=cells)
        if parted.indexed != indexed[passage.id]:  # such as a row whose cells are read in another form: it is kept as one
            parted = replace(parted, cells=(TableCell("", said, in_row=False),))
        yield parted


def _context(title: str, passage: Passage, line: str) -> tuple[str, ...]:
    """`Minutes of Cabinet. 7. Gritting. Table 1` parted where title, item and heading are known; what stands between is a heading, too."""
    parts = []
    for part in (title, passage.item.title if passage.item else ""):
        if part and (line == part or line.startswith(f"{part}. ")):
            parts.append(part)
            line = line[len(part) + 2 :]
    heading = passage.heading or ""
    if heading and line.endswith(f". {heading}"):
        return (*parts, line.removesuffix(f". {heading}"), heading)
    return (*parts, line) if line else tuple(parts)


def _cells(passage: Passage, said: str) -> tuple[TableCell, ...]:
    """The cells of a row spelt out: `Wenlow. 2019/20: 1,870 (tonnes)`. None where they are not found in it one after another.

    The headers stand between the cells, which are known from the row itself.
    """
    texts = [text for text in readable(passage.body).split(" | ") if text and f" ({text})" not in said]  # not a unit's own column
    cells: list[TableCell] = []
    at = 0
    for text in texts:
        found = re.compile(rf"(?:^|(?<=[.:?!,] )){re.escape(text)}(?=[.,: ]|$)").search(said, at)
        if found is None:
            return ()
        before = said[at : found.start()]
        if not cells:
            cells = _first_cells(before, text)
        else:
            header = before.removeprefix(" " if said[at - 1] in ".?!:" else ". ")
            if header == before or (header and not header.endswith(": ")):
                return _named_value(said, texts[-1])
            cells.append(TableCell(header.removesuffix(": "), text))
        at = found.end()
        if cells[-1].header and (unit := _UNIT.match(said, at)):
            cells[-1] = replace(cells[-1], unit=unit[1])
            at = unit.end()
    return (*cells, *_notes(said[at - 1 :])) if cells else ()


def _first_cells(before: str, text: str) -> list[TableCell]:
    """A row's first cell, with what stands before it: `Secondary schools, `, `Grit. 2021: `, or nothing."""
    if before.endswith(", "):
        return [TableCell("", text, under=before[:-2])]
    elsewhere, _, header = (
        before.removesuffix(": ").rpartition(". ") if before.endswith(": ") else (before.removesuffix(". ").rstrip(), "", "")
    )
    return [*([TableCell("", elsewhere, in_row=False)] if elsewhere else []), TableCell(header, text)]


def _named_value(said: str, value: str) -> tuple[TableCell, ...]:
    """A row without headers, whose last cell is the value of the others: `Chair: Cllr Ode`."""
    name, _, rest = said.partition(f": {value}")
    return (TableCell(name, value), *_notes(value[-1] + rest))


def _notes(rest: str) -> list[TableCell]:
    """The notes after a row's last cell, of which `rest` has the last sign: `*. Note *: provisional`."""
    _, *notes = _NOTE.split(rest)
    return [TableCell(mark, text, in_row=False) for mark, text in zip(notes[::2], notes[1::2], strict=True)]
