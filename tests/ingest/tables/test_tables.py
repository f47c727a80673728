"""What table rows say by themselves."""

import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.models import Page, Passage, PassageKind, row_said
from ingest.build import read_paper
from ingest.layout.blocks import Shape, page_to_blocks
from ingest.layout.cells import cells_of, figure, figures, is_rule
from ingest.tables.spelling import SpeltRow, tables_to_rows
from tests.factories import make_pdf, minutes_text


def rows_of(*pages: str) -> list[SpeltRow]:
    """The rows on pages of text, in order."""
    blocks = [block for number, text in enumerate(pages, start=1) for block in page_to_blocks(Page(number, text, "test"))]
    rows = tables_to_rows(blocks)
    assert sorted(rows) == [n for n, block in enumerate(blocks) if block.shape is Shape.ROW]
    return [rows[n] for n in sorted(rows)]


def spelt(*lines: str) -> list[str]:
    """What the rows among the lines of a page say, headers left out."""
    return [row_said(row.cells) for row in rows_of("\n".join(lines)) if not row.is_header]


def passages(tmp_path: Path, *parts: str) -> list[Passage]:
    path = tmp_path / "minutes.txt"
    path.write_text(minutes_text(items={"14. Gritting": "\n\n".join(parts)}), encoding="utf-8")
    return list(read_paper(path).passages)


def row_starting(found: list[Passage], start: str) -> Passage:
    return next(p for p in found if p.kind is PassageKind.TABLE_ROW and p.body.startswith(start))


# Headers


def test_values_carry_their_column_headers() -> None:
    assert spelt("School\t2019\t2020", "PRU\t61.0%\t58.7%") == ["PRU. 2019: 61.0%. 2020: 58.7%"]


def test_headers_of_two_rows_are_joined() -> None:
    rows = ("Area\t2020-21\t2021-22", "\tRate\tRate", "Stannick\t2.4\t3.0")
    assert spelt(*rows) == ["Stannick. 2020-21 Rate: 2.4. 2021-22 Rate: 3.0"]


def test_a_header_over_several_columns_is_carried_to_each() -> None:
    rows = ("Service\t2021/22\t\t2022/23\t", "\tBudget\tSpent\tBudget\tSpent", "Transport\t£12.9m\t£14.2m\t£14.6m\t£16.8m")
    assert spelt(*rows) == ["Transport. 2021/22 Budget: £12.9m. 2021/22 Spent: £14.2m. 2022/23 Budget: £14.6m. 2022/23 Spent: £16.8m"]


def test_headers_of_three_rows_are_joined() -> None:
    rows = ("Team\tAdults\t\tChildren\t", "\tPosts\tVacant\tPosts\tVacant", "\tFTE\t%\tFTE\t%", "Wenlow\t41.0\t14.6\t30.0\t8.3")
    assert spelt(*rows) == ["Wenlow. Adults Posts FTE: 41.0. Adults Vacant %: 14.6. Children Posts FTE: 30.0. Children Vacant %: 8.3"]


def test_a_row_of_units_belongs_to_the_header() -> None:
    rows = ("Service\tBudget\tOutturn\tVariance", "Highways\t£000\t£000\t%", "Gritting\t1,204\t1,390\t15.4")
    assert spelt(*rows) == ["Gritting. Budget £000: 1,204. Outturn £000: 1,390. Variance %: 15.4"]


def test_a_cell_over_merged_columns_is_said_under_what_spans_them() -> None:
    rows = ("Risk\t2021/22\t\t2022/23\t", "\tRank\t%\tRank\t%", "Debt\t1\t35%\t2\t33%", "Any of the three\t10%\t\t12%\t")
    assert spelt(*rows)[1] == "Any of the three. 2021/22: 10%. 2022/23: 12%"


def test_a_spanning_row_that_reaches_over_the_labels_may_have_slipped_and_is_not_said() -> None:
    rows = ("Board meetings\t\t\tExtra meetings\t\t", "Agency\tOfficer\tDeputy\tOfficer\tDeputy\tOther", "Police\t81%\t74%\t52%\t60%\t9%")
    assert spelt(*rows) == ["Police. Officer: 81%. Deputy: 74%. Officer: 52%. Deputy: 60%. Other: 9%"]


def test_a_title_inside_the_table_is_its_caption() -> None:
    rows = rows_of("Payments 2021/22\t\t\nDate\tDetails\tAmount £\n2 April\tPosts\t140.00\n8 April\tSigns\t25.00")
    assert [row.is_header for row in rows] == [True, True, False, False]
    assert rows[2].caption == "Payments 2021/22"
    assert row_said(rows[2].cells) == "2 April. Details: Posts. Amount £: 140.00"


