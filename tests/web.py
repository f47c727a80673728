"""The papers of the app that the tests of the web share: a PDF, two texts, one of them hostile, a scan, and a file that is refused."""

from dataclasses import dataclass
from pathlib import Path

from tests.factories import make_pdf, make_scan, make_store, minutes_text, write_papers

HOSTILE = '<img src=x onerror="alert(1)"> <script>alert(2)</script> costs $5 and $x^2$ :red[alarm] :smile:'
HOSTILE_FILE = "licences <img src=x onerror=alert(3)>.txt"
TEXTS = {
    "2020-01-09-libraries.txt": minutes_text(
        body="Cabinet",
        day="Thursday, 9 September 2021",
        items={
            "31. Library opening hours": "Cabinet agreed that Stannick Library open on Sundays from 3 October 2021.",
            "32. Potholes": "Cabinet noted that the potholes fund for Wenlow was spent.",
        },
    ),
    HOSTILE_FILE: minutes_text(
        body="Licensing Committee",
        day="Monday, 7 June 2021",
        items={"5. Sheepdog licences": f"The Committee agreed that a sheepdog licence be granted to {HOSTILE} and to nobody else."},
    ),
    "accounts :red[y].xlsx": "rows",
}
PROVOKED = "sqlite3.OperationalError: no such column: file"  # what the app logs of a catalogue that a test spoilt
NIGHTS = "On how many nights did the gritting lorries go out?"
OTTERS = "How many otters were counted on the river?"
LIBRARY = "When does Stannick Library open?"
GRITTING = (
    "The gritting lorries went out on 61 nights, eleven more than in the winter before. The Panel asked for the figures of each depot."
)
SALT = ["District", "2019/20", "2020/21"], ["Stannick", "2,140", "2,655"], ["Wenlow", "1,870", "1,990"]


@dataclass(frozen=True)
class App:
    """A running app: its address, its store, what it wrote to the terminal, and questions that its papers answer.

    `question` is answered by a PDF, `of_scan` by a scan, `of_text` by a text; what is not held has no question.
    """

    address: str
    store: Path
    log: Path
    question: str = NIGHTS
    of_scan: str = OTTERS
    of_text: str = LIBRARY


def make_app_store(base: Path) -> None:
    papers = write_papers(base / "papers", TEXTS)
    opening = ["Ambershire County Council", "# Minutes of the Highways Scrutiny Panel", "Held on Tuesday, 4 May 2021 at 10.00 am"]
    make_pdf(papers / "highways.pdf", [
        [*opening, "Present: Cllr Ann Ode (Chair)", "# 12. Potholes", "RESOLVED that £40,000 be spent on mending potholes in Wenlow."],
        ["# 13. Winter gritting", GRITTING, "# Table 1: Salt used, in tonnes",
         list(SALT), "The meeting ended at 11.30 am."],
    ], header="Highways Scrutiny Panel, 4 May 2021")  # fmt: skip
    make_pdf(base / "leaf.pdf", [
        [opening[0], "# Minutes of the Parks Committee", "Held on Wednesday, 12 May 2021 at 2.00 pm", "# 5. Otters",
         "The Committee heard that forty otters were counted on the river Tansy in April 2021, and asked the Head of Parks to count "
         "them again in the autumn and to report on the state of the banks."],
    ])  # fmt: skip
    make_scan(base / "leaf.pdf", papers / "parks.pdf", dpi=200)
    make_store(base / "store", [papers])
