"""Rows of tables -> tracker rows, executive responses, actions, information requests and questions, told apart by the headers."""

import re
from collections.abc import Mapping, Sequence

from corpus.models import Passage, TableCell
from corpus.register import EntryKind, Stated
from corpus.text import readable

_COLUMNS: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(r"(?:ref(?:erence)?|no|number|minute|min|rec(?:ommendation)?\s+no|item|id|action\s+no|#)\b\.?", re.I),
    "action": re.compile(r"(?:agreed\s+)?actions?\b(?!\s*(?:status|taken|owner|by\b|no))|actions?\s+(?:agreed|required|needed)|task|what(?:\s+was\s+asked)?$|agreed$|step$", re.I),
    "recommendation": re.compile(r"recommend(?:ation)?s?\b(?!\s*(?:no|number|date))|(?:the\s+)?panel\s+recommended|we\s+said", re.I),
    "request": re.compile(r"(?:information\s+)?(?:request(?:ed)?|asked\s+for|what\s+was\s+asked(?:\s+for)?|information)$|information\s+request(?:ed|s)?|request", re.I),
    "question": re.compile(r"question|subject|about|asked$|topic|matter", re.I),
    "asker": re.compile(r"(?:asked\s+by|from|questioner|requested\s+by|member|name|councillor|raised\s+by)\b", re.I),
    "response": re.compile(r"(?:(?:cabinet|executive|board|council|authority|trust|management|partner)(?:[’']s)?\s+)?(?:response|reply|decision|answer)\b|accepted\?|cabinet(?:[’']s)?\s+(?:view|position)$", re.I),
    "state": re.compile(r"(?:current\s+)?status\b", re.I),
    "status": re.compile(r"(?:current\s+|latest\s+)?(?:position|progress|update|outcome|state|where\s+it\s+stands|what\s+(?:has\s+)?happened|done|result|comments?\s*(?:/|and)\s*(?:status|update))\b|update|latest|we\s+did", re.I),
    "owner": re.compile(r"(?:action\s+)?(?:owner|lead|by\s+whom|who|responsible|responsibility|officer|assigned|to\s+action|action\s+by)\b", re.I),
    "deadline": re.compile(r"(?:(?:target|due|deadline|completion|review)\s*(?:date|by)?|by(?:\s+when)?|when|date\s+due|timescale|finish(?:\s+by)?|(?:original\s+)?deadline)$|due\b|target\s+date", re.I),
    "rag": re.compile(r"rag\b", re.I),
}  # fmt: skip
_FOLLOWS_UP = re.compile(r"\b(?:tracker|tracking|monitor(?:ing)?|matters\s+arising|follow[-\s]?up|outstanding|actions?|recommendations?|requests?|progress|position|log)\b", re.I)
_AGREED_ACTIONS = re.compile(r"\bactions?\s+(?:agreed|arising|points?|log|list|from|table|summary)\b|\b(?:agreed|resulting)\s+actions?\b", re.I)


def columns_of(cells: Sequence[TableCell], header_line: str) -> dict[str, TableCell]:
    """The cells of a row by what their columns hold. The first column is often known by its header line alone."""
    found: dict[str, TableCell] = {}
    for n, cell in enumerate(cells):
        header = readable(cell.header) or (first_header(header_line) if n == 0 else "")
        for name, pattern in _COLUMNS.items():
            if name not in found and header and pattern.match(header):
                found[name] = cell
                break
    return found


def first_header(line: str) -> str:
    cells = [cell.strip() for cell in re.split(r"\t|\|", line) if cell.strip()]
    return readable(cells[0]) if cells else ""


def kind_of(columns: Mapping[str, TableCell], about: str) -> EntryKind | None:
    """What sort of entry a row with these columns is; `about` are the words above its table."""
    said = {name for name, cell in columns.items() if re.search(r"[A-Za-z]{3}", cell.text) or name in ("number", "deadline", "asker")}
    said |= {"status"} if "state" in said else set()
    has = said.__contains__
    asked = has("action") or has("recommendation") or has("request")
    if has("status") and (asked or (has("owner") and (has("deadline") or has("number")) and _FOLLOWS_UP.search(about))):
        return EntryKind.TRACKER_ROW
    if has("request") and has("response"):
        return EntryKind.TRACKER_ROW
    if has("recommendation") and has("response"):
        return EntryKind.EXECUTIVE_RESPONSE
    if has("question") and has("response") and has("asker"):
        asks = re.search(r"\bquestions?\b", f"{about} {columns['question'].header}", re.I)
        return EntryKind.PUBLIC_QUESTION if asks else EntryKind.TRACKER_ROW
    if has("action") and has("rag") and has("owner"):
        return EntryKind.TRACKER_ROW
    if has("request") and (has("owner") or has("deadline") or has("asker")):
        return EntryKind.INFORMATION_REQUEST
    if has("recommendation") and (has("owner") or has("deadline")):
        return EntryKind.RECOMMENDATION
    if has("action") and has("owner") and _AGREED_ACTIONS.search(about):
        return EntryKind.ACTION
    return None


def cell_stated(passage: Passage, cell: TableCell | None) -> Stated[str] | None:
    """What a cell says, where it stands in its row."""
    if cell is None or not cell.text or not cell.in_row or _NOTHING.fullmatch(cell.text):
        return None
    pattern = r"[\s*_]+".join(map(re.escape, cell.text.split()))
    found = re.search(pattern, passage.text[passage.body_start - passage.start :])
    return Stated(cell.text, passage.page, passage.body_start + found.start(), passage.body_start + found.end()) if found else None


_NOTHING = re.compile(r"[–—-]|n/a|none|tbc", re.I)
