"""Papers -> what a clerk would point at: the agenda's items, minutes by number, reports, appendices, chapters, questions."""

import itertools
import re
from pathlib import Path

import pytest

from corpus.models import (
    AgendaEntry,
    Page,
    Part,
    PartKind,
)
from corpus.papers.build import SOURCES
from corpus.read_paper import ReadPaper
from corpus.text import readable, squeezed
from ingest.build import read_paper
from ingest.layout.blocks import Block, page_to_blocks
from ingest.layout.running import without_running_lines
from ingest.readers.raw import Line, RawPage
from ingest.structure.agenda import agenda_of
from ingest.structure.contents import chapters_in
from ingest.structure.minutes import minutes_in
from ingest.structure.questions import questions_in
from ingest.structure.reports import appendices_in, author_of, recommendation_of
from tests.factories import agenda_pack_text, make_pdf
from tests.papers import read_once

PAPERS = SOURCES.parent
PACKS = sorted(path.stem for path in PAPERS.glob("*pack.pdf"))
MINUTES = sorted(path.stem for path in PAPERS.glob("*minutes*.pdf") if "2022-05-12" not in path.stem)
HEAD = "Elm Council\n\nMinutes of the Highways Panel held on 4 May 2021\n\nPresent: Cllr Ann Ode (Chair)\n\n"


def blocks_of(*pages: str) -> list[Block]:
    return [block for n, text in enumerate(pages, start=1) for block in page_to_blocks(Page(n, text, "test"))]


def entries(*pages: str) -> list[tuple[str, str, str | None]]:
    return [(entry.number, entry.title, entry.printed_pages) for entry in agenda_of(blocks_of(*pages)).entries]


def minute_numbers(text: str) -> list[str | None]:
    blocks = blocks_of(HEAD + text)
    return [item.number for item in minutes_in(blocks, 0, len(blocks)).values() if item]


def parts(read: ReadPaper, kind: PartKind) -> list[Part]:
    return [part for part in read.parts if part.kind is kind]


def read_text(folder: Path, text: str) -> ReadPaper:
    path = folder / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return read_paper(path)


@pytest.mark.parametrize(
    "text",
    [
        "Agenda\n\n1. Apologies\n2. Minutes ........ 1 - 4\n3. Winter gritting ........ 5 - 12\n   Report of the Director of Highways\n",
        "Agenda\n\nItem\tSubject\tPages\n1\tApologies\t\n2\tMinutes\t1 - 4\n3\tWinter gritting\t5 - 12\n",
        "Agenda\n\nItem\tTime\tSubject\tPages\n1\t10.00\tApologies\t\n2\t10.05\tMinutes\t1 - 4\n3\t10.10\tWinter gritting\t5 - 12\n",
        "**Agenda**\n\n| Item | Subject | Page |\n|---|---|---|\n| 1. | Apologies | |\n| 2. | Minutes | 1 - 4 |\n"
        "| 3. | **Winter gritting** To consider the report. | 5 - 12 |\n",
        "Agenda\n\n1.\t<p>Apologies</p> <p>To receive apologies.</p>\t\n2.\t<p>Minutes</p>\t1 - 4\n3.\t<p>Winter gritting</p>\t5 - 12\n",
        "# Agenda\n\n- 1. Apologies\n- 2. Minutes (Pages 1 - 4)\n- 3. Winter gritting (Pages 5 - 12)\n",
        "Agenda\n\n1 Apologies\n2 Minutes 1 - 4\n3 Winter gritting 5 - 12\n",
        "Agenda\n\n1. APOLOGIES\n\n2. Minutes\n\n1 - 4\n\n3. Winter gritting\n\n5 - 12\n\nTo consider the report.\n",
    ],
)
def test_an_agenda_is_read_in_whatever_way_it_is_set(text: str) -> None:
    found = [(number, title.capitalize(), pages) for number, title, pages in entries(text)]
    assert found == [("1", "Apologies", None), ("2", "Minutes", "1 - 4"), ("3", "Winter gritting", "5 - 12")]


