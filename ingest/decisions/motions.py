"""The words of a motion -> its number, who moved and seconded it, how the vote went and what came of it.

Each pattern has an example beside it. What a form leaves blank, or offers to be ticked, is None.
"""

import re
from collections.abc import Sequence

from corpus.models import DecisionResult, Vote
from ingest.decisions.ballots import ballots_in
from ingest.patterns import RESOLUTION_NUMBER

# Lines that stand by themselves around a resolution.
MOVER_LINE = re.compile(
    r"\W*+(?:It\s+was\s+(?:\w+\s+){0,2}?(?i:moved|proposed)\s+by\b|(?:Moved|Proposed|Seconded|MOVED|PROPOSED|SECONDED)\s*+(?:(?i:by)\b|:|as\s++[\w\s]{2,30}?\s++by\b)"
    r"|M(?i:otion)\s+(?:(?i:made)\s+)?(?i:by)\b|(?:Mover|Proposer|Seconder|MOVER|SECONDER|Prop|Sec)\b\s*[:.]|(?:Moved|Proposed)\s+(?:Cllr|Cr|Councillor|Coun)\b)"
)  # Moved by Cllr Ode ; Proposed: B. Lee ; Motion by C. Rao
RESULT_LINE = re.compile(
    r"\W*(?-i:RESULT|Result)\s*:.{0,120}$|\W*(?:the\s+)?(?:(?:substantive\s+)?(?:motion|resolution|amendment)\s+)?(?:was\s+)?(?:declared\s+)?(?:not\s+)?"
    r"(?:carried|lost|defeated|deferred|withdrawn|(?<=motion\s)(?:passed|failed))\b"
    r"(?:[\s,.:(]+(?:unanimously|nem\.?\s*con|as\s+amended|on\s+the\s+chair\S*\s+casting\s+vote|by\s+(?:an?|all|\d+|one|two|three|four|five|six|seven|eight|nine)\b.{0,40}|\d{1,2}\s*(?:to|[-–/])\s*\d{1,2}))*\W*$",
    re.I,
)  # Carried. ; MOTION LOST ; Carried unanimously ; Motion Passed (7 to 2) ; RESULT: ADOPTED [UNANIMOUS]
BALLOT_LINE = re.compile(
    r"\W*(?:RESULT|MOVER|SECONDER|AYES?|NAYS?|YEAS?|NOES|ABSENT|ABSTAIN(?:ED|ING)?|ABSTENTIONS?|EXCUSED|RECUSED|Result|Mover|Seconder|Ayes?|Nays?|Yeas?|Noes|Abstain(?:ed)?)"
    r"\s*(?:\(\d{1,3}\)\s*)?:"
)  # a line of the block below a motion: RESULT: ; MOVER: ; AYES:
TELLS_VOTE = re.compile(
    r"\W*(?:on\s+being\s+put|(?:up)?on\s+(?:a|the)\s+(?:\w+\s+)?vote|following\s+a\s+(?:\w+\s+)?vote|(?:a\s+)?recorded\s+vote|roll[\s-]call|voting\b|votes?\s+(?:for|in)\b"
    r"|the\s+(?:votes?|numbers|motion|amendment|proposal)\b|there\s+(?:voted|being|were))",
    re.I,
)  # On being put to the vote there voted ; The motion was declared lost
VOTE_LINE = re.compile(
    r"\W*(?:a\s+)?(?:recorded\s+vote|votes?\s+(?:for|in\s+favou?r)|voting|for(?:\s+the\s+(?:motion|amendment))?|in\s+favou?r|against|yeas?|nays?|ayes|noes|abst(?:ain(?:ed|ing)?|entions?))\s*(?:[:(]|[–-]\s)",
    re.I,
)  # For: 5, Against: 2
DECISION_LINE = re.compile(
    r"\W*(?:\(?\w{1,3}[.)]\s+)?(?:(?:It\s+was\s+|BE\s+IT\s+|[Tt]he\s+\w+\s+)?(?:(?:FURTHER|ALSO)\s+)?(?:RESOLVED|RECOMMENDED|AGREED|DECIDED)\b"
    r"|(?:It\s+was\s+(?:unanimously\s+)?)?(?:[Rr]esolved|[Rr]ecommended|[Aa]greed|[Dd]ecided)\s*:|(?:Resolved|Recommended|Agreed|Decided)\s*(?:[;–-]|that\b)"
    r"|(?:A(?i:ctions?)|A(?i:ction)\s+(?i:points?)|A(?i:ctions?)\s+(?i:agreed|required)|I(?i:nformation)\s+(?i:requests?|requested))\s*[:–]"
    r"|(?:And\s+)?[Tt]hat\s+the\s+following\s+information\s+requests?\b)"
)  # RESOLVED: that it be noted ; ACTION: Head of Highways ; Information requested:
DECISIVE = re.compile(r"\b(?:RESOLVED|RECOMMENDED|AGREED)\b")  # moved by Cllr Ode and RESOLVED that
ENDS_MOTION = re.compile(
    r"(?:^|[.;:!?’”\")\]]\s+|\s)(?:Carried|CARRIED|Defeated|DEFEATED|LOST|Lost|Withdrawn|WITHDRAWN)(?:\s+[Uu]nanimously|\s+UNANIMOUSLY)?[^\w:]*$"
)  # …be approved. Carried.
SETTLED = re.compile(
    r"\band\s+(?:\w+ly\s+|it\s+was\s+|was\s+)*(?:approved|agreed|resolved|appointed|elected|carried|passed|adopted|accepted)\b", re.I
)  # proposed by Cllr Ode, seconded by Cllr Lee and unanimously approved
LEADS_ON = re.compile(r"(?:,|\b(?:and|was|unanimously|therefore|it|also|be|that|to))\W*$", re.I)  # seconded by Cllr Lee, and

