"""Papers -> meetings, items and passages, with spans that prove each passage."""

import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import (
    Meeting,
    Page,
    PaperKind,
    PassageKind,
)
from corpus.read_paper import ReadPaper
from ingest.build import read_paper
from ingest.layout.blocks import page_to_blocks
from ingest.passages.passage import blocks_to_passages
from ingest.structure.placed import place_blocks
from tests.factories import agenda_pack_text, minutes_text


def read_text(tmp_path: Path, text: str, name: str = "paper.txt") -> ReadPaper:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_paper(path)


def test_minutes_know_their_meeting_and_their_items(tmp_path: Path) -> None:
    read = read_text(tmp_path, minutes_text())
    assert read.paper.kind is PaperKind.MINUTES
    assert read.paper.meeting.council == "Ambershire County Council"
    assert read.paper.meeting.body == "Highways Scrutiny Panel"
    assert read.paper.meeting.date == date(2021, 5, 4)
    potholes = next(p for p in read.passages if "£40,000" in p.text)
    assert potholes.item is not None
    assert (potholes.item.number, potholes.item.title) == ("12", "Potholes")
    assert potholes.kind is PassageKind.RESOLUTION


def test_minutes_bound_into_a_pack_keep_their_own_date(tmp_path: Path) -> None:
    read = read_text(tmp_path, agenda_pack_text())
    assert read.paper.kind is PaperKind.AGENDA_PACK
    assert read.paper.meeting.date == date(2021, 6, 8)
    dates = {
        ("potholes" in p.text.lower(), p.meeting.date)
        for p in read.passages
        if "potholes" in p.text.lower() or "gritting" in p.text.lower()
    }
    assert dates == {(True, date(2021, 5, 4)), (False, date(2021, 6, 8))}
    lanes = next(p for p in read.passages if "Castle Street" in p.text)
    assert lanes.meeting.date == date(2021, 6, 8)
    assert lanes.item is not None
    assert lanes.item.title == "Cycle lanes"


def test_a_table_row_says_its_headers_when_indexed_and_is_quoted_verbatim(tmp_path: Path) -> None:
    read = read_text(tmp_path, agenda_pack_text())
    row = next(p for p in read.passages if p.text.startswith("Wenlow"))
    assert row.kind is PassageKind.TABLE_ROW
    assert row.text == "Wenlow\t1,870\t1,990"
    assert "Wenlow. 2019/20: 1,870. 2020/21: 1,990" in row.indexed
    assert "Salt used" in row.indexed


def test_a_row_that_does_not_fit_its_header_is_not_matched_with_it(tmp_path: Path) -> None:
    text = minutes_text(items={"1. Salt": "District\t2019/20\t2020/21\nStannick\t2,140\t2,655\nWenlow\t1,990"})
    row = next(p for p in read_text(tmp_path, text).passages if "Wenlow\t" in p.text)
    assert "2019/20: 1,990" not in row.indexed


def test_empty_cells_at_the_ends_of_rows_keep_columns_apart(tmp_path: Path) -> None:
    table = "\t2019/20\t2020/21\nStannick\t2,140\t2,655\nRural depots\t\t\nWenlow\t\t1,990"
    passages = read_text(tmp_path, minutes_text(items={"1. Salt": table})).passages
    assert any("Stannick. 2019/20: 2,140. 2020/21: 2,655" in p.indexed for p in passages)
    assert any("Wenlow. 2020/21: 1,990" in p.indexed for p in passages)


def test_the_agenda_that_lists_an_item_is_not_under_it(tmp_path: Path) -> None:
    agenda = "Item\tSubject\tPages\n1\tApologies\t\n2\tMinutes\t2 - 3\n3\tGritting\t4 - 6\n\n4. CYCLE LANES\n\nTo note the cost.\n\n"
    head = "Ambershire County Council\n\nAgenda\n\nHighways Panel\n\nDate: Tuesday 8 June 2021\n\n"
    text = f"{head}{agenda}Rights of the public\n\nAnyone may attend.\n"
    read = read_text(tmp_path, text)
    assert {p.item for p in read.passages if "Anyone" in p.text} == {None}


def test_accounts_have_no_meeting_date(tmp_path: Path) -> None:
    read = read_text(tmp_path, "Elm Parish Council\n\nBank reconciliation as at 31 March 2023\n\nCurrent account 6,600.00\n")
    assert read.paper.meeting.date is None
    assert any("no meeting date" in warning for warning in read.paper.warnings)


def test_an_annual_report_keeps_its_period_apart_from_its_meeting(tmp_path: Path) -> None:
    text = (
        "Adult Care Annual Report 2022/23\n\n1 April 2022 to 31 March 2023\n\n"
        "Presented to the Care Panel on Thursday, 14 September 2023.\n\nWe helped 512 people.\n"
    )
    paper = read_text(tmp_path, text).paper
    assert (paper.kind, paper.period, paper.meeting.date) == (PaperKind.ANNUAL_REPORT, "2022-23", date(2023, 9, 14))


