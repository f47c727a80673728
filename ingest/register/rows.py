"""Rows of tables -> tracker rows, executive responses, actions, requests, questions and votes, told apart by the headers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from corpus.models import Passage
from corpus.register import EntryKind, Stated
from corpus.text import readable
from ingest.register.sentences import span_of

_BODIES = r"(?:(?:cabinet|executive|board|council|authority|trust|management|partners?|officers?|panel|committee|forum)(?:[’']s)?\s{1,9})"
_COLUMNS: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(
        r"(?:\w{1,20}\s{1,9})?(?:ref(?:erence)?|no|number)\b\.?|(?:minute|min|item|id|action\s{1,9}no"
        r"|#)(?:\s{1,9}no)?\b\.?$"
, re.I),
    "action": re.compile(
        r"(?:agreed\s{1,9})?actions?\b(?!\s{0,9}(?:status|taken|owner|by\b|no))|task\b|what\s{1,9}was\s{1,9}asked$"
        r"|step$"
, re.I),
    "request": re.compile(
        r"(?:recommendations?\s{1,9}(?:or|and)\s{1,9})(?:information\s{1,9})?requests?\b|(?:information\s{1,9})?(?:requests?|wanted|asked\s{1,9}for)$|information\s{1,9}(?:requests?|wanted"
        r"|requested|asked\s{1,9}for)|what\s{1,9}was\s{1,9}asked\s{1,9}for"
, re.I),
    "recommendation": re.compile(rf"(?:{_BODIES}|the\s{{1,9}})?recommend(?:ation|ed)s?\b(?!\s{{0,9}}(?:no|number|date))", re.I),
    "subject": re.compile(r"question\b|subject|about|asked$|topic|matter|finding|issue|last\s{1,9}year\b", re.I),
    "to": re.compile(r"(?:asked\s{1,9}of|put\s{1,9}to|to)$", re.I),
    "asker": re.compile(r"(?:asked\s{1,9}by|from\b|questioner|requested\s{1,9}by|member|name|councillor|raised\s{1,9}by)\b", re.I),
    "response": re.compile(
        rf"(?:{_BODIES}|proposed\s{{1,9}}|written\s{{1,9}}|officer\s{{1,9}})?(?:response|reply|answer|said)\b|{_BODIES}(?:view|position"
        rf"|decision)\b|accepted\?"
, re.I),
    "state": re.compile(r"(?:current\s{1,9})?(?:status|state)\b|(?:date\s{1,9})?sent$", re.I),
    "status": re.compile(
        r"(?:current\s{1,9}|latest\s{1,9})?(?:position|outcome|where\s{1,9}it\s{1,9}stands|what\s{1,9}(?:has\s{1,9})?happened"
        r"|done|now|result|latest)\b"
, re.I),
    "progress": re.compile(r"(?:latest\s{1,9})?(?:progress|updates?|comments?)\b", re.I),
    "follow-up": re.compile(r"(?:notes?\s{0,9}(?:/|and|,)\s{0,9})?follow[-\s]?up\b", re.I),
    "owner": re.compile(
        r"(?:action\s{1,9})?(?:owner|lead|by\s{1,9}whom|who|with|responsible|responsibility|officer|department\s{1,9}responsible"
        r"|assigned|action\s{1,9}by)\b"
, re.I),
    "deadline": re.compile(
        r"(?:(?:first\s{1,9}|original\s{1,9})?(?:target|due|deadline|completion|finish)\s{0,9}(?:date"
        r"|by)?|review\s{1,9}(?:date|by)|by(?:\s{1,9}when)?|date\s{1,9}due|timescale|finish\s{1,9}by)$|due\b|target\s{1,9}date"
, re.I),
    "revised": re.compile(r"(?:revised|new|current)(?:\s{1,9}(?:target|due|completion))?(?:\s{1,9}(?:date|deadline))?$", re.I),
    "when": re.compile(r"when$", re.I),
    "meeting": re.compile(r"date\s{1,9}of\s{1,9}meeting$|meeting(?:\s{1,9}date)?$", re.I),
    "rag": re.compile(r"b?rag\b", re.I),
    "for": re.compile(r"(?:votes?\s{1,9})?for$|ayes?$|yeas?$", re.I),
    "against": re.compile(r"(?:votes?\s{1,9})?against$|noes$|nays?$", re.I),
    "abstained": re.compile(r"abst\w{0,12}$", re.I),
    "votes": re.compile(r"votes?$|voting$|for\s{0,9}[–-]\s{0,9}against", re.I),
    "mover": re.compile(r"mover|proposer|moved\s{1,9}by|proposed\s{1,9}by", re.I),
    "seconder": re.compile(r"seconder|seconded\s{1,9}by", re.I),
}  # fmt: skip
_FOLLOWS_UP = re.compile(
    r"\b(?:tracker|tracking|monitor(?:ing)?|work\s{1,9}programme|asked\s{1,9}for|matters\s{1,9}arising|follow[-\s]?up|outstanding|actions?"
    r"|recommendations?|requests?|progress|position|log|annual\s{1,9}report)\b",
    re.I,
)
_AGREED_ACTIONS = re.compile(
    r"\bactions?\s{1,9}(?:agreed|arising|points?|log|list|from|table|summary)\b|\b(?:agreed|resulting)\s{1,9}actions?\b"
    r"|\bwhat\s{1,9}was\s{1,9}agreed\b|(?:^|[.\n])\s{0,9}actions\b\s{0,9}(?:[.:\n]|$)",
    re.I,
)
_LATE_ACTIONS = re.compile(r"\b(?:overdue|outstanding|open)\s{1,9}actions?\b|\btracker\b", re.I)
_WANTED = re.compile(r"\binformation\b|\brequest(?:s|ed)?\b|\basked\s{1,9}for\b", re.I)
_NOTHING = re.compile(r"[–—-]|n/a|tbc|", re.I)
_STATES = frozenset({"state", "status", "progress", "response"})  # of which none is a thing to say
_ASKED_BY = re.compile(r"\b(?:request\w*|ask\w*|agreed|added|suggested|raised)\b", re.I)  # Requested by Panel 7 July 2022

Columns = Mapping[str, Stated[str]]


def columns_of(row: Passage, header: str, above: str) -> tuple[dict[str, Stated[str]], frozenset[str]]:
    """What the cells of a row say, each where it stands, by what their columns hold, and what all columns hold, empty cells too.

    `header` is the line of the table's headers, `above` are the words over its rows. A date put in place of the first is the deadline.
    """
    found: dict[str, Stated[str]] = {}
    titled: set[str] = set()
    cells = list(_placed(row, _cells(row, header)))
    for title, said in cells:
        for name in _held_under(title):
            if name not in found:
                titled.add(name)
                if said is not None and (name in _STATES or said.value.lower() != "none"):
                    found[name] = said
                break
    if _SIDES.search(above):
        said = next((said for _, said in cells if said and _SCORE.fullmatch(said.value)), None)
        found |= {"score": said} if said else {}
    revised = found.pop("revised", None)
    if revised and _A_DATE.match(revised.value):
        found["deadline"] = revised
    elif revised and "state" not in titled and "status" not in titled:
        found["status"] = revised
    if "when" in found and "owner" in titled:
        found.setdefault("deadline", found["when"])
    if "follow-up" in found and "meeting" in found:
        found.setdefault("deadline", found["meeting"])
    return found, frozenset(titled)


OF_DECISIONS = re.compile(
    r"\b(?:Cabinet|Council|Executive)\s{1,9}decisions?\s{1,9}(?:of|on)\s{1,9}\d", re.I
)  # CABINET DECISIONS OF 16 JULY 2024
_SIDES = re.compile(r"\bfor\W{1,3}against\b", re.I)  # Primary: for–against–abstained
_SCORE = re.compile(r"\d{1,3}\s?[–-]\s?\d{1,3}(?:\s?[–-]\s?\d{1,3})?")
_A_DATE = re.compile(r"\W*(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Q\d|spring|summer|autumn|winter)\w*\b)", re.I)


@lru_cache(maxsize=4096)
def _held_under(title: str) -> tuple[str, ...]:
    """What the cells of a column with this title may hold, likeliest first."""
    title = readable(title)
    return tuple(name for name, pattern in _COLUMNS.items() if title and pattern.match(title))


def _cells(row: Passage, header: str) -> list[tuple[str, str | None]]:
    """Header and cell, pair by pair: by their places in the lines where these are alike, else as the table was read."""
    titles, texts = _parts(header), _parts(row.body)
    if len(titles) == len(texts) > 1 and "\n" not in row.body.strip():
        return list(zip(titles, texts, strict=True))
    first = titles[0] if titles else ""
    return [(cell.header or (first if n == 0 else ""), cell.text if cell.in_row else None) for n, cell in enumerate(row.cells)]


def _parts(line: str) -> list[str]:
    line = line.strip(" \n")
    if "|" in line:
        return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]
    return [cell.strip() for cell in line.split("\t")]


def _placed(row: Passage, cells: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, Stated[str] | None]]:
    """Headers and what their cells say, each where it stands in the row: after the cell before it, where it does."""
    after = 0
    for title, cell in cells:
        text = readable(cell or "")
        span = None if _NOTHING.fullmatch(text) else span_of(text, row.body, after) or span_of(text, row.body)
        after = max(after, span[1]) if span else after
        yield title, Stated(text, row.page, row.body_start + span[0], row.body_start + span[1]) if span else None


def kind_of(columns: Columns, titled: Set[str], about: str, *, recorded: bool) -> EntryKind | None:
    """What sort of entry a row with these columns is.

    `titled` is what the table has columns for, `about` are the words above it, `recorded`: in minutes.
    """
    names = {
        name
        for name, said in columns.items()
        if name in ("number", "score", "deadline", "asker", "for", "against", "votes") or re.search(r"[A-Za-z]{2}", said.value)
    }
    has = names.__contains__
    if recorded and ((has("for") and has("against")) or (has("votes") and re.match(r"\d+\s{0,9}[–-]\s{0,9}\d+\b", columns["votes"].value))):
        return EntryKind.RESOLUTION
    if recorded and "score" in columns:
        return EntryKind.RESOLUTION
    if recorded and has("status") and OF_DECISIONS.search(about):
        return EntryKind.RESOLUTION
    asked = has("action") or has("recommendation") or has("request")
    if has("recommendation") and has("response") and not titled & {"state", "status"}:
        return EntryKind.EXECUTIVE_RESPONSE
    told = has("status") or has("state") or has("progress") or ("follow-up" in columns and _ASKED_BY.search(columns["follow-up"].value))
    if told and (asked or (_FOLLOWS_UP.search(about) and (has("subject") or (has("owner") and (has("deadline") or has("number")))))):
        return EntryKind.TRACKER_ROW
    if asked and titled & {"status", "state"} and has("response"):
        return EntryKind.TRACKER_ROW
    if has("request") and has("response"):
        return EntryKind.TRACKER_ROW
    if has("subject") and has("asker") and "response" not in titled and re.search(r"\bquestioner\b", about, re.I):
        return EntryKind.PUBLIC_QUESTION
    if has("subject") and has("response") and has("asker"):
        wanted = _WANTED.search(about) or not re.search(r"\bquestions?\b", about, re.I)
        return EntryKind.TRACKER_ROW if wanted else EntryKind.PUBLIC_QUESTION
    if has("action") and has("owner") and (has("rag") or _LATE_ACTIONS.search(about)):
        return EntryKind.TRACKER_ROW
    if has("request") and (has("owner") or has("deadline") or has("asker")):
        return EntryKind.INFORMATION_REQUEST
    if has("recommendation") and (has("owner") or has("deadline")):
        return EntryKind.RECOMMENDATION
    if has("action") and has("owner") and _AGREED_ACTIONS.search(about):
        return EntryKind.ACTION
    return None


def header_of(rows: Sequence[Passage]) -> tuple[str, str]:
    """The line of a table's headers, and all the words above its rows."""
    above = rows[0].text[: rows[0].body_start - rows[0].start]
    lines = [line for line in above.split("\n") if ("|" in line or "\t" in line) and not set(line) <= set("|-: \t")]
    first = rows[0]
    about = "\n".join((readable(above), first.heading or "", first.item.title if first.item else "", first.lead))
    return (lines[-1] if lines else ""), f"{about}\n{readable(lines[-1] if lines else '')}"