_STOP = r"(?!(?:And|AND|That|THAT|The|THE|Second\w*|SECOND\w*|Moved|MOVED|Proposed|RESOLVED|Resolved|Carried|CARRIED|Be|BE|It|IT|WHEREAS|Whereas|To|TO|By|BY|A(?i:yes?)|N(?i:ays?)|N(?i:oes)|Y(?i:eas?)|A(?i:bsent)|A(?i:bstain\w*)|R(?i:esult)|M(?i:over)|S(?i:econder))\b)"
_WORD = rf"(?<![\w’'-]){_STOP}[A-Z][\w’'.-]{{0,40}}+"
_NAME = rf"(?:[Tt]he[ \t]+)?{_WORD}(?:(?:[ \t]++(?:\n[ \t]*+)?|\n[ \t]*+)(?:{_WORD}|(?:de|van|von|der|la|le|of)(?=\s+[A-Z]))){{0,5}}"  # Cllr Ann Ode ; the Leader
_BY = r"(?:\s++(?:as\s++[\w\s]{2,30}?\s++)?by\b)?[ \t]*+(?:[:\n][ \t]*+)?(?!\n)"

_SAID_BY = r"(?:\s++(?:as\s++[\w\s]{2,30}?\s++)?by\b[ \t]*+(?:[:\n][ \t]*+)?|[ \t]*+:[ \t]*+)(?!\n)"
_PLAINLY = r"[ \t]*+(?:\n[ \t]*+)?(?=(?:(?:Deputy|Vice|Town|Parish|City)[ \t]+)?(?:Cllrs?|Cr|Coun|Councill?ors?|Ald|M(?:r|rs|s|iss)|Dr|Mayor|Reeve|Chair\w*|Trustee|Commissioner|Director|Member)\b|[A-Z]\.|[^.;\n]{1,60}\b(?i:second|sec\.))"
_MOVER = re.compile(
    rf"\b(?:(?i:mover|proposer|prop\.|motion(?=\s+(?:(?:was\s+)?made\s+)?by\b)(?:\s+(?:was\s+)?made)?){_BY}|(?i:moved|proposed)(?:{_SAID_BY}|{_PLAINLY}))({_NAME})"
)  # Moved by Cllr Ode ; Proposed: B. Lee ; Moved Ode, seconded Lee; but not `the proposed Community Centre`
_SECONDER = re.compile(rf"\b(?i:seconded|seconder|sec\.|second(?=\s+by\b)){_BY}({_NAME})")  # Seconded: B. Lee
_MOVED = re.compile(
    rf"({_NAME})\s++(?:moved|proposed)\b(?=[^.;]{{0,200}}(?:\bseconded\b|\.\s+Seconded\b))|\bon\s+the\s+(?:motion|proposition|proposal)\s+of\s+({_NAME})"
)  # Cllr Ode moved, and Cllr Lee seconded ; On the motion of Cllr Ode
_SECONDED = re.compile(rf"({_NAME})\s++seconded\b(?!\s+by\b)")
_PAIR = re.compile(rf"\s*+(?:[:.–-]\s*+)?({_NAME})[ \t]*+[,/&][ \t]*+({_NAME})\s*(?:[:;]|\n|$)")  # A. Ode, B. Lee: after the number
_PREFIX = re.compile(r"^res(?:olution)?\b\.?\s*(?:no\b\.?\s*)?#?\s*", re.I)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_OF_MOVERS = re.compile(
    r"\b(?:mov|propos|prop\.|sec|motion\s+(?:made\s+)?by|resolved\s*\(|carried\s*\()", re.I
)  # without which nobody is named
_BRACKETED = re.compile(rf"\b(?i:resolved|carried)\s*+\(({_NAME})\s*+/\s*+({_NAME})\)")  # Resolved (Cllr Ode / Cllr Lee)
_NUMBERED = re.compile(
    r"\W*+(?:resolution|motion|decision)\s*+(?:no\b\.?|number|#|:)\s*+(?:[:#]\s*+)?([A-Z]{0,4}-?\d[\w./-]*\w|\d)", re.I
)  # Resolution No. 2021-45 ; Motion #: C-045-23
_IN_HEADING = re.compile(
    r"[^\n]{3,100}?[-–—:(]\s?(?:Resolution|Motion|RESOLUTION|MOTION)\s{1,3}(?:(?:No\.?|Number|#)\s?)?([A-Z]{0,4}-?\d[\w./-]{0,12}\d)\)?\s{0,3}(?:[-–—:]\s{0,3})?(?=(?:Moved|Proposed|MOVED|PROPOSED)\b)"
)  # 4. Adoption of the agenda – Resolution 2021-45, and below it: Moved by Ann Ode