@pytest.mark.parametrize(
    "head",
    [
        "Adult Care Annual Report 2022/23\n\nLaid before the Care Panel, Thursday 14 September 2023, 6.00 pm, Room 2 (agenda item 5)",
        "Elm Council\n\nCARE PANEL\n\nThursday 14 September 2023, 6.00 pm, Town Hall\n\nAgenda item 6\n\nAdult Care Annual Report 2022/23",
        "Elm Council\nCare Panel\n\nDate: Thursday 14 September 2023\nTime: 6.00 pm\n\nItem 6: Adult Care Annual Report 2022/23",
    ],
)
def test_an_annual_report_is_of_the_meeting_whose_front_sheet_it_stands_under(tmp_path: Path, head: str) -> None:
    paper = read_text(tmp_path, f"{head}\n\n1 April 2022 to 31 March 2023\n\nWe helped 512 people.\n").paper
    assert (paper.kind, paper.meeting.date) == (PaperKind.ANNUAL_REPORT, date(2023, 9, 14))


@pytest.mark.parametrize("line", ["Published on Thursday 14 September 2023 at 6.00 pm", "14 September 2023", "Thursday 14 September 2023"])
def test_a_day_by_itself_is_no_meeting_of_an_annual_report(tmp_path: Path, line: str) -> None:
    paper = read_text(tmp_path, f"Adult Care Annual Report 2022/23\n\n{line}\n\n1 April 2022 to 31 March 2023\n\nWe helped 512.\n").paper
    assert (paper.kind, paper.meeting.date) == (PaperKind.ANNUAL_REPORT, None)


@pytest.mark.parametrize(
    "text",
    [
        "Elm Library\n\nCoffee morning\n\nTuesday 4 May 2021, 10.00 am\n\nCome and meet your neighbours. Cakes are free.\n",
        "Elm Library Annual Report 2020/21\n\nOpen day: Tuesday 4 May 2021, 10.00 am\n\nWe lent 512 books.\n",
        "Elm Borough Council\n\nLocal plan\n\nIt was submitted to the Planning Inspectorate on 4 May 2021.\n\nIt has chapters.\n",
    ],
)
def test_a_day_is_no_meeting_where_no_body_is_named_that_met(tmp_path: Path, text: str) -> None:
    assert read_text(tmp_path, text).paper.meeting.date is None


def test_a_paper_of_no_kind_is_of_the_meeting_whose_front_sheet_it_stands_under(tmp_path: Path) -> None:
    sheet = "Elm Borough Council\n\nAudit Committee\n\nTuesday 4 May 2021 at 6.30 pm\n\nMembers: Cllr Ode\n\nThe accounts are attached.\n"
    paper = read_text(tmp_path, sheet).paper
    assert (paper.kind, paper.meeting.body, paper.meeting.date) == (PaperKind.OTHER, "Audit Committee", date(2021, 5, 4))


def test_whoever_met_a_front_sheet_that_speaks_of_its_agenda_is_a_meetings(tmp_path: Path) -> None:
    sheet = "ELM DRUGS PARTNERSHIP\n\nTuesday 4 May 2021, 6.30 pm, Town Hall\n\nAgenda item 6\n\nHeroin deaths fell.\n"
    assert read_text(tmp_path, sheet).paper.meeting.date == date(2021, 5, 4)


def test_the_same_file_gives_the_same_passages(tmp_path: Path) -> None:
    assert read_text(tmp_path, agenda_pack_text()).passages == read_text(tmp_path, agenda_pack_text()).passages


lines = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "Winter gritting",
                "12. Potholes",
                "• one entry",
                "(a) that it be noted;",
                "A\t1\t2",
                "The panel agreed that:",
                "# Title",
                "| a | b |",
            ]
        ),
        st.text(alphabet="abc DEF.,£1\t", max_size=60),
        st.integers(min_value=1, max_value=40).map(lambda n: "The cost was met in full. " * n),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_spans_give_back_their_text_do_not_overlap_and_lose_nothing(page_lines: list[str]) -> None:
    page = Page(number=1, text="\n".join(page_lines), reader="test")
    blocks = page_to_blocks(page)
    passages = blocks_to_passages("p", "Paper", [page], place_blocks(blocks, [None] * len(blocks), Meeting(), [], PaperKind.MINUTES))
    assert all(page.text[p.start : p.end] == p.text for p in passages)
    assert all(a.end <= b.start for a, b in itertools.pairwise(passages))
    covered = "".join("".join(p.text.split()) for p in passages)
    assert covered == "".join(page.text.split())
    assert len({p.id for p in passages}) == len(passages)
