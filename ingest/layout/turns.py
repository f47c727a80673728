"""A transcript or captions -> what each person said, apart from the next: `[00:12:31] Cllr Ann Ode: …`, `ANN ODE: …`, `Ann Ode 12:31`.

The words stay as they are. Of the times at which captions are shown those are left out that stand within what one person says, and
the numbers of captions with them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.readers.raw import Line, RawPage

_CODE = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,:]\d{1,3})?"  # 12:31 ; 00:12:31 ; 00:12:31.250
_NAME = (
    r"(?<!\w)[A-Z][\w.’'-]{0,40}+(?:[ \xa0](?:[A-Z][\w.’'-]{0,40}+|of|for|and|the|de|van|\d{1,2})){0,6}"
    r"(?:[ \xa0]?\([^()\n]{1,60}\))?"  # Cllr Ann Ode (Chair)
)
_CUE = re.compile(
    rf"\s*{_CODE}\s*-->\s*{_CODE}(?:\s+(?:align|line|position|size|vertical|region):\S{{1,20}}){{0,6}}\s*"
)  # 00:00:05.120 --> 00:00:09.480 align:start
_NUMBER = re.compile(r"\s*\d{1,6}\s*")
_VOICE = re.compile(r"<v(?:\.[\w.]{1,40})?\s+([^<>\n]{1,60})>|</v>")  # <v Ann Ode>
_CODED = (
    re.compile(
        rf"\W{{0,2}}{_CODE}(?:\s?[–-]\s?{_CODE})?[\])]?\s{{0,3}}(?:[–-]\s?)?(?:>>\s?)?(?P<name>{_NAME})\s?:(?:\s|$)"
    ),  # [00:12:31] Ann Ode: …
    re.compile(rf"(?P<name>{_NAME})[ \t\xa0]{{0,3}}[\[(]{_CODE}[\])]\s?:?(?:\s|$)"),  # Ann Ode (12:31) …
    re.compile(rf"(?P<name>{_NAME})[ \t\xa0]{{1,9}}{_CODE}\s?$"),  # Ann Ode 12:31
)
_NAMED = re.compile(rf"(?:>>\s?)?(?P<name>{_NAME})\s?:(?:\s|$)")  # ANN ODE: …
_TITLE = re.compile(r"\b(?:transcripts?|transcription|verbatim|captions|subtitles|WEBVTT)\b", re.I)
_TITLE_LINES = 15  # at the top, in which a transcript says that it is one
_TO_THE_SECOND = re.compile(r"\d:\d\d:\d\d")
_FEWEST = 3  # turns
_LABELS = frozenset(
    "present apologies date time venue place location meeting subject note notes action actions resolved agreed decision result mover"
    " seconder ayes nays item agenda recording chair's transcript duration attendees participants speakers".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Who begins to speak on a line; `coded` where the time stands beside the name."""

    speaker: str
    coded: bool


def turn_of(line: str) -> Turn | None:
    """The turn that begins on a line, None where none does."""
    for pattern in (*_CODED, _NAMED):
        if (found := pattern.match(line)) and found["name"].lower() not in _LABELS:
            return Turn(" ".join(found["name"].split()), pattern is not _NAMED)
    return None


def is_transcript(lines: Sequence[str]) -> bool:
    """Whether the lines of a paper are what people said, word for word: it says so and names them, or gives the times to the second.

    Other papers have names beside times of day too: who arrived at 19:05, what begins at 10:30.
    """
    if any(_CUE.fullmatch(line) for line in lines):
        return True
    if sum(_TO_THE_SECOND.search(line) is not None and turn_of(line) is not None for line in lines) >= _FEWEST:
        return True
    if not any(_TITLE.search(line) for line in [line for line in lines if line.strip()][:_TITLE_LINES]):
        return False
    turns = [turn for line in lines if (turn := turn_of(line))]
    repeated = len(turns) >= _FEWEST and max(Counter(turn.speaker for turn in turns).values()) > 1
    return repeated or sum(turn.coded for turn in turns) > 1


def with_turns_apart(pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages of a transcript with space above each turn, and the lines of a turn together; those of any other paper as they are."""
    if not is_transcript([_VOICE.sub(_voice, line.text) for page in pages for line in page.lines]):
        return list(pages)
    return [replace(page, lines=tuple(_apart(page.lines))) for page in pages]


def _voice(found: re.Match[str]) -> str:
    return f"{found[1]}: " if found[1] else ""


def _apart(lines: Sequence[Line]) -> Iterator[Line]:
    speaker: str | None = None
    cue: Line | None = None  # the time that stands above what is said next
    begun = False  # whether the line before begins a turn
    lines = [line for n, line in enumerate(lines) if not (_NUMBER.fullmatch(line.text) and any(map(_is_cue, lines[n + 1 : n + 2])))]
    in_cues = any(map(_is_cue, lines))
    for line in lines:
        if _is_cue(line):
            cue = line
            continue
        if not line.text.strip() and (in_cues and speaker):
            continue
        text = _VOICE.sub(_voice, line.text)
        turn = turn_of(text)
        if turn and in_cues and turn.speaker == speaker and not turn.coded and _VOICE.search(line.text):
            turn, text = None, _VOICE.sub("", line.text)  # the same person goes on in the next cue
        opens = turn is not None or (cue is not None and speaker is None)
        if opens and cue is not None:
            yield replace(cue, gap_above=True, heading=False)
        speaker = turn.speaker if turn else speaker or ("" if cue else None)
        yield replace(
            line, text=text, heading=line.heading and not turn, gap_above=(opens and cue is None) or (line.gap_above and not begun)
        )
        cue, begun = None, turn is not None


def _is_cue(line: Line) -> bool:
    return _CUE.fullmatch(line.text) is not None