def test_items_within_items_keep_their_numbers_as_printed() -> None:
    text = (
        "NOTICE OF MEETING\n\n1. Call to order\n2. Communications\n   a) Letter from the Town of Oak\n   b) Letter from the Minister\n"
        "3. By-laws\n   3.1 Dogs\n   3.2 Fences\n4a. Salt\n4b. Grit\n5. Adjournment\n"
    )
    assert [number for number, _, _ in entries(text)] == ["1", "2", "a", "b", "3", "3.1", "3.2", "4a", "4b", "5"]
    letters = entries("AGENDA\n\nA. Call to order\nB. Minutes\nC. Roads\n   1. Salt\n   2. Grit\nD. Adjournment\n")
    assert [number for number, _, _ in letters] == ["A", "B", "C", "1", "2", "D"]


def test_a_list_within_an_item_is_no_run_of_items() -> None:
    text = (
        "Agenda\n\n1. Apologies.\n\n2. Minutes.\n\n3. Closed session:\n\n1. The meeting is held to train members.\n\n"
        "2. Nobody decides anything.\n\n4. Adjournment.\n"
    )
    assert [title for _, title, _ in entries(text)] == ["Apologies", "Minutes", "Closed session", "Adjournment"]


def test_an_agenda_goes_on_over_a_page_break_and_titles_over_a_line() -> None:
    first = "Agenda\n\n1. Apologies\n2. Cycle lanes on Castle Street and the streets\naround it ........ 5 - 12\n3. Salt ........ 13 - 20"
    second = "4. Drains ........ 21 - 22\n5. Date of next meeting"
    found = entries(first, second)
    assert found[1] == ("2", "Cycle lanes on Castle Street and the streets around it", "5 - 12")
    assert [number for number, _, _ in found] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    "text",
    [
        "Annual report\n\nContents\n\n1. Foreword ..... 3\n2. Money ..... 4\n3. Staff ..... 7\n",
        "Winter gritting\n\nReport of the Director\n\n1. Roads were treated.\n\n2. It cost £4m.\n\n3. Members may note it.\n",
        f"{HEAD}1. Apologies\n\nNone.\n\n2. Salt\n\nLow.\n\n3. Close\n\nAgreed.\n",
        "Variances\n\n1\tBalances\t10,407\n2\tPrecept\t9,000\n3\tReceipts\t1,204\n",
    ],
)
def test_contents_reports_minutes_and_accounts_are_no_agenda(text: str) -> None:
    assert entries(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("412 Salt\n\nLow.\n\n413 Drains\n\nClear.\n\n414 Next meeting\n\nJune.", ["412", "413", "414"]),
        ("24/056 Salt\n\nLow.\n\n24/057 Drains\n\nClear.", ["24/056", "24/057"]),
        ("PC/24/12 Salt\n\nLow.\n\nPC/24/13 Drains\n\nClear.", ["PC/24/12", "PC/24/13"]),
        ("056/24 Salt: the stock was low.\n\n057/24 Drains: they were clear.", ["056/24", "057/24"]),
        ("1. Roads\n\n1.1 Salt\n\nLow.\n\n1.2 Grit\n\nLow.\n\n2. Drains\n\nClear.", ["1", "1.1", "1.2", "2"]),
        ("1. Roads\n\n1.1 The Chair said that salt was low this year.\n\n2. Drains\n\n2.1 They were clear, it was said.", ["1", "2"]),
        ("411 Salt\n\nNoted:\n\n1. Stock\n\nlow\n\n2. Price\n\nhigh\n\n412 Drains\n\nClear.", ["411", "412"]),
        ("7. Salt\n\nLow.\n\n8. Drains\n\nClear.\n\n8. Bridges\n\nFew.\n\n11. Close\n\nDone.", ["7", "8", "8", "11"]),
        ("7. Salt\n\nLow.\n\n8. Drains\n\nClear.\n\n6. Bridges\n\nFew.\n\n10. Close\n\nDone.", ["7", "8", "6", "10"]),
        ("1. The minutes of 3 April were agreed.\n\n2. The Clerk reported that salt was low.", ["1", "2"]),
        (
            "R2021-017 A. Ode, B. Lee:\n\nThat it be paid. Carried.\n\nR2021-018 B. Lee, A. Ode:\n\nThat we adjourn.",
            ["R2021-017", "R2021-018"],
        ),
        ("Salt stock\n\nIt was low.\n\nInformation requested:\n\n- a list\n\nDrains\n\nClear.", [None, None]),
    ],
)
def test_minutes_are_found_by_their_numbers_as_printed(text: str, numbers: list[str | None]) -> None:
    assert minute_numbers(text) == numbers


