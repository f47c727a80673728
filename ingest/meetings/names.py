"""Names that papers give: councils, bodies, places, titles, as they stand and in capitals."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.models import PaperKind
from ingest.patterns import BODY, COUNCIL

_NO_COUNCIL = re.compile(
    r"(?:^|\b(?=Another|Other|Every|Each|Your|Our))(?:Full|Parish|County|City|Town|District|Borough|Local|Annual|All|Every|Each|This|Our|Your|Other|Another|Each|Combined|Unitary|Joint|Planning|Police|Special|Extraordinary|Extra-Ordinary|Ordinary|Regular|Emergency|Youth|School|National|Medical)"
    r"\s+(?:(?:Parish|County|Medical)\s+)?(?:Council|Authority)\b", re.I,
)  # fmt: skip
_AUTHORITY = re.compile(
    r"\b(?:Combined|National Park|Fire|Rescue|Police|Transport|Unitary|Port|Waste)\s+Authority$", re.I
)  # the authorities that meet as councils do
_NOT_IN_COUNCIL = (
    r"(?:The|That|Corporation|of|and|for|in|At|By|To|From|All|Every|Agenda|Minutes|Meeting|Notice|Summons|Welcome|If|Upon|Following)"
)
_MARKINGS = (
    r"(?:Official(?:[ -]Sensitive)?|Not Protectively Marked|Unclassified|Unrestricted|Restricted|Protect(?:ed)?"
    r"|Confidential|Exempt)"
)  # how widely a paper may be shown: no part of a name
_NOT_IN_BODY = re.compile(
    rf"^(?:(?:{_MARKINGS}|Draft|Unconfirmed|Unapproved|Confirmed|Approved|Corrected|Amended|Revised|Minutes?|Agenda|Pack|Summons|Notes|Verbatim|Transcript|(?:Special|Extraordinary"
    r"|Extra-?ordinary|Emergency|Ordinary|Regular|Annual|Joint)\s+Meeting|Meeting|Annual|Report|Notice|Reports|Questions?|Response|Supplementary|Item"
    r"|(?:Public|Private)(?=\s+(?:Questions?|Notice|Minutes|Agenda|Session|Meeting))"
    r"|of|for|and|the|to|a|an|in|with|at|by|from)\s+)+",
    re.I,
)
_ADDRESS = re.compile(
    r"(?:@|\bwww\.|https?://)(?:[\w-]+\.)*?([\w-]+)\.(?:gov|org|co|com|net|ca|uk|info)\b", re.I
)  # scrutiny@ambershire.gov.uk
_GENERAL = frozenset(
    "council county city borough district town parish community metropolitan unitary combined authority township village municipality "
    "corporation the of and".split()
)  # words of a council's name that tell no place
_KIND_IN_ADDRESS = r"(?:council|county|city|borough|district|township|town|parish|village|mbc|pc|tc|cc|dc|bc)"
_OFFICE = r"(?:Director|Officer|Chief\s+Executive|Manager|Clerk|Solicitor|Secretary|Treasurer|Head\s+of)"
_KIND_ALONE = re.compile(r"\W*(?:(?:parish|town|community|city|county|district|borough)\s+){1,2}council\W*", re.I)  # PARISH COUNCIL
_PLACE_ALONE = re.compile(r"\W*[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|of|on|in|by|cum|the|and|with|under|le|&)){0,5}\W*")
_NO_PLACE_OF_COUNCIL = re.compile(
    r"\b(?:hall|room|chamber|house|school|church|cent(?:re|er)|office|street|road|lane|minutes|agenda|notice|meeting|summons|newsletter|draft|day|page)s?\b",
    re.I,
)
_ANOTHERS = re.compile(
    r"\b(?:from|regarding|support\w*|letter|consult\w*|work(?:ing)?\s+with|on\s+behalf|request\w*|resolution|funded|councillor|cllr)\b",
    re.I,
)  # words before a council that a line only mentions: Support resolution from the Township of Elm
_NAMES_MEETING = re.compile(
    r"\bmeeting\b|\bheld\s+(?:on|at|in)\b|\b(?:presented|reported|submitted)\s+to\b", re.I
)  # Presented to the Panel of Ambershire County Council
_RUNS_ON = re.compile(r"(?:\b(?:the|and|of|to|a|with|for|in|by|is|was|has|had)|,)$|^[a-z]")  # a line out of running text
_FEW, _RUNNING = 6, 12  # words beside a council's name in a letterhead, in a running header
_BARE_BODIES = frozenset({"board", "committee", "panel", "forum", "commission", "assembly", "executive", "sub-committee"})
_OPEN_END = re.compile(r"(?:\b(?:and|of|for|the|in|with|to)|[&,])\s*$", re.I)  # Overview and
_BODY_ENDING = re.compile(
    r"^\W*(?:(?:overview|and|&|scrutiny|select|sub-?|joint|advisory|management|governing|working|directors)\s+){0,4}(?:committee|panel|board|cabinet|commission|forum)\b\W*$",
    re.I,
)  # Scrutiny Panel, the rest of a name that a line was too short for
_NO_BODY = re.compile(r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Chair\w*|Chief|Clerk|Director|Officer)\b")  # Chief Executive
_CAPITALS = re.compile(r"^[^a-z]+$|\b[A-Z][A-Z’'-]+(?:[ \t]+(?:&[ \t]+)?[A-Z][A-Z’'-]+)+\b")  # PLANNING COMMITTEE
_IN_A_PLACE = re.compile(
    r"(?:\b(?:held|\d{4}|\d{1,2}[.:]\d{2}(?:\s*[ap]\.?m\.?)?|\d\s*[ap]\.?m\.?|noon)[\s,–-]*+(?:\b(?:at|in)\b|@)|^\W*(?:venue|place|location|where)\b)\W*+(?:the\s++)?$",
    re.I,
)  # held at the | Cabinet Makers Hall; 9.00 am at | Elm Bar & Board
_NAMES_PLACE = re.compile(
    r"(?:[ \t]+[A-Z][\w’'-]*){0,2}[ \t]+(?:Halls?|Rooms?|Chambers?|House|Lane|Street|Road|Avenue|Square|Way|Inn|Hotel|Bar|Arms|Café"
    r"|Building|Suite|Theatre|Offices?|Library|Cent(?:re|er)|Club)\b"
)  # Cabinet | Makers Hall
_REPORT_AFTER = re.compile(r"(?<!\s)\s++Report\b(?=\s*(?:$|[–—:,|(-]|\d))")  # Cabinet | Report – | 4 May 2021
_NUMBERED_BODY = re.compile(
    r"\W*+(?P<name>(?:[A-Z][\w’'-]*+\s++){1,5}(?:Council|Board|Committee|Commission)\s+(?:No\.?\s*|#\s?)?\d{1,4})\W*"
)  # District Council 012
_GROUP = re.compile(
    r"\W*+(?P<name>(?:[A-Z][\w’'&-]*+,?\s++|(?:and|of|for|the|in|with|&)\s++){1,9}(?:Partnership|(?:Steering|Working|Task|Liaison|Reference|Task\s+and\s+Finish)\s+Group|Working\s+Party))\b"
    r"(?!\s+(?:[a-z]|Board|Committee))"
)  # Elm Community Safety Partnership
_MEMBERS_MET = re.compile(
    r"^\W*(?P<name>Board\s+of\s+(?:Trustees|Directors|Supervisors|Commissioners|Governors)|Commission(?:ers)?|Board|Trustees|Directors|Governors|Supervisors|Committee)\s+(?:(?:regular|special|annual)\s+)?(?:meeting|minutes|agenda)\b"
    r"|\b(?:minutes|agenda|meeting|notice)\s+of\s+(?:an?\s+|the\s+)?(?:\w+\s+meeting\s+of\s+the\s+)?(?P<of>Board\s+of\s+(?:Trustees|Directors|Supervisors|Commissioners|Governors)|Commission(?:ers)?|Board|Trustees|Directors|Governors|Supervisors|Committee)\b(?!\s+(?:of|for)\b)",
    re.I,
)  # Commission Meeting Minutes; Minutes of the Trustees
_NO_ORGANISATION = re.compile(r"\d{1,2}\s+\w+\s+\d{4}|\b(?:minutes|agenda|meeting|notice|draft|summons|report|page|date|venue)\b", re.I)
_TO_THE_COUNCIL = re.compile(
    r"^\W*+(?:(?:report\s+)?(?:to|for)|meeting|committee|body|decision\s+maker)(?:\s*+[:|])?\s*+(?:meeting\s+of\s+)?(?:the\s+)?(?:full\s+)?council\b(?!\s+tax)",
    re.I,
)  # Report to Council
_SENTENCE_WORDS = re.compile(r"\b(?:To|From|By|With|Is|Was|Will|That|This|What|About|Report)\b")  # capitals of a heading: Report To Council
_PARISH_MEETING = re.compile(
    r"\b(?:annual\s+)?(?:parish|town|community|village)\s+(?:meeting|assembly)\b(?!\s+of\b)", re.I
)  # Annual Parish Meeting
_LINKING = frozenset("cum upon on by in le de the of under over next with super juxta and".split())  # Elm-cum-Wenlow


def same_title(a: str, b: str) -> bool:
    """Whether two titles name the same thing: nearly the same words, whatever their case and order."""
    wa, wb = _title_words(a), _title_words(b)
    return bool(wa and wb) and len(wa & wb) / len(wa | wb) >= 0.7


def _title_words(text: str) -> set[str]:
    return {
        word
        for word in re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
        if word not in {"the", "of", "and", "a", "to", "for"}
    }


def council_named(head: Sequence[str], everything: str) -> str | None:
    """The council that a paper is of: named in its head, else by an address in it, else by the offices of those who attend.

    `scrutiny@ambershire.gov.uk` speaks for Ambershire County Council where several councils are mentioned. A council
    that is only mentioned is not the paper's, and is never taken for it.
    """
    counted = Counter(name for line in everything.split("\n") for name in _councils_in(line))
    first = next((name for line in head for name in _councils_in(line) if _heads(line, name)), None)
    first = first or next((name for line in _over_two_lines(head) for name in _councils_in(line)), None)
    found = first or _council_of_address(counted, everything) or _council_of_offices(counted, everything)
    return _as_printed(_shortest(found, counted), everything) if found else None


def _over_two_lines(head: Sequence[str]) -> Iterator[str]:
    """`ELM-CUM-WENLOW` + `PARISH COUNCIL`: a place, and below it what kind of council it has."""
    for line, below in itertools.pairwise(head):
        if _KIND_ALONE.fullmatch(below) and _PLACE_ALONE.fullmatch(line) and not _NO_PLACE_OF_COUNCIL.search(line):
            yield f"{line} {below}"


def _heads(line: str, name: str) -> bool:
    """Whether a line names the council whose paper it is: little but its name, or the meeting that it held."""
    before = _uncapitalled(line).split(name)[0]
    if _ANOTHERS.search(before):
        return False
    others = len(line.split()) - len(name.split())
    set_apart = (
        re.match(rf"\W*{re.escape(name)}\s*(?:[-–|:]\s|$)", _uncapitalled(line)) is not None
    )  # Elm Parish Council – Minutes – Page 2
    return (others <= (_RUNNING if set_apart else _FEW) and not _RUNS_ON.search(line)) or (
        others <= 40 and _NAMES_MEETING.search(line) is not None
    )


def _council_of_address(counted: Counter[str], everything: str) -> str | None:
    """The council named in the paper whose own name is in the web or mail addresses that the paper gives most often."""
    addresses = Counter(_place_letters(match[1]) for match in _ADDRESS.finditer(everything))
    given = {name: addresses[place] for name in counted if (place := "".join(w for w in _words(name) if w not in _GENERAL)) in addresses}
    best = max(given.values(), default=0)
    return max((name for name, count in given.items() if count == best), key=lambda name: counted[name], default=None)


def _place_letters(address: str) -> str:
    """The place in an address, without the kind of council that it may end or begin with: `elm-pc` -> elm."""
    letters = re.sub(r"[^a-z]", "", address.lower())
    return re.sub(rf"^{_KIND_IN_ADDRESS}|{_KIND_IN_ADDRESS}{{1,5}}$", "", letters)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _council_of_offices(counted: Counter[str], everything: str) -> str | None:
    """The one council named, where it is named often and somebody is there as its officer: `Director of Highways, Elm Council`."""
    if len(counted) != 1:
        return None
    (name, count), *_ = counted.items()
    held = re.search(rf"\b{_OFFICE}\b[^.\n]{{0,70}},\s+{re.escape(name)}\b", everything)
    return name if count >= 3 and held else None


def _shortest(name: str, counted: Counter[str]) -> str:
    """`Township of Elm` for `Township of Elm Community`, where the paper has both."""
    return min((other for other in counted if name.startswith(f"{other} ")), key=len, default=name)


def _as_printed(name: str, everything: str) -> str:
    """A name read from capitals, spelt as the paper spells it elsewhere."""
    spellings = Counter(match[0] for match in re.finditer(re.escape(name), everything, re.I) if not match[0].isupper())
    return next((spelling for spelling, _ in spellings.most_common(1) if spelling[0].isupper()), name)


def _councils_in(text: str) -> list[str]:
    names: list[str] = []
    for match in COUNCIL.finditer(_uncapitalled(text)):
        name = " ".join(match[1].split())
        name = re.sub(rf"^(?:{_NOT_IN_COUNCIL}\s+)+", "", name, flags=re.I)
        name = re.sub(r"(?<!\s)\s++(?:Meeting|Held|Regular|Agenda|Minutes)$", "", name)
        name = re.sub(r"^.*\b(?:Panel|Committee|Cabinet|Board|Director|Leader|Member|Meeting|Minutes|Report)\s+(?:of|for)\s+", "", name)
        if re.match(r"(?:Township|City|Town|Village|County|Municipality|Borough|District)\s+of\b", name):
            name = re.sub(r"(?<!\s)\s++Council$", "", name)
        if (
            2 <= len(name.split()) <= 8
            and not _NO_COUNCIL.search(name)
            and not _SENTENCE_WORDS.search(name)
            and (name.endswith("uthority") <= bool(_AUTHORITY.search(name)))
        ):
            names.append(name)
    return names


def body_named(head: Sequence[str], council: str | None, kind: PaperKind) -> str | None:
    """The first body named in the head, in one line or run over two: `… Overview and Scrutiny` + `Panel`."""
    for line, below in zip(head[:10], [*head[1:10], ""], strict=False):
        whole = f"{line} {below}" if _OPEN_END.search(line) or _BODY_ENDING.match(below) else line
        if name := body_in(line, council) or body_in(whole, council):
            return name
    if group := next((found for line in head[:8] if (found := group_in(line))), None):
        return group
    if kind in (PaperKind.MINUTES, PaperKind.AGENDA, PaperKind.AGENDA_PACK):
        if parish := next((match for line in head[:8] if (match := _PARISH_MEETING.search(line)) and "council" not in line.lower()), None):
            return title_case(parish[0].upper())
        return "Council" if council else _members_of(head)
    return "Council" if council and any(_TO_THE_COUNCIL.match(line) for line in head[:10]) else None


def _members_of(head: Sequence[str]) -> str | None:
    """Those who met, named by the organisation that heads the paper: `Elm Improvement District` over `Minutes of the Trustees`."""
    if not head or not 2 <= len(head[0].split()) <= 9 or _NO_ORGANISATION.search(head[0]) or not head[0][0].isupper():
        return None
    met = next((found for line in head[1:8] if (found := _MEMBERS_MET.search(line))), None)
    return f"{title_case((met['name'] or met['of']).upper())} of {_uncapitalled(head[0])}" if met else None


def group_in(line: str) -> str | None:
    """The partnership or group that a line names first: `Elm Community Safety Partnership`."""
    found = _GROUP.match(_uncapitalled(line))
    return found["name"] if found else None


def body_in(line: str, council: str | None = None) -> str | None:
    """The body that a line names. One in the name of a place is none: `held at the Cabinet Makers Hall`."""
    if len(line.split()) > 34:
        return None
    line = _REPORT_AFTER.sub("", _uncapitalled(line))
    if numbered := _NUMBERED_BODY.fullmatch(line):
        return numbered["name"]
    for match in BODY.finditer(line):
        if _IN_A_PLACE.search(line[: match.start()]) or _NAMES_PLACE.match(line, match.end()):
            continue
        name = " ".join(match[1].split())
        name = re.sub(rf"{re.escape(council)}\s+", "", name, flags=re.I) if council else name
        name = _NOT_IN_BODY.sub("", name)
        if name and name.lower() not in _BARE_BODIES and not _NO_BODY.search(name):
            return name
    return None


def _uncapitalled(text: str) -> str:
    """A line whose runs of capitals are words with capitals: `held by the PLANNING COMMITTEE on` names one too."""
    return _CAPITALS.sub(lambda run: title_case(run[0]), text)


def title_case(text: str) -> str:
    """Capitals throughout are read as words with capitals: `CABINET` -> `Cabinet`; small words stay small."""
    if not text.isupper():
        return text

    def cased(match: re.Match[str]) -> str:
        word = match[0].lower()
        linked = text[: match.start()].endswith("-") and text[match.end() :].startswith("-")
        return word if match[0] in _SMALL or (linked and word in _LINKING) else word.capitalize()

    titled = re.sub(r"[A-Z][A-Z’']+", cased, text)
    return re.sub(r"[^\W\d_]", lambda first: first[0].upper(), titled, count=1)


_SMALL = frozenset({"OF", "THE", "AND", "FOR", "IN", "HELD", "ON", "AT"})
