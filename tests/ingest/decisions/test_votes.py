"""How a vote went, in the words of councils on both sides of the ocean: casting votes, roll calls, blocks of RESULT, MOVER and AYES."""

from pathlib import Path

import pytest

from corpus.models import Decision, DecisionResult
from ingest.build import read_paper
from tests.factories import make_docx, minutes_text

CARRIED, LOST, WITHDRAWN = DecisionResult.CARRIED, DecisionResult.LOST, DecisionResult.WITHDRAWN


def decided(path: Path) -> set[Decision]:
    """The decisions of minute 12."""
    return {p.decision for p in read_paper(path).passages if p.decision and p.item and p.item.number == "12"}


def in_minutes(tmp_path: Path, said: str) -> Decision:
    path = tmp_path / "minutes.txt"
    path.write_text(minutes_text(items={"12. Potholes": said}), encoding="utf-8")
    (decision,) = decided(path)
    return decision


@pytest.mark.parametrize(
    ("said", "result", "numbers"),
    [
        (
            "It was moved by Councillor Ode and seconded by Councillor Lee that parking be free.\n\nOn being put to the vote there voted"
            " for the motion 21 and against 21. The numbers being equal, the Lord Mayor gave his casting vote against the motion and"
            " declared it not carried.",
            LOST,
            (21, 21, None),
        ),
        (
            "Proposed by Cllr Ode, seconded by Cllr Lee: that the pond be drained. Four voted for and four against; the Chairman"
            " used her casting vote in favour and the motion was carried.",
            CARRIED,
            (4, 4, None),
        ),
        (
            "RECORDED VOTE. For (4): Councillors Ode, Lee, Dunn and Marsh. Against (2): Councillors Gray and Rao. The motion that"
            " the hall be sold was CARRIED.",
            CARRIED,
            (4, 2, None),
        ),
        (
            "Motion by Ode, second by Lee to adopt Ordinance 14. Roll call vote: Ode – aye; Lee – aye; Dunn – nay; Rao – abstain."
            " Motion carried.",
            CARRIED,
            (2, 1, 1),
        ),
        (
            "Moved by Council Member Ode, seconded by Council Member Lee to award it. Carried.\nAYES: Ode, Lee, Mayor Rao\nNOES: None",
            CARRIED,
            (3, 0, None),
        ),
        ("It was moved by Ms Ode and seconded by Mr Lee that the fee be raised. 5 ayes, 2 nays. The motion passed.", CARRIED, (5, 2, None)),
        ("MOTION by Ode, SECOND by Lee to buy a mower. Yeas: 3 Nays: 4. The motion failed.", LOST, (3, 4, None)),
    ],
)
def test_the_count_and_what_came_of_it(
    tmp_path: Path, said: str, result: DecisionResult, numbers: tuple[int | None, int | None, int | None]
) -> None:
    decision = in_minutes(tmp_path, said)
    assert decision.result is result
    assert decision.vote is not None
    assert (decision.vote.in_favour, decision.vote.against, decision.vote.abstained) == numbers


def test_the_casting_vote_is_told_with_the_numbers(tmp_path: Path) -> None:
    vote = in_minutes(tmp_path, "There voted for the motion 3 and against 3. The Mayor gave her casting vote for the motion.").vote
    assert vote is not None
    assert vote.text.endswith("casting vote for the motion")


@pytest.mark.parametrize(
    "said",
    [
        "Councillor Lee, with the consent of the Council, withdrew the motion that Wenlow be twinned with Varenne.",
        "The amendment was, by leave of the meeting, withdrawn.",
        "Cllr Dunn withdrew her amendment.",
    ],
)
def test_a_motion_that_was_withdrawn(tmp_path: Path, said: str) -> None:
    assert in_minutes(tmp_path, said).result is WITHDRAWN


def test_a_member_who_withdrew_from_the_meeting_decides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(minutes_text(items={"12. Potholes": "Councillor Lee withdrew from the meeting."}), encoding="utf-8")
    assert decided(path) == set()


BLOCK = [
    ["RESULT:", "FAILED [2 TO 3]"], ["MOVER:", "Ann Ode, Council Member"], ["SECONDER:", "Bo Lee, Vice Mayor"],
    ["AYES:", "Ode, Lee"], ["NAYS:", "Dunn, Marsh, Rao"], ["ABSENT:", "Gray"],
]  # fmt: skip


@pytest.mark.parametrize("kind", ["colons", "tabs", "word"])
def test_the_block_below_a_motion_is_of_the_motion(tmp_path: Path, kind: str) -> None:
    motion = "Motion to buy two mowers at a cost of $18,400."
    path = tmp_path / ("minutes.docx" if kind == "word" else "minutes.txt")
    if kind == "word":
        make_docx(path, [[*minutes_text(items={}).split("\n\n")[:4], "# 12. Potholes", motion, BLOCK]])
    else:
        block = "\n".join((" " if kind == "colons" else "\t").join(row) for row in BLOCK)
        path.write_text(minutes_text(items={"12. Potholes": f"{motion}\n\n{block}"}), encoding="utf-8")
    (decision,) = decided(path)
    assert (decision.mover, decision.seconder, decision.result) == ("Ann Ode", "Bo Lee", LOST)
    assert decision.vote is not None
    assert (decision.vote.in_favour, decision.vote.against) == (2, 3)
    (passage,) = [p for p in read_paper(path).passages if p.decision]
    assert "two mowers" in passage.text
    assert "AYES" in passage.text
