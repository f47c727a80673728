"""Answers, papers and the progress of an ingest, as a terminal shows them.

Text of papers and questions is put into `Text`, so nothing in it acts as markup.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.models import Answer, Citation, Status
from assistant.phrases import whose_meeting
from corpus.catalogue import Catalogue
from corpus.text import counted, readable, spoken


def show(what: RenderableType) -> None:
    Console(highlight=False).print(what)


def answer_to_text(answer: Answer) -> RenderableType:
    """The answer, its sources and what was searched."""
    parts: list[RenderableType] = [Text(answer.answer), Text("")]
    cited = answer.citations if answer.status is Status.ANSWERED else answer.nearest
    if cited:
        parts.append(
            Text("Sources" if answer.status is Status.ANSWERED else "Nearest passages, which do not answer the question", style="bold")
        )
    for citation in cited:
        parts += [Text(source_line(citation)), Padding(Text(f"“{readable(citation.quote)}”", style="italic"), (0, 0, 0, 4))]
    parts += [Text(""), Text(searched_line(answer), style="dim")]
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
    return f"[{citation.n}] {', '.join(where)}: {citation.paper.file}"


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
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    for column in ("Meeting date", "Body", "Kind", "Pages", "Passages", "File"):
        table.add_column(column, justify="right" if column in ("Pages", "Passages") else "left", overflow="fold")
    for paper in held:
        date = spoken(paper.meeting.date) if paper.meeting.date else "not given"
        body = paper.meeting.body or paper.meeting.council or ""
        table.add_row(date, Text(body), paper.kind.label, str(paper.page_count), str(paper.passage_count), Text(paper.file))
    parts: list[RenderableType] = [table if held else Text("No papers are held.")]
    warned = [paper for paper in held if paper.warnings]
    if warned:
        parts += [Text(""), Text("Taken with a warning", style="bold")]
        parts += [Text(f"{paper.file}: {'; '.join(paper.warnings)}") for paper in warned]
    refused = catalogue.refusals()
    if refused:
        parts += [Text(""), Text("Not taken", style="bold")]
        parts += [Text(refusal.reason) for refusal in refused]
    return Group(*parts)


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
    with Progress(*columns, console=Console(highlight=False), transient=True) as progress:
        task = progress.add_task("papers", total=papers, pages=0)

        def done(pages: int, lines: Sequence[str]) -> None:
            for line in lines:
                progress.console.print(Text(line), soft_wrap=True)
            progress.update(task, advance=1, pages=progress.tasks[task].fields["pages"] + pages)

        yield done