_NUMBERS = "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_N = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)}|nil|no|nobody|zero)"
_ABSTAINED = rf"(?:[,;]?\s*(?:and\s+|with\s+|there\s+(?:was|were)\s+)*(?P<abstained>{_N})\s+abst\w+)?"
_OF_MOTION = r"(?:\s+(?:of\s+)?(?:the\s+)?(?:motion|amendment|resolution|proposal|recommendations?))?"
_COUNTED = (
    rf"(?:\bby\s+(?:a\s+vote\s+of\s+)?|(?<=[\[(]))(?P<for>{_N})(?:\s+votes?\s+to|\s+to(?=\s+\w+\s*(?:[.,;:)\]]|$|votes?\b|with\b|and\b)))\s+(?P<against>{_N})\b(?:\s+votes?)?{_ABSTAINED}",  # by five votes to one, with one abstention
    r"\b(?:carried|passed|failed|defeated|lost|vote|approved|adopted|accepted|denied)\W{0,3}(?P<for>\d{1,2})\s?[-–/]\s?(?P<against>\d{1,2})\b(?![-–/\d])",  # Motion carried 5-2
    rf"\b(?P<for>{_N})\s+(?:votes?\s+)?(?:in\s+favou?r|for){_OF_MOTION}[,;]?\s*(?:and\s+|with\s+)*(?P<against>{_N})\s+(?:votes?\s+)?against{_OF_MOTION}{_ABSTAINED}",  # 6 for the motion, none against
    rf"\b(?P<for>{_N})\s+(?:\w+\s+)?vot(?:ing|ed)\s+(?:for|in\s+favou?r)[,;]?\s*(?:and\s+|with\s+)*(?P<against>{_N})\s+(?:vot(?:ing|ed)\s+)?against(?:\s*\([^)]*\))?(?:[,;]?\s*(?:and\s+|with\s+)*(?P<abstained>{_N})\s+abst\w+)?",  # five members voting for, one against and one abstaining
    r"\b(?:votes?\s+)?(?:for|in\s+favou?r|yeas?|ayes?|yes)\s*[:=–-]\s*\(?(?P<for>\d{1,3})\b\W{0,12}(?:votes?\s+)?(?:against|opposed|nays?|noes|no)\s*[:=–-]\s*\(?(?P<against>\d{1,3})\b"
    r"(?:\W{0,12}abst\w*\s*[:=–-]\s*\(?(?P<abstained>\d{1,3})\b)?",  # For: 5, Against: 2
    rf"\bvot(?:ed|es|ing)\W+(?:there\s+were\W+)?(?:for|in\s+favou?r){_OF_MOTION}\W+(?P<for>{_N})\W+(?:and\s+)?against{_OF_MOTION}\W+(?P<against>{_N})\b(?:\W+(?:and\s+)?abst\w*\W+(?P<abstained>{_N})\b)?",  # voting: for 6, against 3 ; voted for the motion 21 and against 21
    rf"\b(?P<for>{_N})\s+(?:ayes?|yeas?|yes)\W+(?:and\s+|to\s+)?(?P<against>{_N})\s+(?:nays?|noes|no)\b(?:\W+(?:and\s+)?(?P<abstained>{_N})\s+abst\w+)?",  # 5 ayes, 2 nays
    rf"\b(?:ayes|yeas)\s+(?P<for>{_N})\W+(?:nays|noes)\s+(?P<against>{_N})\b",  # Yeas 5, Nays 2
    r"\b(?:for|in\s+favou?r)(?:\s+of)?(?:\s+the\s+\w+)?\s*[:–-][^():]{2,300}\((?P<for>\d{1,3})\)\W*against(?:\s+the\s+\w+)?\s*[:–-][^():]{2,300}\((?P<against>\d{1,3})\)",  # For: Cllrs Ode, Lee (2). Against: Cllr Rao (1)
)
_NEAR = 160  # characters from a count to the casting vote that broke the tie
_VOTES = tuple(re.compile(pattern, re.I) for pattern in _COUNTED)
_UNCOUNTED = re.compile(
    r"\bunanimously\b|\b(?:by\s+)?(?:a\s+)?unanimous\s+vote\b|\bnem\.?\s*con\b\.?|\ball\s+(?:were\s+)?in\s+favou?r\b|\bconfirmed\s+by\s+all\s+present\b"
    r"|\bon\s+the\s+(?:chair\w*|mayor)(?:[’']s)?\s+casting\s+vote\b|\bby\s+a\s+(?:\w+\s+)?majority\b|\bon\s+a\s+show\s+of\s+hands\b",
    re.I,
)  # unanimously ; nem con ; on the Chair's casting vote

