"""What table rows say by themselves."""

import pytest

from ingest.blocks import Block, Shape
from ingest.tables import cells_of, spell_rows


def spelt(*rows: str) -> list[str]:
    blocks = [Block(1, 0, len(row), Shape.ROW, row) for row in rows]
    return [row.spelt for row in spell_rows(blocks) if not row.is_header]


def test_values_carry_their_column_headers() -> None:
    assert spelt("School\t2019\t2020", "PRU\t61.0%\t58.7%") == ["PRU. 2019: 61.0%. 2020: 58.7%"]


def test_headers_of_two_rows_are_joined() -> None:
    rows = ("Area\t2020-21\t2021-22", "\tRate\tRate", "Stannick\t2.4\t3.0")
    assert spelt(*rows) == ["Stannick. 2020-21 Rate: 2.4. 2021-22 Rate: 3.0"]


def test_pipes_are_cells_and_rules_are_nothing() -> None:
    assert cells_of("| **Role** | Name |") == ["Role", "Name"]
    assert spelt("| Area | Cost |", "|---|---|", "| Wenlow | £40 |")[-1] == "Wenlow. Cost: £40"


@pytest.mark.parametrize("rows", [("25 December 2023\tClosed at noon", "26 December 2023\tClosed"), ("Bench\t538.95", "Works\t720.00")])
def test_a_first_row_that_may_be_an_entry_heads_nothing(rows: tuple[str, ...]) -> None:
    assert spelt(*rows) == [". ".join(row.split("\t")) for row in rows]


def test_a_table_of_words_is_headed_by_its_first_row() -> None:
    assert spelt("Member\tEmployment", "Ann Ode\tNone", "Bo Lee\tBaker")[1] == "Bo Lee. Employment: Baker"