def test_a_table_of_words_is_headed_by_what_columns_are_called() -> None:
    assert spelt("Member\tEmployment", "Ann Ode\tNone", "Bo Lee\tBaker")[1] == "Bo Lee. Employment: Baker"
    rows = ("Risk\tMitigation", "The depot floods.\tA pump stands by.", "The grit runs out.\tTwo suppliers are kept.")
    assert spelt(*rows)[0] == "The depot floods. Mitigation: A pump stands by."


@pytest.mark.parametrize("rows", [("Bench\t538.95", "Works\t720.00"), ("Chief Executive\tAnn Ode", "Director of Highways\tBo Lee")])
def test_a_first_row_that_may_be_an_entry_heads_nothing(rows: tuple[str, ...]) -> None:
    assert spelt(*rows) == [": ".join(row.split("\t")) for row in rows]


def test_a_header_that_ran_together_with_its_figure_heads_nothing() -> None:
    assert spelt("Payment Repairs\tAmount £ 88.20", "Total\t88.20")[1] == "Total: 88.20"


def test_a_second_table_in_the_same_run_has_its_own_header() -> None:
    rows = ("Status\tDraft", "Format\tPrinted", "Version\tDate\tChange", "0.1\t24/11/2021\tFirst draft", "0.2\t1/12/2021\tFor Cabinet")
    assert spelt(*rows)[-1] == "Version: 0.2. Date: 1/12/2021. Change: For Cabinet"
    tables = [row.table for row in rows_of("\n".join(rows))]
    assert tables == [0, 0, 1, 1, 1]


# Rows and labels


def test_a_group_row_heads_those_below_it_until_the_next() -> None:
    rows = ("Measure\t2020\t2021", "Primary schools\t\t", "Roll\t310\t305", "Secondary schools\t\t", "Attendance\t90.4%\t91.2%")
    assert spelt(*rows) == ["Primary schools, Roll. 2020: 310. 2021: 305", "Secondary schools, Attendance. 2020: 90.4%. 2021: 91.2%"]


def test_a_group_row_heads_the_rows_of_a_table_without_headers() -> None:
    assert spelt("Secondary schools\t", "Attendance\t91.2%", "Roll\t1,204")[0] == "Secondary schools, Attendance: 91.2%"


def test_a_group_ends_at_its_total_and_a_last_total_may_be_of_the_whole() -> None:
    rows = (
        "Item\t2021\t2022",
        "Income\t\t",
        "Grant\t40\t50",
        "Total\t40\t50",
        "Spending\t\t",
        "Grit\t30\t35",
        "Total\t30\t35",
        "Net\t10\t15",
    )
    assert spelt(*rows)[1] == "Income, Total. 2021: 40. 2022: 50"
    assert spelt(*rows)[3:] == ["Spending, Total. 2021: 30. 2022: 35", "Net. 2021: 10. 2022: 15"]
    one = ("Item\t2021\t2022", "Rent\t5\t6", "Income\t\t", "Grant\t40\t50", "Total\t45\t56")
    assert spelt(*one)[-1] == "Total. 2021: 45. 2022: 56"


def test_a_label_that_spans_rows_is_carried_down() -> None:
    rows = ("Date of meeting\tSubject\tLead", "7 July 2021\tGritting\tHead of Highways", "\tPotholes\tHead of Highways")
    assert spelt(*rows)[1] == "7 July 2021. Subject: Potholes. Lead: Head of Highways"


def test_a_row_of_figures_without_a_label_is_given_none() -> None:
    assert spelt("Item\t2021\t2022", "Grit\t30\t35", "\t70\t85")[1] == "2021: 70. 2022: 85"
    side_by_side = ("Agency\tPaid\tCategory\tSpent", "Police\t40\tSalaries\t90", "\t\tTransport\t12")
    assert spelt(*side_by_side)[1] == "Category: Transport. Spent: 12"


def test_a_table_without_headers_says_label_and_value() -> None:
    rows = ("Date of meeting\t4 May 2021", "Chair:\tCllr Ann Ode", "Less: spent in the winter\tTotal\t8,204.10")
    assert spelt(*rows) == ["Date of meeting: 4 May 2021", "Chair: Cllr Ann Ode", "Less: spent in the winter, Total: 8,204.10"]


def test_two_dates_beside_each_other_do_not_name_each_other() -> None:
    assert spelt("4 May 2021\t8 June 2021", "6 July 2021\t7 September 2021")[0] == "4 May 2021. 8 June 2021"