def test_what_follows_a_numbered_resolution_is_not_under_it() -> None:
    text = "R2021-017 A. Ode, B. Lee:\n\nThat it be paid. Carried.\n\nThe Clerk left.\n\nR2021-018 B. Lee, A. Ode:\n\nThat we adjourn."
    blocks = blocks_of(HEAD + text)
    left = next(at for at, block in enumerate(blocks) if "Clerk left" in block.text)
    assert minutes_in(blocks, 0, len(blocks))[left] is None


def test_a_pack_has_its_items_reports_and_bound_in_minutes_nested(tmp_path: Path) -> None:
    read = read_text(tmp_path, agenda_pack_text())
    assert read.paper.agenda[2] == AgendaEntry("3", "Winter gritting", "4 - 6")
    minutes, report = parts(read, PartKind.MINUTES)[0], parts(read, PartKind.REPORT)[-1]
    assert (minutes.title, str(minutes.meeting.date)) == ("Minutes of the Highways Scrutiny Panel, 4 May 2021", "2021-05-04")
    assert [attendee.name for attendee in minutes.attendance] == ["Cllr Ann Ode"]
    assert [part.number for part in parts(read, PartKind.MINUTE)] == ["12"]
    assert (report.title, report.author) == ("Cycle lanes", "Director of Highways")
    assert report.recommendation == (
        "1. The lanes on Castle Street cost £212,000. The panel is asked to:\n(a) note the cost;\n(b) ask for a survey of use."
    )
    assert_nested(read)


def test_an_item_begins_on_its_printed_page_where_its_heading_is_worded_otherwise(tmp_path: Path) -> None:
    agenda = [["Item", "Subject", "Pages"], ["1", "Apologies", ""], ["2", "Winter gritting", "2 - 3"], ["3", "Cycle lanes", "4"]]
    pages = [
        ["# Agenda", "Highways Panel, Tuesday 8 June 2021", agenda],
        ["# How the county was kept moving", "Report of the Director of Highways", "The service treated 1,617 km of road on 61 nights."],
        ["The stock of salt was low in March and was restored in April."],
        ["# Cycle lanes", "Report of the Director of Highways", "The lanes on Castle Street cost £212,000."],
    ]
    read = read_paper(make_pdf(tmp_path / "pack.pdf", pages))
    under = {passage.page: passage.item.number if passage.item else None for passage in read.passages}
    assert under == {1: None, 2: "2", 3: "2", 4: "3"}
    report = parts(read, PartKind.REPORT)[0]
    assert (report.title, report.page, report.last_page) == ("How the county was kept moving", 2, 3)


def test_a_heading_that_names_its_item_begins_it_whatever_its_title() -> None:
    text = agenda_pack_text().replace("Winter gritting\n\nReport", "Item 3. How the county was kept moving\n\nReport")
    blocks = blocks_of(text)
    assert agenda_of(blocks).entries[2].title == "Winter gritting"


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Salt\n\nReport of the Director of Highways\n\nIt is low.", "Director of Highways"),
        ("Salt\n\nJoint report of the Clerk and the Treasurer\n\nIt is low.", "Clerk and the Treasurer"),
        ("Salt\n\nReport by: Ann Ode, Head of Roads\n\nIt is low.", "Ann Ode, Head of Roads"),
        ("Salt\n\nAuthor: Ann Ode, Tel: 01234 567890\n\nIt is low.", "Ann Ode"),
        ("To: Council\n\nFrom: Director of Works\n\nSalt is low.", "Director of Works"),
        ("Salt\n\nIt is low.\n\nPrepared by:\n\nAnn Ode\nHead of Roads", "Ann Ode, Head of Roads"),
        ("Salt\n\nContact officer: Bo Lee (bo@elm.gov.uk)\n\nIt is low.", "Bo Lee"),
        ("Salt\n\nThe report of the Director of Highways was noted.", None),
    ],
)
def test_a_report_names_its_author(text: str, author: str | None) -> None:
    assert author_of(blocks_of(text)) == author


