"""Resolutions, recommendations, actions and information requests: what papers say of them, and what only looks like one."""

from pathlib import Path

import pytest

from corpus.models import Decision, DecisionKind, DecisionResult, Passage, PassageKind, Vote
from ingest.build import read_paper
from ingest.decisions.motions import movers_in, number_in, result_in, vote_in
from tests.conftest import ROOT
from tests.factories import agenda_pack_text, minutes_text
from tests.papers import read_once

CARRIED, LOST, DEFERRED, WITHDRAWN = DecisionResult.CARRIED, DecisionResult.LOST, DecisionResult.DEFERRED, DecisionResult.WITHDRAWN
RESOLUTION, RECOMMENDATION = DecisionKind.RESOLUTION, DecisionKind.RECOMMENDATION
ACTION, INFORMATION = DecisionKind.ACTION, DecisionKind.INFORMATION_REQUEST


def read(tmp_path: Path, text: str) -> tuple[Passage, ...]:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return read_paper(path).passages


def in_minutes(tmp_path: Path, said: str) -> list[Passage]:
    """The passages of one minute that hold a decision."""
    return [p for p in read(tmp_path, minutes_text(items={"12. Potholes": said})) if p.decision]


def decided(tmp_path: Path, said: str) -> Decision | None:
    found = in_minutes(tmp_path, said)
    assert len({p.decision for p in found}) <= 1, [p.text for p in found]
    return found[0].decision if found else None


def pack(own: str, *, head: str = "Agenda") -> str:
    lines = "Item\tSubject\tPages\n1\tApologies\t\n2\tMinutes\t2 - 3\n3\tWinter gritting\t4 - 6\n4\tCycle lanes\t7 - 8"
    return f"Ambershire County Council\n\n{head}\n\nHighways Panel\n\nDate: Tuesday 8 June 2021\n\n{lines}\n\nWinter gritting\n\n{own}\n"


@pytest.mark.parametrize(
    "said",
    [
        "RESOLVED: that £40,000 be spent on potholes in Wenlow.",
        "RESOLVED that the report be noted.",
        "Resolved: To note the report.",
        "It was agreed that the lanes be closed in May.",
        "It was unanimously resolved that the lanes be closed.",
        "The Panel agreed to write to the Minister.",
        "Following discussion, the Panel agreed that officers look again at the route.",
        "Cabinet approved the budget of £2.6m.",
        "The Panel reviewed its programme and agreed that potholes be added in July.",
        "The minutes of the last meeting were agreed as a correct record and signed by the Chair.",
        "The work programme was approved.",
        "The Panel noted the report.",
        "Cllr Ode was elected Chair for the year.",
        "AGREED that the lanes be closed.",
        "Payments of £412 were authorised.",
        "NOW THEREFORE BE IT RESOLVED THAT Council supports the county’s request.",
        "The report was received and noted.",
    ],
)
def test_what_a_meeting_decided_is_a_carried_resolution(tmp_path: Path, said: str) -> None:
    decision = decided(tmp_path, said)
    assert decision is not None
    assert (decision.kind, decision.result, decision.draft) == (RESOLUTION, CARRIED, False)


@pytest.mark.parametrize(
    "said",
    [
        "The resolution of the last meeting was read out by the Clerk.",
        "It was agreed at the time of the opening, the Director said, but nothing came of it.",
        "Officers worked within the agreed scope.",
        "The dispute cannot be resolved before the autumn.",
        "The Director reported that the Panel agreed to a trial in 2019.",
        "On 4 March 2020 Cabinet agreed to close the depot.",
        "It had been agreed that the contractor would return.",
        "Members said that they agreed with the officer.",
        "The lorries carried 4,000 tonnes of salt. The road to Wenlow was lost under snow.",
        "Councillors noted the dates of meetings and reports of meetings attended.",
        "The recommended route is by Castle Street, and 40 complaints were resolved at stage one.",
        "Cllr Ode asked whether it was agreed that the lane would close.",
        "The motion of the waves had carried the bank away.",
        "The budget for gritting rose in 2020.",
        "Members asked about the cost. The Director said that it was £412.",
        "The motion passed by the county in 2019 was before members.",
    ],
)
def test_a_mere_mention_is_no_decision(tmp_path: Path, said: str) -> None:
    assert decided(tmp_path, said) is None