def test_a_row_of_another_width_is_said_without_headers() -> None:
    assert spelt("District\t2019/20\t2020/21", "Stannick\t2,140\t2,655", "Wenlow\t1,990")[1] == "Wenlow: 1,990"


def test_years_that_lost_the_empty_cell_before_them_still_head_their_columns() -> None:
    assert spelt("2019/20\t2020/21", "Stannick\t2,140\t2,655", "Wenlow\t1,870\t1,990")[0] == "Stannick. 2019/20: 2,140. 2020/21: 2,655"


# Units and notes


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("Table 3: Salt used by district, tonnes", "Stannick. Used: 2,140 (tonnes). Share: 30.1%"),
        ("Table 3: Gritting forecast (£000)", "Stannick. Used: 2,140 (£000). Share: 30.1%"),
        ("Table 3: Salt used by district", "Stannick. Used: 2,140. Share: 30.1%"),
    ],
)
def test_the_unit_of_a_caption_is_said_with_figures_that_have_none(caption: str, said: str) -> None:
    row = next(row for row in rows_of(f"{caption}\n\nDistrict\tUsed\tShare\nStannick\t2,140\t30.1%") if not row.is_header)
    assert (row.caption, row_said(row.cells)) == (caption, said)


def test_the_unit_of_a_row_is_said_with_its_figures() -> None:
    assert spelt("Measure\tUnit\t2020\t2021", "Salt\ttonnes\t2,140\t2,655")[0] == "Salt. 2020: 2,140 (tonnes). 2021: 2,655 (tonnes)"


@pytest.mark.parametrize(
    ("cell", "note", "mark"),
    [
        ("4,120*", "* provisional", "*"),
        ("4,120¹", "¹ provisional", "¹"),
        ("4,120<sup>1</sup>", "<sup>1</sup> provisional", "¹"),
        ("4,120 [1]", "[1] provisional", "[1]"),
        ("4,120 (a)", "(a) provisional", "(a)"),
        ("4,120†", "Note † provisional", "†"),
    ],
)
def test_a_mark_is_resolved_to_the_note_below_the_table(cell: str, note: str, mark: str) -> None:
    said = spelt("District\tUsed", f"Stannick\t{cell}", "Wenlow\t1,870", "", "Source: depot returns", note, "", "The panel noted this.")
    assert said[0].endswith(f". Note {mark}: provisional")
    assert said[1] == "Wenlow. Used: 1,870"


def test_a_mark_on_a_header_holds_for_its_column() -> None:
    said = spelt("District\tUsed*\tRoutes", "Stannick\t2,140\t6", "Wenlow\t\t5", "", "* Estimated from loads.")
    assert said == ["Stannick. Used*: 2,140. Routes: 6. Note *: Estimated from loads.", "Wenlow. Routes: 5"]


def test_a_note_inside_the_table_is_a_note_and_no_group() -> None:
    said = spelt("Body\tPaid\tDue", "Police\t10*\t12", "* half a year\t\t", "Health\t20\t24")
    assert said == ["Police. Paid: 10*. Due: 12. Note *: half a year", "* half a year", "Health. Paid: 20. Due: 24"]


def test_a_mark_without_a_note_adds_nothing() -> None:
    assert spelt("District\tUsed", "Stannick\t2,140*", "", "The panel noted this.")[0] == "Stannick. Used: 2,140*"


# Captions and what leads to a table


def test_a_caption_heads_its_table_and_nothing_after_it(tmp_path: Path) -> None:
    table = "Table 1: Salt used, tonnes\n\nDistrict\t2019/20\t2020/21\nStannick\t2,140\t2,655"
    found = passages(tmp_path, "The winter was mild.", table, "The depots were open on all nights of the winter.")
    row = row_starting(found, "Stannick")
    assert row.heading == "Table 1: Salt used, tonnes"
    assert "Gritting. Table 1: Salt used, tonnes\nStannick. 2019/20: 2,140 (tonnes)" in row.indexed
    after = next(p for p in found if "open on all nights" in p.text)
    assert after.heading != row.heading


def test_a_caption_may_stand_below_its_table() -> None:
    rows = rows_of("District\tUsed\nStannick\t2,140\n\nTable 1: Salt used\n\nDistrict\tRoutes\nStannick\t6\n\nTable 2: Routes\n")
    captions = [row.caption for row in rows if not row.is_header]
    assert captions[1] == "Table 2: Routes"


def test_the_sentence_that_leads_to_a_table_is_told_to_its_rows(tmp_path: Path) -> None:
    found = passages(tmp_path, "The depots are old. The costs of repair were as follows:", "Roof\t£40,000\nYard\t£12,500")
    assert "The costs of repair were as follows:\nRoof: £40,000" in row_starting(found, "Roof").indexed