def test_a_recommendation_is_kept_word_for_word() -> None:
    under_heading = (
        "Salt\n\nRecommendation\n\n2. The Panel is recommended:\n\n(a) to note it; and\n\n(b) to ask for more.\n\nBackground\n\nLow."
    )
    assert recommendation_of(blocks_of(under_heading)) == "2. The Panel is recommended:\n(a) to note it; and\n(b) to ask for more."
    in_text = "Salt\n\nIt is low. The Committee is invited to:\n\n- note it\n- ask for more\n\nNobody objected."
    assert recommendation_of(blocks_of(in_text)) == "It is low. The Committee is invited to:\n- note it\n- ask for more"
    assert recommendation_of(blocks_of("Salt\n\nThe stock is low.")) is None


def test_an_appendix_begins_where_it_stands_and_not_where_it_is_listed() -> None:
    report = "Salt\n\nIt is low.\n\nAppendices\n\nAppendix A – Stock by depot\n\nAppendix B – Prices\n\nBackground papers\n\nNone."
    later = "Appendix A – Stock by depot\n\nWenlow has 4 tonnes.\n\nAnnex 2: Prices\n\nThey rose."
    blocks = blocks_of(report, later)
    found = [(blocks[part.first].page, part.number, part.title) for part in appendices_in(blocks, 0, len(blocks))]
    assert found == [(2, "A", "Stock by depot"), (2, "2", "Prices")]


def test_chapters_are_those_of_the_table_of_contents_which_is_none_itself() -> None:
    contents = "Contents\n\n1. Foreword ..... 2\n2. Money spent ..... 3\n3. Staff ..... 4\nAppendix A Prices ..... 5"
    rest = (
        "1. Foreword\n\nWe did well.\n\nStaff\n\nThey helped.\n\n2. Money spent\n\n£4m.\n\n3. Staff\n\nMany.\n\nAppendix A\n\nPrices rose."
    )
    blocks = blocks_of(contents, rest)
    chapters = chapters_in(blocks, [], 0, len(blocks))
    assert [(chapter.number, chapter.title, chapter.printed_pages) for chapter in chapters] == [
        ("1", "Foreword", "2"), ("2", "Money spent", "3"), ("3", "Staff", "4"),
    ]  # fmt: skip
    assert [readable(blocks[chapter.first].text) for chapter in chapters] == ["1. Foreword", "2. Money spent", "3. Staff"]