def test_mover_seconder_and_result_on_lines_of_their_own_are_of_one_passage(tmp_path: Path) -> None:
    said = "Moved by: Councillor A. Ode\nSeconded by: Councillor B. Lee\n\nTHAT the tender of Elm Roads for £41,250 be accepted.\n\nCARRIED"
    found = in_minutes(tmp_path, f"The tenders were opened.\n\n{said}\n\nThe Clerk left the room.")
    assert [p.text for p in found] == [said]
    assert found[0].decision == Decision(RESOLUTION, mover="Councillor A. Ode", seconder="Councillor B. Lee", result=CARRIED)
    assert found[0].kind is PassageKind.RESOLUTION
    assert found[0].heading == "12. Potholes"


@pytest.mark.parametrize(
    ("said", "mover", "seconder"),
    [
        ("Moved by Cllr Ann Ode, seconded by Cllr Lee: That the report be noted. Carried.", "Cllr Ann Ode", "Cllr Lee"),
        ("It was moved by Cllr Ode, seconded by the Leader, and RESOLVED that the plan be approved.", "Cllr Ode", "the Leader"),
        ("Cllr Ode moved, and Cllr Rao seconded, and it was RESOLVED that the plan be approved.", "Cllr Ode", "Cllr Rao"),
        ("RESOLVED, on the motion of Cllr Ode seconded by Cllr Rao, that the plan be approved.", "Cllr Ode", "Cllr Rao"),
        ("RESOLVED: that the plan be approved.\nProposed: Cllr Ode Seconded: Cllr Rao", "Cllr Ode", "Cllr Rao"),
        ("RESOLVED that the plan be approved.\n\nProposed by Cllr Ode, seconded by Cllr Rao", "Cllr Ode", "Cllr Rao"),
        ("Mr Dale proposed and Mrs Ames seconded that they were true, and this was confirmed by all present.", "Mr Dale", "Mrs Ames"),
        ("Moved by:Cllr Ode\nSeconded by:Cllr Rao\n\nTHAT it be adopted.\n\nMotion Carried, By All Present", "Cllr Ode", "Cllr Rao"),
        ("Motion made by C. Ode\n\nSeconded by S. Rao\n\nThat the plan BE ADOPTED.\n\nMotion Passed (7 to 2)", "C. Ode", "S. Rao"),
        ("Resolved (Cllr Ode / Cllr Rao)\n\nThat it be adopted.\n\nThe motion on being put was carried.", "Cllr Ode", "Cllr Rao"),
        ("Proposed as a true record by Cllr Ode seconded by Cllr Rao and unanimously approved.", "Cllr Ode", "Cllr Rao"),
        ("Mrs Ames proposed their approval, seconded by Mr Dale. The motion was unanimously carried.", "Mrs Ames", "Mr Dale"),
        ("Cllr Ode moved a rise of 3% for all. Seconded by Cllr Rao, it was RESOLVED that it be paid.", "Cllr Ode", "Cllr Rao"),
        ("It was proposed by Cllr Ode and seconded by Cllr Rao and resolved that the plan be approved.", "Cllr Ode", "Cllr Rao"),
    ],
)  # fmt: skip
def test_mover_and_seconder_are_named_as_the_page_names_them(tmp_path: Path, said: str, mover: str, seconder: str) -> None:
    decision = decided(tmp_path, said)
    assert decision is not None
    assert (decision.kind, decision.mover, decision.seconder, decision.result) == (RESOLUTION, mover, seconder, CARRIED)


