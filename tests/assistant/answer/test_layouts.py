"""Answers in the shape of the question, each line a verbatim quote with its number or a fixed phrase."""

import re
from pathlib import Path

import pytest

from assistant.answer.lines import row_of
from assistant.answer.verify import Pages
from assistant.ask import ask
from assistant.models import Answer, Cell, Cells, Question, Quote, Shape
from assistant.query.models import Query
from assistant.query.parse import question_to_query
from corpus.dates import years_in
from corpus.models import Meeting, Passage, PassageKind, TableCell
from corpus.numbers import figures_in, has_figure
from corpus.store.store import Store
from corpus.text import readable
from tests.factories import WordVectors, make_store, minutes_text, write_papers

MAY = minutes_text(
    items={
        "12. Potholes": "Moved by Cllr Lee, seconded by Cllr Rao: That £40,000 be spent on potholes in Wenlow. Carried.\n\n"
        "Cllr Frayne said that potholes in Wenlow had been mended twice in one winter and opened again in spring.",
        "13. Priorities": "The Panel set out four priorities for the highways service:\n\n"
        "- Keep every bridge open;\n\n- Grit the school routes first;\n\n- Mend potholes within ten days;\n\n- Answer every letter.",
        "14. Salt": "Table 1: Salt used, in tonnes\n\nDistrict\t2019/20\t2020/21\nStannick\t2,140\t2,655\nWenlow\t1,870\t1,990",
        "15. Reports": "The service had 412 reports of broken street lamps waiting for repair on the day of the meeting.",
    }
)
SEEN_TO = """
    ditches are cleared; culverts are opened; verges are cut; signs are washed; lamps are lit; bridges are painted; steps are swept;
    rails are fixed; drains are jetted; kerbs are set; bins are emptied; walls are mended; gates are hung; posts are straight;
    maps are right; fords are gauged; bollards are lit; trees are inspected
"""
DUTIES = [
    f"See that {' '.join(seen.split())}, on every round of the district, and tell the Panel of it in plain words;"
    for seen in SEEN_TO.split(";")
]
JULY = minutes_text(
    day="Tuesday, 6 July 2021",
    items={"21. Wardens": "The Panel set out the duties of the road wardens:\n\n" + "\n\n".join(f"- {duty}" for duty in DUTIES)},
)
NOVEMBER = minutes_text(
    day="Tuesday, 9 November 2021",
    items={
        "31. Reports": "The service had 388 reports of broken street lamps waiting for repair on the day of the meeting.",
        "32. Potholes": "The Panel looked again at potholes in Wenlow and noted that the money had been spent by October 2021.",
    },
)