def test_an_annual_report_without_contents_has_its_numbered_headings_as_chapters(tmp_path: Path) -> None:
    text = "Elm Council Annual Report 2020/21\n\n1. Foreword\n\nWe did well.\n\n2. Money\n\n£4m.\n\n3. Staff\n\nMany helped us.\n"
    assert [(part.number, part.title) for part in parts(read_text(tmp_path, text), PartKind.CHAPTER)] == [
        ("1", "Foreword"), ("2", "Money"), ("3", "Staff"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Question 1: Bus lanes\n\nFrom: Mr A Body, Wenlow\n\nWhen?\n\nResponse: May.\n\nQuestion 2: Salt\n\nFrom: Mrs B Lee\n\nWhy?",
            ["Question 1 from Mr A Body, Wenlow: Bus lanes", "Question 2 from Mrs B Lee: Salt"],
        ),
        (
            "Question from Mr A Body to the Leader\n\nWhen?\n\nReply by Cllr Ode\n\nMay.\n\nSupplementary question\n\nWhy?\n\n"
            "Question from Mrs B Lee regarding salt\n\nHow much?\n\nReply by Cllr Ode\n\nLittle.",
            ["Question from Mr A Body", "Question from Mrs B Lee: salt"],
        ),
        (
            "Mrs A Body asked the following question:\n\n“When?”\n\nThe Leader replied:\n\n“May.”\n\nMr C Dunn asked:\n\nWhy?\n\nSo.",
            ["Question from Mrs A Body", "Question from Mr C Dunn"],
        ),
        (
            "No\tQuestioner\tQuestion\n1\tAnn Ode\tWhen will the new bus lane on Castle Street open?\n\nResponse: May.\n\n"
            "2\tBo Lee\tHow much salt was used in the winter of 2020?\n\nResponse: Little.",
            ["Question 1 from Ann Ode", "Question 2 from Bo Lee"],
        ),
        ("Questions from the public\n\nThere were none.\n\nCllr Ode asked that a report be brought.", []),
    ],
)
def test_questions_say_who_asked_and_what_about(text: str, titles: list[str]) -> None:
    blocks = blocks_of(text)
    assert [question.title for question in questions_in(blocks, 0, len(blocks))] == titles


def raw(*pages: list[str]) -> list[RawPage]:
    return [RawPage(number, tuple(Line(text) for text in page), "test") for number, page in enumerate(pages, start=1)]


def labels(*pages: list[str]) -> list[str | None]:
    return [label for _, label in without_running_lines(raw(*pages))]


WORDS = "salt grit lanes potholes bridges verges lamps signs kerbs drains".split()


def body(n: int) -> list[str]:
    return [f"The {WORDS[n % 10]} were seen to in full.", f"More about {WORDS[n % 10]}", f"and {WORDS[-n % 10]}"]


def test_printed_page_numbers_are_read_in_whatever_way_they_are_printed() -> None:
    assert labels(*([*body(n), f"Page {n} of 3"] for n in (1, 2, 3))) == ["1", "2", "3"]
    assert labels(*([*body(n), f"- {n + 6} -"] for n in (1, 2, 3))) == ["7", "8", "9"]
    assert labels(*([*body(n), f"Highways Panel, 4 May 2021 {n + 4}"] for n in (1, 2, 3, 4))) == ["5", "6", "7", "8"]
    assert labels(*([f"Page {n} – Minutes – 4 May 2021" if n > 1 else "Minutes", *body(n)] for n in (1, 2))) == [None, "2"]
    assert labels(*([*body(n), mark] for n, mark in enumerate(["i", "ii", "iii", "1", "2", "3"]))) == ["i", "ii", "iii", "1", "2", "3"]


def test_the_packs_own_page_number_is_told_from_that_of_a_paper_bound_in() -> None:
    own = [1, 2, 3, 1, 2, 1, 2]
    pages = [[f"Agenda page {n + 10}", *body(n), str(own[n - 1])] for n in range(1, 8)]
    assert labels(*pages) == [str(n + 10) for n in range(1, 8)]
    assert all(len(page.lines) == 3 for page, _ in without_running_lines(raw(*pages)))
    assert labels(*([*body(n), str(own[n - 1])] for n in range(1, 8))) == ["1", "2", "3", "1", "2", "1", "2"]


def test_a_number_that_runs_on_to_no_other_page_is_no_page_number() -> None:
    pages = [["7", *body(1)], ["Salt used", *body(2)], ["3", *body(3)]]
    assert labels(*pages) == [None, None, None]
    assert [page.lines[0].text for page, _ in without_running_lines(raw(*pages))] == ["7", "Salt used", "3"]


def test_the_header_of_one_paper_in_a_pack_runs_and_headings_that_are_alike_do_not() -> None:
    pages = [["Report on winter gritting" if 3 <= n <= 6 else f"The {WORDS[n]} of {WORDS[-n]}", *body(n)] for n in range(1, 9)]
    tops = [page.lines[0].text for page, _ in without_running_lines(raw(*pages))]
    assert tops.count("Report on winter gritting") == 1
    items = [[f"Agenda item {n}", *body(n)] for n in range(1, 7)]
    assert [page.lines[0].text for page, _ in without_running_lines(raw(*items))] == [f"Agenda item {n}" for n in range(1, 7)]