@pytest.mark.parametrize(
    "said",
    [
        "RESOLVED: That the proposed Community Centre be supported.",
        "The Panel reviewed the Local Plan Proposed Objectives 2021-30. RESOLVED: That the draft be returned.",
        "RESOLVED: To support the proposed\nNorth Road scheme.",
        "The library moved Offices in May. RESOLVED: That this be noted.",
    ],
)
def test_what_was_proposed_is_nobody_who_moved_it(tmp_path: Path, said: str) -> None:
    decision = decided(tmp_path, said)
    assert decision is not None
    assert (decision.mover, decision.seconder) == (None, None)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("MOTION NUMBER 2021-26\nMoved by: Ann Ode\tSeconded by: Bo Lee\n\nTHAT the hall be let. Carried.", "2021-26"),
        ("R2021-192 A. Ode, B. Lee;\n\nThat the report be adopted. Carried.", "R2021-192"),
    ],
)
def test_mover_and_seconder_on_one_line_and_the_number_in_the_heading_are_the_motions(tmp_path: Path, said: str, number: str) -> None:
    [passage] = in_minutes(tmp_path, said)
    assert passage.decision
    assert (passage.decision.number, passage.decision.result) == (number, CARRIED)
    assert [(name or "?").split()[-1] for name in (passage.decision.mover, passage.decision.seconder)] == ["Ode", "Lee"]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (
            "4. Adoption of the agenda - Resolution 2021-01",
            "Moved by: A. Ode\tSeconded by: B. Lee\nThat the agenda be approved.\n\nCarried",
        ),
        (
            "9. Adjournment – Resolution No. 2021-01 – Moved by A. Ode, seconded by B. Lee that the board",
            "meeting be adjourned at 10.24 am. Carried",
        ),
    ],
)
def test_the_heading_of_a_motion_can_give_its_number(tmp_path: Path, heading: str, said: str) -> None:
    [passage] = [p for p in read(tmp_path, minutes_text(items={heading: said})) if p.decision]
    assert passage.decision == Decision(RESOLUTION, number="2021-01", mover="A. Ode", seconder="B. Lee", result=CARRIED)


def test_numbered_resolutions_are_told_apart(tmp_path: Path) -> None:
    said = (
        "R2021-017 A. Ode, B. Lee:\n\nThat the minutes be adopted. Carried.\n\n"
        "R2021-018 B. Lee, C. Rao: Be it resolved that By-Law 4 be passed. Defeated.\n\n"
        "Mr Dale left the meeting.\n\n"
        "Resolution No. 2021-19\nMoved by C. Rao\nSeconded by A. Ode\nThat the policy made by\nResolution R2020-130 be renewed.\nCarried"
    )
    found = {p.decision.number: p.decision for p in in_minutes(tmp_path, said) if p.decision}
    assert {number: (d.mover, d.seconder, d.result) for number, d in found.items()} == {
        "R2021-017": ("A. Ode", "B. Lee", CARRIED),
        "R2021-018": ("B. Lee", "C. Rao", LOST),
        "2021-19": ("C. Rao", "A. Ode", CARRIED),
    }
    assert not any("left the meeting" in p.text for p in in_minutes(tmp_path, said))


def test_a_long_resolution_carries_number_mover_and_result_in_each_of_its_passages(tmp_path: Path) -> None:
    grounds = "\n\n".join(f"WHEREAS {'the roads of the county are worn and the grant has not grown with prices ' * 3};" for _ in range(4))
    said = (
        f"R2021-020 A. Ode, B. Lee:\n\n{grounds}\n\n"
        f"THEREFORE BE IT RESOLVED THAT {'the county ask for a grant that grows with prices, ' * 6}now;\n\n"
        f"AND FURTHER BE IT RESOLVED THAT {'this be sent to the Minister and to all the councils of the county, ' * 4}today. Carried."
    )
    passages = read(tmp_path, minutes_text(items={"12. Roads": said, "13. Trees": "The trees on the green were looked at again."}))
    ours = [p for p in passages if p.group]
    assert len(ours) > 3
    assert {p.group for p in ours} == {ours[0].id}
    assert {p.decision for p in ours} == {None, Decision(RESOLUTION, number="R2021-020", mover="A. Ode", seconder="B. Lee", result=CARRIED)}
    assert all((p.decision is None) == ("RESOLVED" not in p.text) for p in ours)


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("carried by five votes to one", Vote("by five votes to one", 5, 1)),
        ("by 5 votes to none, with one abstention", Vote("by 5 votes to none, with one abstention", 5, 0, 1)),
        ("there were 6 for the motion, none against and 1 abstention", Vote("6 for the motion, none against and 1 abstention", 6, 0, 1)),
        ("For: 5, Against: 2", Vote("For: 5, Against: 2", 5, 2)),
        ("For: 5 Against: 2 Abstentions: 1", Vote("For: 5 Against: 2 Abstentions: 1", 5, 2, 1)),
        ("(7 in favour, 2 against)", Vote("7 in favour, 2 against", 7, 2)),
        ("Yeas: 4 Nays: 1", Vote("Yeas: 4 Nays: 1", 4, 1)),
        ("five members voting for, one against", Vote("five members voting for, one against", 5, 1)),
        ("RESOLVED unanimously", Vote("unanimously")),
        ("carried nem con", Vote("nem con")),
        ("on the Chair’s casting vote", Vote("on the Chair’s casting vote")),
        ("For: Cllrs Ode and Lee (2). Against: Cllr Rao (1)", Vote("For: Cllrs Ode and Lee (2). Against: Cllr Rao (1)", 2, 1)),
        ("Motion carried 5-0", Vote("carried 5-0", 5, 0)),
        ("Motion Passed (15 to 0)", Vote("15 to 0", 15, 0)),
        ("open from 9 to 5 on 3 days", None),
        ("sold for 5 pounds against 2 last year", None),
    ],
)  # fmt: skip
def test_votes_are_taken_as_worded_with_their_numbers(text: str, vote: Vote | None) -> None:
    assert vote_in(text) == vote


