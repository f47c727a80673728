"""Two ordinary meetings of one body on one day are told apart by their time, in answers, JSON and the list of decisions."""

from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer.decisions import decisions_held
from assistant.answer.messages import whose_meeting
from assistant.ask import ask
from assistant.export.terminal import decisions_to_text
from assistant.models import Question
from corpus.store.store import Store
from tests.factories import WordVectors, make_store, minutes_text, write_papers

MORNING = minutes_text(items={"12. Potholes": "RESOLVED that £40,000 be spent on potholes in Wenlow."})
EVENING = minutes_text(items={"12. Signs": "RESOLVED that £9,000 be spent on signs in Wenlow."}).replace("10.00 am", "6.00 pm")
AGAIN = MORNING.replace("10.00 am", "10 a.m.").replace("12. Potholes", "13. Lights").replace("potholes", "lights")


def whose(folder: Path, papers: dict[str, str], question: str) -> tuple[str, bool]:
    make_store(folder / "store", [write_papers(folder / "papers", papers)], WordVectors())
    with Store.open(folder / "store", WordVectors()) as store:
        citation = ask(Question(text=question), store).citations[0]
    return whose_meeting(citation), citation.meeting.one_of_several


@pytest.mark.parametrize(("question", "time"), [("What was spent on potholes?", "10.00 am"), ("What was spent on signs?", "6.00 pm")])
def test_the_time_tells_which_of_two_meetings(tmp_path: Path, question: str, time: str) -> None:
    told = whose(tmp_path, {"a.txt": MORNING, "b.txt": EVENING}, question)
    assert told == (f"Highways Scrutiny Panel, 4 May 2021 at {time}", True)


@pytest.mark.parametrize("papers", [{"a.txt": MORNING}, {"a.txt": MORNING, "b.txt": AGAIN}])
def test_one_meeting_needs_no_time(tmp_path: Path, papers: dict[str, str]) -> None:
    assert whose(tmp_path, papers, "What was spent on potholes?") == ("Highways Scrutiny Panel, 4 May 2021", False)


def test_the_decisions_of_two_meetings_stand_under_each(tmp_path: Path) -> None:
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"a.txt": MORNING, "b.txt": EVENING})], WordVectors())
    with Store.open(tmp_path / "store", WordVectors()) as store:
        decided = decisions_held(store.catalogue)
    console = Console(width=120, record=True, file=(tmp_path / "out").open("w"))
    console.print(decisions_to_text(decided))
    text = console.export_text()
    assert "Highways Scrutiny Panel, 4 May 2021 at 10.00 am" in text
    assert "Highways Scrutiny Panel, 4 May 2021 at 6.00 pm" in text