_THING = r"\b(?:motion|amendment|resolution|proposal|proposition|vote)\b[^.;:]{0,80}?\b(?:was|were|be|and|being|declared|is)\s+"
_DECLARED = (
    r"\bdeclared\s+(?:(?:it|that|the|motion|amendment|resolution|proposal)\s+){0,3}(?:(?:was|to\s+be|to\s+have\s+been|had\s+been)\s+)?"
)
_ASIDE = r"(?:,[^,.;:]{2,60},\s*)?"  # was, with the consent of the Council, withdrawn
_OUTCOMES = {
    DecisionResult.LOST: r"lost|defeated|negatived|failed|not\s+(?:carried|passed|agreed)",
    DecisionResult.CARRIED: r"carried|passed|agreed|approved|adopted",
    DecisionResult.WITHDRAWN: r"withdrawn",
    DecisionResult.DEFERRED: r"deferred|postponed",
}
_NARRATED = {
    result: re.compile(
        rf"(?:{_THING.removesuffix(chr(92) + 's+')}\s*{_ASIDE}(?:\w+ly\s+|declared\s+|then\s+|therefore\s+)*|{_DECLARED})\b(?:{words})\b",
        re.I,
    )
    for result, words in _OUTCOMES.items()
}
_CAST = {
    DecisionResult.LOST: re.compile(
        r"\bcasting\s+vote\s+(?:was\s+(?:given|used|cast)\s+)?against\b|\b(?:motion|amendment)\s+failed(?=\s*(?:[.,;(\[]|$|\d))", re.I
    ),
    DecisionResult.CARRIED: re.compile(
        r"\bcasting\s+vote\s+(?:was\s+(?:given|used|cast)\s+)?(?:for|in\s+favou?r)\b|\b(?:motion|amendment)\s+(?:passed|carried)\b(?=\s*(?:[.,;(\[]|$|\d|unanim))",
        re.I,
    ),
    DecisionResult.WITHDRAWN: re.compile(
        r"\bwithdrew\s+(?:(?:his|her|their|the|this|that|its)\s+)(?:\w+\s+){0,2}?(?:motion|amendment|proposal|resolution|application|recommendation|item|report)\b",
        re.I,
    ),
}  # gave his casting vote against the motion ; withdrew the motion
_CASTING = re.compile(
    r"\bcasting\s+vote\b(?:\s+(?:was\s+\w+\s+)?(?:against|for|in\s+favou?r)\b(?:\s+(?:of\s+)?(?:the\s+)?(?:motion|amendment|proposal))?)?",
    re.I,
)
_RESULT = re.compile(
    r"^[^\w\n]*(?:RESULT|Result)\s*:\W*(?:(?P<lost>(?:not\s+(?:carried|approved|adopted))|failed|defeated|denied|lost|rejected)"
    r"|(?P<carried>approved|adopted|carried|passed|accepted|agreed)|(?P<deferred>tabled|deferred|continued|postponed|referred)|(?P<withdrawn>withdrawn))\b",
    re.I | re.M,
)  # RESULT: ADOPTED [4 TO 1]
# The outcome as a word of its own at the end of the motion: `… be approved. Carried.`
_SAID = {
    DecisionResult.LOST: re.compile(
        r"(?:^|[\s.;:])(?:Lost|LOST|Defeated|DEFEATED|(?:Not|NOT)\s+(?:Carried|CARRIED|carried)|(?:Motion|MOTION)\s+(?:Failed|FAILED|failed|lost|defeated))(?=[.\s]*$|[.,:]?\s+\(?(?:[Uu]nanimously|[Bb]y\s|\d))", re.M
    ),
    DecisionResult.CARRIED: re.compile(
        r"(?:^|[\s.;:])(?<![Nn]ot )(?<!NOT )(?:Carried|CARRIED|(?:Motion|MOTION)\s+(?:carried|passed|Passed|PASSED))(?=[.\s]*$|[.,:]?\s+\(?(?:[Uu]nanimously|UNANIMOUSLY|[Bb]y\s|as\s+amended|nem|\d))", re.M
    ),
    DecisionResult.WITHDRAWN: re.compile(r"(?:^|[.;:]\s+)(?:Withdrawn|WITHDRAWN)[.\s]*$", re.M),
    DecisionResult.DEFERRED: re.compile(r"(?:^|[.;:]\s+)(?:Deferred|DEFERRED)[.\s]*$", re.M),
}  # fmt: skip
_CHOICE = r"(?:Not\s+Carried|NOT\s+CARRIED|Carried|CARRIED|Adopted|Defeated|DEFEATED|Lost|LOST|Tabled|TABLED|Deferred|DEFERRED|Withdrawn|WITHDRAWN)"
_TO_TICK = re.compile(rf"^.*\b{_CHOICE}\b[\W_]+{_CHOICE}\b.*$", re.M)  # Carried ___ Defeated ___ : a form's choices, none of them made
BLANK = re.compile(
    r"\b(?:moved|proposed|seconded|mover|seconder)(?:\s+by)?\s*(?::[ \t]*+)?(?:_{2,}|\.{3,}|…|(?:$|(?=seconded\b)))", re.I | re.M
)  # Moved by ______