def test_a_motion_lost_by_five_votes_to_four_had_five_against_it(tmp_path: Path) -> None:
    decision = decided(tmp_path, "On being put to the vote the motion was LOST by 5 votes to 4 with 1 abstention.")
    assert decision is not None
    assert (decision.result, decision.vote) == (LOST, Vote("by 5 votes to 4 with 1 abstention", 4, 5, 1))


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("Moved by Cllr Ode, seconded by Cllr Lee: That the lanes be closed. Defeated.", LOST),
        ("Moved by Cllr Ode, seconded by Cllr Lee: That the lanes be closed.\n\nMOTION LOST", LOST),
        ("Moved by Cllr Ode, seconded by Cllr Lee: That the lanes be closed. Not carried.", LOST),
        ("Cllr Ode moved, and Cllr Lee seconded, that the lanes be closed. The motion was put to the vote and was not carried.", LOST),
        ("The motion was withdrawn with the consent of the seconder.", WITHDRAWN),
        ("RESOLVED that consideration of the policy be deferred until legal advice is received.", DEFERRED),
        ("The council decided to defer the decision until it had heard from residents.", DEFERRED),
        ("Moved by C. Ode\n\nSeconded by S. Rao\n\nThat the plan be adopted.\n\nMotion Failed (2 to 7)", LOST),
        ("RESOLVED: That this should be deferred to the next meeting.", DEFERRED),
        ("Moved by Cllr Ode, seconded by Cllr Lee: That the lanes be closed.\n\nDeferred.", DEFERRED),
        ("Item 9 was deferred to the meeting in July.", DEFERRED),
        ("Moved by Cllr Ode, seconded by Cllr Lee: That the lanes be closed.", None),
        ("The amendment was lost by three votes to two.", LOST),
    ],
)
def test_what_was_not_carried_does_not_read_as_carried(tmp_path: Path, said: str, result: DecisionResult | None) -> None:
    decision = decided(tmp_path, said)
    assert decision is not None
    assert decision.result is result


def test_a_lost_amendment_stands_apart_from_the_motion_that_was_carried(tmp_path: Path) -> None:
    said = (
        "The amendment was put and lost by five votes to one.\n\n"
        "It was then moved by Cllr Ode, seconded by Cllr Rao, and RESOLVED by five votes to none:\n\n"
        "(a) that the lanes stay;\n\n(b) that they be swept."
    )
    lost, carried = in_minutes(tmp_path, said)
    assert (lost.decision and lost.decision.result, lost.decision and lost.decision.mover) == (LOST, None)
    assert carried.decision == Decision(RESOLUTION, False, None, "Cllr Ode", "Cllr Rao", Vote("by five votes to none", 5, 0), CARRIED)