# Kinds of source


def test_pipes_are_cells_and_rules_are_nothing() -> None:
    assert cells_of("| **Role** | Name |") == ["Role", "Name"]
    assert cells_of("|| 2019 | a \\| b |") == ["", "2019", "a | b"]
    assert spelt("| Area | Cost |", "|---|---|", "| Wenlow | £40 |") == ["Wenlow. Cost: £40"]


def test_a_markdown_table_needs_no_bars_at_its_sides() -> None:
    assert spelt("Area | Cost", "--- | ---", "Wenlow | £40", "", "The cost | was met.") == ["Wenlow. Cost: £40"]


def test_html_rows_are_rows_however_their_lines_are_broken() -> None:
    table = (
        '<table><thead><tr><th rowspan="2">District</th><th colspan="2">2020/21</th></tr>\n<tr><th>Routes</th><th>Salt</th></tr></thead>\n'
        "<tr>\n<td><p>Stannick</p></td>\n<td>6</td>\n<td>2,655</td>\n</tr><tr><td>Wenlow</td><td>5</td><td>1,990</td></tr></table>"
    )
    text = f"Salt used\n\n{table}\n\nThe panel noted this."
    assert spelt(text) == ["Stannick. 2020/21 Routes: 6. 2020/21 Salt: 2,655", "Wenlow. 2020/21 Routes: 5. 2020/21 Salt: 1,990"]


def test_a_cell_that_spans_rows_in_html_leaves_the_cells_below_it_empty() -> None:
    table = "<tr><th>Year</th><th>District</th><th>Salt</th></tr><tr><td rowspan=2>2021</td><td>Stannick</td><td>6</td></tr>"
    assert spelt(f"<table>{table}<tr><td>Wenlow</td><td>5</td></tr></table>")[1] == "2021. District: Wenlow. Salt: 5"


def test_paragraphs_inside_cells_are_read_as_one() -> None:
    assert cells_of("5.\t<p>QUESTIONS</p> <p>To receive any.</p>\t21 - 26") == ["5.", "QUESTIONS To receive any.", "21 - 26"]


@pytest.mark.parametrize(
    "text",
    [
        "The depot was left open on two nights of the winter.\tThe panel asked why this was\nso, and what it had cost.",
        "x\tSpeed limits\nx\tBus shelters",
        "RESOLVED:\tThat the panel be told of what the repair of the depot roof will have cost by May.",
    ],
)
def test_a_wide_gap_in_running_text_makes_no_row(text: str) -> None:
    assert rows_of(text) == []


# Tables that run over a page


def test_a_table_keeps_its_header_over_a_page_break() -> None:
    rows = rows_of("Table 1: Salt\n\nDistrict\t2019\t2020\nStannick\t2,140\t2,655", "Wenlow\t1,870\t1,990\n\nThe panel noted this.")
    assert row_said(rows[-1].cells) == "Wenlow. 2019: 1,870. 2020: 1,990"
    assert rows[-1].caption == "Table 1: Salt"
    assert {row.table for row in rows} == {0}


def test_a_header_repeated_on_the_next_page_is_no_row_of_its_own() -> None:
    rows = rows_of("District\t2019\t2020\nStannick\t2,140\t2,655\n12", "Table 1 (continued)\nDistrict\t2019\t2020\nWenlow\t1,870\t1,990")
    assert [row.is_header for row in rows] == [True, False, True, False]
    assert {row.table for row in rows} == {0}


def test_groups_labels_and_notes_hold_over_a_page_break() -> None:
    first = "Measure\tYear\tSalt\nRural roads\t\t\nA roads\t2020\t2,140*"
    rows = rows_of(first, "\t2021\t1,990\n\n* estimated")
    assert [row_said(row.cells) for row in rows if not row.is_header] == [
        "Rural roads, A roads. Year: 2020. Salt: 2,140*. Note *: estimated",
        "Rural roads, A roads. Year: 2021. Salt: 1,990",
    ]


@pytest.mark.parametrize(
    "top", ["School\tPupils\tStaff\nPRU\t61\t12", "Table 2: Schools\n\nPRU\t61\t12", "Schools are below.\n\nPRU\t61\t12"]
)
def test_another_table_on_the_next_page_is_not_taken_for_the_rest(top: str) -> None:
    rows = rows_of("Table 1: Salt\n\nDistrict\t2019\t2020\nStannick\t2,140\t2,655", top)
    assert rows[-1].table != rows[0].table
    assert "2019" not in row_said(rows[-1].cells)


