"""Tables of the sample papers: every value has a header, and what is printed as a total is the sum of its rows."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from corpus.models import Passage, PassageKind
from corpus.papers.build import SOURCES
from ingest.layout.cells import cells_of, figure
from tests.papers import read_once

PAPERS = SOURCES.parent
TABLED = [path for path in sorted(PAPERS.glob("*.pdf")) if not re.search(r"minutes", path.name)]
NOT_SUMMED = re.compile(r"\b(?:share|average|rate|result|wait|percentage|per|every|year|weeks?|days?|longest|change)\b|%", re.I)


@cache
def tables(path: Path) -> list[list[Passage]]:
    """The tables of a paper, each the rows that share a group."""
    found: dict[str, list[Passage]] = {}
    for passage in read_once(path).passages:
        if passage.kind is PassageKind.TABLE_ROW:
            found.setdefault(passage.group or passage.id, []).append(passage)
    return list(found.values())


def summed_columns(rows: list[Passage]) -> Iterator[tuple[str, list[Decimal], Decimal]]:
    """Header, figures and printed total of each column that adds up, in a table whose last row is a total."""
    if not rows[-1].body.startswith("Total"):
        return
    cells = [cells_of(row.body) for row in rows]
    for column in range(1, len(cells[0])):
        said = re.search(rf"(?:^|\. )([^.]*?): {re.escape(cells[-1][column])}(?: \([^)]*\))?(?:\.|$)", rows[-1].indexed.split("\n")[-1])
        numbers = [figure(row[column]) for row in cells]
        if said and numbers[-1] is not None and not NOT_SUMMED.search(said[1]) and "%" not in cells[-1][column]:
            yield said[1], [number for number in numbers[:-1] if number is not None], numbers[-1]


@pytest.mark.parametrize("path", TABLED, ids=lambda path: path.stem)
def test_every_figure_of_a_row_is_said_with_its_header(path: Path) -> None:
    rows = [row for table in tables(path) for row in table]
    bare = [
        (row.body, cell) for row in rows for cell in cells_of(row.body)[1:] if figure(cell) is not None and f": {cell}" not in row.indexed
    ]
    assert rows
    assert bare == []


def test_printed_totals_are_the_sums_of_their_rows() -> None:
    columns = [found for path in TABLED for table in tables(path) for found in summed_columns(table)]
    assert len(columns) >= 60
    wrong = [(header, sum(numbers), total) for header, numbers, total in columns if sum(numbers) != total]
    assert wrong == []


def test_a_table_goes_on_over_the_page_with_its_header_and_caption() -> None:
    over = [table for path in TABLED for table in tables(path) if len({row.page for row in table}) > 1]
    assert over
    for table in over:
        assert len({row.heading for row in table}) == 1
        assert not any(row.body == table[0].text[: table[0].body_start - table[0].start].strip() for row in table)