@pytest.fixture(scope="module")
def highways(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("highways")
    make_store(folder / "store", [write_papers(folder / "papers", {"may.txt": MAY, "july.txt": JULY, "november.txt": NOVEMBER})])
    with Store.open(folder / "store") as store:
        yield store


def asked(text: str, store: Store) -> Answer:
    return ask(Question(text=text), store)


def lines(answer: Answer) -> list[str]:
    return answer.answer.split("\n")


def test_a_cell_of_a_table_is_told_with_its_row_and_column(highways: Store) -> None:
    answer = asked("How much salt was used in Wenlow in 2020/21?", highways)
    assert answer.shape is Shape.FIGURE
    assert lines(answer)[0] == "Highways Scrutiny Panel, 4 May 2021, Table 1: Salt used, in tonnes: “Wenlow, 2020/21: 1,990” [1]"
    assert answer.citations[0].quote == "Wenlow\t1,870\t1,990"


def test_a_decision_says_who_decided_when_and_with_what_result_then_the_discussion(highways: Store) -> None:
    answer = asked("What did the panel agree about potholes in Wenlow?", highways)
    assert answer.shape is Shape.DECISION
    state, first, *rest = lines(answer)
    assert state.startswith("Highways Scrutiny Panel agreed on 4 May 2021: “")
    assert first.startswith("Highways Scrutiny Panel, 4 May 2021 (resolution, carried, moved by Cllr Lee, seconded by Cllr Rao): “")
    assert "£40,000" in first
    assert "From the discussion:" in rest
    assert any("mended twice" in line for line in rest)


def test_a_list_has_all_its_entries_and_no_other(highways: Store) -> None:
    answer = asked("What are the four priorities for the highways service?", highways)
    assert answer.shape is Shape.LIST
    entries = [line for line in lines(answer) if line.endswith("[1]")]
    assert [re.sub(r"^[-•] ", "", line.removeprefix("“").split("”")[0]) for line in entries[1:]] == [
        "Keep every bridge open;",
        "Grit the school routes first;",
        "Mend potholes within ten days;",
        "Answer every letter.",
    ]


def test_a_list_that_runs_on_over_several_passages_has_all_its_entries_in_order(highways: Store) -> None:
    answer = asked("What are the duties of the road wardens?", highways)
    assert answer.shape is Shape.LIST
    said = [found["entry"] for line in lines(answer) if (found := re.search(r"“(?:- )?(?P<entry>See that .*)” \[\d+\]$", line))]
    assert said == DUTIES
    assert len({citation.passage_id for citation in answer.citations if "See that" in citation.quote}) > 1


def test_when_did_we_is_answered_with_a_dated_line_for_each_meeting_newest_first(highways: Store) -> None:
    answer = asked("When did we last look at potholes in Wenlow?", highways)
    assert answer.shape is Shape.TIMELINE
    dated = [line.split(": “")[0] for line in lines(answer) if "“" in line]
    whose = [where.split(" (")[0] for where in dated[:2]]
    assert whose == ["Highways Scrutiny Panel, 9 November 2021", "Highways Scrutiny Panel, 4 May 2021"]


def test_figures_that_differ_from_meeting_to_meeting_are_said_to(highways: Store) -> None:
    answer = asked("How many reports of broken street lamps were waiting for repair?", highways)
    assert answer.shape is Shape.SEVERAL
    note, newest, older, *_ = lines(answer)
    assert note.startswith("The papers give different figures, or figures for different dates.")
    assert ("9 November 2021" in newest, "388" in newest, "4 May 2021" in older, "412" in older) == (True, True, True, True)


def test_a_comparison_shows_both_sides(highways: Store) -> None:
    answer = asked("Did salt used in Stannick go up between 2019/20 and 2020/21?", highways)
    assert answer.shape is Shape.COMPARISON
    assert "2019/20: 2,140; 2020/21: 2,655" in answer.answer


def test_yes_or_no_is_never_guessed(highways: Store) -> None:
    answer = asked("Did potholes in Wenlow open again in spring?", highways)
    assert lines(answer)[0] == "Minuted does not answer yes or no. The papers say:"
    assert "opened again in spring" in lines(answer)[1]


def test_every_line_is_a_quote_of_its_citation_or_a_fixed_phrase(highways: Store) -> None:
    fixed = ("See also", "From the discussion:", "Minuted does not", "The papers give different", "Not found", "Searched")
    for text in (
        "What about potholes?",
        "What was agreed on salt?",
        "Which lamps are broken?",
        "List all the priorities",
        "Who sold the hall?",
    ):
        answer = asked(text, highways)
        papers = readable(MAY + JULY + NOVEMBER)
        by_number = {str(citation.n): citation for citation in answer.citations}
        for line in lines(answer):
            quoted = re.search(r"“(?P<said>.*)” \[(?P<n>\d+)\]$", line)
            if quoted is None:
                assert line.startswith(fixed)
                continue
            said = readable(by_number[quoted["n"]].passage)
            assert all(piece in said or piece in papers for piece in re.split(r": |; |, (?=\d{4}/\d\d)", quoted["said"]))


def test_a_passage_shown_beside_others_is_short_and_whole_sentences(highways: Store) -> None:
    beside = asked("What was said of potholes?", highways).citations[1:]
    assert beside
    for citation in beside:
        assert citation.quote in citation.passage
        is_list = "\n- " in citation.passage  # which means little in parts
        assert len(citation.passage.split()) <= (90 if is_list else 50)


def test_words_that_are_not_on_the_page_are_found_out(highways: Store) -> None:
    citation = asked("How much salt was used in Wenlow in 2020/21?", highways).citations[0]
    pages = Pages(highways.catalogue)
    assert pages.have_said(Quote(n=1, where="", text=citation.quote), citation)
    assert pages.have_said(wenlow("2020/21", "1,990"), citation)
    for wrong in (Quote(n=1, where="", text="Wenlow\t1,990"), Quote(n=1, where="", text="")):
        assert not pages.have_said(wrong, citation)
    for header, cell in (("2022/23", "1,990"), ("2020/21", "2,655")):
        assert not pages.have_said(wenlow(header, cell), citation)


def wenlow(header: str, cell: str) -> Cells:
    return Cells(n=1, where="", label="Wenlow", cells=(Cell(header=header, text=cell),))


def row(*cells: TableCell, heading: str = "Table 1: Salt used, tonnes") -> Passage:
    text = "\t".join(cell.text for cell in cells)
    return Passage(
        id="p", paper_id="a", position=0, page=1, start=0, end=len(text), body_start=0, text=text, heading=heading, cells=cells,
        kind=PassageKind.TABLE_ROW, meeting=Meeting(),
    )  # fmt: skip


def test_cells_are_told_only_where_their_headers_are_known(highways: Store) -> None:
    def literally(text: str) -> Query:
        return question_to_query(Question(text=text, literally=True), highways)

    known = row(TableCell("", "PRU"), TableCell("2020", "n/a"), TableCell("2021", "58.7%"), TableCell("2022", "55.4%"))
    assert row_of(known, literally("What was attendance in 2021?")) == ("PRU", (Cell(header="2021", text="58.7%"),))
    whole = row_of(known, literally("What was attendance?"))
    assert whole is not None
    assert Cells(n=1, where="", label=whole[0], cells=whole[1]).said == "PRU: 2020: n/a; 2021: 58.7%; 2022: 55.4%"
    assert row_of(row(TableCell("Chair", "Cllr Ode")), literally("Who chairs?")) is None
    assert row_of(row(TableCell("Total", "1,204"), TableCell("Depots", "7")), literally("How many?")) is None


def test_a_cell_whose_text_stands_in_a_header_is_told_under_its_own(tmp_path: Path) -> None:
    table = "Table 1: Families placed\n\nDistrict\t31 Mar 2022\t31 Aug 2023\nStannick\t17\t31\nWenlow\t25\t8"
    make_store(
        tmp_path / "store", [write_papers(tmp_path / "papers", {"may.txt": minutes_text(items={"14. Placed": table})})], WordVectors()
    )
    with Store.open(tmp_path / "store", WordVectors()) as store:
        [paper] = store.catalogue.papers()
        [stannick] = [one for one in store.catalogue.passages_of(paper.id) if one.body.startswith("Stannick")]
        query = question_to_query(Question(text="How many families are placed?", literally=True), store)
    assert row_of(stannick, query) == ("Stannick", (Cell(header="31 Mar 2022", text="17"), Cell(header="31 Aug 2023", text="31")))


def test_cells_are_told_with_a_unit_only_where_the_table_s_name_says_it(highways: Store) -> None:
    query = question_to_query(Question(text="How much salt was used?", literally=True), highways)
    cells = TableCell("", "Stannick"), TableCell("2021", "2,655", "tonnes")
    assert row_of(row(*cells), query) == ("Stannick", (Cell(header="2021", text="2,655"),))
    assert row_of(row(*cells, heading="Table 1: Salt used"), query) is None


def test_years_and_dates_are_no_figures() -> None:
    assert not has_figure("It rose in 2020/21 and on 31 March 2023.")
    assert has_figure("None met the threshold.")
    assert figures_in("£1,204 and 93% in 2021/22") == ["£1,204", "93%"]
    assert years_in("2020/21, March 2022 and 1999-2000") == {2020, 2021, 2022, 1999, 2000}