def number_in(text: str) -> str | None:
    """The number that a resolution begins with: `R2021-017`, `Resolution No. 2021-45` -> `2021-45`.

    It stands first or after a blank line; in running text (`approved by resolution R2021-017`) it names another.
    """
    found = _number(text)
    return found[1] if found else None


def _number(text: str) -> tuple[re.Match[str], str] | None:
    for start in (0, *(blank.end() for blank in _BLANK_LINE.finditer(text))):
        if found := RESOLUTION_NUMBER.match(text, start):
            return found, _PREFIX.sub("", " ".join(found[1].split()))
        if found := _NUMBERED.match(text, start):
            return found, found[1]
        if found := _IN_HEADING.match(text, start):
            return found, found[1]
    return None


def movers_in(text: str) -> tuple[str | None, str | None]:
    """Who moved and who seconded, as the page names them. A blank line of a form names nobody."""
    numbered = _number(text)
    if not numbered and not _OF_MOVERS.search(text):
        return None, None
    if numbered and (pair := _PAIR.match(text, numbered[0].end())):
        return _name(pair[1]), _name(pair[2])
    if bracketed := _BRACKETED.search(text):
        return _name(bracketed[1]), _name(bracketed[2])
    moved = [name for pattern in (_MOVER, _MOVED) for found in pattern.finditer(text) if (name := _name(_first(found)))]
    seconded = [name for pattern in (_SECONDER, _SECONDED) for found in pattern.finditer(text) if (name := _name(_first(found)))]
    if not (_are_one(moved) and _are_one(seconded)):
        return None, None  # a motion and its amendment: nobody says whose the outcome is
    return max(moved, key=len, default=None), max(seconded, key=len, default=None)


