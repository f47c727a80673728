"""A vote that a table records is the vote of the decision beside it, counted."""

from pathlib import Path

import pytest

from corpus.models import Vote
from ingest.build import read_paper
from ingest.decisions.ballot_tables import ballot_table
from tests.factories import make_docx, make_pdf

NAMES = ["Cllr Ann Ode", "Cllr Bo Lee", "Cllr Cara Dunn", "Cllr Dee Marsh"]
TICKS = [
    ["Councillor", "For", "Against", "Abstain"],
    *([name, "X", "", ""] for name in NAMES[:2]),
    [NAMES[2], "", "X", ""],
    [NAMES[3], "X", "", ""],
]
ABOVE = ["Ambershire County Council", "Minutes of the Highways Panel", "Held on Tuesday 4 May 2021", "# 12. Potholes"]
MOVED = ["Cllr Ode moved, and Cllr Lee seconded, that £40,000 be spent on potholes.", "A recorded vote was taken:"]
RESOLVED = ["RESOLVED: That £40,000 be spent on potholes in Wenlow.", "The names were recorded:"]
BELOW = ["# 13. Cycle lanes", "The lanes on Castle Street were looked at."]


@pytest.mark.parametrize("blocks", [[*MOVED, TICKS, "The motion was carried."], [*RESOLVED, TICKS]])
def test_ticks_in_word_and_pdf_are_the_vote_of_the_decision_beside_them(tmp_path: Path, blocks: list[str | list[list[str]]]) -> None:
    page = [*ABOVE, *blocks, *BELOW]
    for path in (make_docx(tmp_path / "a.docx", [page]), make_pdf(tmp_path / "a.pdf", [page])):
        (decision,) = [p.decision for p in read_paper(path).passages if p.decision]
        assert decision.vote == Vote("3 for, 1 against, 0 abstained", 3, 1, 0)


def test_ticks_in_html_are_the_vote_too(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [*TICKS, ["Total", "3", "1", "0"]])
    lines = "".join(f"<h3>{line[2:]}</h3>" if line.startswith("#") else f"<p>{line}</p>" for line in [*ABOVE, *MOVED])
    (tmp_path / "a.html").write_text(f"{lines}<table>{rows}</table><p>The motion was carried.</p>")
    (decision,) = [p.decision for p in read_paper(tmp_path / "a.html").passages if p.decision]
    assert decision.vote == Vote("3 for, 1 against, 0 abstained", 3, 1, 0)


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Vote"], ["Ode", "For"], ["Lee", "Aye"], ["Dunn", "Against"], ["Marsh", "Absent"]],
        [["For", "Against"], ["Cllrs Ode and Lee", "Cllr Dunn"]],
        [["In favour", "Opposed"], ["2", "1"]],
        [["Ayes", "Ode, Lee", "2"], ["Nays", "Dunn", "1"]],
        [["Member", "Yes", "No"], ["Ann Ode", "✓", "☐"], ["Bo Lee", "✓", ""], ["Cara Dunn", "", "✓"], ["Dee Marsh", "", ""]],
    ],
)
def test_other_ways_to_lay_out_a_vote(rows: list[list[str]]) -> None:
    vote = ballot_table(rows)
    assert vote is not None
    assert (vote.in_favour, vote.against) == (2, 1)


@pytest.mark.parametrize(
    "rows",
    [
        [["Statement", "Yes", "No"], ["Accounts were prepared", "✓", ""], ["Risks were assessed", "✓", ""]],
        [["Councillor", "For", "Against"], ["Cllr Ode", "✓", "✓"], ["Cllr Lee", "✓", ""]],
        [["Councillor", "For", "Against"], ["Cllr Ode", "✓", ""], ["Cllr Lee", "✓", ""], ["Total", "3", "0"]],
        [["Parish", "Against budget", "For year"], ["Wenlow", "412", "500"], ["Stannick", "296", "310"]],
    ],
)
def test_what_is_no_vote_or_not_clear_is_none(rows: list[list[str]]) -> None:
    assert ballot_table(rows) is None


@pytest.mark.parametrize("cell", ["No", "✗"])
def test_a_no_or_a_cross_under_for_is_no_vote_for(cell: str) -> None:
    rows = [["Member", "For", "Against"], ["Ann Ode", "✓", ""], ["Bo Lee", cell, ""], ["Cy Dunn", "", "✓"], []]
    assert ballot_table(rows) is None