def test_a_legend_between_its_rows_does_not_end_a_table() -> None:
    rows = ("Action\tLead\tDeadline", "Mend the roof\tHead of Estates\tMay 2021", "Key\tLate\tOn time\tDone", "---\t---\t---\t---")
    said = spelt(*rows, "\tDirector of Finance\t", "Paint the doors\tHead of Estates\tJune 2021")
    assert said[-2] == "Mend the roof. Lead: Director of Finance"
    assert said[-1] == "Paint the doors. Lead: Head of Estates. Deadline: June 2021"


def test_the_rows_of_a_table_over_two_pages_are_one_group_and_quoted_from_their_own_pages(tmp_path: Path) -> None:
    districts = [[f"Route {n} to Wenlow", f"{n},140", f"{n},655"] for n in range(1, 71)]
    make_pdf(
        tmp_path / "salt.pdf", [["Minutes of the Highways Panel", "Held on 4 May 2021", [["District", "2019/20", "2020/21"], *districts]]]
    )
    read = read_paper(tmp_path / "salt.pdf")
    rows = [p for p in read.passages if p.kind is PassageKind.TABLE_ROW]
    assert {p.page for p in rows} == {1, 2}
    assert {p.group for p in rows} == {rows[0].id}
    assert len(rows) == len(districts)
    assert all(f"2019/20: {figures}" in p.indexed for p, (_, figures, _) in zip(rows, districts, strict=True))
    pages = {page.number: page.text for page in read.pages}
    assert all(pages[p.page][p.start : p.end] == p.text for p in rows)
    assert [p.body for p in rows] == ["\t".join(row) for row in districts]


def test_a_long_row_is_told_its_label_and_header_in_every_part(tmp_path: Path) -> None:
    progress = " ".join(f"In month {n} the work on the roof went on as it had been planned by the panel." for n in range(1, 14))
    table = f"Action\tLead\tProgress\nMend the roof\tHead of Estates\t{progress}\nPaint the doors\tHead of Estates\tNot begun."
    parts = [p for p in passages(tmp_path, table) if p.kind is PassageKind.TABLE_ROW and "month" in p.text]
    assert len(parts) > 1
    assert all("Mend the roof" in p.indexed and "Progress: " in p.indexed for p in parts)


# Figures


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("£1,234.50", "1234.50"), ("(1,234)", "-1234"), ("£(1,234)", "-1234"), ("-5", "-5"), ("−5", "-5"), ("-£3.20", "-3.20"),
        ("1.2m", "1200000"),
        ("£12.9m", "12900000"), ("52.2%", "52.2"), ("4,120*", "4120"), ("4,120¹", "4120"), ("$2 million", "2000000"), ("0", "0"),
    ],
)  # fmt: skip
def test_a_figure_is_read_from_its_cell(cell: str, number: str) -> None:
    assert figure(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["n/a", "-", "", "£000", "12 Castle Street", "1,23", "$412.300.00", "1,870 1,990", "6 of 12", "£250 or £450"]
)
def test_what_is_not_one_number_is_no_figure(cell: str) -> None:
    assert figure(cell) is None


def test_the_figures_of_a_row_stand_in_their_columns() -> None:
    assert figures("Wenlow\t1,870\tn/a\t52.2%") == [None, Decimal(1870), None, Decimal("52.2")]


cells = st.sampled_from(
    ["", "Wenlow", "2019/20", "£000", "2,140*", "Total", "n/a", "* estimated", "Lead", "---", "7 July 2021", "(a)", "<p>x</p>"]
)
tables = st.lists(st.lists(cells, min_size=2, max_size=5), min_size=1, max_size=9)


# A table goes on below a legend that ends in a rule: the rule heads nothing.
@example([["", ""], ["", "", "", "Total", "Total"], ["", "", "", "", "Wenlow"], ["", "Wenlow"], ["", "---"], ["", "", "", "", "Wenlow"]], 0)
@settings(max_examples=200, deadline=None)
@given(tables, st.integers(min_value=0, max_value=9))
def test_no_table_loses_a_row_or_a_value(table: list[list[str]], cut: int) -> None:
    lines = ["\t".join(row) for row in table]
    pages = ["\n".join(lines[:cut]), "\n".join(lines[cut:])]
    for row in rows_of(*pages):
        said = row_said(row.cells) + "".join(row.headers)
        assert row.is_header or all(cell in said for cell in cells_of(row.block.text))
    heads = ((a, b) for a, b in itertools.pairwise(rows_of(*pages)) if a.is_header and not is_rule(a.block.text))
    assert all(a.table <= b.table for a, b in heads)