def test_a_number_amid_a_sentence_begins_no_paragraph() -> None:
    line = "In the calendar year 2022 the Council issued new plans in time for 199 of"
    dearer = "The salt that the Council bought for the depots in March had cost\n3.8 per cent more."
    text = f"12. {line}\n477. The figure fell.\n\n13. {dearer}\n\n14. It is low.\n15. It is dear."
    assert [block.number for block in blocks_of(text)] == ["12", "13", "14", "15"]
    assert [block.number for block in blocks_of("4.1 The stock is low.\n\n4.2 to note it\n\n10.30 am at Wenlow")] == ["4.1", "4.2", None]


# The sample papers: their sources tell the truth.


def source(name: str) -> str:
    text = (SOURCES / f"{name}.md").read_text(encoding="utf-8")
    return re.sub(
        r"\{\{include ([\w.-]+)\.md\}\}", lambda match: source(match[1]), text.split("---\n", 2)[2] if text.startswith("---") else text
    )


def plain(markdown: str) -> str:
    return squeezed(readable(markdown).replace("’", "'"))


@pytest.fixture(scope="module")
def packs() -> dict[str, ReadPaper]:
    return {name: read_once(PAPERS / f"{name}.pdf") for name in PACKS}


@pytest.mark.parametrize("name", PACKS)
def test_a_sample_pack_lists_its_items_and_they_begin_on_their_pages(packs: dict[str, ReadPaper], name: str) -> None:
    read = packs[name]
    listed = re.findall(r"^\| (\d+) \| (.*?)(?:\. Report of .*?)? \| (\{\{pages .*\}\})? ?\|$", source(name), re.M)
    assert [(entry.number, plain(entry.title)) for entry in read.paper.agenda] == [(number, plain(title)) for number, title, _ in listed][
        :9
    ]
    assert len(read.paper.agenda) == 9
    with_pages = [entry for entry in read.paper.agenda if entry.printed_pages]
    found = parts(read, PartKind.AGENDA_ITEM)
    printed = {page.number: page.printed for page in read.pages}
    assert [(part.number, part.printed_pages) for part in found] == [(entry.number, entry.printed_pages) for entry in with_pages]
    assert [printed[part.page] for part in found] == [re.findall(r"\d+", entry.printed_pages or "")[0] for entry in with_pages]
    assert_nested(read)


@pytest.mark.parametrize("name", PACKS)
def test_the_reports_of_a_sample_pack_have_their_authors_and_recommendations(packs: dict[str, ReadPaper], name: str) -> None:
    text = source(name)
    reports = parts(packs[name], PartKind.REPORT)
    authors = re.findall(r"^\**(?:Joint report|Report) of the (.*?)\**$", text, re.M)
    assert [plain(part.author or "") for part in reports] == [plain(author) for author in authors]
    recommended = re.findall(r"^## Recommendation\n\n(.*?)(?=\n\n(?:##|\||Table|\{\{))", text, re.M | re.S)
    assert len(recommended) >= 4
    found = [plain(part.recommendation or "") for part in reports]
    assert [words for words in map(plain, recommended) if words not in found] == []


@pytest.mark.parametrize("name", PACKS)
def test_the_appendices_of_a_sample_pack_are_within_their_reports(packs: dict[str, ReadPaper], name: str) -> None:
    headed = re.findall(r"^#+ (?:Item \d+, )?Appendix ?(\w?): (.*)$", source(name), re.M)
    found = parts(packs[name], PartKind.APPENDIX)
    assert [(part.number or "", plain(part.title)) for part in found] == [(number, plain(title)) for number, title in headed]
    reports = parts(packs[name], PartKind.REPORT)
    assert all(any(report.first < part.first and part.last <= report.last for report in reports) for part in found)


