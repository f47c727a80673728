"""The papers of the app that the tests of the web share, one of them hostile."""

from dataclasses import dataclass
from pathlib import Path

from tests.factories import make_store, minutes_text, write_papers

HOSTILE = '<img src=x onerror="alert(1)"> <script>alert(2)</script> :red[alarm] [link](http://evil.example/)'
HOSTILE_FILE = "licences <img src=x onerror=alert(3)>.txt"
PAPERS = {
    "highways.txt": minutes_text(
        items={
            "12. Potholes in Wenlow": "RESOLVED that £40,000 be spent on mending potholes in Wenlow.",
            "13. Winter gritting": "The Panel heard that the gritting lorries went out on 61 nights.",
        }
    ),
    "2020-01-09-libraries.txt": minutes_text(
        body="Cabinet",
        day="Thursday, 9 September 2021",
        items={"31. Library opening hours": "Cabinet agreed that Stannick Library open on Sundays from 3 October 2021."},
    ),
    HOSTILE_FILE: minutes_text(
        body="Licensing Committee",
        day="Monday, 7 June 2021",
        items={"5. Sheepdog licences": f"The Committee agreed that a sheepdog licence be granted to {HOSTILE} and to nobody else."},
    ),
    "accounts :red[y].xlsx": "rows",
}


@dataclass(frozen=True)
class App:
    """A running app: its address, its store, what it wrote to the terminal, and a question that its papers answer."""

    address: str
    store: Path
    log: Path
    question: str = "On how many nights did the gritting lorries go out?"


def make_app_store(base: Path) -> None:
    make_store(base / "store", [write_papers(base / "papers", PAPERS)])
