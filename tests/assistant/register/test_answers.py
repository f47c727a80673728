"""Answers of an executive to numbered recommendations, in a table or in lines: each is told of its own recommendation alone."""

from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.models import Question, State
from corpus.store.store import Store
from tests.factories import WordVectors, make_store, minutes_text, write_papers

ASKED = minutes_text(
    body="Scrutiny Committee",
    day="Tuesday, 4 May 2021",
    items={
        "12. Allotments": "RESOLVED: That the Cabinet be RECOMMENDED:\n\n"
        "(1) that water be laid to the allotments at Fenny Side (recommendation OS/21/04);\n\n"
        "(2) that the rent of a plot stay at £40 (recommendation OS/21/05); and\n\n"
        "(3) that a hut be built for the beekeepers (recommendation OS/21/06)."
    },
)
LINES = (
    "Recommendation | Response | Reason\n--- | --- | ---\n"
    "OS/21/04 Water to be laid to the allotments at Fenny Side | Accepted | By March 2022\n"
    "OS/21/05 Rent of a plot to stay at £40 | Partially accepted | £42 from 2022\n"
    "OS/21/06 Hut to be built for the beekeepers | Rejected | There is no money\n\n"
    "RESOLVED: That the responses be approved."
)
SAID = (
    "Recommendation OS/21/04 was accepted.\n\nRecommendation OS/21/05 was accepted in part: £42 from 2022.\n\n"
    "Recommendation OS/21/06 was not accepted.\n\nRESOLVED: That the answers be sent to the Committee."
)


@pytest.mark.parametrize("answers", [LINES, SAID], ids=["table", "lines"])
def test_each_recommendation_has_its_own_answer(answers: str, tmp_path: Path) -> None:
    told = minutes_text(
        body="Cabinet", day="Tuesday, 8 June 2021", items={"30. Allotments: recommendations of the Scrutiny Committee": answers}
    )
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"may.txt": ASKED, "june.txt": told})], WordVectors())
    states = []
    with Store.open(tmp_path / "store", WordVectors()) as store:
        for what in (
            "water be laid to the allotments at Fenny Side",
            "the rent of a plot stay at £40",
            "a hut be built for the beekeepers",
        ):
            line = ask(Question(text=f"What happened to our recommendation that {what}?"), store, None).lines[0]
            states.append(line.state if isinstance(line, State) else "")
    assert states == ["accepted", "accepted_in_part", "rejected"]
