"""Tables of real papers: the totals that they print must come out as the sums of the rows above them."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from corpus.models import Passage, PassageKind
from ingest.layout.cells import figure, figures
from tests.conftest import SHARED
from tests.papers import read_once

PAPERS = SHARED / "papers"

pytestmark = pytest.mark.skipif(not PAPERS.is_dir(), reason="the real papers are not here")

PACK, MONITORING, COMMITTEE = "text/000_d37c8c7e6ebabb11.txt", "text/001_ff1933cc0ee47b2b.txt", "text/002_e050ef928af230eb.txt"
ACCOUNTS_2023, ACCOUNTS_2024 = (f"pdf/parish/{year}__annex-a-summary-of-accounts-{year}.pdf" for year in ("2023-24", "2024-25"))
RECONCILED = "pdf/parish/2024-25__bank-reconciliation-2025-03-31.pdf"
TRANSACTIONS = "pdf/parish/annual-reports__2024-25__transactions-year-to-2025-03-31.pdf"
PROJECT = "pdf/encrypted/Report_samples__Sunnyvale_Legistar.pdf"

ALL = 1000
# Paper, column (0 is the first), the total as printed, and how many figures right above it make it up.
SUMS = [
    (PACK, 1, "102,962", 4), (PACK, 5, "102,962", 4), (PACK, 1, "127,600", 5), (PACK, 5, "127,600", 5),
    (PACK, 1, "339.035", 7), (PACK, 2, "349.403", 7), (PACK, 3, "10.368", 7), (PACK, 1, "373.197", 3), (PACK, 2, "380.513", 3),
    (PACK, 1, "234,507", 5), (PACK, 2, "243,937", 5), (PACK, 3, "9,430", 5), (PACK, 1, "20.3", 3), (PACK, 1, "27.8", 3),
    (PACK, 1, "141,277", 5), (PACK, 1, "137,098", 3), (PACK, 1, "12,625", 4), (PACK, 1, "11,431", 3),
    *((MONITORING, 1 + n, total, 4) for n, total in enumerate("173 151 140 131 125 116 116 116 115".split())),
    *((MONITORING, 1 + n, total, 5) for n, total in enumerate("63 87 103 112 119 127 127 127 129".split())),
    (COMMITTEE, 1, "412,319", 4), (COMMITTEE, 4, "396,652", 7),
    *((COMMITTEE, 1 + n, total, ALL) for n, total in enumerate("79 1408 3022".split())),
    (ACCOUNTS_2023, 1, "4,584.64", 7), (ACCOUNTS_2024, 1, "3,730.00", 7), (RECONCILED, 2, "18,170.58", 2),
    *((TRANSACTIONS, column, total, ALL) for column, total in ((7, "10,583.06"), (8, "449.47"), (9, "3,205.99"), (10, "315.12"))),
    *((TRANSACTIONS, column, total, ALL) for column, total in ((12, "104.00"), (14, "1,071.11"), (15, "4,069.26"), (16, "822.20"))),
    (PROJECT, 1, "$1,891,168", 8), (PROJECT, 1, "$2,014,168", 2),
]  # fmt: skip


@cache
def tables(paper: str) -> list[list[Passage]]:
    """The tables of a paper, each the rows that share a group."""
    found: dict[str | None, list[Passage]] = {}
    for passage in read_once(PAPERS / paper).passages:
        if passage.kind is PassageKind.TABLE_ROW:
            found.setdefault(passage.group, []).append(passage)
    return list(found.values())


def columns(paper: str, column: int) -> Iterator[list[Decimal]]:
    """The figures of a column of each table, empty cells left out."""
    for rows in tables(paper):
        here = [cells[column] for row in rows if len(cells := figures(row.body)) > column]
        yield [number for number in here if number is not None]


@pytest.mark.parametrize(("paper", "column", "total", "rows"), SUMS, ids=lambda value: str(value)[-40:])
def test_a_printed_total_is_the_sum_of_the_rows_above_it(paper: str, column: int, total: str, rows: int) -> None:
    wanted = figure(total)
    sums = [
        sum(numbers[:at] if rows == ALL else numbers[at - rows : at])
        for numbers in columns(paper, column)
        for at, number in enumerate(numbers)
        if number == wanted and (at >= rows or (rows == ALL and at > 1))
    ]
    assert wanted in sums