def test_two_movers_in_one_paragraph_leave_it_open_whose_the_outcome_is(tmp_path: Path) -> None:
    amendment = "Cllr Pugh moved as an amendment, seconded by Cllr Dale, that it wait. The amendment was lost."
    said = f"Cllr Rao moved, and Cllr Lee seconded, the plan. {amendment}"
    decision = decided(tmp_path, said)
    assert decision is not None
    assert (decision.mover, decision.seconder, decision.result) == (None, None, LOST)


@pytest.mark.parametrize(
    "said",
    [
        "RECOMMENDED TO CABINET that the charge be deferred until it has been assessed.",
        "The Panel recommended that Cabinet fund two posts.",
        "RESOLVED to recommend to Council that the plan be adopted.",
        "Recommended: That Cabinet fund two posts.",
        "Cllr Ode moved, and Cllr Lee seconded, and it was CARRIED:\n\nRECOMMENDED TO CABINET that two posts be funded.",
    ],
)
def test_a_meeting_that_recommends_to_another_body_recommends(tmp_path: Path, said: str) -> None:
    decision = decided(tmp_path, said)
    assert decision is not None
    assert (decision.kind, decision.result) == (RECOMMENDATION, CARRIED)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ACTION: Head of Highways to bring the survey to the July meeting.", ACTION),
        ("The Clerk was asked to write to the owner of the hedge.", ACTION),
        ("Officers agreed to look at the drains in Castle Street.", ACTION),
        ("The Director undertook to circulate the figures.", ACTION),
        ("Information request: the number of potholes in each district.", INFORMATION),
        ("Information requested:\n\n• the number of potholes in each district.", INFORMATION),
        ("The Panel asked for a briefing on the new contract.", INFORMATION),
        ("The Committee requested further details of the cost.", INFORMATION),
    ],
)
def test_actions_and_requests_for_information_are_marked(tmp_path: Path, said: str, kind: DecisionKind) -> None:
    assert decided(tmp_path, said) == Decision(kind)


def test_the_rows_of_an_action_table_are_actions(tmp_path: Path) -> None:
    table = "Action\tOwner\tBy\nBring the survey of Castle Street\tHead of Highways\tJuly\nWrite to the Minister\tChair\tJune"
    rows = [p for p in read(tmp_path, minutes_text(items={"12. Potholes": table})) if p.kind is PassageKind.TABLE_ROW]
    assert [p.decision for p in rows] == [Decision(ACTION), Decision(ACTION)]


def test_a_report_recommends_and_decides_nothing(tmp_path: Path) -> None:
    own = (
        "Report of the Director of Highways\n\n"
        "1. In March the Panel agreed that a survey be made. It was agreed that it be paid for by the county.\n\n"
        "2. The Panel is recommended to:\n\n(a) note the cost;\n(b) ask for a survey of use.\n\nRecommendation\n\nThat the lanes be kept."
    )
    found = [p for p in read(tmp_path, pack(own)) if p.decision]
    assert [p.decision for p in found] == [Decision(RECOMMENDATION)] * 2
    assert ["note the cost" in found[0].text, "lanes be kept" in found[1].text] == [True, True]


@pytest.mark.parametrize(
    "form",
    [
        "R2021-030\n\nMoved by: __________ Seconded by: __________\n\nThat the tender of Elm Roads be accepted for £41,250. Carried.",
        "R2021-030 ____, ____:\n\nBE IT RESOLVED that the tender be accepted. Carried.",
        "Moved by A. Ode, seconded by B. Lee: That the tender be accepted. CARRIED",
        "Resolution No. 2021-30\nMoved by:\nSeconded by:\nThat the tender be accepted.\nCarried ___ Defeated ___",
        "RESOLVED: that the tender of Elm Roads be accepted.",
    ],
)
def test_a_form_prepared_before_the_meeting_is_a_draft_that_decides_nothing(tmp_path: Path, form: str) -> None:
    found = [p.decision for p in read(tmp_path, pack(form)) if p.decision]
    assert found
    assert {(d.draft, d.result, d.vote) for d in found} == {(True, None, None)}
    assert {d.number for d in found} <= {"R2021-030", "2021-30", None}


