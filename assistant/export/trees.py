"""What reading a paper understood, as a tree in the terminal."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.tree import Tree

from assistant.answer.messages import spoken_or_missing
from assistant.export.console import line
from assistant.export.inspection import InspectedDecision, InspectedTable, Inspection
from corpus.models import Attendee, Decision, Meeting, Paper, Part
from corpus.text import counted

_LONGEST = 110  # characters of a decision that are shown


def inspection_to_tree(inspection: Inspection) -> RenderableType:
    """The paper with its meeting, parts, tables, decisions, abbreviations, pages and warnings."""
    paper = inspection.paper
    tree = Tree(line(paper.title, "bold"))
    for said in _about(paper):
        tree.add(line(said))
    _add(tree, "Attendance", [_attendee(person) for person in paper.attendance])
    _add(tree, "Agenda", [f"{entry.number}  {entry.title}{_printed(entry.printed_pages)}" for entry in paper.agenda])
    if inspection.parts:
        _add_parts(tree.add(line(f"Contents ({len(inspection.parts)})", "bold")), inspection.parts)
    _add(tree, "Tables", [_table(table) for table in inspection.tables])
    _add(tree, "Decisions", [_decision(found) for found in inspection.decisions])
    _add(tree, "Abbreviations", [f"{found.short}: {found.long} (page {found.page})" for found in inspection.abbreviations])
    _add(tree, "Pages", [*_pages(inspection), *([f"not read: {_numbers(paper.unread_pages)}"] if paper.unread_pages else [])])
    _add(tree, "Warnings", paper.warnings)
    return tree


def _about(paper: Paper) -> list[str]:
    """`Meeting: Cabinet, 4 May 2021`, `Kind: Minutes, draft`, `Read: 4 pages, 31 passages, 100.0% of the text`."""
    kind = paper.kind.label + (f", {paper.status.value}" if paper.status else "")
    lines = [f"Kind: {kind}", f"Meeting: {_meeting(paper.meeting)}"]
    if paper.period:
        lines.append(f"Period: {paper.period}")
    lines.append(f"Read: {counted(paper.page_count, 'page')}, {counted(paper.passage_count, 'passage')}, {paper.coverage:.1%} of the text")
    return lines


def _meeting(meeting: Meeting) -> str:
    kind = f"{meeting.kind.value} meeting" if meeting.kind else None
    parts = (meeting.council, meeting.body, spoken_or_missing(meeting.date), meeting.time, meeting.place, kind)
    return ", ".join(part for part in parts if part)


def _attendee(person: Attendee) -> str:
    presence = person.presence.value.replace("_", " ")
    return f"{person.name}{f', {person.role}' if person.role else ''}: {presence}{f' ({person.note})' if person.note else ''}"


def _printed(pages: str | None) -> str:
    return f" (printed pages {pages})" if pages else ""


def _add(tree: Tree, title: str, lines: Sequence[str]) -> None:
    if lines:
        branch = tree.add(line(f"{title} ({len(lines)})", "bold"))
        for said in lines:
            branch.add(line(said))


def _add_parts(tree: Tree, parts: Sequence[Part]) -> None:
    """Parts nest by the passages they hold: an appendix within its report, a report within its item."""
    open_parts: list[tuple[Part, Tree]] = []
    for part in sorted(parts, key=lambda part: (part.first, -part.last)):
        while open_parts and open_parts[-1][0].last < part.last:
            open_parts.pop()
        branch = open_parts[-1][1] if open_parts else tree
        open_parts.append((part, branch.add(line(_part(part)))))


def _part(part: Part) -> str:
    """`Report: Winter gritting, by the Director of Highways, pages 4 to 6`."""
    label = part.kind.value.replace("_", " ").capitalize()
    number = f" {part.number}" if part.number else ""
    author = f", by {part.author}" if part.author else ""
    pages = f"page {part.page}" if part.page == part.last_page else f"pages {part.page} to {part.last_page}"
    return f"{label}{number}: {part.title}{author}, {pages}{_printed(part.printed_pages)}"


def _table(table: InspectedTable) -> str:
    pages = f"page {table.page}" if table.page == table.last_page else f"pages {table.page} to {table.last_page}"
    return f"{table.heading or 'without a caption'}: {counted(table.rows, 'row')}, {pages}"


def _decision(found: InspectedDecision) -> str:
    """`Resolution R2021-017, carried, moved by A. Ode, page 2: that the road be closed`."""
    words = found.text if len(found.text) <= _LONGEST else f"{found.text[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"{decision_line(found.decision)}, page {found.page}: {words}"


def decision_line(decision: Decision) -> str:
    """`Resolution R2021-017, carried, moved by A. Ode`: what kind of decision, its number, how it went and who moved it."""
    kind = decision.kind.value.replace("_", " ")
    said = f"draft {kind}" if decision.draft else kind
    number = f" {decision.number}" if decision.number else ""
    details = [
        decision.result.value if decision.result else None,
        decision.vote.text if decision.vote else None,
        f"moved by {decision.mover}" if decision.mover else None,
        f"seconded by {decision.seconder}" if decision.seconder else None,
    ]
    return ", ".join([said.capitalize() + number, *(detail for detail in details if detail)])


def _pages(inspection: Inspection) -> list[str]:
    """Pages that follow one another and were read alike share a line."""
    lines: list[str] = []
    for reader in dict.fromkeys(page.reader for page in inspection.pages):
        pages = [page for page in inspection.pages if page.reader == reader]
        least = min(pages, key=lambda page: page.coverage)
        short = f"; least on page {least.number}: {least.coverage:.1%}" if least.coverage < 1 else ""
        lines.append(f"{_numbers([page.number for page in pages])}: {reader}{short}")
    return lines


def _numbers(pages: Sequence[int]) -> str:
    """`1 to 4, 7`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
