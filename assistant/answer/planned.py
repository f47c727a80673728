"""The plan of a question -> its answer from the register and the catalogue, where these can give one."""

from assistant.answer.matters import last_discussed_told, list_told, outstanding_told, votes_told
from assistant.answer.meetings import attendance_told, decisions_told, last_told, next_told, summary_told
from assistant.answer.settled import Settled, naming_council
from assistant.answer.small_talk import small_talk
from assistant.query.business import kinds_named
from assistant.query.models import Query
from assistant.query.plans import Plan
from assistant.register.held import HeldRegister


def planned_answer(plan: Plan, query: Query, register: HeldRegister) -> Settled | None:
    """What the plan of a question makes of it; None where the passages are to answer."""
    settled = _settled(plan, query, register)
    return naming_council(settled, query, register) if settled else None


def _settled(plan: Plan, query: Query, register: HeldRegister) -> Settled | None:
    match plan:
        case Plan.MEETING_DECISIONS:
            return decisions_told(query, register) or list_told(query, register)
        case Plan.MEETING_SUMMARY if kinds_named(query.text):  # what information was asked for at the last meeting
            return list_told(query, register)
        case Plan.MEETING_SUMMARY:
            return summary_told(query, register)
        case Plan.ATTENDANCE:
            return attendance_told(query, register)
        case Plan.NEXT_MEETING:
            return next_told(query, register)
        case Plan.LAST_MEETING:
            return last_told(query, register)
        case Plan.LAST_DISCUSSED:
            return last_discussed_told(query, register)
        case Plan.LIST | Plan.COUNT:
            return list_told(query, register)
        case Plan.OUTSTANDING:
            return outstanding_told(query, register)
        case Plan.VOTES:
            return votes_told(query, register)
        case _:
            return small_talk(plan, register.known)
