"""Whose vote minutes tell, and whose they do not: nobody is given one who is not named with it, or was not surely in the room."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.register import Entry, EntryKind, Result, Stated
from ingest.build import read_paper
from ingest.register.sentences import span_of
from ingest.register.votes import ballot_in_row
from tests.factories import minutes_text

AGREED, CARRIED, LOST, DEFERRED, WITHDRAWN, NOTED = (
    Result.AGREED, Result.CARRIED, Result.LOST, Result.DEFERRED, Result.WITHDRAWN, Result.NOTED,
)  # fmt: skip
PRESENT = "Present: Councillors Ann Ode (Chair), Bo Lee, Cy Dunn, Di Rao, Ed Marsh and Fay Gray"
ALL = {"Ode", "Lee", "Dunn", "Rao", "Marsh", "Gray"}


@dataclass(frozen=True)
class Case:
    """What a minute says, and all that it says of the vote: counts (for, against, abstained) and surnames."""

    says: str
    result: Result | None
    counts: tuple[int | None, int | None, int | None] = (None, None, None)
    votes_for: set[str] = field(default_factory=set)
    against: set[str] = field(default_factory=set)
    abstained: set[str] = field(default_factory=set)
    mover: str | None = None
    seconder: str | None = None
    casting: str | None = None
    present: str = PRESENT
    before: str = ""


CASES = {
    "only a count": Case("RESOLVED (4 for, 2 against): That the pond be drained.", AGREED, (4, 2, None)),
    "no vote at all": Case("RESOLVED: That the pond be drained.", AGREED),
    "no vote, noted": Case("The Clerk reported on the pond. NOTED.", NOTED),
    "one against by name": Case(
        "RESOLVED by five votes to one, Councillor Rao voting against: That the pond be drained.", AGREED, (5, 1, None), against={"Rao"}
    ),
    "one abstained": Case(
        "Moved by Councillor Lee, seconded by Councillor Dunn: that the hall be let. Carried by 5 votes to 0, Councillor Gray abstaining.",
        CARRIED,
        (5, 0, 1),
        abstained={"Gray"},
        mover="Lee",
        seconder="Dunn",
    ),
    "two against": Case(
        "RESOLVED (4 for, 2 against): That the hall be let. Councillors Rao and Marsh voted against.",
        AGREED,
        (4, 2, None),
        against={"Rao", "Marsh"},
    ),
    "asked to be recorded against": Case(
        "RESOLVED (5 to 1): That the hall be let. Councillor Marsh asked that his vote against be recorded.",
        AGREED,
        (5, 1, None),
        against={"Marsh"},
    ),
    "unanimous names nobody": Case("RESOLVED unanimously: That the pond be drained.", AGREED),
    "nem con": Case(
        "Moved by Cllr Lee, seconded by Cllr Rao, that the gate be mended. Carried nem con.", CARRIED, mover="Lee", seconder="Rao"
    ),
    "all members present": Case(
        "RESOLVED: That the pond be drained, all members present voting in favour.",
        AGREED,
        votes_for=ALL,
    ),
    "all six members present": Case("RESOLVED, all six members present voting in favour: That the pond be drained.", AGREED, votes_for=ALL),
    "all five present, though six are listed": Case(
        "RESOLVED, all five members present voting in favour: That the pond be drained.",
        AGREED,
    ),
    "all present after one left": Case(
        "Councillor Gray left the meeting at 7.40 pm. RESOLVED, all members present voting in favour: That the pond be drained.",
        AGREED,
        votes_for=ALL - {"Gray"},
    ),
    "all present, one declared an interest in the item": Case(
        "RESOLVED, all members present voting in favour: That the pond be drained.",
        AGREED,
        votes_for=ALL - {"Dunn"},
        before="Councillor Dunn declared a pecuniary interest in item 12 as owner of the field.",
    ),
    "all present, one declared an interest in another item": Case(
        "RESOLVED, all members present voting in favour: That the pond be drained.",
        AGREED,
        votes_for=ALL,
        before="Councillor Dunn declared an interest in item 15 as owner of the field.",
    ),
    "all present, an interest in nothing named": Case(
        "RESOLVED, all members present voting in favour: That the pond be drained.",
        AGREED,
        votes_for=ALL - {"Dunn"},
        before="Councillor Dunn declared a pecuniary interest.",
    ),
    "all present, one came late": Case(
        "RESOLVED, all members present voting in favour: That the pond be drained.",
        AGREED,
        votes_for=ALL - {"Marsh"},
        before="Councillor Marsh arrived at 7.20 pm.",
    ),
    "all present, one sent apologies and has a substitute": Case(
        "RESOLVED, all members present voting in favour: That the pond be drained.",
        AGREED,
        votes_for={"Ode", "Lee", "Nash"},
        present="Present: Councillors Ann Ode (Chair), Bo Lee and Gil Nash (substitute for Councillor Hay)\n\nApologies: "
        "Councillor Una Hay",
    ),
    "all present, an officer is none of them": Case(
        "RESOLVED, all members present voting in favour: That the pond be drained.",
        AGREED,
        votes_for={"Ode", "Lee"},
        present="Present: Councillors Ann Ode (Chair) and Bo Lee\n\nIn attendance: Jo Hill, Clerk",
    ),
    "casting vote for": Case(
        "Moved by Councillor Lee, seconded by Councillor Rao, that the fee be raised. Three voted for and three against; the Chair used her"
        " casting vote in favour and the motion was carried.",
        CARRIED,
        (3, 3, None),
        mover="Lee",
        seconder="Rao",
        casting="Chair",
    ),
    "casting vote against": Case(
        "Moved by Councillor Lee, seconded by Councillor Rao, that the fee be raised. For 3, against 3. LOST on the Chair's casting vote.",
        LOST,
        (3, 3, None),
        mover="Lee",
        seconder="Rao",
        casting="Chair",
    ),
    "a tie": Case(
        "Moved by Councillor Lee, seconded by Councillor Rao, that the fee be raised. The voting was three each and the motion was lost.",
        LOST,
        (3, 3, None),
        mover="Lee",
        seconder="Rao",
    ),
    "recorded vote": Case(
        "Moved by Councillor Lee, seconded by Councillor Rao, that the fee be raised. Recorded vote. "
        "For: Councillors Lee, Rao, Ode and Gray."
        " Against: Councillors Dunn and Marsh. The motion was carried.",
        CARRIED,
        votes_for={"Lee", "Rao", "Ode", "Gray"},
        against={"Dunn", "Marsh"},
        mover="Lee",
        seconder="Rao",
    ),
    "roll call": Case(
        "Motion by Councillor Lee, seconded by Councillor Rao, to raise the fee. Roll call vote: Lee – aye; Rao – aye; Dunn – nay; Marsh –"
        " abstain. Motion carried.",
        CARRIED,
        votes_for={"Lee", "Rao"},
        against={"Dunn"},
        abstained={"Marsh"},
        mover="Lee",
        seconder="Rao",
    ),
    "AYES and NAYS": Case(
        "Moved by Councillor Lee, seconded by Councillor Rao, to raise the fee. Carried.\nAYES: Lee, Rao, Ode\nNAYS: Dunn\nABSENT: Marsh",
        CARRIED,
        votes_for={"Lee", "Rao", "Ode"},
        against={"Dunn"},
        mover="Lee",
        seconder="Rao",
    ),
    "lost": Case(
        "Councillor Dunn moved, seconded by Councillor Gray, that the pond be filled in. The motion was LOST, 2 for and 4 against.",
        LOST,
        (2, 4, None),
        mover="Dunn",
        seconder="Gray",
    ),
    "withdrawn": Case(
        "Councillor Dunn moved, seconded by Councillor Gray, that the pond be filled in. The motion was withdrawn.",
        WITHDRAWN,
        mover="Dunn",
        seconder="Gray",
    ),
    "deferred": Case("RESOLVED: That the item be deferred to the June meeting.", DEFERRED),
    "one who spoke against": Case(
        "Councillor Rao spoke against the pond. RESOLVED (5 to 1): That the pond be drained.", AGREED, (5, 1, None)
    ),
    "the vote of other minutes": Case(
        "RESOLVED: That the minutes of 6 April be signed, the vote in minute 8 being corrected to 7 for and 3 against.",
        AGREED,
    ),
    "members who left": Case(
        "Councillors Rao and Marsh left the room. RESOLVED (4 for, none against): That the grant be paid.", AGREED, (4, 0, None)
    ),
}


def minutes(case: Case) -> str:
    parts = [
        "Ambershire County Council", "Minutes of the Parks Committee", "Held on Tuesday, 4 May 2021 at 7.00 pm", case.present,
        "11. Declarations of interest", case.before or "None.", "12. The pond", case.says, "The meeting ended at 8.30 pm.",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def entries_in(path: Path, text: str, item: str = "12") -> list[Entry]:
    path.write_text(text, encoding="utf-8")
    return [one for one in read_paper(path).register if one.item and one.item.number == item]


def surnames(names: object) -> set[str]:
    return {one.value.split()[-1] for one in names}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", CASES)
def test_the_vote_is_told_as_the_minutes_tell_it_and_no_name_is_added(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    (entry,) = entries_in(tmp_path / "minutes.txt", minutes(case))
    ballot = entry.ballot
    counts = (ballot.in_favour, ballot.against, ballot.abstained) if ballot else (None, None, None)
    sides = (ballot.names_for, ballot.names_against, ballot.names_abstained) if ballot else ((), (), ())
    assert tuple(map(surnames, sides)) == (case.votes_for, case.against, case.abstained)
    told = tuple(one.value if one else None for one in counts)
    if case.counts != (None, None, None):
        assert told == case.counts
    assert (entry.result.value if entry.result else None) == case.result
    for stated, surname in ((entry.mover, case.mover), (entry.seconder, case.seconder)):
        assert (stated.value.split()[-1] if stated else None) == surname
    assert (ballot.casting.value if ballot and ballot.casting else None) == case.casting


def test_an_amendment_is_an_entry_of_its_own_and_the_motion_keeps_its_mover(tmp_path: Path) -> None:
    said = (
        "It was moved by Councillor Lee, seconded by Councillor Dunn, that the pond be drained. "
        "Councillor Rao moved an amendment, seconded by"
        " Councillor Marsh, to wait a year; the amendment was LOST, 2 for and 4 against. The motion "
        "was CARRIED, 4 for, 1 against, 1 abstention."
    )
    motion, amendment = entries_in(tmp_path / "minutes.txt", minutes(Case(said, None)))
    told = [(one.mover and one.mover.value, one.result and one.result.value) for one in (amendment, motion)]
    assert told == [("Councillor Rao", LOST), ("Councillor Lee", CARRIED)]
    assert amendment.ballot
    assert motion.ballot
    assert [one and one.value for one in (motion.ballot.in_favour, motion.ballot.against, motion.ballot.abstained)] == [4, 1, 1]
    assert [one and one.value for one in (amendment.ballot.in_favour, amendment.ballot.against)] == [2, 4]


def test_a_motion_lost_after_an_amendment_carried(tmp_path: Path) -> None:
    said = (
        "Councillor Lee moved, seconded by Councillor Dunn, that the pond be drained. Councillor "
        "Rao moved an amendment, seconded by Councillor"
        " Marsh, that it be drained in May. The amendment was carried by 4 votes to 2. The substantive motion was lost by 2 votes to 4."
    )
    motion, amendment = entries_in(tmp_path / "minutes.txt", minutes(Case(said, None)))
    assert [one.result and one.result.value for one in (motion, amendment)] == [LOST, CARRIED]


def test_votes_in_a_table(tmp_path: Path) -> None:
    table = (
        "Motion\tMover\tFor\tAgainst\tAbstained\tResult\nA second bench\tAnn Ode\t5\t1\t0\tCarried\nA lower limit\tBo Lee\t2\t4\t0\tLost"
    )
    told = entries_in(tmp_path / "minutes.txt", minutes(Case(table, None)))
    assert [
        (one.mover and one.mover.value, one.ballot and one.ballot.in_favour and one.ballot.in_favour.value, one.result and one.result.value)
        for one in told
    ] == [("Ann Ode", 5, CARRIED), ("Bo Lee", 2, LOST)]


def test_a_decision_that_was_called_in_is_no_vote_of_those_who_called_it_in(tmp_path: Path) -> None:
    said = (
        "The decision had been called in by Councillors Rao, Marsh and Gray. RESOLVED (3 to 3, on the Chair's casting vote): That it stand."
    )
    entry = entries_in(tmp_path / "minutes.txt", minutes(Case(said, None)))[-1]
    assert entry.kind is EntryKind.RESOLUTION
    assert entry.ballot
    assert not any((entry.ballot.names_for, entry.ballot.names_against, entry.ballot.names_abstained))


APART = "Votes by name, minute 12 (pond): For: Councillors Ode, Lee and Dunn. Against: Councillors Rao and Marsh."


@pytest.mark.parametrize(
    ("vote", "named"),
    [
        ("carried, 3 for, 2 against", (["Ode", "Lee", "Dunn"], ["Rao", "Marsh"])),
        ("carried, 4 for, 2 against", ([], [])),  # not the vote that the names are of
    ],
)
def test_votes_by_name_told_apart_are_those_of_the_one_vote_that_they_fit(
    tmp_path: Path, vote: str, named: tuple[list[str], list[str]]
) -> None:
    path = tmp_path / "minutes.txt"
    text = f"Councillor Lee moved, and Councillor Rao seconded, that it be drained. The motion was {vote}."
    path.write_text(minutes_text(items={"12. The pond": text, "13. Close": f"The meeting closed at 9 pm.\n\n{APART}"}), encoding="utf-8")
    (ballot,) = [one.ballot for one in read_paper(path).register if one.ballot]
    assert ([one.value for one in ballot.names_for], [one.value for one in ballot.names_against]) == named


def test_names_that_follow_a_resolution_are_of_its_vote(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    text = (
        "RESOLVED that it be drained (2 for, 1 against).\n\nThe names were recorded at the request of Cllr Lee:\n\n"
        "For: Cllrs Ode and Lee\n\nAgainst: Cllr Rao"
    )
    path.write_text(minutes_text(items={"12. The pond": text}), encoding="utf-8")
    (entry,) = read_paper(path).register
    assert entry.ballot is not None
    assert [one.value for one in (*entry.ballot.names_for, *entry.ballot.names_against)] == ["Ode", "Lee", "Rao"]


def test_who_voted_for_an_amendment_did_not_vote_for_the_motion(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    text = (
        "Councillor Lee moved, and Councillor Ode seconded, that it be drained. On a division there voted: "
        "For the motion (2): Councillors Lee and Ode; For the amendment (1): Councillor Rao. The motion was carried."
    )
    path.write_text(minutes_text(items={"12. The pond": text}), encoding="utf-8")
    ballots = [one.ballot for one in read_paper(path).register if one.ballot]
    assert [name.value for ballot in ballots for name in ballot.names_for] == ["Lee", "Ode"]


@pytest.mark.parametrize(
    "says",
    [
        "All members present voted against the motion. The motion was LOST.",
        "All members present except Councillor Lee voted in favour. RESOLVED: That it be let.",
        "RESOLVED: That it be let, all members present other than Councillor Lee voting in favour.",
        "Not all members present voted in favour. RESOLVED: That it be let.",
        "Councillor Dunn, who had voted against the scheme in 2019, said it was late. RESOLVED: That it be let.",
        "RESOLVED: (1) That it be let. (2) That Councillor Rao, who had voted against the 2019 scheme, be thanked.",
        "Councillor Ode, seconded by Councillor Lee, against the officers’ advice moved refusal. RESOLVED: That it be refused.",
        "RESOLVED: That it be let. Recorded vote. For: Ode Lee Dunn Rao Marsh Gray",
        "RESOLVED, 10 to 12 homes be built.",
        "It was agreed 9 to 5 working hours be kept.",
        "The Chair did not use her casting vote. RESOLVED: That it be let.",
        "The motion was not carried unanimously.",
    ],
)
def test_words_that_tell_nobodys_vote_name_and_count_nobody(tmp_path: Path, says: str) -> None:
    for entry in entries_in(tmp_path / "minutes.txt", minutes(Case(says, None))):
        ballot = entry.ballot
        if ballot is not None:
            assert not any((ballot.names_for, ballot.names_against, ballot.names_abstained, ballot.unanimous, ballot.casting))
            assert (ballot.in_favour, ballot.against, ballot.abstained) == (None, None, None)


@pytest.mark.parametrize(
    ("says", "votes_for", "against", "counts"),
    [
        (
            "RESOLVED: That it be let. Councillor Ode asked that it be minuted that Councillor Lee voted against.", [], ["Lee"], (None, 1)
        ),
        (
            "RESOLVED: That it be let. For: Ann Ode, Bo Lee; Against: Cy Dunn, Ann Lee.",
            ["Ann Ode", "Bo Lee"], ["Cy Dunn", "Ann Lee"], (None, None),
        ),
        ("The motion was carried by 7 votes to 2, and the amendment was lost by 4 to 5.", [], [], (7, 2)),
    ],
)  # fmt: skip
def test_the_vote_of_one_is_not_given_to_another(
    tmp_path: Path, says: str, votes_for: list[str], against: list[str], counts: tuple[int | None, int | None]
) -> None:
    ballot = next(one.ballot for one in entries_in(tmp_path / "minutes.txt", minutes(Case(says, None))) if one.ballot)
    assert ([one.value for one in ballot.names_for], [one.value for one in ballot.names_against]) == (votes_for, against)
    assert tuple(one.value if one else None for one in (ballot.in_favour, ballot.against)) == counts


def test_a_small_figure_set_high_is_no_count() -> None:
    cells = {"for": Stated("5²", 1, 0, 2), "against": Stated("1", 1, 3, 4)}
    ballot = ballot_in_row(cells)
    assert ballot is not None
    assert ballot.in_favour is None


@pytest.mark.parametrize(
    ("words", "text", "span"),
    [("Lee", "Leeds Road, Lee", (12, 15)), ("5", "15 and 5", (7, 8)), ("Lee", "Leeds", None)],
)
def test_words_are_not_found_inside_words(words: str, text: str, span: tuple[int, int] | None) -> None:
    assert span_of(words, text) == span
