"""Words that tell an office, a body or an item of business from somebody's name."""

import re

_OFFICES = frozenset(
    """
    chair chairman chairwoman chairperson chairs vice mayor mayoress reeve warden leader deputy president convenor convener speaker
    clerk treasurer officer director manager head chief executive assistant secretary administrator superintendent solicitor engineer
    planner planning auditor accountant lawyer attorney inspector coordinator ordinator adviser advisor consultant representative
    governor member members substitute substituting portfolio holder cabinet councillor councillors trustee commissioner official
    intern librarian caretaker reporter guest observer lead registrar analyst specialist supervisor technician agent architect curator
    surveyor alternate principal headteacher teacher student youth resident owner applicant editor correspondent scrutineer scribe master
    cfo ceo cao rfo cemc mleo minutes
    """.split()
)  # Director of Highways; Clerk-Treasurer

# Words of bodies, services and items of business. Left out are those that are surnames too: Hall, Church, Street, May.
_NO_NAMES = frozenset(
    """
    council committee board panel trust cabinet children families family first service services partnership association authority
    county district borough town township parish city village community communities group centre center society federation department
    team school college university hospital police nhs health care network corporation company ltd limited inc llp plc library museum
    club news foundation agency office
    building bylaw by law roads operations legislative corporate financial technology recreation environmental environment
    infrastructure development protective emergency administrative interim acting governance democratic engagement early help need
    social adult strategic senior independent education finance highways transport planning housing resources
    zoom teams public none nil all no the also present apologies apology absent absence regrets regret staff officer officers guest
    guests member members others other residents parishioners electors councillors front door
    item minute minutes agenda meeting room road roll call opening remarks welcome land acknowledgement silence prayer anthem order
    previous available papers notes information background business report reports declaration declarations questions correspondence
    motion motions approval adoption introductions announcements presentation presentations delegation delegations consent closed
    session adjournment interest interests disclosure matters arising work programme forward plan update review budget next date
    january february march july september october november december monday tuesday wednesday thursday friday saturday sunday
    """.split()
)


def names_office(text: str) -> bool:
    """Whether a word of the text is an office: `Director of Highways`, `Clerk-Treasurer`."""
    return not _OFFICES.isdisjoint(_words(text))


def cannot_be_name(text: str) -> bool:
    """Whether a word of the text is one of a body, a service or an item of business, and no part of a person's name."""
    return not _NO_NAMES.isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower().replace("’s", "").replace("'s", ""))
