"""Answers, papers and the progress of an ingest, as a terminal shows them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.answer.decisions import Decided
from assistant.answer.messages import files_held, kind_held, meeting_told, not_verified, outcome, standing, told_of, whose_meeting
from assistant.export.console import PlainConsole, line
from assistant.models import Answer, Citation, Status
from corpus.store.catalogue import Catalogue
from corpus.text import counted, item_named, readable, spoken


def show(what: RenderableType) -> None:
    PlainConsole().print(what)


def answer_to_text(answer: Answer) -> RenderableType:
    """What was made of the question, the answer, its sources and what was searched, which an answer that declines says itself."""
    understood: list[RenderableType] = [line(answer.understood, "dim"), Text("")] if answer.understood else []
    parts: list[RenderableType] = [*understood, *map(line, answer.answer.split("\n")), Text("")]
    cited = answer.citations if answer.status is Status.ANSWERED else answer.nearest
    if cited:
        parts.append(
            Text("Sources" if answer.status is Status.ANSWERED else "Nearest passages, which do not answer the question", style="bold")
        )
    for citation in cited:
        parts += [line(source_line(citation)), Padding(line(f"“{readable(citation.quote)}”", "italic"), (0, 0, 0, 4))]
        if unsure := not_verified(citation):
            parts.append(Padding(line(unsure), (0, 0, 0, 4)))
    if answer.status is Status.ANSWERED:
        parts += [Text(""), line(searched_line(answer), "dim")]
    return Group(*parts)


def source_line(citation: Citation) -> str:
    """`[1] Cabinet, 2 November 2017, item 7 (Work programme), page 12 (printed 79), paragraph 4: name.pdf`."""
    where = [whose_meeting(citation)]
    if citation.item:
        where.append(f"item {citation.item.number} ({citation.item.title})" if citation.item.number else citation.item.title)
    where.append(
        f"page {citation.page}" + (f" (printed {citation.printed_page})" if citation.printed_page not in (None, str(citation.page)) else "")
    )
    if citation.paragraph:
        where.append(f"paragraph {citation.paragraph}")
    named = "; ".join(part for part in (outcome(citation.decision), standing(citation.paper)) if part)
    return f"[{citation.n}] {', '.join(where)}: {citation.paper.file}" + (f" ({named})" if named else "")


def searched_line(answer: Answer) -> str:
    """`Searched 23 papers of meetings from 16 September 2021 to 13 June 2024. Not readable: scan.pdf.`"""
    searched = answer.searched
    text = f"Searched {counted(searched.papers, 'paper')}"
    if searched.date_from and searched.date_to:
        text += f" of meetings from {spoken(searched.date_from)} to {spoken(searched.date_to)}"
    return text + (f". Not readable: {', '.join(searched.unreadable)}." if searched.unreadable else ".")


def papers_to_table(catalogue: Catalogue) -> RenderableType:
    """Papers by meeting, newest first, with their warnings; then the files that were not taken, with the reason."""
    held = catalogue.papers()
    versions = catalogue.versions()
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    for column in ("Meeting date", "Body", "Kind", "Pages", "Passages", "File"):
        table.add_column(column, justify="right" if column in ("Pages", "Passages") else "left", overflow="fold")
    for paper in held:
        date = spoken(paper.meeting.date) if paper.meeting.date else "not given"
        body = paper.meeting.body or paper.meeting.council or ""
        file = line(files_held(paper, versions))
        table.add_row(date, line(body), kind_held(paper), str(paper.page_count), str(paper.passage_count), file)
    parts: list[RenderableType] = [table if held else Text("No papers are held.")]
    warned = [paper for paper in held if paper.warnings]
    if warned:
        parts += [Text(""), Text("Taken with a warning", style="bold")]
        parts += [line(f"{paper.file}: {'; '.join(paper.warnings)}") for paper in warned]
    refused = catalogue.refusals()
    if refused:
        parts += [Text(""), Text("Not taken", style="bold")]
        parts += [line(refusal.told) for refusal in refused]
    return Group(*parts)


def decisions_to_text(decided: Sequence[Decided]) -> RenderableType:
    """Entries of the register under their meetings, those that are open first, each with its words and where they stand."""
    parts: list[RenderableType] = []
    times: dict[str, set[str | None]] = {}
    for one in decided:
        times.setdefault(_meeting_of(one), set()).add(one.entry.meeting.time)

    def meeting(one: Decided) -> tuple[bool, str]:
        return one.is_open, _meeting_of(one, with_time=len(times[_meeting_of(one)]) > 1)

    some_open = any(one.is_open for one in decided)
    for (is_open, whose), of_meeting in groupby(decided, key=meeting):
        parts += [*([Text("")] if parts else []), line(f"{whose}{', open' if is_open and some_open else ''}", "bold")]
        for one in of_meeting:
            entry = one.entry
            item = item_named(entry.item.number, entry.item.title) if entry.item else "no item"
            parts.append(Padding(line(f"{item}: {told_of(entry)}"), (0, 0, 0, 2)))
            parts.append(Padding(line(f"“{readable(one.words)}”", "italic"), (0, 0, 0, 4)))
            parts.append(Padding(line(f"{one.paper.file}, page {entry.page}", "dim"), (0, 0, 0, 4)))
    return Group(*parts) if parts else Text("No decisions are held for these meetings.")


def _meeting_of(decided: Decided, *, with_time: bool = False) -> str:
    return meeting_told(decided.entry.meeting, decided.paper.title, with_time=with_time)


@contextmanager
def progress_of(papers: int) -> Iterator[Callable[[int, Sequence[str]], None]]:
    """A bar while papers are read. Call what it gives after each paper with the pages read and lines to print."""
    columns = (
        TextColumn("Reading papers"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("papers, {task.fields[pages]} pages,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=PlainConsole(), transient=True) as progress:
        task = progress.add_task("papers", total=papers, pages=0)

        def done(pages: int, lines: Sequence[str]) -> None:
            for said in lines:
                progress.console.print(line(said), soft_wrap=True)
            progress.update(task, advance=1, pages=progress.tasks[task].fields["pages"] + pages)

        yield done


@contextmanager
def embedding_progress(passages: int) -> Iterator[Callable[[int], None]]:
    """A bar while passages are embedded. Call what it gives with the number of them each time."""
    columns = (TextColumn("Embedding passages"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("left"))
    with Progress(*columns, console=PlainConsole(), transient=True) as progress:
        task = progress.add_task("passages", total=passages)
        yield lambda embedded: progress.update(task, advance=embedded)
