"""What the screen says: fixed phrases, dates, counts."""

import datetime
from collections.abc import Sequence

from assistant.export.sources import paper_of, place_of
from assistant.models import Citation, Filters, Searched
from assistant.web.html import Html
from corpus.text import counted, spoken

PURPOSE = "Ask about council meetings. Answers are quotes from the papers, each with its meeting date and page."
PLACEHOLDER = "Ask about the papers"
LOOKING = "Looking through the papers"
NO_PAPERS = "No papers yet"
NONE_HELD = "No papers are held yet. Add some on the Papers page, or run: minuted ingest FOLDER"
ADD_LINK = Html('<p><a href="papers#add-papers">Add papers on the Papers page</a></p>')
PROBLEM = "There is a problem"
BUSY = "Papers are being taken in or out"
BUSY_TOLD = "Answers come from the papers that are in already. The list brings itself up to date when it is done."
BUSY_ADDING = "Another Minuted is taking papers in or out. The files you chose stay here. Try again when it is done."
BUSY_REMOVING = "Another Minuted is taking papers in or out. Nothing was removed. Try again when it is done."
WRONG_IN_CHANGE = "Something went wrong. What was held before is held still. Try again. The details are in the terminal where Minuted runs."
WRONG_IN_ANSWER = "Something went wrong while answering. Try again. The details are in the terminal where Minuted runs."
WRONG_ON_PAGE = "Something went wrong while drawing this page. Load it again. The details are in the terminal where Minuted runs."
LOADING = "Minuted was started a short while ago and is still loading what it answers with. This takes up to half a minute, once."
OTHERS_FIRST = "Questions of others are answered first."
STILL_LOOKING = "This takes longer than usual. You can wait, or load the page again and ask more briefly."
COPIED = "This is a copy", "The address that you opened is of a conversation in another browser. What you ask here is kept in the copy."
LITERALLY = "Search for the words as typed"
DATES_CROSSED = "The first date is after the last: no meeting is within them."


def left_out(names: Sequence[str]) -> str:
    """What a link named that is not held here: its question is asked without it."""
    return f"This link also asks for {listed([f'“{name}”' for name in names])}, which is not held here. It was left out."


def span(first: datetime.date | None, last: datetime.date | None) -> str:
    """`16 September 2021 to 13 June 2024`, one date where both are the same, nothing where there is none."""
    return " to ".join(dict.fromkeys(spoken(day) for day in (first, last) if day))


def held(papers: int, dates: Sequence[datetime.date]) -> str:
    """`23 papers, meetings from 16 September 2021 to 13 June 2024`."""
    days = span(min(dates), max(dates)) if dates else ""
    if not days:
        return counted(papers, "paper")
    return f"{counted(papers, 'paper')}, {'meetings from' if ' to ' in days else 'meeting of'} {days}"


def searched(looked_in: Searched, filters: Filters) -> str:
    """`Searched 14 papers, 16 September 2021 to 13 June 2024; only Cabinet`."""
    if looked_in.papers == 0:
        return "; ".join(["No paper held is within these filters", *limits(filters)])
    days = span(looked_in.date_from, looked_in.date_to)
    where = f"Searched {counted(looked_in.papers, 'paper')}" + (f", {days}" if days else "")
    return "; ".join([where, *limits(filters)])


def limits(filters: Filters) -> list[str]:
    """Each filter that was set, in words: `only Cabinet`, `only minutes`, `only meetings from 1 May 2022`."""
    said = []
    if filters.bodies:
        said.append(f"only {listed(filters.bodies)}")
    if filters.kinds:
        said.append(f"only {listed([kind.label.lower() for kind in filters.kinds])}")
    days = [f"{word} {spoken(day)}" for word, day in (("from", filters.date_from), ("to", filters.date_to)) if day]
    if days:
        said.append(f"only meetings {' '.join(days)}")
    return said


def listed(names: Sequence[str]) -> str:
    """`Cabinet`; `Cabinet and Council`; `Cabinet, Council and Panel`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def more_sources(number: int) -> str:
    """`Show 4 more sources`."""
    return f"Show {counted(number, 'more source')}"


def place(citation: Citation) -> list[str]:
    """Where in which paper: `item 412, Work programme`, `page 12 (printed page 79)`, `minutes, panel.pdf`.

    The printed page is named only where it differs from the page of the file. How a paper stands and its other versions
    are named where there is something to say: `draft minutes, panel.pdf`, `replaced by final.pdf`.
    """
    return [*place_of(citation), *paper_of(citation)]