def _are_one(names: Sequence[str]) -> bool:
    """Whether names are of one person: `Dunn`, `Cara Dunn`."""
    longest = max(names, key=len, default="")
    return all(longest == name or longest.endswith(f" {name}") for name in names)


def _first(match: re.Match[str] | None) -> str | None:
    return next((group for group in match.groups() if group), None) if match else None


def _name(text: str | None) -> str | None:
    """`Cllr. B. Lee,` -> `Cllr. B. Lee`"""
    return " ".join(text.split()).rstrip(".,") or None if text else None


def vote_in(text: str, result: DecisionResult | None = None) -> Vote | None:
    """The vote as worded, with numbers where it gives them: `by five votes to one` -> 5, 1.

    What was lost by five votes to one had five against it.
    """
    flat = " ".join(text.split())
    for pattern in _VOTES:
        if found := pattern.search(flat):
            named = found.groupdict()
            in_favour, against = _count(named["for"]), _count(named["against"])
            if casting := _CASTING.search(flat, found.end(), found.end() + _NEAR):
                return Vote(flat[found.start() : casting.end()], in_favour, against, _count(named.get("abstained")))
            if pattern in _VOTES[:2] and result is DecisionResult.LOST and in_favour is not None and against is not None:
                in_favour, against = sorted((in_favour, against))
            return Vote(found[0], in_favour, against, _count(named.get("abstained")))
    if named_votes := ballots_in(flat):
        return named_votes
    uncounted = _UNCOUNTED.search(flat)
    return Vote(uncounted[0]) if uncounted else None


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.index(word) if word in _NUMBERS else 0


def result_in(text: str) -> DecisionResult | None:
    """What came of a motion where its words say so. Where an amendment was lost and a motion carried, the last counts; two
    outcomes of one motion, or a form's choices, are None.
    """
    if block := _RESULT.search(text):
        return next(result for result in DecisionResult if block[result.value])
    text = _TO_TICK.sub("", text)
    flat = " ".join(text.split())
    ends = {result: max((m.end() for m in pattern.finditer(flat)), default=-1) for result, pattern in _NARRATED.items()}
    said = {result for result, pattern in _SAID.items() if pattern.search(text)}
    if said:
        return said.pop() if len(said) == 1 else None
    for result, pattern in _CAST.items():
        ends[result] = max(ends[result], *(m.end() for m in pattern.finditer(flat)), -1)
    latest = max(ends, key=lambda result: ends[result])
    return latest if ends[latest] >= 0 else None