def test_the_minutes_decide_even_where_they_are_bound_into_a_pack(tmp_path: Path) -> None:
    text = agenda_pack_text() + "\n\nRESOLVED that the lanes be swept.\n"
    found = {p.text.split("\n\n")[-1]: p.decision for p in read(tmp_path, text) if p.decision and p.decision.kind is RESOLUTION}
    assert found == {
        "RESOLVED that £40,000 be spent on potholes in Wenlow.": Decision(RESOLUTION, result=CARRIED),
        "RESOLVED that the lanes be swept.": Decision(RESOLUTION, draft=True),
    }


def test_draft_minutes_hold_real_decisions(tmp_path: Path) -> None:
    text = minutes_text().replace("Minutes of", "DRAFT Minutes of")
    assert [p.decision for p in read(tmp_path, text) if p.decision] == [Decision(RESOLUTION, result=CARRIED)]


def test_a_passage_is_a_resolution_where_it_holds_a_decision_and_nowhere_else(tmp_path: Path) -> None:
    said = "RESOLVED that £40,000 be spent.\n\nThe next meeting will be in July.\n\nDistrict\t2019\t2020\nWenlow\t1\t2"
    passages = read(tmp_path, minutes_text(items={"12. Potholes": said}))
    assert [(p.text.splitlines()[-1], p.kind, p.decision) for p in passages] == [
        ("Present: Cllr Ann Ode (Chair)", PassageKind.PARAGRAPH, None),
        ("RESOLVED that £40,000 be spent.", PassageKind.RESOLUTION, Decision(RESOLUTION, result=CARRIED)),
        ("The next meeting will be in July.", PassageKind.PARAGRAPH, None),
        ("Wenlow\t1\t2", PassageKind.TABLE_ROW, None),
        ("The meeting ended at 11.30 am.", PassageKind.PARAGRAPH, None),
    ]


def test_a_resolution_is_quoted_without_the_discussion_before_it(tmp_path: Path) -> None:
    talk = "Members spoke of the state of the roads in Wenlow and of the cost of patching them. " * 6
    (found,) = in_minutes(tmp_path, f"{talk}\nRESOLVED: That £40,000 be spent on potholes in Wenlow")
    assert found.text == "RESOLVED: That £40,000 be spent on potholes in Wenlow"


def test_words_of_a_motion() -> None:
    assert number_in("R2021-017 A. Ode, B. Lee:") == "R2021-017"
    assert number_in("That the policy approved by\nResolution R2021-017 be renewed") is None
    assert movers_in("Moved by: ______ Seconded by: ______") == (None, None)
    assert movers_in("Moved by:\nSeconded by:\nThat it be noted") == (None, None)
    assert result_in("Carried ☐ Defeated ☐") is None
    assert result_in("The motion, as amended, was CARRIED") is CARRIED


def test_a_sample_of_cabinet_minutes_is_read_as_its_clerk_wrote_it() -> None:
    minutes = ROOT / "corpus" / "papers" / "cabinet-2022-09-22-minutes.pdf"
    found = [(p.item.number if p.item else None, p.decision) for p in read_once(minutes).passages if p.decision]
    assert [(number, d.mover, d.seconder, d.vote and d.vote.text, d.result) for number, d in found] == [
        ("172", None, None, None, CARRIED),
        ("174", None, None, "by five votes to one", LOST),
        ("174", "Cllr Siddique", "Cllr Quaife", "by five votes to none, with one abstention", CARRIED),
        ("175", "Cllr Pell", "the Leader", "unanimously", CARRIED),
        ("176", "Cllr Pell", "Cllr Quaife", None, CARRIED),
        ("177", "Cllr Marchetti", "Cllr Ashdown", None, CARRIED),
        ("178", "Cllr Quaife", "Cllr Siddique", None, CARRIED),
        ("179", None, None, None, CARRIED),
    ]


def test_a_sample_pack_recommends_at_its_own_date_and_decides_at_that_of_its_minutes() -> None:
    read = read_once(ROOT / "corpus" / "papers" / "adult-care-2022-10-06-agenda-pack.pdf")
    own = [p.decision.kind for p in read.passages if p.decision and p.meeting.date == read.paper.meeting.date]
    bound = [p.decision.result for p in read.passages if p.decision and p.meeting.date != read.paper.meeting.date]
    assert own == [RECOMMENDATION] * 6  # one for each report
    assert DEFERRED in bound
    assert len(bound) == 8