@pytest.mark.parametrize("name", [*MINUTES, *PACKS])
def test_every_minute_of_the_sample_papers_is_there_with_its_number(packs: dict[str, ReadPaper], name: str) -> None:
    read = packs[name] if name in packs else read_once(PAPERS / f"{name}.pdf")
    headed = [(number, plain(title)) for number, title in re.findall(r"^## (\d+)\. (.*)$", source(name), re.M)]
    found = parts(read, PartKind.MINUTE)
    assert [(part.number, plain(part.title)) for part in found] == headed
    assert len(found) >= 7
    for part in found:
        assert {passage.item.number for passage in read.passages[part.first : part.last] if passage.item} == {part.number}


def test_the_public_questions_of_the_sample_say_who_asked_about_what() -> None:
    name = "cabinet-2023-06-22-public-questions"
    read = read_once(PAPERS / f"{name}.pdf")
    asked = re.findall(r"^\| (\d) \| (.*?) \| (.*?) \|", source(name), re.M)
    found = parts(read, PartKind.QUESTION)
    assert [(part.number, part.author) for part in found] == [(number, asker) for number, asker, _ in asked]
    assert [part.title for part in found] == [f"Question {number} from {asker}: {subject}" for number, asker, subject in asked]
    potholes = next(passage for passage in read.passages if "11,870 defects" in passage.text)
    assert potholes.item is not None
    assert "Owen Tretheway" in potholes.item.title
    assert "Owen Tretheway" in potholes.indexed
    assert potholes.heading is not None
    assert potholes.heading.startswith("Answer by Cllr Philippa Stroud")


@pytest.mark.parametrize("name", ["ascp-annual-report-2021-22", "adult-care-annual-report-2022-23"])
def test_an_annual_report_has_the_chapters_of_its_contents_on_their_pages(name: str) -> None:
    read = read_once(PAPERS / f"{name}.pdf")
    listed = re.findall(r"^\|\s+(\d*)\s*\| (.*?) \| \{\{pages", source(name), re.M)
    chapters = parts(read, PartKind.CHAPTER)
    assert [(part.number or "", plain(part.title)) for part in chapters] == [(number, plain(title)) for number, title in listed]
    printed = {page.number: page.printed for page in read.pages}
    assert [printed[part.page] for part in chapters] == [re.findall(r"\d+", part.printed_pages or "")[0] for part in chapters]
    contents = next(passage.position for passage in read.passages if passage.heading == "Contents")
    assert not any(part.first <= contents < part.last for part in chapters)
    assert read.paper.agenda == ()


@pytest.mark.parametrize("path", sorted({*PAPERS.glob("*.pdf")} - {*PAPERS.glob("*2022-05-12*")}), ids=lambda path: path.stem)  # a scan
def test_every_page_of_a_sample_paper_has_its_printed_number(path: Path) -> None:
    pages = read_once(path).pages
    assert [page.printed for page in pages] == [str(number) for number in range(1, len(pages) + 1)]
    assert pages


@pytest.mark.parametrize("name", PACKS)
def test_the_numbered_paragraphs_of_each_report_are_all_there_in_order(packs: dict[str, ReadPaper], name: str) -> None:
    read = packs[name]
    reports = parts(read, PartKind.REPORT)
    assert reports
    for report in reports:
        numbers = [int(p.paragraph) for p in read.passages[report.first : report.last] if p.paragraph and p.paragraph.isdigit()]
        assert sorted(set(numbers)) == list(range(1, max(numbers) + 1)), report.title
        assert numbers == sorted(numbers), report.title


def assert_nested(read: ReadPaper) -> None:
    """Parts hold passages that there are, and any two are apart or one within the other."""
    assert all(0 <= part.first < part.last <= len(read.passages) for part in read.parts)
    for one, other in itertools.combinations(read.parts, 2):
        apart = one.last <= other.first or other.last <= one.first
        within = (one.first <= other.first and other.last <= one.last) or (other.first <= one.first and one.last <= other.last)
        assert apart or within, (one.title, other.title)
