"""Transcripts and captions: what each person said stands apart, with who said it, and times of a recording are no times of day."""

import datetime
from pathlib import Path

import pytest

from ingest.build import read_paper
from ingest.layout.turns import is_transcript
from tests.factories import make_docx, minutes_text

HEAD = "Ambershire County Council\nHighways Panel\nTuesday 4 May 2021 at 10.00 am\nTranscript\n\n"
FIRST = "Good morning everyone. The minutes of 6 April 2021 are before us."
SECOND = "The report asks us to spend £40,000 on potholes in Wenlow."
THIRD = "All those in favour? That is agreed."


def said(path: Path) -> list[tuple[str | None, str]]:
    """Who says each passage below the head, and the passage's words after the last colon or time."""
    read = read_paper(path)
    assert read.paper.meeting.date == datetime.date(2021, 5, 4)
    assert read.paper.meeting.time in (None, "10.00 am")
    assert not [p for p in read.passages if p.decision]
    return [
        (p.heading, " ".join(p.text.split())) for p in read.passages if any(words in p.text for words in ("morning", "£40,000", "favour"))
    ]


@pytest.mark.parametrize(
    "lines",
    [
        f"[00:00:05] Cllr Ann Ode: {FIRST}\n[00:12:31] Bo Lee: {SECOND}\n[01:02:44] Cllr Ann Ode: {THIRD}\n",
        f"Cllr Ann Ode (00:05): {FIRST}\nBo Lee (12:31): {SECOND}\nCllr Ann Ode (62:44): {THIRD}\n",
        f"CLLR ANN ODE: {FIRST}\n\nBO LEE: {SECOND}\n\nCLLR ANN ODE: {THIRD}\n",
        f"Cllr Ann Ode  0:05\n{FIRST}\n\nBo Lee  12:31\n{SECOND}\n\nCllr Ann Ode  1:02:44\n{THIRD}\n",
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".md", ".docx", ".html"])
def test_each_turn_is_a_passage_of_who_speaks(tmp_path: Path, lines: str, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    if ending == ".docx":
        make_docx(path, [[line for line in (HEAD + lines).split("\n") if line]])
    elif ending == ".html":
        path.write_text("".join(f"<p>{line}</p>" for line in (HEAD + lines).split("\n") if line))
    else:
        path.write_text(HEAD + lines)
    found = said(path)
    assert [(speaker or "").lower() for speaker, _ in found] == ["cllr ann ode", "bo lee", "cllr ann ode"]
    assert [text.endswith(words) for (_, text), words in zip(found, (FIRST, SECOND, THIRD), strict=True)] == [True] * 3


@pytest.mark.parametrize(
    "cues",
    [
        "1\n00:00:05.120 --> 00:00:09.480\n<v Cllr Ann Ode>Good morning everyone. The minutes\n\n2\n00:00:09.480 --> 00:00:14.000\n"
        f"<v Cllr Ann Ode>of 6 April 2021 are before us.\n\n3\n00:12:31.000 --> 00:12:38.250\n<v Bo Lee>{SECOND}\n",
        "1\n00:00:05,120 --> 00:00:09,480\nCllr Ann Ode: Good morning everyone. The minutes\n\n2\n00:00:09,480 --> 00:00:14,000\n"
        f"of 6 April 2021 are before us.\n\n3\n00:12:31,000 --> 00:12:38,250\nBo Lee: {SECOND}\n",
    ],
)
def test_captions_of_one_speaker_are_read_as_one(tmp_path: Path, cues: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(HEAD + cues)
    found = said(path)
    assert [speaker for speaker, _ in found] == ["Cllr Ann Ode", "Bo Lee"]
    assert FIRST in found[0][1]
    assert SECOND in found[1][1]


@pytest.mark.parametrize(
    "lines",
    [
        minutes_text().split("\n"),
        ["Programme", "10:30 Welcome: Cllr Ode", "11:15 Roads: Bo Lee", "12:00 Lunch: all"],
        ["Minutes", "Present:", "Cllr Ann Ode 19:05", "Cllr Bo Lee 19:05", "Apologies: Cllr Dunn", "Resolved: to note it"],
        ["The transcript of the hearing was noted.", "Present: Cllr Ode", "Apologies: none"],
    ],
)
def test_times_of_day_beside_names_make_no_transcript(lines: list[str]) -> None:
    assert not is_transcript(lines)


def test_words_on_the_line_of_a_cue_are_read(tmp_path: Path) -> None:
    path = tmp_path / "captions.txt"
    path.write_text("\n".join(f"00:00:0{n}.000 --> 00:00:0{n + 1}.000 Thank you, Chair, bridge {n} costs £5,00{n}." for n in range(1, 6)))
    text = "\n".join(page.text for page in read_paper(path).pages)
    assert all(f"bridge {n} costs £5,00{n}." in text for n in range(1, 6))
